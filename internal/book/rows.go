package book

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Rows streams the rows of a sheet when the book is finished, below those that were
// written cell by cell: a sheet of any length takes no memory. styles are all the
// cell styles that write uses; heights and widths are set as everywhere else.
func (b *Book) Rows(sheet string, styles []int, write func(*RowWriter)) {
	b.streams[sheet] = &stream{styles: styles, write: write}
}

type stream struct {
	styles []int
	write  func(*RowWriter)
	blocks iter.Seq[Block] // in the place of write
	kept   *Kept
	quoted map[int]int // styles with quotePrefix, by the style without
}

// RowWriter writes the rows of a sheet, in their order, each cell by cell.
type RowWriter struct {
	out    *bufio.Writer
	quoted map[int]int
	line   []byte // the row as far as it is written
	number []byte // of the row
	col    int
	below  []cellText // what Text wrote last in each column: most texts stand below the same
}

// cellText is a text as it stands in a cell, behind the cell's name.
type cellText struct {
	style int
	text  string
	xml   []byte
}

// Row begins a row of a height in points.
func (w *RowWriter) Row(number int, height string) {
	w.end()
	w.col = 0
	w.number = strconv.AppendInt(w.number[:0], int64(number), 10)
	w.line = append(append(append(w.line, `<row r="`...), w.number...), `" ht="`...)
	w.line = append(append(w.line, height...), `" customHeight="1">`...)
}

func (w *RowWriter) end() {
	if len(w.line) > 0 {
		_, _ = w.out.Write(append(w.line, "</row>"...)) // what goes wrong is told when it is flushed
	}
	w.line = w.line[:0]
}

// name begins the next cell with its name.
func (w *RowWriter) name() {
	w.col++
	w.line = append(w.line, `<c r="`...)
	w.line = append(columnName(w.line, w.col), w.number...)
}

// open begins the next cell.
func (w *RowWriter) open(style int, kind string) {
	w.name()
	w.line = append(appendStyle(w.line, style), kind...)
}

func appendStyle(b []byte, style int) []byte {
	return strconv.AppendInt(append(b, `" s="`...), int64(style), 10)
}

func columnName(b []byte, col int) []byte {
	if col > 26 {
		b = columnName(b, (col-1)/26)
	}
	return append(b, byte('A'+(col-1)%26))
}

// Text writes a string, made safe by Clean, or nothing; one that begins like a formula is
// marked as quoted.
func (w *RowWriter) Text(style int, text string) {
	if text == "" {
		w.Empty(style)
		return
	}
	w.name()
	for len(w.below) < w.col {
		w.below = append(w.below, cellText{})
	}
	x := &w.below[w.col-1]
	if x.style != style || x.text != text {
		x.style, x.text, x.xml = style, text, w.appendText(x.xml[:0], style, text)
	}
	w.line = append(w.line, x.xml...)
}

func (w *RowWriter) appendText(b []byte, style int, text string) []byte {
	ready := asItIs(text)
	if !ready {
		text = Clean(text)
	}
	if q, ok := w.quoted[style]; ok && beginsLikeFormula(text) {
		style = q
	}
	if b = appendStyle(b, style); ready {
		b = append(append(b, `" t="inlineStr"><is><t>`...), text...)
	} else {
		b = appendEscaped(append(b, `" t="inlineStr"><is><t xml:space="preserve">`...), text)
	}
	return append(b, "</t></is></c>"...)
}

// asItIs reports whether a text, which is not empty, stands in XML as it is and comes back so:
// it needs no Clean, no escape, and no reader takes its spaces away. Most texts are so, and to
// look once is a third of what the three cost.
func asItIs(text string) bool {
	if len(text) > maxText/2 || text[0] == ' ' || text[len(text)-1] == ' ' {
		return false
	}
	last := rune(0)
	for i, r := range text {
		switch {
		case r < 0x80:
			if r < ' ' || r == 0x7f || r == ' ' && last == ' ' || r == '&' || r == '<' || r == '>' || r == '"' || r == '\'' || r == '_' {
				return false
			}
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"), cleanRune(r) != r:
			return false
		}
		last = r
	}
	return true
}

// Number writes a decimal; one with more than 15 digits is written as text.
func (w *RowWriter) Number(style int, d decimal.Decimal) {
	text, ok := Number(d)
	if !ok {
		w.Text(style, text)
		return
	}
	w.open(style, `"><v>`)
	w.line = append(append(w.line, text...), "</v></c>"...)
}

// Int writes a whole number.
func (w *RowWriter) Int(style, n int) {
	w.open(style, `"><v>`)
	w.line = append(strconv.AppendInt(w.line, int64(n), 10), "</v></c>"...)
}

// Empty writes a cell that holds nothing.
func (w *RowWriter) Empty(style int) { w.open(style, `"/>`) }

// Formula writes a formula with the number that it gives.
func (w *RowWriter) Formula(style int, formula string, value decimal.Decimal) {
	w.open(style, `"><f>`)
	w.line = append(appendEscaped(w.line, formula), "</f><v>"...)
	w.line = append(append(w.line, value.String()...), "</v></c>"...)
}

// FormulaText writes a formula with the text that it gives.
func (w *RowWriter) FormulaText(style int, formula, text string) {
	w.open(style, `" t="str"><f>`)
	w.line = append(appendEscaped(w.line, formula), "</f><v>"...)
	w.line = append(appendEscaped(w.line, Clean(text)), "</v></c>"...)
}

// plainText needs no escape.
func plainText(s string) bool {
	return !strings.ContainsAny(s, "&<>\"'\t\n\r") && !strings.Contains(s, "_x")
}

// appendEscaped writes a text as XML; what a reader would take for an escape (_x000D_)
// is kept from it.
func appendEscaped(b []byte, s string) []byte {
	if !plainText(s) {
		s = escape(strings.ReplaceAll(s, "_x", "_x005F_x"))
	}
	return append(b, s...)
}

// sheetData is where the rows of a sheet stand in its part.
var sheetData = []byte("</sheetData>")

// writeStreamed writes a sheet's part with the streamed rows after its own.
func writeStreamed(out io.Writer, p *part, s *stream) error {
	data, at, err := p.rowsEnd()
	if err != nil {
		return err
	}
	if _, err := out.Write(data[:at]); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	side := newBeside(out)
	w := &RowWriter{out: bufio.NewWriterSize(side, 64<<10), quoted: s.quoted}
	s.write(w)
	w.end()
	if err := errors.Join(w.out.Flush(), side.close()); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	_, err = out.Write(data[at:])
	return err
}

// rowsEnd is a sheet's part, and where more rows can follow in it.
func (p *part) rowsEnd() (data []byte, at int, err error) {
	data = bytes.Replace(p.data, []byte("<sheetData/>"), []byte("<sheetData></sheetData>"), 1)
	if at = bytes.Index(data, sheetData); at < 0 {
		return nil, 0, fmt.Errorf("book: no rows in %s", p.name)
	}
	return data, at, nil
}
