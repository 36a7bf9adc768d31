package annotate

import (
	"bytes"
	"strings"

	"huibao/internal/sheet"
)

// strip takes out what an earlier copy of ours put in: list, colours, comments with
// their boxes, styles.
func (p *pack) strip() error {
	ours, err := p.styled()
	if err != nil {
		return err
	}
	var was *record
	pages := p.pages()
	for i := len(pages) - 1; i >= 0; i-- {
		mine, r, err := p.isList(pages[i])
		if err != nil {
			return err
		}
		if !mine {
			continue
		}
		ours, was = true, r
		p.signed = r != nil && r.Signed
		if err := p.removeSheet(i, p.pages()[i], was); err != nil {
			return err
		}
	}
	for _, x := range p.pages() {
		if x.part == "" || x.kind != "worksheet" || !p.has(x.part) {
			continue
		}
		if err := p.stripPage(x, was, ours); err != nil {
			return err
		}
	}
	if !ours {
		return nil
	}
	if was != nil {
		for name, old := range was.Selected {
			if err := p.reselectPart(name, old); err != nil {
				return err
			}
		}
	}
	return p.stripStyles()
}

// styled reports whether the styles hold our colours, as they do in whatever way
// another program has written them.
func (p *pack) styled() (bool, error) {
	r, ok := p.links.ofKind("styles")
	if !ok || !p.has(r.target) {
		return false, nil
	}
	q, err := p.load(r.target)
	if err != nil {
		return false, err
	}
	for _, colour := range marks {
		if bytes.Contains(q.data, []byte(colour)) || bytes.Contains(q.data, []byte(strings.ToLower(colour))) {
			return true, nil
		}
	}
	return false, nil
}

// isList reports whether a sheet is our list: by its name and the line with the hash,
// which another program keeps among the strings, in pieces.
func (p *pack) isList(x page) (bool, *record, error) {
	if !strings.HasPrefix(x.name, Name) || x.kind != "worksheet" || !p.has(x.part) {
		return false, nil, nil
	}
	q, err := p.load(x.part)
	if err != nil {
		return false, nil, err
	}
	r := recordIn(q.data)
	if r != nil || bytes.Contains(q.data, []byte(Of)) {
		return true, r, nil
	}
	book, err := sheet.Open(everywhere, p.src, p.size, x.name+".xlsx", limits)
	if err != nil {
		return false, nil, nil // whose cells nobody can read
	}
	s := book.SheetByName(x.name)
	if s == nil {
		return false, nil, nil
	}
	g, err := s.Grid(everywhere)
	if err != nil {
		return false, nil, nil
	}
	for _, n := range g.Rows() {
		if strings.HasPrefix(g.At(n, 1).Raw, Of) {
			return true, nil, nil
		}
	}
	return false, nil, nil
}

// stripPage takes our comments and colours off one sheet. A sheet of a workbook that
// has neither list nor colours of ours is looked at for comments alone.
func (p *pack) stripPage(x page, was *record, marked bool) error {
	rels, err := p.relations(x.part)
	if err != nil {
		return err
	}
	c, noted := rels.ofKind("comments")
	noted = noted && p.has(c.target)
	if !noted && !marked {
		return nil
	}
	undrawn := false
	if noted {
		if undrawn, err = p.stripComments(x, rels, c.target, was); err != nil {
			return err
		}
	}
	if !marked && !undrawn {
		return nil
	}
	q, err := p.load(x.part)
	if err != nil {
		return nil // a sheet that nobody can read, with or without marks
	}
	e := q.edits()
	uncolour(e)
	if old := e.root.kid("legacyDrawing"); old != nil && undrawn {
		e.remove(old)
	}
	q.edit(e)
	return nil
}

// stripComments takes our comments out, with their boxes; undrawn says that the sheet's
// drawing of boxes was ours and is gone.
func (p *pack) stripComments(x page, rels *relations, name string, was *record) (undrawn bool, err error) {
	notes, err := p.load(name)
	if err != nil {
		return false, err
	}
	e := notes.edits()
	gone, left := uncomment(e)
	if len(e.list) == 0 {
		return false, nil
	}
	notes.edit(e)
	drop := []string{}
	made := notes.ours()
	if made && left == 0 {
		drop = append(drop, notes.name)
	}
	if r, ok := rels.ofKind("vmlDrawing"); ok && p.has(r.target) {
		q, err := p.load(r.target)
		if err != nil {
			return false, err
		}
		if q.ours() && (left == 0 || !made) {
			drop, undrawn = append(drop, q.name), true
		} else {
			var anchors map[string]string
			if was != nil {
				anchors = was.Anchors[x.part]
			}
			e := q.edits()
			undraw(e, gone, anchors)
			q.edit(e)
		}
	}
	if len(drop) == 0 {
		return false, nil
	}
	return undrawn, p.withdraw(x.part, drop...)
}

// reselectPart puts the mark of the selected sheet back.
func (p *pack) reselectPart(name, old string) error {
	if !p.has(name) {
		return nil
	}
	q, err := p.load(name)
	if err != nil {
		return err
	}
	e := q.edits()
	reselect(e, old)
	q.edit(e)
	return nil
}
