package pdf

import "huibao/internal/pdf/fonts"

// mmToPoint makes gofpdf's millimetres thousandths of an em.
const mmToPoint = 1 / mmPerPoint

// ruler measures characters, in thousandths of the type size, in the typefaces that a document may
// use: those that huibao brings, and an office's own.
type ruler struct {
	faces map[string]*fonts.Typeface // by family
	seen  map[faceRune]float64
}

func rulerFor(m Meta) (*ruler, error) {
	r := &ruler{faces: map[string]*fonts.Typeface{}, seen: map[faceRune]float64{}}
	for _, face := range faces {
		t, err := fonts.Load(face)
		if err != nil {
			return nil, err
		}
		r.faces[string(face)] = t
		if m.Fonts != nil && m.Fonts.faces[face] != nil {
			r.faces[ownPrefix+string(face)] = m.Fonts.faces[face]
		}
	}
	return r, nil
}

// width is a character's in a family, which is one of those that there are.
func (r *ruler) width(family string, char rune) float64 {
	char = fonts.Mapped(char)
	if char > 0xffff {
		char = unknown
	}
	k := faceRune{fonts.Face(family), char}
	w, ok := r.seen[k]
	if !ok {
		w = float64(r.faces[family].Width(char))
		r.seen[k] = w
	}
	return w
}
