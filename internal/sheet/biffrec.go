package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"unicode/utf16"
)

// The records of a BIFF stream that are looked at ([MS-XLS] 2.3).
const (
	recFormula    = 0x0006
	recFormula3   = 0x0206 // of BIFF3, and
	recFormula4   = 0x0406 // of BIFF4, as Numbers still writes it
	recEOF        = 0x000A
	recProtect    = 0x0012
	recHeader     = 0x0014
	recFooter     = 0x0015
	recNote       = 0x001C
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recObj        = 0x005D
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recAutoFilter = 0x009D
	recMulRK      = 0x00BD
	recDrawing    = 0x00EC
	recObjProj    = 0x00D3
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMerges     = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recSupBook    = 0x01AE
	recTxo        = 0x01B6
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recRK         = 0x027E
	recFormat     = 0x041E
	recWindow2    = 0x023E // follows the cells of a sheet
	recBOF        = 0x0809
)

// record is one record of a stream: what stands in it, and the pieces that
// CONTINUE records add to it.
type record struct {
	id   uint16
	at   int // in the stream
	body []byte
	more [][]byte
}

// records walks over the records of a BIFF stream.
type records struct {
	ctx  context.Context
	data []byte
	pos  int
	seen int
}

// next reads a record. A stream that ends without an EOF record is damaged.
func (r *records) next() (record, error) {
	if r.seen++; r.seen&1023 == 0 {
		if err := r.ctx.Err(); err != nil {
			return record{}, err
		}
	}
	rec, ok := r.one()
	if !ok {
		return rec, brokenXLS(cutStream)
	}
	for rec.id != recContinue && r.pos+2 <= len(r.data) && binary.LittleEndian.Uint16(r.data[r.pos:]) == recContinue {
		c, ok := r.one()
		if !ok {
			return rec, brokenXLS(cutStream)
		}
		rec.more = append(rec.more, c.body)
	}
	return rec, nil
}

func (r *records) one() (record, bool) {
	if r.pos+4 > len(r.data) {
		return record{}, false
	}
	id, n := binary.LittleEndian.Uint16(r.data[r.pos:]), int(binary.LittleEndian.Uint16(r.data[r.pos+2:]))
	at := r.pos
	if at+4+n > len(r.data) {
		return record{}, false
	}
	r.pos = at + 4 + n
	return record{id: id, at: at, body: r.data[at+4 : r.pos]}, true
}

const cutStream = "记录流被截断"

// ended reports whether the stream goes on with nothing but padding: no record is
// cut.
func (r *records) ended() bool { return len(bytes.TrimRight(r.data[r.pos:], "\x00")) == 0 }

// skipSubstream moves behind the EOF of a substream whose BOF has been read.
func (r *records) skipSubstream() error {
	for depth := 1; depth > 0; {
		rec, err := r.next()
		if err != nil {
			return err
		}
		switch rec.id {
		case recBOF:
			depth++
		case recEOF:
			depth--
		}
	}
	return nil
}

func brokenXLS(what string) *Error { return damaged("", 0, what) }

// pieces reads a record's content over the seams of its CONTINUE records. After
// the first read beyond the end everything is zero and short is set.
type pieces struct {
	now   []byte
	later [][]byte
	short bool
	runs  [][2]int // of the last text: first character and font of each
}

func (rec *record) pieces() *pieces { return &pieces{now: rec.body, later: rec.more} }

// seam moves to the next piece if this one is used up; false at the end.
func (p *pieces) seam() bool {
	for len(p.now) == 0 {
		if len(p.later) == 0 {
			return false
		}
		p.now, p.later = p.later[0], p.later[1:]
	}
	return true
}

func (p *pieces) byte() byte {
	if !p.seam() {
		p.short = true
		return 0
	}
	b := p.now[0]
	p.now = p.now[1:]
	return b
}

func (p *pieces) u16() int { return int(p.byte()) | int(p.byte())<<8 }

func (p *pieces) u32() int { return p.u16() | p.u16()<<16 }

func (p *pieces) skip(n int) {
	for n > 0 && p.seam() {
		k := min(n, len(p.now))
		p.now, n = p.now[k:], n-k
	}
	p.short = p.short || n > 0
}

// The flags of a BIFF8 string.
const (
	stringWide = 1 << iota // two bytes a character
	_                      //
	stringExt              // phonetic data follow
	stringRuns             // formatting runs follow
)

// text reads a BIFF8 string after its length (XLUnicodeRichExtendedString, and
// XLUnicodeString, which has no runs): flags, counts, characters, and past what
// follows them. Where a CONTINUE record cuts the characters, it begins with their
// width anew.
func (p *pieces) text(n int) string {
	flags := p.byte()
	runs, ext := 0, 0
	if flags&stringRuns != 0 {
		runs = p.u16()
	}
	if flags&stringExt != 0 {
		ext = p.u32()
	}
	s := p.chars(n, flags&stringWide != 0)
	p.runs = p.runs[:0]
	for ; runs > 0 && !p.short; runs-- {
		p.runs = append(p.runs, [2]int{p.u16(), p.u16()})
	}
	p.skip(ext)
	return s
}

func (p *pieces) chars(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 1<<12))
	for len(units) < n {
		if len(p.now) == 0 {
			if !p.seam() {
				p.short = true
				return ""
			}
			wide = p.byte()&stringWide != 0
		}
		size := 1
		if wide {
			size = 2
		}
		k := min(n-len(units), len(p.now)/size)
		if k == 0 && len(p.now) > 0 {
			p.short = true
			return ""
		}
		for i := range k {
			u := uint16(p.now[i*size])
			if wide {
				u |= uint16(p.now[i*size+1]) << 8
			}
			units = append(units, u)
		}
		p.now = p.now[k*size:]
	}
	return string(utf16.Decode(units))
}

// bytes reads n bytes over the seams.
func (p *pieces) bytes(n int) []byte {
	out := make([]byte, 0, min(n, 1<<12))
	for len(out) < n {
		if !p.seam() {
			p.short = true
			return out
		}
		k := min(n-len(out), len(p.now))
		out, p.now = append(out, p.now[:k]...), p.now[k:]
	}
	return out
}
