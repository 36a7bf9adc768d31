package sheet

import (
	"encoding/xml"
	"strings"
)

func (x *xmlReader) startSheet(e xml.StartElement) error {
	if len(x.book.Sheets) >= x.lim.Sheets {
		return boundSheets.over(int64(len(x.book.Sheets)+1), int64(x.lim.Sheets), "", 0)
	}
	if err := x.dress(); err != nil {
		return err
	}
	x.table = &memory{lim: x.lim, kinds: &x.formats}
	x.table.layout.Protected = xmlAttr(e, "Protected") == "1"
	x.sheet = &Sheet{Name: xmlAttr(e, "Name"), source: x.table}
	x.row, x.last, x.column, x.inCell, x.inNote = 0, 0, 0, false, false
	x.until, x.colStyle = nil, nil
	x.book.Sheets = append(x.book.Sheets, x.sheet)
	return nil
}

func (x *xmlReader) startColumn(e xml.StartElement) error {
	if i := count(e, "Index"); i > 0 {
		x.column = i - 1
	}
	from := x.column + 1
	x.column += 1 + count(e, "Span")
	if xmlAttr(e, "Hidden") == "1" {
		x.table.layout.hideCols(from, x.column)
	}
	style := x.styles[xmlAttr(e, "StyleID")]
	if style == 0 {
		return nil
	}
	if x.colStyle == nil {
		x.colStyle = make([]uint16, maxCol+1)
	}
	to := min(x.column, maxCol)
	for c := from; c <= to; c++ {
		x.colStyle[c] = style
	}
	return x.spend(to - from + 1)
}

// maxWork bounds the columns that are walked over one by one: a cell may ask for
// sixteen thousand.
const maxWork = 100000000

func (x *xmlReader) spend(columns int) error {
	if x.work += columns; x.work > maxWork {
		return boundMerges.over(0, int64(x.lim.Merges), "", x.row)
	}
	return nil
}

func (x *xmlReader) startRow(e xml.StartElement) {
	x.row = max(x.row, x.last) + 1
	if i := count(e, "Index"); i > 0 {
		x.row = i
	}
	x.col, x.last, x.rowStyle = 0, min(x.row+count(e, "Span"), maxRow), x.styles[xmlAttr(e, "StyleID")]
	if xmlAttr(e, "Hidden") == "1" {
		x.table.layout.hideRows(x.row, x.last)
	}
}

// startCell finds a cell's place: the next one that no merged cell to the left
// (MergeAcross) or above (MergeDown) covers, or the one that it names.
func (x *xmlReader) startCell(e xml.StartElement) error {
	x.row = max(x.row, 1)
	from := x.col
	for x.col++; x.col < len(x.until) && x.until[x.col] >= x.row; x.col++ {
	}
	if err := x.spend(x.col - from); err != nil {
		return err
	}
	if i := count(e, "Index"); i > 0 {
		x.col = i
	}
	x.inCell, x.cell, x.style = true, Cell{Row: x.row, Col: x.col}, x.styleOf(e)
	if f := xmlAttr(e, "Formula"); f != "" {
		x.cell.HasFormula, x.cell.Formula = true, strings.TrimPrefix(f, "=")
	}
	across, down := count(e, "MergeAcross"), count(e, "MergeDown")
	own := Range{x.row, x.col, x.row + down, x.col + across}
	x.col = own.Col2
	if err := x.cover(own); err != nil {
		return err
	}
	return x.table.merge(own)
}

// styleOf is a cell's own format, its row's or its column's.
func (x *xmlReader) styleOf(e xml.StartElement) uint16 {
	if id := xmlAttr(e, "StyleID"); id != "" {
		return x.styles[id]
	}
	if x.rowStyle == 0 && x.col < len(x.colStyle) {
		return x.colStyle[x.col]
	}
	return x.rowStyle
}

// cover notes the columns that a merged cell takes in the rows below it.
func (x *xmlReader) cover(own Range) error {
	if own.Row1 == own.Row2 {
		return nil
	}
	if x.until == nil {
		x.until = make([]int, maxCol+1)
	}
	to := min(own.Col2, maxCol)
	for c := own.Col1; c <= to; c++ {
		x.until[c] = max(x.until[c], own.Row2)
	}
	return x.spend(max(to-own.Col1, 0))
}
