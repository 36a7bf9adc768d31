package sheet

import "slices"

// Turned is the grid on its side: rows for columns. Its cells hold what they held; what names
// their places (Ref, the texts of formulas) is of the turned one where it is computed, and of the
// sheet where the file says it.
func (g *Grid) Turned() *Grid {
	out := &Grid{formats: g.formats}
	byCol := map[int][]gridCell{}
	for _, r := range g.rows {
		for _, c := range g.cells[r.begin:r.end] {
			turned := c
			turned.col = uint16(r.number)
			byCol[int(c.col)] = append(byCol[int(c.col)], turned)
			if f := g.Formula(r.number, int(c.col)); f != "" {
				if out.formulas == nil {
					out.formulas = map[uint64]string{}
				}
				out.formulas[cellKey(int(c.col), r.number)] = f
			}
			if rich := g.rich[cellKey(r.number, int(c.col))]; rich != nil {
				if out.rich == nil {
					out.rich = map[uint64]*Rich{}
				}
				out.rich[cellKey(int(c.col), r.number)] = rich
			}
		}
		if g.RowHidden(r.number) {
			out.hideCols(r.number, r.number)
		}
	}
	numbers := make([]int, 0, len(byCol))
	for n := range byCol {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		begin := len(out.cells)
		out.cells = append(out.cells, byCol[n]...)
		out.rows = append(out.rows, gridRow{n, begin, len(out.cells)})
		if g.ColHidden(n) {
			out.hideRow(n)
		}
	}
	for _, m := range g.Merges {
		out.Merges = append(out.Merges, Range{Row1: m.Col1, Col1: m.Row1, Row2: m.Col2, Col2: m.Row2})
	}
	out.Comments = g.Comments
	for _, c := range g.Notes {
		out.Notes = append(out.Notes, Comment{Row: c.Col, Col: c.Row, Text: c.Text})
	}
	out.Layout.settle()
	out.settle()
	return out
}
