package sheet

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"

	"github.com/shopspring/decimal"
)

// biffSheet is the source of one sheet of a workbook stream.
type biffSheet struct {
	book *biffBook
	pos  int
	name string

	cells, merges int // counted for the book in the last reading
}

func (s *biffSheet) grid(ctx context.Context) (*Grid, error) { return gridOf(ctx, s) }

func (s *biffSheet) long() bool { return false }

// rows reads the sheet's substream.
func (s *biffSheet) rows(ctx context.Context, sink rowSink) (Layout, error) {
	lim := s.book.lim
	lim.cells, lim.merges = lim.cells-s.cells, lim.merges-s.merges
	cells, merges := lim.cells, lim.merges
	defer func() { s.cells, s.merges = lim.cells-cells, lim.merges-merges }()
	r := &biffReader{book: s.book, sink: sink, pending: -1}
	recs := &records{ctx: ctx, data: s.book.data, pos: s.pos}
	if s.pos < 0 || s.pos >= len(s.book.data) {
		return Layout{}, s.broken("工作表的位置不对")
	}
	first, err := recs.next()
	if err != nil || first.id != recBOF {
		return Layout{}, s.broken("工作表的开头不对")
	}
	for {
		rec, err := recs.next()
		missing := err != nil && r.complete && recs.ended() || err == nil && rec.id == recBOF && s.book.starts[rec.at]
		if err != nil && !missing {
			return Layout{}, err
		}
		if missing || rec.id == recEOF {
			if missing {
				r.layout.odd.note(oddEnd, "")
			}
			err = r.flush()
			r.layout.Drawn = r.boxes.drawn()
			r.layout.settle()
			return r.layout, err
		}
		switch rec.id {
		case recBOF:
			err = recs.skipSubstream()
		case recWindow2:
			r.complete = true
		default:
			err = r.record(&rec)
		}
		if err != nil {
			return Layout{}, err
		}
	}
}

func (s *biffSheet) broken(what string) *Error { return damaged(s.name, 0, what) }

// biffReader gathers the cells of a substream row by row.
type biffReader struct {
	book     *biffBook
	sink     rowSink
	layout   Layout
	row      int
	cells    []rawCell
	boxes    boxes
	complete bool // what follows the cells has begun
	pending  int  // the formula whose text result follows, among cells; -1 for none
}

// record reads one record of a sheet.
func (r *biffReader) record(rec *record) error {
	p := rec.pieces()
	var err error
	switch rec.id {
	case recRow:
		r.rowRecord(p)
	case recColInfo:
		from, to := p.u16(), p.u16()
		p.skip(4)
		if p.u16()&1 != 0 {
			r.layout.hideCols(from+1, to+1)
		}
	case recMerges:
		err = r.mergeRecord(p)
	case recProtect:
		r.layout.Protected = p.u16() != 0
	case recAutoFilter:
		r.layout.Filtered = true
	case recHeader, recFooter:
		r.layout.print(r.book.textOf(p, p.u16()))
		p.short = false
	case recDrawing, recObj, recTxo, recNote:
		r.box(rec, p)
	case recString:
		r.result(p)
	default:
		return r.cellRecord(rec, p)
	}
	if p.short && err == nil {
		r.layout.odd.note(oddRecord, "")
	}
	return err
}

func (r *biffReader) rowRecord(p *pieces) {
	n := p.u16()
	p.skip(10)
	if p.u16()&0x20 != 0 {
		r.layout.hideRow(n + 1)
	}
}

func (r *biffReader) mergeRecord(p *pieces) error {
	for range p.u16() {
		r1, r2, c1, c2 := p.u16(), p.u16(), p.u16(), p.u16()
		if p.short || r2 < r1 || c2 < c1 {
			break
		}
		if r.book.lim.merges++; r.book.lim.merges > r.book.lim.Merges {
			return boundMerges.over(int64(r.book.lim.merges), int64(r.book.lim.Merges), "", 0)
		}
		r.layout.Merges = append(r.layout.Merges, Range{r1 + 1, c1 + 1, r2 + 1, c2 + 1})
	}
	return nil
}

// cellRecord reads a record that holds one cell or a run of numbers.
func (r *biffReader) cellRecord(rec *record, p *pieces) error {
	switch rec.id {
	case recFormula3, recFormula4:
		rec.id = recFormula
	case recNumber, recRK, recMulRK, recLabelSST, recLabel, recRString, recBoolErr, recFormula:
	default:
		return nil
	}
	row, col := p.u16()+1, p.u16()+1
	if p.short {
		return damaged("", r.row, "单元格的记录不完整")
	}
	if row != r.row {
		if err := r.flush(); err != nil {
			return err
		}
		r.row = row
	}
	if rec.id == recMulRK {
		for n := (len(rec.body) - 6) / 6; n > 0; n-- {
			style := p.u16()
			if err := r.put(Cell{Row: row, Col: col, Type: Number, Raw: rkText(uint32(p.u32()))}, style); err != nil {
				return err
			}
			col++
		}
		return nil
	}
	style := p.u16()
	c := Cell{Row: row, Col: col}
	r.content(&c, rec.id, p)
	if p.short {
		r.broken(&c, c.Raw)
	}
	return r.put(c, style)
}

