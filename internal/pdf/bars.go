package pdf

import (
	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// Bar is one bar of a chart: its length as the share Num of Den, and the text at
// its end.
type Bar struct {
	Label    string
	Num, Den int
	Text     string
}

const (
	barPitch = 7.0
	barThick = 4.2
	barLabel = 70.0
	barValue = 24.0
)

// Bars sets a horizontal bar chart with a title.
func (d *Doc) Bars(title string, bars []Bar) {
	d.room(barPitch * float64(min(len(bars), 8)+2))
	d.label(d.left(), title, fonts.Hei)
	d.y += barPitch
	full := d.width() - barLabel - barValue
	for _, b := range bars {
		d.room(barPitch)
		d.barLabel(b.Label)
		x, y, length := d.left()+barLabel, d.y+(barPitch-barThick)/2, full*float64(b.Num)/float64(max(b.Den, 1))
		d.op(func(f *gofpdf.Fpdf) {
			f.SetFillColor(224, 224, 224)
			f.Rect(x, y, full, barThick, "F")
			f.SetFillColor(47, 85, 151)
			f.Rect(x, y, length, barThick, "F")
		})
		d.draw(x+full+2, d.y+baseline(tableSize, barPitch), d.clean(b.Text), ink{face: fonts.Song, size: tableSize})
		d.y += barPitch
	}
	d.y += 3
}
