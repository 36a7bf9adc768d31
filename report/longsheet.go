package report

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"huibao/internal/book"
	"huibao/internal/theme"
)

// longRows are the rows of a data sheet that may be long (a row a unit, a file or a finding), kept
// as bytes until the workbook is written: a cell of excelize's takes ten times as much.
type longRows struct {
	out    []byte
	count  int
	first  int    // the number of the first row
	height string // of the row that is being written, in points
	cells  []cell // of the row that is being written, by column
	styles map[int]bool
}

// long lets the rows that follow be kept so: of what set writes alone, no figures.
func (g *grid) long() { g.rows = &longRows{first: g.row + 1, styles: map[int]bool{}} }

// set keeps a cell of a column, from 1.
func (l *longRows) set(col int, c cell) {
	for len(l.cells) < col {
		l.cells = append(l.cells, cell{})
	}
	l.cells[col-1] = c
	l.styles[c.style] = true
}

// styled changes a cell's style.
func (l *longRows) styled(col, style int) {
	c := cell{}
	if col <= len(l.cells) {
		c = l.cells[col-1]
	}
	c.style = style
	l.set(col, c)
}

// end packs the row that is being written.
func (l *longRows) end() {
	if len(l.cells) == 0 {
		return
	}
	l.text(cmp.Or(l.height, fmt.Sprint(theme.RowHeight)))
	l.out = binary.AppendUvarint(l.out, uint64(len(l.cells)))
	for _, c := range l.cells {
		l.out = binary.AppendUvarint(l.out, uint64(c.style))
		if c.isNumber {
			l.out = binary.AppendVarint(append(l.out, 1), int64(c.number))
			continue
		}
		l.out = append(l.out, 0)
		l.text(c.formula)
		l.text(c.text)
	}
	l.cells, l.count, l.height = l.cells[:0], l.count+1, ""
	clear(l.cells[:cap(l.cells)])
}

func (l *longRows) text(s string) {
	l.out = append(binary.AppendUvarint(l.out, uint64(len(s))), s...)
}

// stream hands the rows to the workbook.
func (l *longRows) stream(b *book.Book, sheet string) {
	l.end()
	b.Rows(sheet, slices.Sorted(maps.Keys(l.styles)), func(out *book.RowWriter) {
		in := packedRows(l.out)
		for n := range l.count {
			out.Row(l.first+n, in.text())
			for range in.number() {
				in.cell(out)
			}
		}
	})
}

// packedRows are read as longRows packed them.
type packedRows []byte

func (p *packedRows) number() uint64 {
	n, size := binary.Uvarint(*p)
	*p = (*p)[size:]
	return n
}

func (p *packedRows) text() string {
	n := p.number()
	s := string((*p)[:n])
	*p = (*p)[n:]
	return s
}

func (p *packedRows) cell(out *book.RowWriter) {
	style := int(p.number())
	isNumber := (*p)[0] == 1
	*p = (*p)[1:]
	if isNumber {
		n, size := binary.Varint(*p)
		*p = (*p)[size:]
		out.Int(style, int(n))
		return
	}
	if formula, text := p.text(), p.text(); formula != "" {
		out.FormulaText(style, formula, text)
	} else {
		out.Text(style, text)
	}
}
