package sheet

import (
	"context"
	"unicode/utf8"
)

// memory is the source of a sheet of a format that is read whole: web pages and
// XML tables. Its cells stand in a grid, row by row as they come.
type memory struct {
	lim     *counted
	kinds   *[]NumFmt // of all sheets; nil where cells have no format
	layout  Layout
	cells   []rawCell // of the last row
	g       Grid
	settled bool
}

// counted are the limits of a file, with what was used up so far.
type counted struct {
	Limits
	cells, merges int
}

// take counts a cell and holds it to the limits.
func (l *counted) take(c *Cell) error {
	switch l.cells++; {
	case l.cells > l.Cells:
		return boundCells.over(int64(l.cells), int64(l.Cells), "", c.Row)
	case c.Row > l.Rows:
		return boundRows.over(int64(c.Row), int64(l.Rows), "", c.Row)
	case c.Col > l.Columns:
		return boundColumns.over(int64(c.Col), int64(l.Columns), "", c.Row)
	case len(c.Raw) > l.TextRunes && utf8.RuneCountInString(c.Raw) > l.TextRunes:
		return boundText.over(int64(utf8.RuneCountInString(c.Raw)), int64(l.TextRunes), "", c.Row)
	}
	return nil
}

// put adds a cell; one that lies outside the limits is refused.
func (m *memory) put(c rawCell) error {
	if c.Type == Text && c.Raw == "" && !c.HasFormula {
		return nil
	}
	if err := m.lim.take(&c.Cell); err != nil {
		return err
	}
	if len(m.cells) > 0 && m.cells[0].Row != c.Row {
		if err := m.endRow(); err != nil {
			return err
		}
	}
	m.cells = append(m.cells, c)
	return nil
}

// endRow moves the last row's cells into the grid.
func (m *memory) endRow() error {
	if len(m.cells) == 0 {
		return nil
	}
	row := m.cells[0].Row
	if m.layout.odd.tooManyBroken() {
		return damaged("", row, tooManyBroken)
	}
	err := m.g.add(row, byColumn(row, m.cells, &m.layout.odd))
	m.cells = m.cells[:0]
	return err
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

// grid is the sheet, put in order.
func (m *memory) grid(context.Context) (*Grid, error) {
	if m.settled {
		return &m.g, nil
	}
	if err := m.endRow(); err != nil {
		return nil, err
	}
	m.layout.settle()
	m.g.Layout, m.g.formats, m.settled = m.layout, []NumFmt{general}, true
	if m.kinds != nil {
		m.g.formats = *m.kinds
	}
	m.g.settle()
	return &m.g, nil
}
