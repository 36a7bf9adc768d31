package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// Typeface is TrueType data that parts can be cut out of. gofpdf reads a typeface whole for every
// document, all its tens of thousands of characters: a tenth of a second for each face. What
// is cut has those that the document sets, and comes out of gofpdf as the same bytes.
type Typeface struct {
	data            []byte
	sfnt            *sfnt.Font
	tables          map[string][]byte
	long            bool // loca counts in bytes, not in pairs
	glyphs, metrics int  // how many there are, and how many have a width of their own
}

var errTypeface = errors.New("not a TrueType face that can be cut")

// ParseTypeface reads the tables of a typeface, whose data stays shared.
func ParseTypeface(data []byte) (*Typeface, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	if len(data) < 12 {
		return nil, errTypeface
	}
	t := &Typeface{data: data, sfnt: f, tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errTypeface
		}
		from, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if from > len(data) || size > len(data)-from {
			return nil, errTypeface
		}
		t.tables[string(data[at:at+4])] = data[from : from+size : from+size]
	}
	return t, t.measure()
}

// measure takes the counts, and holds that the tables are as long as these say.
func (t *Typeface) measure() error {
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "post": 32, "name": 6, "glyf": 0} {
		if table, ok := t.tables[name]; !ok || len(table) < least {
			return fmt.Errorf("%w: %s", errTypeface, name)
		}
	}
	t.glyphs = int(binary.BigEndian.Uint16(t.tables["maxp"][4:]))
	t.metrics = int(binary.BigEndian.Uint16(t.tables["hhea"][34:]))
	t.long = binary.BigEndian.Uint16(t.tables["head"][50:]) == 1
	entry := 2
	if t.long {
		entry = 4
	}
	if binary.BigEndian.Uint16(t.tables["head"][18:]) == 0 || t.metrics < 1 || t.metrics > t.glyphs || len(t.tables["loca"]) < (t.glyphs+1)*entry ||
		len(t.tables["hmtx"]) < t.metrics*4+(t.glyphs-t.metrics)*2 {
		return fmt.Errorf("%w: loca, hmtx", errTypeface)
	}
	return nil
}

// mostCut is how many characters a part may have: its cmap counts its own bytes in 16 bits.
const mostCut = 8000

// Cut is the typeface with these characters of the BMP alone, as far as it holds them, its glyphs
// in the order that they had; of more characters than it can count, a copy of the whole.
func (t *Typeface) Cut(runes []rune) ([]byte, error) {
	if len(runes) > mostCut {
		return slices.Clone(t.data), nil
	}
	var b sfnt.Buffer
	chars := map[rune]int{}
	kept := map[int]bool{}
	if err := t.keep(kept, 0, 0); err != nil {
		return nil, err
	}
	for _, r := range runes {
		n := t.index(&b, r)
		if n == 0 {
			continue
		}
		chars[r] = n
		if err := t.keep(kept, n, 0); err != nil {
			return nil, err
		}
	}
	order := slices.Sorted(maps.Keys(kept))
	place := make(map[int]int, len(order))
	for i, n := range order {
		place[n] = i
	}
	out := map[string][]byte{"cmap": cmap(chars, place)}
	for _, name := range []string{"name", "OS/2", "cvt ", "fpgm", "prep", "gasp"} {
		if table, ok := t.tables[name]; ok {
			out[name] = table
		}
	}
	out["post"] = t.tables["post"][:32]
	t.outlines(out, order, place)
	return assemble(out), nil
}

// index is the glyph of a character of the BMP; 0 for none.
func (t *Typeface) index(b *sfnt.Buffer, r rune) int {
	if r <= 0 || r >= 0xffff {
		return 0
	}
	n, err := t.sfnt.GlyphIndex(b, r)
	if err != nil || int(n) >= t.glyphs {
		return 0
	}
	return int(n)
}

// Holds reports whether the typeface holds a character of the BMP.
func (t *Typeface) Holds(r rune) bool {
	var b sfnt.Buffer
	return t.index(&b, r) != 0
}

