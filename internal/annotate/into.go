package annotate

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"huibao/internal/sheet"
)

// annotate puts notes and list into a workbook that has none of ours.
func (p *pack) annotate(notes []Note, list List) error {
	pages := p.pages()
	list.Rows = leading(list.Rows, pages)
	if len(pages) >= limits.Sheets || p.box != nil && len(p.box.Parts())+len(pages)*partsASheet+partsOnce > limits.Parts {
		return cannot("工作表或部件太多", nil)
	}
	signed, err := p.unsign()
	if err != nil {
		return err
	}
	signed = signed || p.signed
	if signed {
		list.Rows = append(list.Rows, Row{Class: Line, Texts: []string{"原文件带有数字签名；加上批注后签名不再有效，已从本文件中取下，原文件的签名不受影响。"}})
	}
	styles, err := p.addStyles()
	if err != nil {
		return err
	}
	bySheet := map[string][]Note{}
	for _, n := range notes {
		bySheet[n.Sheet] = append(bySheet[n.Sheet], n)
	}
	was := &record{Signed: signed, Selected: map[string]string{}, Anchors: map[string]map[string]string{}}
	seen := map[string]bool{}
	for _, x := range pages {
		if x.part == "" || seen[x.part] || !p.has(x.part) {
			continue
		}
		seen[x.part] = true
		said := bySheet[x.name]
		if x.kind == "worksheet" && len(said) > 0 || p.mayBeSelected(x.part) {
			if err := p.annotatePage(x, said, styles["dxfs"], was); err != nil {
				return err
			}
		}
	}
	return p.addList(freeName(pages), list, styles["cellXfs"], was)
}

// leading are the rows of a list, those that lead to a sheet which is not there without
// their link.
func leading(rows []Row, pages []page) []Row {
	out := slices.Clone(rows)
	for i := range out {
		if !slices.ContainsFunc(pages, func(x page) bool { return x.name == out[i].Sheet }) {
			out[i].Cell = ""
		}
	}
	return out
}

// How many parts a sheet with notes may need (relationships, comments, boxes), and how
// many the workbook does once.
const (
	partsASheet = 3
	partsOnce   = 3
)

// freeName is what the list's sheet is called: a unit may have a sheet of that name.
func freeName(pages []page) string {
	name := Name
	for n := 2; ; n++ {
		taken := false
		for _, x := range pages {
			taken = taken || strings.EqualFold(x.name, name)
		}
		if !taken {
			return name
		}
		name = fmt.Sprintf("%s（%d）", Name, n)
	}
}

// mayBeSelected looks at the beginning of a sheet's part, where its views are.
func (p *pack) mayBeSelected(name string) bool {
	if p.parts[sheet.Key(name)] != nil || p.box == nil {
		return true
	}
	for _, most := range [...]int64{1 << 10, 8 << 10} {
		head, err := p.box.Head(everywhere, name, most)
		switch {
		case err != nil:
			return false
		case bytes.Contains(head, []byte("tabSelected")) || bytes.IndexByte(head, 0) >= 0:
			return true
		case bytes.Contains(head, []byte("sheetFormatPr")) || bytes.Contains(head, []byte(dataElement)):
			return false // the views stand before these
		}
	}
	return false
}

// annotatePage marks the cells of one sheet.
func (p *pack) annotatePage(x page, notes []Note, dxf int, was *record) error {
	q, err := p.load(x.part)
	if err != nil {
		if len(notes) == 0 {
			return nil // a sheet that nobody could read either way, and nothing is said of it
		}
		return err
	}
	e := q.edits()
	if old := unselect(e); old != "" {
		was.Selected[x.part] = old
	}
	if said := e.gather(notes); len(said) > 0 && e.root.local == "worksheet" {
		colour(e, said, dxf)
		if err := p.commentPage(e, x, said, was); err != nil {
			return err
		}
	}
	q.edit(e)
	return nil
}

