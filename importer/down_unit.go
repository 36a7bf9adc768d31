package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Of a unit's several rows in a block one may be all of it: its total, or its only subtotal, with all of its
// works on one side. Where none surely is, all are handed on and asked about; none is taken for the whole.

// mostBeneath is how many rows without a name below a unit's are looked at.
const mostBeneath = 8

// rowsOf are, of a unit's rows, the one that is all of it; where one can't tell, every one, or every
// town's under its name; none where all are of its works.
func (a *across) rowsOf(code string, rows []int) []int {
	if within := a.subtotalWithin(rows); len(within) > 0 {
		return within
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(n int) bool { return !a.filled(n) })
	var works, sums, totals []int
	for _, n := range rows {
		name := a.rowUnit(a.page, n, a.col)
		switch _, whole := a.unitOrSubtotal(name); {
		case !whole:
			works = append(works, n)
		case strings.HasSuffix(name, "小计"):
			sums = append(sums, n)
		default:
			totals = append(totals, n)
		}
	}
	switch {
	case len(totals) == 1 && a.atLeast(totals[0], rows):
		return totals
	case len(totals) == 0 && len(sums) == 1 && (len(works) == 0 || works[0] > sums[0] || works[len(works)-1] < sums[0]) && a.atLeast(sums[0], works):
		rows = sums
	case len(totals)+len(sums) == 0 && len(works) > 0 && !slices.ContainsFunc(works, func(n int) bool { return !a.ofWorks(n) }):
		return a.townsUnder(works)
	}
	if len(rows) == 0 {
		return nil
	}
	return append(rows, a.beneath(code, rows[len(rows)-1])...)
}

// filled reports whether anything stands in a row behind the column of units.
func (a *across) filled(n int) bool {
	return slices.ContainsFunc(a.grid.Row(n), func(c sheet.Cell) bool { return c.Col > a.col && strings.TrimSpace(c.Raw) != "" })
}

// beneath are the rows with figures directly below a unit's row that bear no name, or are a bare subtotal:
// they may be more of its works, or all of them. What several units' rows come to, or what stands in the
// unit's row as well, is none.
func (a *across) beneath(code string, n int) (list []int) {
	for _, m := range a.grid.Rows() {
		if m <= n {
			continue
		}
		name := a.rowUnit(a.page, m, a.col)
		u, _ := a.unitOrSubtotal(name)
		merge, merged := a.grid.Merge(m, a.col)
		switch {
		case name != "" && name != "小计" && (u == nil || u.Code != code), len(list) == mostBeneath:
			return list
		case u != nil, merged && merge.Row1 < m, !a.hasFigures(m):
			continue
		case a.sumsUnits(m):
			return list
		case !a.sameFigures(m, n):
			list = append(list, m)
		}
	}
	return list
}

// counts are the figures of a row by column, but for shares and the like, that don't add up.
func (a *across) counts(n int) map[int]decimal.Decimal {
	list, t := map[int]decimal.Decimal{}, table{page: a.page}
	for _, c := range a.grid.Row(n) {
		if d, ok := t.figureAt(n, c.Col); ok && c.Col > a.col && c.Col <= headColumns && c.Format.Class != sheet.ClassPercent && c.Format.Class != sheet.ClassDate && !strings.Contains(c.Raw, "%") {
			if !noSum.MatchString(strings.Join(a.headings(c.Col), "")) {
				list[c.Col] = d
			}
		}
	}
	return list
}

// noSum heads figures of which a whole's may be less than a part's.
var noSum = regexp.MustCompile(`率|占比|比例|比重|标准|进度|均|%|排名|名次|序号|编号`)

// hasFigures reports whether a row has a figure behind the column of units.
func (a *across) hasFigures(n int) bool {
	t := table{page: a.page}
	return slices.ContainsFunc(a.grid.Row(n), func(c sheet.Cell) bool {
		_, ok := t.figureAt(n, c.Col)
		return ok && c.Col > a.col && c.Format.Class != sheet.ClassDate
	})
}

// atLeast reports whether no figure of a row is less than another row's.
func (a *across) atLeast(whole int, rows []int) bool {
	all := a.counts(whole)
	for _, n := range rows {
		for col, d := range a.counts(n) {
			if w, ok := all[col]; ok && w.LessThan(d) {
				return false
			}
		}
	}
	return true
}

// sameFigures reports whether two rows have the same figures.
func (a *across) sameFigures(m, n int) bool {
	x, y := a.counts(m), a.counts(n)
	for col, d := range x {
		if e, ok := y[col]; !ok || !e.Equal(d) {
			return false
		}
	}
	return len(x) > 0 && len(x) == len(y)
}

// sumsUnits reports whether a row's figures are what the rows of two or more units directly above it come to.
func (a *across) sumsUnits(m int) bool {
	want := a.counts(m)
	sum, units, summed := map[int]decimal.Decimal{}, map[string]bool{}, map[string]bool{}
	for n := m - 1; n >= a.first && len(want) > 0; n-- {
		name := a.rowUnit(a.page, n, a.col)
		u, whole := a.unitOrSubtotal(name)
		if u == nil && isWhole(name) {
			return false
		}
		if u == nil || summed[u.Code] { // a work above its subtotal
			continue
		}
		units[u.Code], summed[u.Code] = true, whole
		for col, d := range a.counts(n) {
			sum[col] = sum[col].Add(d)
		}
		if len(units) > 1 && sameSums(want, sum) {
			return true
		}
	}
	return false
}

func sameSums(want, sum map[int]decimal.Decimal) bool {
	for col, d := range want {
		if !sum[col].Equal(d) {
			return false
		}
	}
	return true
}

// takeSeveral hands on the rows of an indicator of which one can't tell which is all of the unit, or of which
// none is called so.
func (a *across) takeSeveral(t table, own []int, row *huibao.FormRow, name, taken string) {
	a.exact = a.exact && a.towns
	if a.ret.RowByCode(row.Code) != nil {
		if !a.towns {
			a.remark(huibao.RemarkTableTwice, row.Code, t.at(own[0], a.col))
		}
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: a.Name, Row: own[0], Name: name, ByName: true}
	for _, n := range own {
		out.Parts = append(out.Parts, a.rowOf(t, n, row, a.rowName(n)))
	}
	a.taken = append(a.taken, taken)
	a.ret.Rows = append(a.ret.Rows, out)
}

// rowName is what a row is called: its town under a unit's name, its unit, else the words behind the column of units.
func (a *across) rowName(n int) string {
	if town := a.rowUnit(a.page, n, a.col+1); isTown(town) {
		return town
	}
	if name := a.rowUnit(a.page, n, a.col); name != "" {
		return name
	}
	for _, c := range textsOf(a.page, n) {
		if text := strings.TrimSpace(c.Raw); c.Col > a.col && len(text) <= maxHeading && !figureAlone(text) {
			return text
		}
	}
	return "没有写名称的一行"
}
