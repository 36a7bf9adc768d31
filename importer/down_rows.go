package importer

import (
	"slices"
	"strings"

	"huibao"
)

// Of which unit each row of a block is, and which of them are read.

// rowUnit is what stands in a row's column of units, or in a cell that is merged over it from the left.
func (r *reader) rowUnit(p page, n, col int) string {
	if m, merged := p.grid.Merge(n, col); merged && m.Row1 == n && m.Col1 < col {
		col = m.Col1
	}
	return strings.Join(strings.Fields(fold(p.grid.At(n, col).Raw)), "")
}

// unitOrSubtotal is the unit of which a name is, or (whole) of which it is the subtotal (沙坡头区小计).
func (r *reader) unitOrSubtotal(name string) (u *huibao.Unit, whole bool) {
	if u := r.known.Plan.UnitNamed(name); u != nil {
		return u, false
	}
	for _, tail := range []string{"小计", "合计", "总计"} {
		if rest, ok := strings.CutSuffix(name, tail); ok && rest != "" {
			return r.known.Plan.UnitNamed(rest), true
		}
	}
	return nil, false
}

// strangeAbove is the first of the rows right over one and under headings that are of what is no unit of the plan's
// (市直, 市儿童福利院); that one itself without any.
func (r *reader) strangeAbove(p page, n, col int) int {
	rows := p.grid.Rows()
	at, _ := slices.BinarySearch(rows, n)
	for i := at - 1; i >= max(0, at-mostStrange-1); i-- {
		name := r.rowUnit(p, rows[i], col)
		if wordsOnly(p, rows[i]) {
			return rows[i+1]
		}
		if name == "" || figureAlone(name) || isWhole(name) || isTown(name) {
			break
		}
	}
	return n
}

// listed reports whether a unit's name stands again behind another's: the rows are of works or people, each
// with its unit, and none is all of a unit's.
func (a *across) listed() bool {
	if a.lines || a.known.Plan == nil {
		return false
	}
	last, seen := "", map[string]bool{}
	for n := a.first; n <= a.last; n++ {
		u := a.known.Plan.UnitNamed(a.rowUnit(a.page, n, a.col))
		if u == nil || u.Code == last {
			continue
		}
		if seen[u.Code] {
			return true
		}
		last, seen[u.Code] = u.Code, true
	}
	return false
}

// ownRows are the unit's own row; of towns that of all of them, else every one. Where one can't tell which of
// several is all of the unit, they are all of these.
func (a *across) ownRows() []int {
	var parts, whole, all []int
	if a.listed() {
		return nil
	}
	of := map[string][]int{}
	for n := a.first; n <= a.last; n++ {
		name := a.unitOrWhole(a.page, n, a.col)
		u, _ := a.unitOrSubtotal(name)
		switch {
		case u != nil:
			of[u.Code] = append(of[u.Code], n)
		case isWhole(name):
			whole = append(whole, n)
		case name != "":
			all = append(all, n)
		}
	}
	for code, rows := range of {
		if u := a.known.Plan.UnitByCode(code); u != nil && code != a.ret.Unit && a.reportsFor(u) {
			parts = append(parts, a.rowsOf(code, rows)...)
		}
	}
	slices.Sort(parts)
	if kept := slices.DeleteFunc(slices.Clone(whole), func(n int) bool { return a.rowUnit(a.page, n, a.col) == "小计" }); len(kept) > 0 {
		whole = kept
	}
	own := a.rowsOf(a.ret.Unit, of[a.ret.Unit])
	switch {
	case len(own) > 1 && len(of) == 1 && len(whole) == 1 && a.atLeast(whole[0], own):
		return whole // of one unit's works alone
	case len(own) > 0:
		return own
	case !a.towns && !a.isBureau():
		return nil
	case len(whole) == 1, !a.towns && len(whole) == 0 && len(parts) > 0:
		return append(whole, parts...)
	case !a.towns:
		return nil
	}
	return all
}

// ofWorks reports whether a unit's name is merged over several rows: they are of its works.
func (a *across) ofWorks(n int) bool {
	m, merged := a.grid.Merge(n, a.col)
	return merged && m.Row2 > m.Row1
}

// unitOrWhole is what stands in a row's cell of units; where it is empty, the word for all of them that stands in
// a column before it, under the numbers of the lines or the names of the works (合计).
func (r *reader) unitOrWhole(p page, n, col int) string {
	name := r.rowUnit(p, n, col)
	for before := col - 1; before > 0 && name == ""; before-- {
		if text := r.rowUnit(p, n, before); isWhole(text) {
			return text
		}
	}
	return name
}