// commentPage gives the cells of one sheet comments with boxes.
func (p *pack) commentPage(e *edits, x page, said []remark, was *record) error {
	rels, err := p.relations(x.part)
	if err != nil {
		return err
	}
	threads, err := p.threaded(rels)
	if err != nil {
		return err
	}
	list := said[:0:0]
	for _, r := range said {
		if !threads[r.spot] {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return nil
	}
	notes, err := p.commentsOf(x.part, rels, e.document)
	if err != nil {
		return err
	}
	c := notes.edits()
	if !comment(c, list) {
		return nil
	}
	notes.edit(c)
	return p.drawPage(e, x, list, notes, rels, was)
}

// commentsOf is the part with a sheet's comments; one that has none gets one.
func (p *pack) commentsOf(part string, rels *relations, d *document) (*part, error) {
	if r, ok := rels.ofKind("comments"); ok && p.has(r.target) {
		return p.load(r.target)
	}
	q := p.add(p.dir(), "comments", ".xml", xmlHead+`<comments xmlns="`+d.root.ns+`"`+madeTag+`<authors></authors><commentList></commentList></comments>`)
	p.declare(q.name, sheetType+"comments+xml")
	_, err := p.link(part, "comments", q.name, d.strict())
	return q, err
}

// drawPage gives the comments of one sheet boxes. Where the sheet has no drawing of
// boxes, those of theirs get some too.
func (p *pack) drawPage(e *edits, x page, list []remark, notes *part, rels *relations, was *record) error {
	g := e.geometryOf(list)
	old := e.root.kid("legacyDrawing")
	if old == nil {
		q := p.add(path.Join(p.dir(), "drawings"), "vmlDrawing", ".vml", vmlHead+vmlEnd)
		p.declare(q.name, "application/vnd.openxmlformats-officedocument.vmlDrawing")
		id, err := p.link(x.part, "vmlDrawing", q.name, e.strict())
		if err != nil {
			return err
		}
		e.place(e.root, "legacyDrawing", sheetOrder, "<"+e.root.tag("legacyDrawing")+e.idAttr(id)+"/>")
		d := q.edits()
		draw(d, notes.tree().everyNoted(list), g)
		q.edit(d)
		return nil
	}
	r, ok := rels.byID(e.prefixed(old, "id"))
	if !ok || r.outside || !p.has(r.target) {
		return nil // no box can be drawn; the comments stand there without
	}
	q, err := p.load(r.target)
	if err != nil {
		return err
	}
	d := q.edits()
	have := d.boxes()
	fresh := list[:0:0]
	for _, r := range list {
		if have[r.spot] == nil {
			fresh = append(fresh, r)
		}
	}
	if anchors := stretch(d, list, g); len(anchors) > 0 {
		was.Anchors[x.part] = anchors
	}
	if len(fresh) > 0 {
		draw(d, fresh, g)
	}
	q.edit(d)
	return nil
}

// addList makes the list's sheet and puts it first.
func (p *pack) addList(name string, list List, styles int, was *record) error {
	q := p.add(path.Join(p.dir(), "worksheets"), "sheet", ".xml", "<worksheet/>")
	p.declare(q.name, sheetType+"worksheet+xml")
	if err := p.addSheet(name, q.name, list.titles(), was); err != nil {
		return err
	}
	text, err := was.encode()
	if err != nil {
		return fmt.Errorf("annotate: %w", err)
	}
	p.put(q.name, list.sheetOf(p.main.tree().root.ns, styles, text))
	return nil
}

// dir is the folder of the workbook's part.
func (p *pack) dir() string { return path.Dir(p.main.name) }

// Alone writes a workbook that holds nothing but the list, for files that can't be
// annotated.
func Alone(w io.Writer, list List) error {
	p := &pack{parts: map[string]*part{}, names: map[string]string{}}
	const ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	const main = "xl/workbook.xml"
	for name, text := range map[string]string{
		typesPart: xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/` + main + `" ContentType="` + sheetType + `sheet.main+xml"/></Types>`,
		"_rels/.rels": relsHead + `<Relationship Id="rId1" Type="` + looseRels + `/officeDocument" Target="` + main + `"/></Relationships>`,
		main:          xmlHead + `<workbook xmlns="` + ns + `" xmlns:r="` + looseRels + `"><bookViews><workbookView/></bookViews><sheets></sheets></workbook>`,
	} {
		p.put(name, text)
	}
	p.types, p.main, p.links = p.parts[sheet.Key(typesPart)], p.parts[sheet.Key(main)], &relations{of: main}
	if err := p.annotate(nil, list); err != nil {
		return err
	}
	p.inOrder()
	return p.write(w)
}
