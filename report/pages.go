package report

import (
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// What is printed on A4 across, in points, within the margins that print sets, less a few; and how wide
// a unit of Excel's is in 宋体, in which columns are measured. Where a program measures more, the page
// is scaled down further, and more rows have room than are put there.
const (
	a4Across  = 784
	a4Down    = 492
	unitWidth = 6
)

// breakPages puts the sheet's rows on pages that are filled alike: none ends with a row that leads
// the next one, and none holds a last row alone where it can be helped.
func (g *grid) breakPages(width int) {
	room := a4Down * max(a4Across, width*unitWidth) / a4Across
	for row := 1; row <= g.head; row++ { // is printed on each
		room -= max(g.heights[row], 2*theme.LineHeight)
	}
	starts := g.pagesOf(room)
	for less := room - theme.RowHeight; less > room/2; less -= theme.RowHeight {
		even := g.pagesOf(less)
		if len(even) > len(starts) {
			break
		}
		starts = even
	}
	for _, row := range starts {
		g.b.Check(g.b.InsertPageBreak(g.name, sheet.Ref(row, 1)))
	}
}

// pagesOf are the rows that begin a page after the first one, where a page has so much room.
func (g *grid) pagesOf(room int) []int {
	var starts []int
	first, used := g.head+1, 0
	for row := g.head + 1; row <= g.row; row++ {
		if used += g.heights[row]; used <= room {
			continue
		}
		at := row
		for at > first && g.leads[at-1] {
			at--
		}
		if at == first { // it is higher than a page
			continue
		}
		starts = append(starts, at)
		first, used = at, 0
		for k := at; k <= row; k++ {
			used += g.heights[k]
		}
	}
	return starts
}
