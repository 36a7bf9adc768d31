package importer

import "strings"

// ofWhole is a group of columns that is called to be of what stands before it (其中：具备助餐功能), by nearly the name of
// an indicator that the plan has of that one, without words alone that the name of the whole has said (服务): it is that
// one's, though what stands before it may be told by its task alone (check).
func (a *across) ofWhole(g, before columnsOf) columnsOf {
	bare, _ := nameMeasure(g.name)
	if a.sure(g) || !standsOut(before.list, possible) || !strings.HasPrefix(bare, "其中") || !standsOut(g.list, likely) {
		return g
	}
	whole, row := before.list[0].row, g.list[0].row
	left := leftWithin(bare, row.Name)
	if row.PartOf == whole.Code && left != "" && strings.Contains(nameSigns.Replace(bareName(whole.Name)), left) && !notItself(bare, row) {
		g.list = []match{{row, certain}}
		a.exact = false
	}
	return g
}
