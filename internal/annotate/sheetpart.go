package annotate

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"huibao/internal/book"
	"huibao/internal/sheet"
)

// The children of a worksheet in the order of ECMA-376 part 1, 18.3.1.99.
var sheetOrder = strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
	protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
	conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
	customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects
	controls webPublishItems tableParts extLst`)

// Our conditional formats are known by their formula.
const markFormula = `LEN("` + Name + `")>0`

// spot is a cell, from 1.
type spot struct{ row, col int }

func (s spot) ref() string { return sheet.Ref(s.row, s.col) }

// remark is what is to be said of a cell: the texts of all its notes, the gravest
// grade.
type remark struct {
	spot
	text  string
	grade Grade
}

// gather puts the notes of a sheet together, cell by cell, in the order of rows. What is
// said of a cell under a merge is shown where the merge begins.
func (d *document) gather(notes []Note) []remark {
	at, merges := map[spot]int{}, d.merges()
	var list []remark
	for _, n := range notes {
		row, col, ok := sheet.ParseRef(n.Cell)
		if !ok {
			continue
		}
		s := spot{row, col}
		for _, m := range merges {
			if m.from.row <= row && row <= m.to.row && m.from.col <= col && col <= m.to.col {
				s = m.from
			}
		}
		if i, old := at[s]; old {
			list[i].text += "\n" + n.Text
			list[i].grade = min(list[i].grade, n.Grade)
			continue
		}
		at[s] = len(list)
		list = append(list, remark{s, n.Text, n.Grade})
	}
	for i, r := range list {
		if text := []rune(r.text); len(text) > maxNote {
			list[i].text = string(text[:maxNote]) + "…（其余见“" + Name + "”表）"
		}
	}
	slices.SortFunc(list, func(a, b remark) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	return list
}

// span is a range of cells.
type span struct{ from, to spot }

// merges are the sheet's merged ranges.
func (d *document) merges() (list []span) {
	box := d.root.kid("mergeCells")
	if box == nil {
		return nil
	}
	for _, k := range box.kids {
		from, to, _ := strings.Cut(d.attr(k, "ref"), ":")
		r1, c1, ok := sheet.ParseRef(from)
		r2, c2, ok2 := sheet.ParseRef(to)
		if ok && ok2 {
			list = append(list, span{spot{min(r1, r2), min(c1, c2)}, spot{max(r1, r2), max(c1, c2)}})
		}
	}
	return list
}

// maxNote is how long the comment on one cell may be, in characters.
const maxNote = 1500

// colour adds a conditional format for each grade that occurs, before all others.
func colour(e *edits, list []remark, dxf int) {
	sqref := [len(marks)][]string{}
	for _, r := range list {
		if int(r.grade) < len(marks) {
			sqref[r.grade] = append(sqref[r.grade], r.ref())
		}
	}
	text, n := "", 0
	for grade, refs := range sqref {
		if len(refs) == 0 {
			continue
		}
		n++
		text += e.root.in(`<~conditionalFormatting sqref="` + strings.Join(refs, " ") + `"><~cfRule type="expression" dxfId="` + strconv.Itoa(dxf+grade) +
			`" priority="` + strconv.Itoa(n) + `"><~formula>` + book.Escape(markFormula) + `</~formula></~cfRule></~conditionalFormatting>`)
	}
	if n == 0 {
		return
	}
	e.root.each("cfRule", func(r *node) { e.shift(r, "priority", n) })
	for _, k := range e.root.kids { // ours first, as Excel writes them by priority
		if k.local == "conditionalFormatting" {
			e.put(k.start, k.start, text)
			return
		}
	}
	e.place(e.root, "conditionalFormatting", sheetOrder, text)
}

// uncolour takes our conditional formats out.
func uncolour(e *edits) {
	n := 0
	for _, f := range e.root.kids {
		if f.local != "conditionalFormatting" {
			continue
		}
		left := 0
		for _, r := range f.kids {
			switch {
			case r.local != "cfRule":
			case e.isMark(r):
				e.remove(r)
				n++
			default:
				left++
			}
		}
		if left == 0 && len(f.kids) > 0 {
			e.removeWhole(f)
		}
	}
	if n == 0 {
		return
	}
	var rest []*node
	lowest := 1 << 30
	e.root.each("cfRule", func(r *node) {
		if v, err := strconv.Atoi(e.attr(r, "priority")); err == nil && !e.isMark(r) {
			rest = append(rest, r)
			lowest = min(lowest, v)
		}
	})
	if lowest > n {
		for _, r := range rest {
			e.shift(r, "priority", -n)
		}
	}
}

// isMark reports whether a rule's formula is ours, however a program writes it.
func (d *document) isMark(rule *node) bool {
	f := rule.kid("formula")
	if f == nil {
		return false
	}
	text := strings.ReplaceAll(html.UnescapeString(string(d.text(f))), " ", "")
	return strings.TrimPrefix(text, "=") == markFormula
}

// unselect takes the mark of the selected sheet off, and returns what it was.
func unselect(e *edits) (was string) {
	e.eachView(func(n *node) {
		if a, ok := e.find(n, "tabSelected"); ok && on(e.value(a)) {
			was = e.value(a)
			e.put(a.from, a.to, "0")
		}
	})
	return was
}

// reselect puts it back.
func reselect(e *edits, was string) {
	e.eachView(func(n *node) {
		if a, ok := e.find(n, "tabSelected"); ok {
			e.put(a.from, a.to, book.Escape(was))
		}
	})
}

func (d *document) eachView(f func(*node)) {
	for _, k := range d.root.kids {
		if k.local == "sheetViews" {
			for _, v := range k.kids {
				f(v)
			}
		}
	}
}

func on(v string) bool { return v == "1" || v == "true" || v == "on" }
