package sheet

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"
)

// font is what matters of a font, of a cell or of a run of its text.
type font struct {
	struck, raised, tiny bool
	colour               paint
}

// read takes in one of a font's own elements.
func (f *font) read(s *scanner) {
	val, given := s.raw("val")
	switch {
	case s.is("strike"):
		f.struck = !given || s.on("val")
	case s.is("vertAlign"):
		f.raised = string(val) == "superscript" || string(val) == "subscript"
	case s.is("sz"):
		d, err := parseNumber(string(val))
		f.tiny = err == nil && d.LessThanOrEqual(tinySize)
	case s.is("color"):
		f.colour = s.paint()
	}
}

// tinySize is the size of a font, in points, that nobody sees.
var tinySize = decimal.NewFromInt(1)

// plain reports whether nothing about a font matters.
func (f *font) plain() bool {
	p := f.colour
	return !f.struck && !f.raised && !f.tiny && (p == paint{} || p == paint{plain: black} || p == paint{theme: 2})
}

// looks are the fonts and fills of a styles part, and which of them each cell format
// has.
type looks struct {
	fonts []font
	fills []paint
	xfs   [][2]int // of font and fill, by cell format
	colours
}

// read takes in an element of the styles part.
func (l *looks) read(s *scanner) {
	n := len(s.starts)
	switch {
	case s.within("fonts", "font"):
		l.fonts = append(l.fonts, font{})
	case s.within("fills", "fill"):
		l.fills = append(l.fills, paint{})
	case n == 4 && s.under("fonts") && len(l.fonts) > 0:
		l.fonts[len(l.fonts)-1].read(s)
	case n >= 4 && s.under("fills") && len(l.fills) > 0:
		l.fill(s, &l.fills[len(l.fills)-1])
	case n == 4 && s.under("colors") && s.is("rgbColor") && len(l.palette) < len(indexed):
		rgb, _ := s.raw("rgb")
		l.palette = append(l.palette, hexColour(string(rgb)))
	}
}

// fill reads what is inside a <fill>: a solid one has its foreground's colour.
func (l *looks) fill(s *scanner, p *paint) {
	kind, given := s.raw("patternType")
	switch {
	case s.is("patternFill"):
		if given && string(kind) != "none" {
			p.plain = mixed
		}
		if string(kind) == "solid" {
			p.plain = black
		}
	case s.is("gradientFill"):
		p.plain = mixed
	case s.is("fgColor") && p.plain == black:
		if *p = s.paint(); *p == (paint{}) {
			p.plain = mixed
		}
	}
}

// xf notes the font and fill of a cell format.
func (l *looks) xf(s *scanner) {
	font, ok := s.whole("fontId", 0)
	fill, ok2 := s.whole("fillId", 0)
	if !ok || !ok2 {
		font, fill = -1, -1
	}
	l.xfs = append(l.xfs, [2]int{font, fill})
}

func (l *looks) parts(i int) (f font, ground paint) {
	if n := l.xfs[i][0]; n >= 0 && n < len(l.fonts) {
		f = l.fonts[n]
	}
	if n := l.xfs[i][1]; n >= 0 && n < len(l.fills) {
		ground = l.fills[n]
	}
	return f, ground
}

// look is that of a cell format.
func (l *looks) look(i int) Look {
	f, fill := l.parts(i)
	ground := l.of(fill)
	return Look{Struck: f.struck, Unseen: f.tiny || sameColour(l.of(f.colour), ground), Ground: ground}
}

// needsTheme reports whether a cell format names a colour of the theme but white and
// black.
func (l *looks) needsTheme() bool {
	for i := range l.xfs {
		if f, ground := l.parts(i); f.colour.theme > 2 || ground.theme > 2 {
			return true
		}
	}
	return false
}

// readTheme reads the colours of the workbook's theme; where there is none, or it
// cannot be read, they are those of Office.
func (x *xlsx) readTheme(ctx context.Context) [themeColours]Colour {
	at := slices.IndexFunc(x.rels.list, func(r relation) bool { return r.kind == "theme" })
	if at < 0 {
		return plainTheme
	}
	theme := plainTheme
	err := x.walk(ctx, x.z.resolve(x.main, x.rels.list[at].target), "theme", func(s *scanner) error {
		place := -1
		if len(s.starts) == 5 {
			place = slices.Index(themeOrder[:], string(local(s.names[s.starts[3]:s.starts[4]])))
		}
		if place < 0 {
			return nil
		}
		for _, name := range []string{"lastClr", "val"} {
			if raw, ok := s.raw(name); ok {
				if c := hexColour(string(raw)); c != 0 {
					theme[place] = c
					return nil
				}
			}
		}
		return nil
	})
	if err != nil {
		return plainTheme
	}
	return theme
}

// themeOrder are the names of a theme's colours in the order of the attribute theme.
var themeOrder = [themeColours]string{"lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"}
