package annotate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"huibao/internal/book"
	"huibao/internal/sheet"
)

// pack is a workbook while it is changed.
type pack struct {
	src   io.ReaderAt
	size  int64
	box   *sheet.Package // nil for one that is made from nothing
	parts map[string]*part
	order []*part // those that were not there
	types *part
	main  *part
	links *relations        // of the workbook
	names map[string]string // of elements, one text each

	signed bool // an earlier copy of ours had to go without a signature
}

// part is one that was read or made.
type part struct {
	name    string // as relationships lead to it
	entry   string // as it is written in the zip
	data    []byte
	doc     *document
	changed bool
	gone    bool
	lax     bool
	listed  bool // among those that were not there
	names   map[string]string
	err     error
}

const typesPart = "[Content_Types].xml"

func open(r io.ReaderAt, size int64) (*pack, error) {
	head := make([]byte, 2)
	if _, err := r.ReadAt(head, 0); err != nil || string(head) != "PK" {
		if string(head) == "\xd0\xcf" { // a compound file
			return nil, cannot("是加了密码的或旧版（.xls）的工作簿", nil)
		}
		return nil, cannot("不是 .xlsx 一类的工作簿", err)
	}
	box, err := sheet.OpenPackage(everywhere, r, size, limits)
	if err != nil {
		return nil, err
	}
	p := &pack{src: r, size: size, box: box, parts: map[string]*part{}, names: map[string]string{}}
	if p.types, err = p.load(typesPart); err != nil {
		return nil, cannot("不是 .xlsx 一类的工作簿", err)
	}
	main, err := p.findMain()
	if err != nil {
		return nil, err
	}
	if !p.has(main) {
		return nil, cannot("文件里没有工作簿部件", nil)
	}
	if p.main, err = p.load(main); err != nil {
		return nil, err
	}
	p.links, err = p.relations(main)
	return p, err
}

var limits = sheet.DefaultLimits()

// findMain is the name of the workbook's part: by the package's relationships, else
// the usual one, as our reader finds it.
func (p *pack) findMain() (string, error) {
	top, err := p.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range top.list {
		if r.kind == "officeDocument" && p.has(r.target) {
			return r.target, nil
		}
	}
	return "xl/workbook.xml", nil
}

// has reports whether a part is there.
func (p *pack) has(name string) bool {
	if q := p.parts[sheet.Key(name)]; q != nil {
		return !q.gone
	}
	return p.box != nil && p.box.Find(name) != nil
}

// load reads a part, as UTF-8.
func (p *pack) load(name string) (*part, error) {
	key := sheet.Key(name)
	if q := p.parts[key]; q != nil {
		if q.gone {
			return nil, errXML
		}
		q.tree()
		return q, q.err
	}
	if p.box == nil || p.box.Find(name) == nil {
		return nil, fmt.Errorf("annotate: no part %s", name)
	}
	raw, err := p.box.Read(everywhere, name)
	if err != nil {
		return nil, err
	}
	text, recoded, err := sheet.UTF8(raw)
	if err != nil {
		return nil, err
	}
	if recoded {
		text = redeclared(text)
	}
	q := &part{name: name, entry: p.box.Find(name).Name, data: text, lax: strings.HasSuffix(key, ".vml"), names: p.names}
	if q.tree(); q.err != nil {
		return nil, q.err // it stays as it stands in the source
	}
	p.parts[key] = q
	return q, nil
}

