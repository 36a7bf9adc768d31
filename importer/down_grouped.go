package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// A column before that of the units may say, of a run of rows each, of which indicator they are (社会散居孤儿和事实无人抚养儿童
// over the counties), under a heading that is none of names (养育方式).

// readGroups reads the runs of rows of a block of which such a column names an indicator.
func (a *across) readGroups() {
	list := a.grouped()
	if len(list) == 0 || slices.ContainsFunc(a.groups(), a.sure) {
		return
	}
	for _, b := range list {
		name := strings.TrimSpace(a.groupName(b.first))
		sub := across{reader: a.reader, block: b, exact: a.exact, names: a.names}
		g := columnsOf{from: a.col + 1, to: min(a.grid.MaxCol, headColumns), name: name, mute: map[string]bool{}, list: a.matches(name)}
		if row := a.standardShort(sub.tableOf(g), name); !a.sure(g) && row != nil {
			g.list = []match{{row, certain}}
		}
		if !a.sure(g) {
			continue
		}
		if sub.own = sub.ownRows(); len(sub.own) == 0 && g.list[0].row.Kind == huibao.KindStandard {
			sub.own = sub.onlyRow()
		}
		if len(sub.own) == 0 {
			continue
		}
		sub.read(g)
		a.exact = false
		a.taken, a.unclear = append(a.taken, sub.taken...), append(a.unclear, sub.unclear...)
	}
}

// groupName is what stands before a row of a block, in the column before that of the units.
func (a *across) groupName(n int) string {
	col := a.col - 1
	if m, merged := a.grid.Merge(n, col); merged {
		n, col = m.Row1, m.Col1
	}
	return a.grid.At(n, col).Raw
}

// grouped are a block's runs of rows by what stands so before them; none where that is of one kind, no words, or headed
// as names are.
func (a *across) grouped() (list []block) {
	if a.col < 2 || a.top > 0 {
		return nil
	}
	head := table{page: a.page, head: a.first - 1}.headText(a.first-1, a.col-1)
	if f, _ := headingOf(head); f != "" || strings.TrimSpace(head) == "" {
		return nil
	}
	for n := a.first; n <= a.last; n++ {
		c := a.grid.At(n, a.col-1)
		m, merged := a.grid.Merge(n, a.col-1)
		switch {
		case c.Type == sheet.Text && len(c.Raw) <= maxHeading && !figureAlone(c.Raw) && (!merged || m.Row1 == n && m.Col1 == m.Col2):
			b := a.block
			b.first, b.last, b.top = n, n, a.first
			list = append(list, b)
		case len(list) > 0 && c.Type == sheet.Blank && (!merged || m.Row1 == list[len(list)-1].first) && !isWhole(a.rowUnit(a.page, n, a.col)):
			list[len(list)-1].last = n
		default:
			return nil
		}
	}
	if len(list) < leastCodes || slices.ContainsFunc(list, func(b block) bool { return isWhole(strings.TrimSpace(a.groupName(b.first))) }) {
		return nil
	}
	return list
}

// onlyRow is the one row of figures of a group that is of no unit of the plan's (市儿童福利院): what is in force there is
// a bureau's own, and a number that was done there may be a part.
func (a *across) onlyRow() (list []int) {
	if !a.isBureau() || a.first != a.last || a.known.Plan.UnitNamed(a.rowUnit(a.page, a.first, a.col)) != nil || !a.hasFigures(a.first) {
		return nil
	}
	return []int{a.first}
}
