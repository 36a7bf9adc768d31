package pdf

import (
	"slices"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// Millimetres of GB/T 9704-2012, 7.2 and 7.4.
const (
	mastheadDrop = 35.0 // from the block's top edge to the masthead's
	ruleDrop     = 4.0  // from the document number to the red rule
	ruleThick    = 0.5
	colophonEnd  = 0.35 // first and last line
	colophonIn   = 0.25
)

// red is the colour of masthead and rule.
var red = [3]int{192, 0, 0}

// mastheadMost is the largest size of a masthead in points; a long one is smaller.
const mastheadMost = 42.0

// Masthead sets the red head of a document: the issuer's mark, the document number,
// the red rule; the title follows two lines below.
func (d *Doc) Masthead(mark, number string) {
	runes := d.clean(mark)
	size := mastheadMost
	if w := d.textWidth(fonts.SemiBold, size, runes); w > d.width() {
		size *= d.width() / w
	}
	em := size * mmPerPoint
	d.y = blockTop + mastheadDrop
	w := d.textWidth(fonts.SemiBold, size, runes)
	d.draw(d.left()+(d.width()-w)/2, d.y+em*0.88, runes, ink{face: fonts.SemiBold, size: size, colour: red})
	d.y += em + 2*linePitch
	if number != "" {
		text := d.clean(number)
		w := d.textWidth(fonts.Song, bodySize, text)
		d.draw(d.left()+(d.width()-w)/2, d.y+baseline(bodySize, linePitch), text, ink{face: fonts.Song, size: bodySize})
		d.y += linePitch
	}
	d.y += ruleDrop
	d.rule(d.y, ruleThick, red)
	d.y += 2 * linePitch
}

// rule draws a line as wide as the block.
func (d *Doc) rule(y, thick float64, colour [3]int) {
	left, width := d.left(), d.width()
	d.op(func(f *gofpdf.Fpdf) {
		f.SetDrawColor(colour[0], colour[1], colour[2])
		f.SetLineWidth(thick)
		f.Line(left, y, left+width, y)
	})
}

// Draft sets a line under the title, such as that the document is not final.
func (d *Doc) Draft(text string) {
	runes := d.clean(text)
	w := d.textWidth(fonts.Kai, bodySize, runes)
	d.y -= linePitch / 2
	d.draw(d.left()+(d.width()-w)/2, d.y+baseline(bodySize, linePitch), runes, ink{face: fonts.Kai, size: bodySize})
	d.y += 1.5 * linePitch
}

// Colophon ends the document with the 版记 at the foot of a page of its own, which is
// the last of an even number and bears no number: who gets copies, who printed it, when.
func (d *Doc) Colophon(copyTo, office, date string) {
	d.wide = false
	d.newPage()
	d.bare()
	if len(d.pages)%2 == 1 {
		d.newPage()
		d.bare()
	}
	const size = 14.0
	pitch := size * mmPerPoint * 1.9
	bottom := blockTop + blockHeight
	inner := d.width() - 2*charPitch
	var copies [][]rune
	if copyTo != "" {
		copies = d.wrap(d.clean("抄送："+copyTo+"。"), fonts.Song, size, inner, inner)
	}
	y := bottom - pitch*float64(1+len(copies))
	d.rule(y, colophonEnd, [3]int{})
	line := func(runes []rune, x float64) {
		d.draw(x, y+baseline(size, pitch), trimBlank(runes), ink{face: fonts.Song, size: size})
	}
	for _, l := range copies {
		line(l, d.left()+charPitch)
		y += pitch
	}
	if len(copies) > 0 {
		d.rule(y, colophonIn, [3]int{})
	}
	line(d.clean(office), d.left()+charPitch)
	printed := d.clean(date + "印发")
	line(printed, d.left()+d.width()-charPitch-d.textWidth(fonts.Song, size, printed))
	d.rule(bottom, colophonEnd, [3]int{})
}

// bare keeps the number off the present page.
func (d *Doc) bare() { d.pages[len(d.pages)-1].bare = true }

// refer notes that figures stand on the present page.
func (d *Doc) refer(refs []string) {
	p := d.pages[len(d.pages)-1]
	for _, r := range refs {
		if !slices.Contains(p.refs, r) {
			p.refs = append(p.refs, r)
		}
	}
}

// Refs lists, page by page, what was said to stand there.
func (d *Doc) Refs() [][]string {
	list := make([][]string, len(d.pages))
	for i, p := range d.pages {
		list[i] = p.refs
	}
	return list
}

// Pages is how many pages there are so far.
func (d *Doc) Pages() int { return len(d.pages) }

// Began is the page, from 1, on which the paragraph or line set last begins.
func (d *Doc) Began() int { return d.began }