// Width is how wide a character is set, in thousandths of the type size, as gofpdf takes it.
func (t *Typeface) Width(r rune) int {
	var b sfnt.Buffer
	n := t.index(&b, r)
	advance := int(binary.BigEndian.Uint16(t.metric(n)))
	if advance >= 1<<15 {
		advance = 0
	}
	em := int(binary.BigEndian.Uint16(t.tables["head"][18:]))
	width := (2000*advance + em) / (2 * em) // to the nearest, the half up
	if n == 0 && width == 0 {
		return 500
	}
	return width
}

// glyph is the outline of a glyph; empty for a blank.
func (t *Typeface) glyph(n int) ([]byte, error) {
	if n >= t.glyphs {
		return nil, errTypeface
	}
	loca, glyf := t.tables["loca"], t.tables["glyf"]
	var from, to int
	if t.long {
		from, to = int(binary.BigEndian.Uint32(loca[4*n:])), int(binary.BigEndian.Uint32(loca[4*n+4:]))
	} else {
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*n:])), 2*int(binary.BigEndian.Uint16(loca[2*n+2:]))
	}
	if from > to || to > len(glyf) || to > from && to-from < 10 {
		return nil, errTypeface
	}
	return glyf[from:to], nil
}

// keep marks a glyph and those that it is composed of.
func (t *Typeface) keep(kept map[int]bool, n, depth int) error {
	if kept[n] {
		return nil
	}
	if depth > 16 {
		return errTypeface
	}
	kept[n] = true
	data, err := t.glyph(n)
	if err != nil {
		return err
	}
	return components(data, func(at []byte) error {
		return t.keep(kept, int(binary.BigEndian.Uint16(at)), depth+1)
	})
}

// components visits where a composed glyph names its parts.
func components(data []byte, visit func(at []byte) error) error {
	const (
		words, scale, more, twoScales, matrix = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
	)
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return nil
	}
	for at := 10; ; {
		if at+4 > len(data) {
			return errTypeface
		}
		flags := binary.BigEndian.Uint16(data[at:])
		if err := visit(data[at+2:]); err != nil {
			return err
		}
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return nil
		}
	}
}

// outlines writes the tables that count glyphs. The glyphs were kept, so that they are whole.
func (t *Typeface) outlines(out map[string][]byte, order []int, place map[int]int) {
	var glyf, loca, hmtx []byte
	for _, n := range order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		data, _ := t.glyph(n)
		data = slices.Clone(data)
		_ = components(data, func(at []byte) error {
			binary.BigEndian.PutUint16(at, uint16(place[int(binary.BigEndian.Uint16(at))]))
			return nil
		})
		glyf = append(glyf, data...)
		hmtx = append(hmtx, t.metric(n)...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(t.tables["head"]), slices.Clone(t.tables["hhea"]), slices.Clone(t.tables["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	out["glyf"], out["loca"], out["hmtx"], out["head"], out["hhea"], out["maxp"] = glyf, loca, hmtx, head, hhea, maxp
}

// metric is a glyph's width and bearing; the last ones of a face have the width of the last that has
// one.
func (t *Typeface) metric(n int) []byte {
	hmtx := t.tables["hmtx"]
	if n < t.metrics {
		return hmtx[4*n : 4*n+4]
	}
	last, bearing := 4*(t.metrics-1), 4*t.metrics+2*(n-t.metrics)
	return append(slices.Clone(hmtx[last:last+2]), hmtx[bearing:bearing+2]...)
}

// cmap says which glyph a character is: format 4, a segment for each.
func cmap(chars map[rune]int, place map[int]int) []byte {
	runes := slices.Sorted(maps.Keys(chars))
	n := len(runes) + 1
	u16 := binary.BigEndian.AppendUint16
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 0, 0, 0} { // nobody searches by the last three
		b = u16(b, uint16(v))
	}
	ends := func() {
		for _, r := range runes {
			b = u16(b, uint16(r))
		}
		b = u16(b, 0xffff)
	}
	ends()
	b = u16(b, 0)
	ends()
	for _, r := range runes {
		b = u16(b, uint16(place[chars[r]]-int(r)))
	}
	b = u16(b, 1)
	return append(b, make([]byte, 2*n)...)
}

// assemble puts tables together in the order of their names.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	b := []byte{0, 1, 0, 0, 0, byte(len(names)), 0, 0, 0, 0, 0, 0}
	at := 12 + 16*len(names)
	for _, name := range names {
		b = append(b, name...)
		b = append(b, 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}
