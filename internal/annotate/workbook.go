package annotate

import (
	"strconv"
	"strings"

	"huibao/internal/book"
	"huibao/internal/sheet"
)

// page is a sheet of the workbook.
type page struct {
	name, part string
	kind       string // of its relationship
	n          *node
}

// pages are the workbook's sheets in their order.
func (p *pack) pages() []page {
	var list []page
	d := p.main.tree()
	sheets := d.root.kid("sheets")
	if sheets == nil {
		return nil
	}
	for _, n := range sheets.kids {
		if n.local != "sheet" {
			continue
		}
		x := page{name: d.attr(n, "name"), n: n}
		if r, ok := p.links.byID(d.prefixed(n, "id")); ok && !r.outside {
			x.part, x.kind = r.target, r.kind
		}
		list = append(list, x)
	}
	return list
}

// strict reports whether a document is of the strict kind.
func (d *document) strict() bool { return strings.Contains(d.root.ns, "purl.oclc.org") }

// idAttr is r:id="…" as an element may carry it, with its namespace where the root
// does not bind it.
func (d *document) idAttr(id string) string {
	uri := looseRels
	if d.strict() {
		uri = strictRels
	}
	if prefix, ok := d.prefixFor(uri); ok {
		return " " + prefix + `:id="` + id + `"`
	}
	return ` xmlns:r="` + uri + `" r:id="` + id + `"`
}

// The children of a workbook in the order of ECMA-376 part 1, 18.2.27.
var workbookOrder = strings.Fields(`fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
	externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing
	fileRecoveryPr webPublishObjects extLst`)

// addSheet makes the list's part the workbook's first sheet.
func (p *pack) addSheet(name, part string, titles string, was *record) error {
	id, err := p.link(p.main.name, "worksheet", part, p.main.tree().strict())
	if err != nil {
		return err
	}
	e := p.main.edits()
	sheets := e.root.kid("sheets")
	if sheets == nil {
		return cannot("工作簿里没有工作表", nil)
	}
	most := 0
	for _, n := range sheets.kids {
		if v, err := strconv.Atoi(e.attr(n, "sheetId")); err == nil {
			most = max(most, v)
		}
	}
	tag := "<" + e.root.tag("sheet") + ` name="` + book.Escape(name) + `" sheetId="` + strconv.Itoa(most+1) + `"` + e.idAttr(id) + `/>`
	if len(sheets.kids) > 0 {
		e.put(sheets.kids[0].start, sheets.kids[0].start, tag)
	} else {
		e.last(sheets, tag)
	}
	names := e.root.kid("definedNames")
	own := "<" + e.root.tag("definedName") + ` name="_xlnm.Print_Titles" localSheetId="0">'` + book.Escape(name) + `'!` + titles + "</" + e.root.tag("definedName") + ">"
	if names == nil {
		box := e.root.tag("definedNames")
		e.place(e.root, "definedNames", workbookOrder, "<"+box+madeTag+own+"</"+box+">")
	} else {
		for _, n := range names.kids {
			e.shift(n, "localSheetId", 1)
		}
		e.last(names, own)
	}
	was.Views = firstView(e)
	p.main.edit(e)
	return nil
}

// firstView lets the workbook open on its first sheet, and returns what was there.
func firstView(e *edits) (was [][2]string) {
	views := e.root.kid("bookViews")
	if views == nil {
		return nil
	}
	for _, n := range views.kids {
		var old [2]string
		for i, name := range viewAttrs {
			if a, ok := e.find(n, name); ok && e.value(a) != "0" {
				old[i] = e.value(a)
				e.put(a.from, a.to, "0")
			}
		}
		was = append(was, old)
	}
	return was
}

var viewAttrs = [2]string{"activeTab", "firstSheet"}

// removeSheet takes the list's sheet out of the workbook; was says where the workbook
// opened before, nil where that is not known any more.
func (p *pack) removeSheet(at int, x page, was *record) error {
	e := p.main.edits()
	e.remove(x.n)
	if names := e.root.kid("definedNames"); names != nil {
		left := len(names.kids)
		for _, n := range names.kids {
			switch v, err := strconv.Atoi(e.attr(n, "localSheetId")); {
			case err != nil:
			case v == at:
				e.remove(n)
				left--
			case v > at:
				e.shift(n, "localSheetId", -1)
			}
		}
		if left == 0 && len(names.kids) > 0 {
			e.reshut(names)
		}
	}
	if views := e.root.kid("bookViews"); views != nil {
		for i, n := range views.kids {
			for k, name := range viewAttrs {
				a, ok := e.find(n, name)
				v, err := strconv.Atoi(e.attr(n, name))
				switch {
				case !ok:
				case was != nil && i < len(was.Views):
					if old := was.Views[i][k]; old != "" {
						e.put(a.from, a.to, book.Escape(old))
					}
				case err == nil && v > at:
					e.put(a.from, a.to, strconv.Itoa(v-1))
				}
			}
		}
	}
	p.main.edit(e)
	if err := p.withdraw(p.main.name, x.part); err != nil {
		return err
	}
	var err error
	p.links, err = p.relations(p.main.name)
	return err
}

// unsign takes out digital signatures, which hold no more; it reports whether there
// were any.
func (p *pack) unsign() (bool, error) {
	if p.box == nil {
		return false, nil
	}
	const folder = "_xmlsignatures/"
	signed := false
	for _, f := range p.box.Parts() {
		if strings.HasPrefix(sheet.Key(f.Name), folder) {
			p.drop(f.Name)
			signed = true
		}
	}
	if !signed {
		return false, nil
	}
	top, err := p.relations("")
	if err != nil {
		return true, err
	}
	for _, r := range top.list {
		if !r.outside && strings.HasPrefix(sheet.Key(r.target), folder) {
			if err := p.unlink("", r.target); err != nil {
				return true, err
			}
		}
	}
	p.undeclare(func(name string) bool { return strings.HasPrefix(name, folder) })
	return true, nil
}
