package sheet

import (
	"context"
	"slices"
	"unicode/utf8"
)

// memory is the source of a sheet of a format that is read whole: web pages and
// XML tables.
type memory struct {
	lim    *counted
	rowsOf map[int][]rawCell
	kinds  *[]NumFmt // of all sheets; nil where cells have no format
	layout Layout
}

// counted are the limits of a file, with what was used up so far.
type counted struct {
	Limits
	cells, merges int
}

func (m *memory) long() bool { return false }

// put adds a cell; one that lies outside the limits is refused.
func (m *memory) put(c rawCell) error {
	if c.Type == Text && c.Raw == "" && !c.HasFormula {
		return nil
	}
	switch m.lim.cells++; {
	case m.lim.cells > m.lim.Cells:
		return boundCells.over(int64(m.lim.cells), int64(m.lim.Cells), "", c.Row)
	case c.Row > m.lim.Rows:
		return boundRows.over(int64(c.Row), int64(m.lim.Rows), "", c.Row)
	case c.Col > m.lim.Columns:
		return boundColumns.over(int64(c.Col), int64(m.lim.Columns), "", c.Row)
	case len(c.Raw) > m.lim.TextRunes && utf8.RuneCountInString(c.Raw) > m.lim.TextRunes:
		return boundText.over(int64(utf8.RuneCountInString(c.Raw)), int64(m.lim.TextRunes), "", c.Row)
	}
	if m.rowsOf == nil {
		m.rowsOf = map[int][]rawCell{}
	}
	m.rowsOf[c.Row] = append(m.rowsOf[c.Row], c)
	return nil
}

// merge adds a merged range of more than one cell.
func (m *memory) merge(r Range) error {
	if r.Row1 == r.Row2 && r.Col1 == r.Col2 {
		return nil
	}
	if m.lim.merges++; m.lim.merges > m.lim.Merges {
		return boundMerges.over(int64(m.lim.merges), int64(m.lim.Merges), "", r.Row1)
	}
	m.layout.Merges = append(m.layout.Merges, r)
	return nil
}

func (m *memory) formats() []NumFmt {
	if m.kinds == nil {
		return []NumFmt{general}
	}
	return *m.kinds
}

// rows gives the rows in order.
func (m *memory) rows(ctx context.Context, sink rowSink) (Layout, error) {
	numbers := make([]int, 0, len(m.rowsOf))
	for n := range m.rowsOf {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if i%1024 == 0 && ctx.Err() != nil {
			return Layout{}, ctx.Err()
		}
		cells := m.rowsOf[n]
		slices.SortStableFunc(cells, func(a, b rawCell) int { return a.Col - b.Col })
		for i := 1; i < len(cells); i++ {
			if cells[i].Col == cells[i-1].Col {
				return Layout{}, damaged("", n, "单元格 "+cells[i].Ref()+" 出现两次")
			}
		}
		for i := range cells {
			cells[i].formats = m.formats()
		}
		if err := sink(n, cells); err != nil {
			return Layout{}, err
		}
	}
	layout := m.layout
	layout.settle()
	return layout, nil
}
