package sheet

import (
	"cmp"
	"maps"
	"slices"
)

// Placed is a grid of cells of this one at other places: from, by row and column there, says which
// each is here. Merges, notes and what is hidden are left out.
func (g *Grid) Placed(from map[[2]int][2]int) *Grid {
	out := &Grid{formats: g.formats, formulas: map[uint64]string{}, rich: map[uint64]*Rich{}}
	to := slices.SortedFunc(maps.Keys(from), func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	for _, at := range to {
		row, ok := g.find(from[at][0])
		if !ok {
			continue
		}
		for _, c := range g.cells[row.begin:row.end] {
			if int(c.col) != from[at][1] {
				continue
			}
			if n := len(out.rows); n == 0 || out.rows[n-1].number != at[0] {
				out.rows = append(out.rows, gridRow{number: at[0], begin: len(out.cells)})
			}
			if f := g.Formula(from[at][0], from[at][1]); f != "" {
				out.formulas[cellKey(at[0], at[1])] = f
			}
			if rich := g.rich[cellKey(from[at][0], from[at][1])]; rich != nil {
				out.rich[cellKey(at[0], at[1])] = rich
			}
			c.col = uint16(at[1])
			out.cells = append(out.cells, c)
			out.rows[len(out.rows)-1].end = len(out.cells)
		}
	}
	out.Layout.settle()
	out.settle()
	return out
}
