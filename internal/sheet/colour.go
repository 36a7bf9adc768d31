package sheet

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Colour is a colour of a font or a fill: 0xRRGGBB with a bit above it, so that the
// zero Colour is none.
type Colour uint32

const (
	colourSet Colour = 1 << 24
	// mixed is the ground of a pattern or a gradient: nothing is quite in its colour.
	mixed Colour = 1 << 25

	black = colourSet
	white = colourSet | 0xFFFFFF
	red   = colourSet | 0xFF0000
)

// Look is what of a cell's font and fill says that its content is not meant to be
// read as it stands.
type Look struct {
	Struck bool   // struck out (删除线)
	Unseen bool   // in the colour of its ground, or of one point or less
	Ground Colour // of the fill; none is white
}

// hues are the colours that a number format may name.
var hues = map[string]Colour{"black": black, "黑色": black, "white": white, "白色": white, "red": red, "红色": red, "color1": black, "color2": white, "color3": red,
	"颜色1": black, "颜色2": white, "颜色3": red, "blue": colourSet | 0x0000FF, "蓝色": colourSet | 0x0000FF, "green": colourSet | 0x00FF00, "绿色": colourSet | 0x00FF00,
	"yellow": colourSet | 0xFFFF00, "黄色": colourSet | 0xFFFF00, "cyan": colourSet | 0x00FFFF, "青色": colourSet | 0x00FFFF,
	"magenta": colourSet | 0xFF00FF, "洋红": colourSet | 0xFF00FF, "洋红色": colourSet | 0xFF00FF}

// nearColours are how much two colours may differ in their red, green and blue and still
// look the same: of blue the eye sees least, so that white on a pale yellow is not seen.
var nearColours = [3]int{16, 16, 56}

// sameColour reports whether a figure in one colour cannot be told from its ground.
func sameColour(font, ground Colour) bool {
	if font == 0 {
		font = black
	}
	if ground == 0 {
		ground = white
	}
	if font&mixed != 0 || ground&mixed != 0 {
		return false
	}
	for i, near := range nearColours {
		shift := 16 - 8*i
		a, b := int(font>>shift&0xFF), int(ground>>shift&0xFF)
		if a-b > near || b-a > near {
			return false
		}
	}
	return true
}

// paint is a colour as a file gives it: plain, or by a place (from 1) of the theme or
// of the list of indexed ones.
type paint struct {
	plain        Colour
	theme, index int
	tint         int // thousandths by which a theme's is lighter, or darker
}

// paint reads a <color>, <fgColor> or the like.
func (s *scanner) paint() paint {
	if rgb, ok := s.raw("rgb"); ok {
		return paint{plain: hexColour(string(rgb))}
	}
	if n := s.place("theme", themeColours); n > 0 {
		p := paint{theme: n}
		tint, _ := s.raw("tint")
		if d, err := parseNumber(string(tint)); err == nil && d.Abs().LessThanOrEqual(decimal.NewFromInt(1)) {
			p.tint = int(d.Shift(3).IntPart())
		}
		return p
	}
	return paint{index: s.place("indexed", len(indexed))}
}

// place is an attribute that holds a place among so many, from 1; 0 without one.
func (s *scanner) place(name string, among int) int {
	raw, _ := s.raw(name)
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 0 || n >= among {
		return 0
	}
	return n + 1
}

// hexColour reads AARRGGBB or RRGGBB, with or without #.
func hexColour(s string) Colour {
	if len(s) > 0 && s[0] == '#' {
		s = s[1:]
	}
	if len(s) == 8 {
		s = s[2:]
	}
	if len(s) != 6 {
		return 0
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return 0
	}
	return colourSet | Colour(n)
}

// colours are those that a workbook names by their places.
type colours struct {
	theme   [themeColours]Colour
	palette []Colour // of its own, else the common one
}

// of is the colour of a paint, 0 for none.
func (c *colours) of(p paint) Colour {
	switch {
	case p.theme > 0:
		return tinted(c.theme[p.theme-1], p.tint)
	case p.index == 0:
		return p.plain
	case p.index <= len(c.palette):
		return c.palette[p.index-1]
	}
	return colourSet | indexed[p.index-1]
}

func tinted(c Colour, tint int) Colour {
	if tint == 0 {
		return c
	}
	out := colourSet
	for shift := 0; shift < 24; shift += 8 {
		part := int(c >> shift & 0xFF)
		if tint > 0 {
			part += (255 - part) * tint / 1000
		} else {
			part += part * tint / 1000
		}
		out |= Colour(part) << shift
	}
	return out
}

// themeColours is how many colours a theme has; the first two are white and black in
// all but a few.
const themeColours = 12

// plainTheme are the colours of Office 2007, in the order of the attribute theme.
var plainTheme = [themeColours]Colour{white, black, colourSet | 0xEEECE1, colourSet | 0x1F497D, colourSet | 0x4F81BD, colourSet | 0xC0504D,
	colourSet | 0x9BBB59, colourSet | 0x8064A2, colourSet | 0x4BACC6, colourSet | 0xF79646, colourSet | 0x0000FF, colourSet | 0x800080}

// indexed are the colours that a file may name by number (ECMA-376 part 1, 18.8.27);
// 64 is that of the window's text, 65 that of its ground.
var indexed = [66]Colour{0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
	0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
	0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
	0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
	0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
	0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
	0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
	0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
	0x000000, 0xFFFFFF}
