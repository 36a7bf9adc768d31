package sheet

import "slices"

// Type is what a cell stores.
type Type uint8

// The types of a cell.
const (
	Blank Type = iota
	Number
	Text
	Bool
	ErrorValue
	Broken // what is stored is no value; Raw says in Chinese what is wrong
)

var typeNames = [...]string{"blank", "number", "text", "bool", "error", "broken"}

// String is the type's name in `huibao cells`.
func (t Type) String() string { return typeNames[t] }

// Cell is one cell as stored. Raw is the stored text: of a number the digits as
// they stand in the file, of a boolean 1 or 0, of an error its name (#REF!).
// Formula is without its equals sign, and empty for the followers of a shared
// formula (Grid.Formula has theirs). Cached says that a formula's result was saved with it.
type Cell struct {
	Row, Col   int // from 1
	Type       Type
	Raw        string
	Formula    string
	HasFormula bool
	Cached     bool
	Format     NumFmt // of a cell with content
	Hidden     bool   // its row or column is hidden
	Rich       *Rich  // of a text that is drawn in several ways, else nil; see Marks
}

// Ref is the cell's name, "F12".
func (c Cell) Ref() string { return Ref(c.Row, c.Col) }

// rawCell is a cell on its way from a source; style is its format's place in the
// list of formats.
type rawCell struct {
	Cell
	style   uint16
	formats []NumFmt
	shares  *master // whose formula it is
}

// Range is a rectangle of cells, from 1, both ends included.
type Range struct{ Row1, Col1, Row2, Col2 int }

// Contains reports whether a cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return row >= r.Row1 && row <= r.Row2 && col >= r.Col1 && col <= r.Col2
}

// byColumn puts the cells of a row in order and joins those that stand twice.
func byColumn(row int, cells []rawCell, odd *oddities) []rawCell {
	inOrder, sorted := true, true
	for i := 1; i < len(cells); i++ {
		inOrder = inOrder && cells[i].Col > cells[i-1].Col
		sorted = sorted && cells[i].Col >= cells[i-1].Col
	}
	if inOrder {
		return cells
	}
	if !sorted {
		slices.SortStableFunc(cells, func(a, b rawCell) int { return a.Col - b.Col })
	}
	out := cells[:0]
	for i := range cells {
		n := len(out)
		if n == 0 || out[n-1].Col != cells[i].Col {
			out = append(out, cells[i])
			continue
		}
		last := &out[n-1]
		last.Type, last.Raw = twice(last.Type, cells[i].Type, last.Raw, cells[i].Raw, Ref(row, last.Col), odd)
	}
	return out
}

// twice is what a cell that the file has twice holds: what both say, else it is
// Broken.
func twice(a, b Type, rawA, rawB, ref string, odd *oddities) (Type, string) {
	if a == b && rawA == rawB {
		odd.note(oddTwice, ref)
		return a, rawA
	}
	odd.note(oddCell, ref)
	return Broken, rawA + "、" + rawB
}
