package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao/internal/sheet"
)

// A unit's name may stand over several rows, merged or in the first alone, of what lies within it (its towns,
// its works), and one of these is called 小计 in a column of their names.

// subtotalWithin is that row, where its figures are what the others come to; false where there is none, or more
// than one.
func (a *across) subtotalWithin(rows []int) (whole int, summed bool) {
	if len(rows) != 1 {
		return 0, false
	}
	sum, parts := map[int]decimal.Decimal{}, 0
	for _, n := range a.rowsUnder(rows[0]) {
		switch {
		case !a.hasFigures(n):
		case !a.namedWhole(n):
			parts++
			for col, d := range a.counts(n) {
				sum[col] = sum[col].Add(d)
			}
		case whole > 0:
			return 0, false
		default:
			whole = n
		}
	}
	if whole == 0 || parts < leastSummed {
		return whole, false
	}
	all := a.counts(whole)
	return whole, len(all) > 0 && sameSums(all, sum)
}

// rowsUnder are a unit's row and those below it that bear no other name in the column of units.
func (a *across) rowsUnder(first int) []int {
	list := []int{first}
	for _, n := range a.grid.Rows() {
		if n <= first {
			continue
		}
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
