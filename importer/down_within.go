package importer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// A unit's name may stand over several rows, merged or in the first alone, of what lies within it (its towns,
// its works), and one of these is called 小计 in a column of their names.

// subtotalWithin is that row; every row within the unit where more than one is called so, none where none is.
func (a *across) subtotalWithin(rows []int) []int {
	if len(rows) != 1 {
		return nil
	}
	var all, called []int
	for _, n := range a.rowsUnder(rows[0]) {
		if !a.hasFigures(n) {
			continue
		}
		if a.rowUnit(a.page, n, a.col) == "小计" && !a.sumOf(n, all) {
			break // of several units
		}
		if all = append(all, n); a.namedWhole(n) {
			called = append(called, n)
		}
	}
	above := slices.DeleteFunc(slices.Clone(called), func(n int) bool {
		return slices.ContainsFunc(textsOf(a.page, n), func(c sheet.Cell) bool { return strings.Join(strings.Fields(c.Raw), "") == "小计" })
	})
	switch {
	case len(above) == 1: // 合计 of the subtotals
		return above
	case len(called) < 2 || len(all) > mostBeneath:
		return called
	}
	return all
}

// sumOf reports whether a row's figures are what two others or more come to.
func (a *across) sumOf(n int, parts []int) bool {
	sum := map[int]decimal.Decimal{}
	for _, m := range parts {
		for col, d := range a.counts(m) {
			sum[col] = sum[col].Add(d)
		}
	}
	return len(parts) >= leastSummed && sameSums(a.counts(n), sum)
}

// heldWithin holds such a row's figures to those within its unit; it reports whether it is one.
func (a *across) heldWithin(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) bool {
	first := n
	for name := a.rowUnit(a.page, first, a.col); first > a.first && (name == "" || name == "小计"); name = a.rowUnit(a.page, first, a.col) {
		first--
	}
	if !a.namedWhole(n) || a.known.Plan.UnitNamed(a.rowUnit(a.page, first, a.col)) == nil {
		return false
	}
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		if col := t.columns[f]; col > 0 && addsUp(row) {
			a.heldToParts(t, n, col, first, out)
		}
	}
	return true
}

// heldToParts holds a figure to what the others under the first row of a unit come to.
func (a *across) heldToParts(t table, n, col, first int, out *huibao.ReturnRow) {
	var s summed
	total, _ := t.figureAt(n, col)
	for _, m := range a.rowsUnder(first) {
		if m == n || a.namedWhole(m) {
			continue
		}
		text := strings.TrimSpace(t.grid.At(m, col).Raw)
		if d, ok := t.figureAt(m, col); ok {
			s.sum, s.count, s.places = s.sum.Add(d), s.count+1, max(s.places, -d.Exponent())
		} else if strings.ContainsFunc(text, unicode.IsLetter) {
			t.holdFigure(n, col, out, "下面有一部分写的是“"+text+"”，不知是不是全部\n"+total.String())
			return
		}
	}
	if s.count > 0 && !s.makes(total) {
		t.holdFigure(n, col, out, "与各部分之和 "+s.sum.String()+" 不等\n"+total.String()+"\n"+s.sum.String())
	}
}

// rowsUnder are a unit's row and those below it that bear no other name in the column of units.
func (a *across) rowsUnder(first int) []int {
	list, all := []int{first}, a.grid.Rows()
	from, _ := slices.BinarySearch(all, first+1)
	for _, n := range all[from:] {
		if name := a.rowUnit(a.page, n, a.col); name != "" && name != "小计" {
			break
		}
		list = append(list, n)
	}
	return list
}

// namedWhole reports whether a row is called all of its unit: in the column of units, or behind it.
func (a *across) namedWhole(n int) bool {
	return slices.ContainsFunc(textsOf(a.page, n), func(c sheet.Cell) bool {
		name := strings.Join(strings.Fields(fold(c.Raw)), "")
		return name == "小计" || c.Col > a.col && isWhole(name)
	})
}

// townBehind reports whether a row without a unit's name has that of a town, or 小计, in the next column.
func (r *reader) townBehind(p page, n, col int) bool {
	name := r.rowUnit(p, n, col+1)
	return isTown(name) || name == "小计"
}

// townsUnder are the rows of towns under a unit's one name, which has none of all of them; none where another one is
// under it.
func (a *across) townsUnder(rows []int) []int {
	if len(rows) != 1 {
		return nil
	}
	list := slices.DeleteFunc(a.rowsUnder(rows[0]), func(n int) bool { return !a.hasFigures(n) })
	if len(list) < leastSummed || len(list) > mostBeneath || slices.ContainsFunc(list, func(n int) bool { return !isTown(a.rowUnit(a.page, n, a.col+1)) }) {
		return nil
	}
	return list
}
