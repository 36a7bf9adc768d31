package sheet

import "slices"

// Without is the grid without some of its rows, which are as blank as if nothing stood there: all
// others keep their places.
func (g *Grid) Without(gone func(row int) bool) *Grid {
	out := *g
	out.rows = slices.DeleteFunc(slices.Clone(g.rows), func(r gridRow) bool { return gone(r.number) })
	out.Merges = slices.DeleteFunc(slices.Clone(g.Merges), func(m Range) bool { return gone(m.Row1) })
	out.MaxRow = 0
	if n := len(out.rows); n > 0 {
		out.MaxRow = out.rows[n-1].number
	}
	return &out
}
