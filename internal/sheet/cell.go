package sheet

// Type is what a cell stores.
type Type uint8

// The types of a cell.
const (
	Blank Type = iota
	Number
	Text
	Bool
	ErrorValue
)

var typeNames = [...]string{"blank", "number", "text", "bool", "error"}

// String is the type's name in `huibao cells`.
func (t Type) String() string { return typeNames[t] }

// Cell is one cell as stored. Raw is the stored text: of a number the digits as
// they stand in the file, of a boolean 1 or 0. Cached says that a formula's result
// was saved with it.
type Cell struct {
	Row, Col   int // from 1
	Type       Type
	Raw        string
	Formula    string
	HasFormula bool
	Cached     bool
	Format     NumFmt
	Hidden     bool // its row or column is hidden
}

// Ref is the cell's name, "F12".
func (c Cell) Ref() string { return Ref(c.Row, c.Col) }

// Range is a rectangle of cells, from 1, both ends included.
type Range struct{ Row1, Col1, Row2, Col2 int }

// Contains reports whether a cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return row >= r.Row1 && row <= r.Row2 && col >= r.Col1 && col <= r.Col2
}

type gridRow struct {
	number int
	hidden bool
	cells  []Cell // by column
}

// Grid holds the cells of a sheet, sparse.
type Grid struct {
	MaxRow, MaxCol int
	Merges         []Range
	Protected      bool
	rows           []gridRow // by number
	hiddenCols     map[int]bool
}

// At returns a cell; one that the file does not have is blank.
func (g *Grid) At(row, col int) Cell {
	r := g.find(row)
	if r == nil {
		return Cell{Row: row, Col: col}
	}
	lo, hi := 0, len(r.cells)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.cells[mid].Col < col {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.cells) && r.cells[lo].Col == col {
		return r.cells[lo]
	}
	return Cell{Row: row, Col: col, Hidden: r.hidden || g.hiddenCols[col]}
}

// Row returns the cells of a row that the file has, by column.
func (g *Grid) Row(row int) []Cell {
	if r := g.find(row); r != nil {
		return r.cells
	}
	return nil
}

// Rows lists the numbers of the rows that have cells.
func (g *Grid) Rows() []int {
	list := make([]int, len(g.rows))
	for i, r := range g.rows {
		list[i] = r.number
	}
	return list
}

// RowHidden reports whether a row is hidden or filtered out.
func (g *Grid) RowHidden(row int) bool {
	r := g.find(row)
	return r != nil && r.hidden
}

// ColHidden reports whether a column is hidden.
func (g *Grid) ColHidden(col int) bool { return g.hiddenCols[col] }

// Merge returns the merged range that covers a cell, if one does.
func (g *Grid) Merge(row, col int) (Range, bool) {
	for _, m := range g.Merges {
		if m.Contains(row, col) {
			return m, true
		}
	}
	return Range{}, false
}

func (g *Grid) find(row int) *gridRow {
	lo, hi := 0, len(g.rows)
	for lo < hi {
		mid := (lo + hi) / 2
		if g.rows[mid].number < row {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(g.rows) && g.rows[lo].number == row {
		return &g.rows[lo]
	}
	return nil
}
