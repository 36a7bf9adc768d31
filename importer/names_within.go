package importer

import "strings"

// ofWhole is a group of columns that is called to be of what stands before it (其中：具备助餐功能), by nearly the name of
// an indicator that the plan has of that one: it is that one's, though what stands before it may be told by its task alone (check).
func (a *across) ofWhole(g, before columnsOf) columnsOf {
	bare, _ := nameMeasure(g.name)
	if a.sure(g) || !standsOut(before.list, possible) || !strings.HasPrefix(bare, "其中") || !standsOut(g.list, likely) {
		return g
	}
	if row := g.list[0].row; row.PartOf == before.list[0].row.Code && lessWithin(bare, row.Name) && !notItself(bare, row) {
		g.list = []match{{row, certain}}
		a.exact = false
	}
	return g
}
