package sheet

import (
	"strings"
	"unicode/utf16"
)

// The records of fonts and colours ([MS-XLS] 2.4.122, 2.4.188).
const (
	recFont    = 0x0031
	recPalette = 0x0092
)

// Fields of a FONT record.
const (
	tinyTwips    = 20 // a point
	fontStruck   = 0x0008
	firstOwnHue  = 8 // the colours before it cannot be changed
	missingFont  = 4 // no font has this number: the fifth is 5
	patternNone  = 0
	patternSolid = 1
)

// readFont reads a FONT record; one that is short says nothing.
func (b *biffBook) readFont(p *pieces) error {
	height, flags, hue := p.u16(), p.u16(), p.u16()
	p.skip(2)
	raised := p.u16()
	f := font{}
	if !p.short {
		f = font{struck: flags&fontStruck != 0, raised: raised != 0, tiny: height <= tinyTwips, colour: indexedPaint(hue)}
	}
	if b.looks.fonts = append(b.looks.fonts, f); len(b.looks.fonts) > b.lim.Styles {
		return boundStyles.over(int64(len(b.looks.fonts)), int64(b.lim.Styles), "", 0)
	}
	return nil
}

// indexedPaint is a colour by its number; those beyond the list are the window's own.
func indexedPaint(n int) paint {
	if n >= len(indexed) {
		return paint{}
	}
	return paint{index: n + 1}
}

func (b *biffBook) readPalette(p *pieces) {
	n := min(p.u16(), len(indexed)-2-firstOwnHue)
	for i := range firstOwnHue {
		b.looks.palette = append(b.looks.palette, colourSet|indexed[i])
	}
	for range n {
		r, g, blue := Colour(p.byte()), Colour(p.byte()), Colour(p.byte())
		p.skip(1)
		if p.short {
			return
		}
		b.looks.palette = append(b.looks.palette, colourSet|r<<16|g<<8|blue)
	}
}

// readXF reads a cell format behind its font and number format: its fill.
func (b *biffBook) readXF(number int, p *pieces) {
	pattern, hues := 0, 0
	if b.wide {
		p.skip(10)
		pattern = p.u32() >> 26 & 0x3F
		hues = p.u16()
	} else {
		p.skip(4)
		hues, pattern = p.u16(), p.u16()&0x3F
	}
	fill := paint{}
	switch {
	case p.short, pattern == patternNone:
	case pattern == patternSolid:
		if fill = indexedPaint(hues & 0x7F); fill == (paint{}) {
			fill.plain = mixed
		}
	default:
		fill.plain = mixed
	}
	p.short = false // what a format says of its look may be missing
	b.looks.fills = append(b.looks.fills, fill)
	b.looks.xfs = append(b.looks.xfs, [2]int{fontPlace(number), len(b.looks.fills) - 1})
}

// fontPlace is a font's place among all.
func fontPlace(number int) int {
	if number > missingFont {
		return number - 1
	}
	return number
}

// rich is a text with the fonts of its runs (first character, font), nil where all of
// it looks the same.
func (b *biffBook) rich(s string, runs [][2]int) *Rich {
	if len(runs) == 0 {
		return nil
	}
	units := utf16.Encode([]rune(s))
	out, marked := &Rich{}, false
	add := func(from, to int, number int) {
		from, to = min(from, len(units)), min(to, len(units))
		if from >= to {
			return
		}
		r := run{text: string(utf16.Decode(units[from:to]))}
		if place := fontPlace(number); number >= 0 && place < len(b.looks.fonts) {
			r.own, r.font = true, b.looks.fonts[place]
			r.colour = b.looks.of(r.font.colour)
		}
		marked = marked || r.own && (r.font.struck || r.font.raised || r.font.tiny || r.colour != 0 && r.colour != black) && strings.TrimSpace(r.text) != ""
		out.runs = append(out.runs, r)
	}
	add(0, runs[0][0], -1)
	for i, x := range runs {
		end := len(units)
		if i+1 < len(runs) {
			end = runs[i+1][0]
		}
		add(x[0], end, x[1])
	}
	if !marked {
		return nil
	}
	return out
}
