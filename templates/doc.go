// Package templates draws the blank return of one unit and period as a workbook
// (returns.md): only that unit's rows, input cells visible, formulas that compute
// and complain while the clerk types, and a stamp by which huibao knows it again.
// The same form gives the same bytes.
package templates

import (
	"io"
	"slices"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/sheet"
)

// Rows of a table's sheet.
const (
	titleRow = 1
	subRow   = 2
	headRow  = 3
	firstRow = 4
)

// Layout says where the cells of a form's rows stand.
type Layout struct {
	rows map[string]int // by code
	kind map[string]huibao.Kind
}

// NewLayout lays a form out: one sheet a kind, one row an indicator, in the form's
// order.
func NewLayout(f *huibao.Form) Layout {
	l := Layout{rows: map[string]int{}, kind: map[string]huibao.Kind{}}
	for _, k := range huibao.Kinds() {
		for i, r := range f.RowsOf(k) {
			l.rows[r.Code], l.kind[r.Code] = firstRow+i, k
		}
	}
	return l
}

// Cell is the sheet and the cell of a field of a row; ok is false for a code or a
// field that the form does not have.
func (l Layout) Cell(code string, f huibao.Field) (huibao.Place, bool) {
	row, ok := l.rows[code]
	if !ok {
		return huibao.Place{}, false
	}
	cols := huibao.Columns(l.kind[code])
	i := slices.IndexFunc(cols, func(c huibao.Column) bool { return c.Field == f })
	if i < 0 {
		return huibao.Place{}, false
	}
	return huibao.Place{Sheet: l.kind[code].Label(), Cell: sheet.Ref(row, i+1)}, true
}

// Entries are what was filled in: the rows' values by code and field, the sign-off,
// the explanations of whole-file findings by code, and whether 零报告 was ticked.
type Entries struct {
	Rows       map[string]huibao.Values
	Sign       huibao.SignOff
	Notes      map[string]string
	ZeroReport bool
}

// Blank writes the blank return of a form.
func Blank(w io.Writer, f *huibao.Form) error { return Filled(w, f, Entries{}) }

// Filled writes the return of a form with what was filled in elsewhere, as it was
// typed: of a part that was handed out, or of the whole put together again.
func Filled(w io.Writer, f *huibao.Form, entries Entries) error {
	d := &drawing{Book: book.New(huibao.FrontSheet), form: f, layout: NewLayout(f), entries: entries}
	d.styles = newStyles(d.Book)
	d.front()
	for _, k := range huibao.Kinds() {
		if rows := f.RowsOf(k); len(rows) > 0 {
			d.table(k, rows)
		}
	}
	if len(f.Rows) > 0 {
		d.selfCheck()
	}
	if err := d.stamp(); err != nil {
		return err
	}
	d.SetActiveSheet(0)
	return d.Finish(w, book.Meta{Title: f.PlanTitle + " " + f.Unit.Name + " " + f.Period.String(), Creator: "huibao", Time: f.Day.Issue.Time()})
}

// drawing is a blank return while it is drawn.
type drawing struct {
	*book.Book
	form   *huibao.Form
	layout Layout
	styles styles

	entries Entries
}