// redeclared is a text whose declaration says that it is UTF-8.
func redeclared(text []byte) []byte {
	head, rest, ok := bytes.Cut(text, []byte("?>"))
	before, value, named := bytes.Cut(head, []byte("encoding="))
	if !ok || !named || !bytes.HasPrefix(text, []byte("<?xml")) || len(value) < 2 {
		return text
	}
	end := bytes.IndexByte(value[1:], value[0])
	if end < 0 {
		return text
	}
	return slices.Concat(before, []byte(`encoding="UTF-8"`), value[end+2:], []byte("?>"), rest)
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`

// tree is the part's elements. Where there are none, an empty root stands for them and
// the error is kept: write is not reached then.
func (q *part) tree() *document {
	if q.doc == nil {
		var err error
		if q.doc, err = parse(q.data, q.lax, q.names); err != nil {
			q.err, q.doc = err, &document{root: &node{}}
		}
	}
	return q.doc
}

// edit changes a part; what was known of its elements holds no more.
func (q *part) edit(e *edits) {
	if data, ok := e.apply(); ok {
		q.data, q.changed, q.doc = data, true, nil
	}
}

func (q *part) edits() *edits { return &edits{document: q.tree()} }

// broken is the first error that a part was left with.
func (p *pack) broken() error {
	for _, q := range p.parts {
		if q.err != nil && !q.gone {
			return q.err
		}
	}
	return nil
}

// add makes a new part whose name is free: stem, a number, the extension.
func (p *pack) add(dir, stem, ext, data string) *part {
	name := ""
	for n := 1; name == "" || p.has(name); n++ {
		name = path.Join(dir, fmt.Sprintf("%s%d%s", stem, n, ext))
	}
	return p.put(name, data)
}

// put makes a new part.
func (p *pack) put(name, data string) *part {
	q := &part{name: name, entry: name, data: []byte(data), changed: true, lax: strings.HasSuffix(name, ".vml"), names: p.names}
	if old := p.parts[sheet.Key(name)]; old != nil { // taken out, and now there again
		q.entry, q.listed = old.entry, old.listed
		*old = *q
		q = old
	}
	p.parts[sheet.Key(name)] = q
	if !q.listed && (p.box == nil || p.box.Find(name) == nil) {
		q.listed = true
		p.order = append(p.order, q)
	}
	return q
}

// drop takes a part out.
func (p *pack) drop(name string) {
	key := sheet.Key(name)
	if q := p.parts[key]; q != nil {
		q.gone = true
		return
	}
	p.parts[key] = &part{name: name, entry: name, gone: true}
}

// ours reports whether a part of comments or boxes is one that we made. Its name does not
// tell: there are programs that find these parts by their usual names alone.
func (q *part) ours() bool { return q.edits().made(q.tree().root) }

// write packs the workbook: what was not touched as it stands in the source.
func (p *pack) write(w io.Writer) error {
	z := book.NewQuickZip(w)
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	if p.box != nil {
		for _, f := range p.box.Parts() {
			q := p.parts[sheet.Key(f.Name)]
			var err error
			switch {
			case strings.HasSuffix(f.Name, "/"):
				_, err = z.CreateHeader(&zip.FileHeader{Name: f.Name}) // some writers deflate the nothing that a folder holds
			case q == nil:
				err = copyRaw(z, f, buf)
			case q.gone:
			case !q.changed:
				err = copyRaw(z, f, buf)
			default:
				err = writePart(z, q)
			}
			if err != nil {
				return fmt.Errorf("annotate: %w", err)
			}
		}
	}
	for _, q := range p.order {
		if q.gone {
			continue
		}
		if err := writePart(z, q); err != nil {
			return fmt.Errorf("annotate: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("annotate: %w", err)
	}
	return nil
}

var buffers = sync.Pool{New: func() any {
	b := make([]byte, 32<<10)
	return &b
}}

// copyRaw is zip.Writer.Copy with a buffer that is used again.
func copyRaw(z *zip.Writer, f *zip.File, buf *[]byte) error {
	in, err := f.OpenRaw()
	if err != nil {
		return err
	}
	head := f.FileHeader
	out, err := z.CreateRaw(&head)
	if err == nil {
		_, err = io.CopyBuffer(out, in, *buf)
	}
	return err
}

func writePart(z *zip.Writer, q *part) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: q.entry, Method: zip.Deflate})
	if err == nil {
		_, err = out.Write(q.data)
	}
	return err
}

// inOrder puts the parts of a workbook that is made from nothing into an order: first
// those by which readers tell what a zip is.
func (p *pack) inOrder() {
	slices.SortFunc(p.order, func(a, b *part) int { return strings.Compare(a.name, b.name) })
}