// broken marks a cell whose record holds no content.
func (r *biffReader) broken(c *Cell, stored string) {
	c.Type, c.Raw = Broken, stored
	r.layout.odd.note(oddCell, c.Ref())
}

// content reads what a cell's record holds after its place and format.
func (r *biffReader) content(c *Cell, id uint16, p *pieces) {
	switch id {
	case recNumber:
		c.Type, c.Raw = Number, numberText(p.bytes(8))
	case recRK:
		c.Type, c.Raw = Number, rkText(uint32(p.u32()))
	case recLabelSST:
		n := p.u32()
		if n < 0 || n >= len(r.book.strings) {
			r.broken(c, fmt.Sprintf("第 %d 个共享字符串", n))
			return
		}
		c.Type, c.Raw, c.Rich = Text, r.book.strings[n], r.book.marked[n]
	case recLabel, recRString:
		c.Type, c.Raw = Text, r.book.textOf(p, p.u16())
	case recBoolErr:
		v, isError := p.byte(), p.byte() != 0
		c.Type, c.Raw = Bool, strconv.Itoa(int(v))
		if isError {
			c.Type, c.Raw = ErrorValue, errorText(v)
		}
	case recFormula:
		r.formula(c, p.bytes(8))
	}
}

// formula reads a formula's saved result ([MS-XLS] 2.5.133, FormulaValue); its text
// follows in a STRING record. The formula itself is not kept.
func (r *biffReader) formula(c *Cell, v []byte) {
	c.HasFormula, c.Cached = true, true
	if len(v) < 8 || v[6] != 0xFF || v[7] != 0xFF {
		c.Type, c.Raw = Number, numberText(v)
		return
	}
	switch v[0] {
	case 0:
		c.Type = Text
		r.pending = len(r.cells)
	case 1:
		c.Type, c.Raw = Bool, strconv.Itoa(int(v[2]))
	case 2:
		c.Type, c.Raw = ErrorValue, errorText(v[2])
	default:
		c.Type = Text
	}
}

// result takes the text of the formula before.
func (r *biffReader) result(p *pieces) {
	if r.pending < 0 || r.pending >= len(r.cells) {
		return
	}
	r.cells[r.pending].Raw = r.book.textOf(p, p.u16())
	r.pending = -1
}

func (r *biffReader) put(c Cell, style int) error {
	if err := r.book.lim.take(&c); err != nil {
		return err
	}
	if c.Type == Number && !isNumber(c.Raw) {
		r.broken(&c, c.Raw)
	}
	if c.Type == Text && c.Raw == "" && !c.HasFormula {
		return nil
	}
	if style >= len(r.book.formats) {
		style = 0
	}
	r.cells = append(r.cells, rawCell{Cell: c, style: uint16(style), formats: r.book.formatList()})
	return nil
}

// formatList is the list of formats, with one at least.
func (b *biffBook) formatList() []NumFmt {
	if len(b.formats) == 0 {
		b.formats = []NumFmt{general}
	}
	return b.formats
}

// flush hands the row on, its cells in order.
func (r *biffReader) flush() error {
	if len(r.cells) == 0 {
		return nil
	}
	if r.layout.odd.tooManyBroken() {
		return damaged("", r.row, tooManyBroken)
	}
	err := r.sink(r.row, byColumn(r.row, r.cells, &r.layout.odd))
	r.cells, r.pending = r.cells[:0], -1
	return err
}

// numberText is the shortest text of an IEEE number, as an .xlsx would store it.
func numberText(v []byte) string {
	if len(v) < 8 {
		return ""
	}
	return ieeeText(binary.LittleEndian.Uint64(v))
}

// plainLength is the longest text in plain notation; beyond, an exponent is used.
const plainLength = 24

func ieeeText(bits uint64) string {
	if s := strconv.FormatFloat(math.Float64frombits(bits), 'f', -1, 64); len(s) <= plainLength {
		return s
	}
	return strconv.FormatFloat(math.Float64frombits(bits), 'g', -1, 64)
}

// rkText is the number of an RK value ([MS-XLS] 2.5.217): an integer or the upper
// half of an IEEE number, either as it is or as a hundredth.
func rkText(v uint32) string {
	text := ""
	if v&2 != 0 {
		text = strconv.Itoa(int(int32(v) >> 2))
	} else {
		text = ieeeText(uint64(v&^3) << 32)
	}
	if v&1 == 0 {
		return text
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return text
	}
	return d.Shift(-2).String()
}

// errorText names an error value ([MS-XLS] 2.5.10, BErr).
func errorText(v byte) string {
	switch v {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	}
	return "#ERROR!"
}
