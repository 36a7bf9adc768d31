package sheet

import (
	"cmp"
	"iter"
	"slices"
	"sort"
)

// gridCell is a cell of a grid: 24 bytes.
type gridCell struct {
	raw   string
	col   uint16
	style uint16
	typ   Type
	flags uint8
}

// The flags of a gridCell.
const (
	hasFormula = 1 << iota
	cached
	isRich
)

// gridRow is one row: its cells are those from begin up to end.
type gridRow struct{ number, begin, end int }

// Grid holds the cells with content of a sheet, sparse.
type Grid struct {
	Layout
	MaxRow, MaxCol int // of cells with content, 0 for an empty sheet
	rows           []gridRow
	cells          []gridCell
	formats        []NumFmt
	formulas       map[uint64]string
	shared         map[uint64]*master
	rich           map[uint64]*Rich
}

// add is a rowSink.
func (g *Grid) add(number int, cells []rawCell) error {
	row := gridRow{number: number, begin: len(g.cells)}
	for i := range cells {
		c := &cells[i]
		gc := gridCell{raw: c.Raw, col: uint16(c.Col), style: c.style, typ: c.Type}
		if c.HasFormula {
			gc.flags |= hasFormula
			g.keepFormula(number, c)
		}
		if c.Cached {
			gc.flags |= cached
		}
		if c.Rich != nil {
			gc.flags |= isRich
			if g.rich == nil {
				g.rich = map[uint64]*Rich{}
			}
			g.rich[cellKey(number, c.Col)] = c.Rich
		}
		g.formats = c.formats
		g.cells = append(g.cells, gc)
	}
	row.end = len(g.cells)
	g.rows = append(g.rows, row)
	return nil
}

func (g *Grid) keepFormula(row int, c *rawCell) {
	switch {
	case c.Formula != "":
		if g.formulas == nil {
			g.formulas = map[uint64]string{}
		}
		g.formulas[cellKey(row, c.Col)] = c.Formula
	case c.shares != nil:
		if g.shared == nil {
			g.shared = map[uint64]*master{}
		}
		g.shared[cellKey(row, c.Col)] = c.shares
	}
}

func cellKey(row, col int) uint64 { return uint64(row)<<16 | uint64(col) }

// settle puts the rows in order, joins those that the file gives in pieces, and
// finds the extent.
func (g *Grid) settle() {
	inOrder := func(a, b gridRow) int { return a.number - b.number }
	sorted := slices.IsSortedFunc(g.rows, inOrder)
	twice := false
	for i := 1; sorted && i < len(g.rows) && !twice; i++ {
		twice = g.rows[i].number == g.rows[i-1].number
	}
	if !sorted || twice {
		slices.SortStableFunc(g.rows, inOrder)
		g.join()
	}
	for _, r := range g.rows {
		g.MaxRow, g.MaxCol = r.number, max(g.MaxCol, int(g.cells[r.end-1].col))
	}
}

func (g *Grid) join() {
	rows, cells := g.rows[:0:0], make([]gridCell, 0, len(g.cells))
	for _, r := range g.rows {
		if n := len(rows); n == 0 || rows[n-1].number != r.number {
			rows = append(rows, gridRow{number: r.number, begin: len(cells)})
		}
		last := &rows[len(rows)-1]
		cells = append(cells, g.cells[r.begin:r.end]...)
		last.end = len(cells)
		own := cells[last.begin:last.end]
		slices.SortStableFunc(own, func(a, b gridCell) int { return int(a.col) - int(b.col) })
		last.end = last.begin + len(g.once(r.number, own))
		cells = cells[:last.end]
	}
	g.rows, g.cells = rows, cells
}

// once joins the cells of a row that stand twice.
func (g *Grid) once(row int, cells []gridCell) []gridCell {
	out := cells[:0]
	for _, c := range cells {
		n := len(out)
		if n == 0 || out[n-1].col != c.col {
			out = append(out, c)
			continue
		}
		last := &out[n-1]
		last.typ, last.raw = twice(last.typ, c.typ, last.raw, c.raw, Ref(row, int(c.col)), &g.odd)
	}
	return out
}

func (g *Grid) find(row int) (gridRow, bool) {
	i := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].number >= row })
	if i < len(g.rows) && g.rows[i].number == row {
		return g.rows[i], true
	}
	return gridRow{}, false
}

// At returns a cell; one without content is blank.
func (g *Grid) At(row, col int) Cell {
	if r, ok := g.find(row); ok {
		own := g.cells[r.begin:r.end]
		i := sort.Search(len(own), func(i int) bool { return int(own[i].col) >= col })
		if i < len(own) && int(own[i].col) == col {
			return g.cell(row, &own[i])
		}
	}
	return Cell{Row: row, Col: col, Format: general, Hidden: g.RowHidden(row) || g.ColHidden(col)}
}

func (g *Grid) cell(row int, c *gridCell) Cell {
	col := int(c.col)
	full := Cell{Row: row, Col: col, Type: c.typ, Raw: c.raw, HasFormula: c.flags&hasFormula != 0, Cached: c.flags&cached != 0,
		Format: general, Hidden: g.RowHidden(row) || g.ColHidden(col)}
	if int(c.style) < len(g.formats) {
		full.Format = g.formats[c.style]
	}
	if full.HasFormula {
		full.Formula = g.formulas[cellKey(row, col)]
	}
	if c.flags&isRich != 0 {
		full.Rich = g.rich[cellKey(row, col)]
	}
	return full
}

// Row returns the cells with content of a row, by column.
func (g *Grid) Row(row int) []Cell {
	r, ok := g.find(row)
	if !ok {
		return nil
	}
	list := make([]Cell, 0, r.end-r.begin)
	for i := r.begin; i < r.end; i++ {
		list = append(list, g.cell(row, &g.cells[i]))
	}
	return list
}

// Below are the numbers of the rows below one that have cells with content.
func (g *Grid) Below(row int) iter.Seq[int] {
	return func(yield func(int) bool) {
		at, _ := slices.BinarySearchFunc(g.rows, row+1, func(r gridRow, n int) int { return cmp.Compare(r.number, n) })
		for _, r := range g.rows[at:] {
			if !yield(r.number) {
				return
			}
		}
	}
}

// Rows lists the numbers of the rows that have cells with content.
func (g *Grid) Rows() []int {
	list := make([]int, len(g.rows))
	for i, r := range g.rows {
		list[i] = r.number
	}
	return list
}
