package pdf

import (
	"strings"
	"sync"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// mmToPoint makes gofpdf's millimetres thousandths of an em.
const mmToPoint = 1 / mmPerPoint

// ruler measures characters, in thousandths of the type size. Parsing the typefaces is
// most of what a short document costs, so those that huibao brings are measured once.
type ruler struct {
	brought map[string][]float64 // by family and code point
	own     *gofpdf.Fpdf         // with an office's own faces; nil where it has none
	seen    map[string]map[rune]float64
}

func rulerFor(m Meta) (*ruler, error) {
	brought, err := broughtWidths()
	if err != nil || m.Fonts == nil {
		return &ruler{brought: brought}, err
	}
	own, err := newPDF(m, func(family string) bool { return strings.HasPrefix(family, ownPrefix) }, shared)
	return &ruler{brought, own, map[string]map[rune]float64{}}, err
}

// shared gives a document that only measures a typeface as it is.
func shared(font []byte) []byte { return font }

// width is a character's in a family, which is one of those that there are.
func (r *ruler) width(family string, char rune) float64 {
	char = fonts.Mapped(char)
	if list := r.brought[family]; list != nil {
		if int(char) >= len(list) {
			char = unknown
		}
		return list[char]
	}
	m := r.seen[family]
	if m == nil {
		m = map[rune]float64{}
		r.seen[family] = m
	}
	w, ok := m[char]
	if !ok {
		r.own.SetFont(family, "", 1000*mmToPoint)
		w = r.own.GetStringWidth(string(char))
		m[char] = w
	}
	return w
}

// broughtWidths are the widths of every character of the BMP in each face that huibao
// brings.
var broughtWidths = sync.OnceValues(func() (map[string][]float64, error) {
	f, err := newPDF(Meta{}, func(string) bool { return true }, shared)
	if err != nil {
		return nil, err
	}
	all := map[string][]float64{}
	for _, face := range faces {
		f.SetFont(string(face), "", 1000*mmToPoint)
		list := make([]float64, 1<<16)
		for char := range list {
			list[char] = f.GetStringWidth(string(rune(char)))
		}
		all[string(face)] = list
	}
	return all, nil
})
