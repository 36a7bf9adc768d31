package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// longDash is how —— is drawn: one joined glyph (U+2E3A).
const longDash = '⸺'

// unknown stands for a character without a glyph.
const unknown = '〓'

// clean makes a text safe to draw: valid UTF-8, no control, direction or zero-width
// characters, —— joined; what no font holds becomes 〓 and is remembered.
func (d *Doc) clean(s string) []rune {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "——", string(longDash))
	var out []rune
	for _, r := range s {
		switch {
		case r == '\n', r == '\t', r == '\u00a0':
			out = append(out, ' ')
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e,
			r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r >= 0xe0100 && r <= 0xe01ef:
		case r == '\u2212' && !fonts.Covers(r) && !d.ownEverywhere(r):
			out = append(out, '–') // a minus sign, which the faces have in this form alone
		case r >= 0xe000 && r <= 0xf8ff, !fonts.Covers(r) && !d.ownEverywhere(r):
			d.missing[r] = true
			out = append(out, unknown)
		default:
			out = append(out, r)
		}
	}
	return out
}

// ownEverywhere reports whether an office's own typefaces, all four, hold a character.
func (d *Doc) ownEverywhere(r rune) bool {
	for _, face := range faces {
		if d.family(face, r) == string(face) {
			return false
		}
	}
	return true
}

// bmp is a text for properties and bookmarks, which take no code point beyond the
// BMP.
func bmp(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 || r == 0xfffd:
			return ' '
		case r > 0xffff:
			return unknown
		}
		return r
	}, strings.ToValidUTF8(s, " "))
}

// textWidth is a text's width in millimetres at a size in points.
func (d *Doc) textWidth(face fonts.Face, size float64, text []rune) float64 {
	sum := 0.0
	for _, r := range text {
		sum += d.ruler.width(d.family(face, r), r)
	}
	return sum * size * mmPerPoint / 1000
}

// ink is how a text is drawn.
type ink struct {
	face   fonts.Face
	size   float64
	colour [3]int
	space  float64 // extra millimetres after each character
}

// draw puts a cleaned text on the page; y is its baseline.
func (d *Doc) draw(x, y float64, text []rune, k ink) {
	segments := d.segments(text, k)
	for _, s := range segments {
		d.use(s.family, s.text)
	}
	if len(segments) == 1 && segments[0].actual == "" && k.space == 0 {
		w := word{x: x + segments[0].at, y: y, size: k.size, text: segments[0].text, family: segments[0].family}
		for i, c := range k.colour {
			w.colour[i] = uint8(c)
		}
		d.op(w.draw)
		return
	}
	d.op(func(f *gofpdf.Fpdf) {
		f.SetTextColor(k.colour[0], k.colour[1], k.colour[2])
		for i, s := range segments {
			if i == 0 || s.family != segments[i-1].family {
				f.SetFont(s.family, "", k.size)
			}
			if i == 0 && k.space != 0 {
				f.RawWriteStr(fmt.Sprintf("%.4f Tc", k.space*mmToPoint))
			}
			if s.actual != "" {
				f.RawWriteStr("/Span <</ActualText <" + s.actual + ">>> BDC")
			}
			f.Text(x+s.at, y, s.text)
			if s.actual != "" {
				f.RawWriteStr("EMC")
			}
		}
		if k.space != 0 {
			f.RawWriteStr("0 Tc")
		}
	})
}

// word is a text of one typeface and of no more than itself, as nearly all of a table's cells
// are: of thousands no more is kept than this.
type word struct {
	x, y, size   float64
	text, family string
	colour       [3]uint8
}

func (w word) draw(f *gofpdf.Fpdf) {
	f.SetTextColor(int(w.colour[0]), int(w.colour[1]), int(w.colour[2]))
	f.SetFont(w.family, "", w.size)
	f.Text(w.x, w.y, w.text)
}

// segment is a run of text that is drawn at once; actual is the UTF-16 that a
// reader should extract where that is not the text itself.
type segment struct {
	text, actual string
	family       string
	at           float64
}

func (d *Doc) segments(text []rune, k ink) []segment {
	var list []segment
	var run []rune
	family := ""
	x, start := 0.0, 0.0
	flush := func() {
		if len(run) > 0 {
			list = append(list, segment{text: string(run), family: family, at: start})
		}
		run = nil
	}
	for _, r := range text {
		if r == longDash || r > 0xffff {
			flush()
			list = append(list, segment{text: string(fonts.Mapped(r)), actual: actualText(r), family: string(k.face), at: x})
		} else {
			if now := d.family(k.face, r); now != family {
				flush()
				family = now
			}
			if len(run) == 0 {
				start = x
			}
			run = append(run, r)
		}
		x += d.textWidth(k.face, k.size, []rune{r}) + k.space
	}
	flush()
	return list
}

func actualText(r rune) string {
	s := "FEFF"
	runes := []rune{r}
	if r == longDash {
		runes = []rune("——")
	}
	for _, u := range utf16.Encode(runes) {
		s += fmt.Sprintf("%04X", u)
	}
	return s
}
