package importer

import (
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// A table whose title names one indicator may have its works, batches or households down (批次, 小区名称),
// which are none of the plan's, and a row of all of them: that row is read, as that of a county's towns
// is. Lines without such a row are added up by nobody.

// readTotalled reads such a table of a page, and reports whether it is one.
func (r *reader) readTotalled(p page) bool {
	b, ok := r.totalled(p)
	if !ok || r.known.Plan == nil || (table{page: p, head: b.first}).plansAhead() {
		return false
	}
	if r.namesOthers(b) {
		return false // the row of all is of all counties
	}
	a := across{reader: r, block: b, exact: false, names: r.formNames()}
	a.own = a.ownRows()
	of := a.titled()
	if len(a.own) != 1 || len(of) != 1 || !a.sure(of[0]) {
		return false
	}
	if r.isBureau() && !a.measuredAs(of[0].list[0].row) {
		return false
	}
	for _, g := range a.groups() {
		if len(g.list) > 0 && g.list[0].sure >= likely && g.list[0].row != of[0].list[0].row {
			return false // a column may be another indicator's
		}
	}
	if !a.tellsOfTotal(of[0]) {
		return false
	}
	a.read(of[0])
	r.remarkAcross(&a)
	return true
}

// namesOthers reports whether a line of a block names another unit than this return's.
func (r *reader) namesOthers(b block) bool {
	for n := b.first; n <= b.last; n++ {
		for col := 1; col <= unitColumns; col++ {
			if u := r.known.Plan.UnitNamed(r.rowUnit(b.page, n, col)); u != nil && u.Code != r.ret.Unit {
				return true
			}
		}
	}
	return false
}

// tellsOfTotal reports whether a figure of what was done stands in the row of all of them.
func (a *across) tellsOfTotal(g columnsOf) bool {
	said := len(a.ret.Remarks)
	defer func() { a.ret.Remarks = a.ret.Remarks[:said] }()
	t := a.tableOf(g)
	a.settleColumns(&t, g)
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldNumer} {
		if _, ok := t.figureAt(a.own[0], max(t.columns[f], 1)); ok && t.columns[f] > 0 {
			return true
		}
	}
	return false
}

// totalled is such a table: what stands under the fullest row of headings, down to the first line that is
// empty or of words alone, if one row of it is called the whole.
func (r *reader) totalled(p page) (block, bool) {
	_, head := mostHeadings([]page{p})
	if head == 0 {
		return block{}, false
	}
	b := block{page: p, towns: true, lines: true}
	for _, n := range p.grid.Rows() {
		switch whole := r.wholeAt(p, n); {
		case n <= head || b.first == 0 && whole == 0 && wordsOnly(p, n):
			continue
		case b.first > 0 && (n > b.last+1 || whole == 0 && len(p.grid.Row(n)) < 2):
			return b, b.col > 0
		case whole > 0 && b.col > 0:
			return block{}, false // two of them
		case whole > 0:
			b.col = whole
			fallthrough
		default:
			if b.first == 0 {
				b.first = n
			}
			b.last = n
		}
	}
	return b, b.col > 0
}

// wholeAt is the column in which a row is called the whole; 0 where it is not.
func (r *reader) wholeAt(p page, n int) int {
	for col := 1; col <= unitColumns; col++ {
		if isWhole(r.rowUnit(p, n, col)) {
			return col
		}
		if c := p.grid.At(n, col); c.Type != sheet.Blank && strings.TrimSpace(c.Raw) != "" {
			return 0
		}
	}
	return 0
}
