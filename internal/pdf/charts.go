package pdf

import (
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// Sizes of a bar of a chart, in millimetres.
const (
	barPitch = 7.0
	barThick = 4.2
	barLabel = 70.0
	barValue = 24.0
)

// Part is one part of a stacked bar: how many, and how it is filled; its hatching tells
// it from the others where there is no colour.
type Part struct {
	Count  int
	Colour [3]int
	Hatch  int // lines across it: 0 none, 1 rising, 2 falling, 3 both
}

// Stack is one stacked bar.
type Stack struct {
	Label string
	Parts []Part
}

// Stacks sets a chart of stacked bars, all of the length of their own whole, with a
// legend of the parts; the counts stand in the parts.
func (d *Doc) Stacks(title string, legend []string, bars []Stack) {
	if len(bars) == 0 {
		return
	}
	d.room(barPitch * float64(min(len(bars), 8)+3))
	d.label(d.left(), title, fonts.Hei)
	d.y += barPitch
	full := d.width() - barLabel - barValue
	x := d.left() + barLabel
	for i, text := range legend {
		if i < len(bars[0].Parts) {
			d.block(x, d.y+1.2, 5, barThick-1, bars[0].Parts[i])
			x += 6.5
		}
		d.label(x, text, fonts.Song)
		x += d.textWidth(fonts.Song, tableSize, d.clean(text)) + 6
	}
	d.y += barPitch
	for _, b := range bars {
		d.room(barPitch)
		d.barLabel(b.Label)
		whole, sum := 0, ""
		for _, p := range b.Parts {
			whole += p.Count
			if p.Count > 0 {
				sum += "+" + itoa(p.Count)
			}
		}
		fits := true
		at := d.left() + barLabel
		for _, p := range b.Parts {
			if p.Count == 0 {
				continue
			}
			w := full * float64(p.Count) / float64(whole)
			d.block(at, d.y+(barPitch-barThick)/2, w, barThick, p)
			fits = d.onBlock(at, w, itoa(p.Count)) && fits
			at += w
		}
		total := itoa(whole)
		if !fits { // a part too narrow for its count is told beside the bar
			total = sum[1:] + "=" + total
		}
		d.label(d.left()+barLabel+full+2, total, fonts.Song)
		d.y += barPitch
	}
	d.y += 3
}

// label draws a short text on the present line.
func (d *Doc) label(x float64, text string, face fonts.Face) {
	d.draw(x, d.y+baseline(tableSize, barPitch), d.clean(text), ink{face: face, size: tableSize})
}

// barLabel draws a bar's name to the left of the bars, cut where it is too long.
func (d *Doc) barLabel(text string) {
	label := d.clean(text)
	label = label[:d.fit(label, fonts.Song, tableSize, barLabel-2)]
	d.draw(d.left()+barLabel-2-d.textWidth(fonts.Song, tableSize, label), d.y+baseline(tableSize, barPitch), label, ink{face: fonts.Song, size: tableSize})
}

// onBlock draws a count on white in the middle of its part, if it fits.
func (d *Doc) onBlock(x, width float64, text string) bool {
	runes := d.clean(text)
	w := d.textWidth(fonts.Song, smallSize, runes)
	if w+2 > width {
		return false
	}
	left, top := x+(width-w)/2, d.y+(barPitch-barThick)/2+0.5
	d.op(func(f *gofpdf.Fpdf) {
		f.SetFillColor(255, 255, 255)
		f.Rect(left-0.6, top, w+1.2, barThick-1, "F")
	})
	d.draw(left, d.y+baseline(smallSize, barPitch), runes, ink{face: fonts.Song, size: smallSize})
	return true
}

// block draws one part with its hatching.
func (d *Doc) block(x, y, w, h float64, p Part) {
	d.op(func(f *gofpdf.Fpdf) {
		f.SetFillColor(p.Colour[0], p.Colour[1], p.Colour[2])
		f.SetDrawColor(255, 255, 255)
		f.SetLineWidth(0.25)
		f.Rect(x, y, w, h, "F")
		f.ClipRect(x, y, w, h, false)
		for at := x - h; at < x+w; at += 2.4 {
			if p.Hatch&1 != 0 {
				f.Line(at, y+h, at+h, y)
			}
			if p.Hatch&2 != 0 {
				f.Line(at, y, at+h, y+h)
			}
		}
		f.ClipEnd()
		f.SetDrawColor(127, 127, 127)
		f.Rect(x, y, w, h, "D")
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
