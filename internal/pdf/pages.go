package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// pager draws pages one by one and keeps of each its deflated content: as they are drawn, and with a
// compressor for each, as gofpdf would hold them to the end, a thousand pages take a hundred megabytes.
type pager struct {
	pdf     *gofpdf.Fpdf // the document, whose pages are empty
	last    *gofpdf.Fpdf // whose pens and typeface the next page begins with
	content [][]byte     // by page
	deflate *zlib.Writer
}

func newPager(f *gofpdf.Fpdf) (*pager, error) {
	z, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed) // as gofpdf deflates
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	f.SetCompression(false) // of the empty pages; typefaces are deflated in any case
	return &pager{pdf: f, last: f, deflate: z}, nil
}

// page adds a page and draws it: draw makes what stands there, and then mark is told to the document.
func (p *pager) page(wide bool, mark, draw func(*gofpdf.Fpdf)) error {
	size, orientation := p.pdf.GetPageSizeStr("A4"), "P"
	sheet := size
	if wide {
		orientation, sheet = "L", gofpdf.SizeType{Wd: size.Ht, Ht: size.Wd}
	}
	p.pdf.AddPageFormat(orientation, size)
	var on *gofpdf.Fpdf
	drawn := p.last.CreateTemplateCustom(gofpdf.PointType{}, sheet, func(t *gofpdf.Tpl) {
		on = &t.Fpdf
		draw(on)
	})
	if err := on.Error(); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	p.last = on
	mark(p.pdf)
	var small bytes.Buffer
	p.deflate.Reset(&small)
	_, err := p.deflate.Write(drawn.Bytes())
	if err == nil {
		err = p.deflate.Close()
	}
	p.content = append(p.content, bytes.Clone(small.Bytes()))
	return err
}

// write puts the document out, each page with its content.
func (p *pager) write(w io.Writer) error {
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	doc, err := objectsOf(b.Bytes())
	if err != nil {
		return err
	}
	for i, data := range p.content {
		// gofpdf numbers objects from 3: of each page the page, and what stands on it
		if err := doc.replace(4+2*i, fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", len(data), data)); err != nil {
			return err
		}
	}
	return doc.write(w)
}

// objects are a document of gofpdf, taken apart by its table of where each object stands.
type objects struct {
	head    []byte
	order   []int    // numbers of the objects as they stand
	object  [][]byte // by number
	trailer []byte   // from behind the table up to the place of the table
}

// Of a table of gofpdf's, each object has a line of twenty bytes.
const (
	tableWord = "xref\n0 "
	tableLine = "%010d 00000 n \n"
	tableFree = "0000000000 65535 f \n"
	startWord = "startxref\n"
)

// objectsOf takes a document apart.
func objectsOf(doc []byte) (*objects, error) {
	broken := fmt.Errorf("pdf: a document of %d bytes without its table", len(doc))
	end := bytes.LastIndex(doc, []byte(startWord))
	if end < 0 {
		return nil, broken
	}
	number, _, _ := bytes.Cut(doc[end+len(startWord):], []byte("\n"))
	at, err := strconv.Atoi(string(number))
	if err != nil || at < 0 || at > end {
		return nil, broken
	}
	table, ok := bytes.CutPrefix(doc[at:end], []byte(tableWord))
	number, table, _ = bytes.Cut(table, []byte("\n"))
	n, err := strconv.Atoi(string(number))
	if !ok || err != nil || n < 1 || n*len(tableFree) > len(table) {
		return nil, broken
	}
	o := &objects{object: make([][]byte, n), trailer: table[n*len(tableFree):]}
	places := make([]int, n)
	for i := 1; i < n; i++ {
		if places[i], err = strconv.Atoi(string(table[i*len(tableFree):][:10])); err != nil || places[i] > at {
			return nil, broken
		}
		o.order = append(o.order, i)
	}
	slices.SortFunc(o.order, func(a, b int) int { return places[a] - places[b] })
	until := at
	for _, i := range slices.Backward(o.order) {
		o.object[i], until = doc[places[i]:until], places[i]
	}
	o.head = doc[:until]
	return o, nil
}

// replace puts other content in the place of a stream's.
func (o *objects) replace(number int, content []byte) error {
	head := fmt.Appendf(nil, "%d 0 obj\n", number)
	if number >= len(o.object) || !bytes.HasPrefix(o.object[number], append(slices.Clip(head), "<</Length "...)) {
		return fmt.Errorf("pdf: object %d is no page's content", number)
	}
	o.object[number] = append(head, content...)
	return nil
}

// write puts the objects out in their order, with a table of where they stand now.
func (o *objects) write(w io.Writer) error {
	places := make([]int, len(o.object))
	at, err := w.Write(o.head)
	for _, i := range o.order {
		if err != nil {
			return err
		}
		places[i] = at
		var n int
		n, err = w.Write(o.object[i])
		at += n
	}
	if err != nil {
		return err
	}
	end := fmt.Appendf(nil, "%s%d\n%s", tableWord, len(o.object), tableFree)
	for _, place := range places[1:] {
		end = fmt.Appendf(end, tableLine, place)
	}
	_, err = w.Write(fmt.Appendf(append(end, o.trailer...), "%s%d\n%%%%EOF\n", startWord, at))
	return err
}
