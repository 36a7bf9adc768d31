package importer

import "strings"

// titlesOrTab are the titles over a block; without any what its tab is called.
func (a *across) titlesOrTab() []string {
	titles := table{page: a.page, head: a.first}.titles()
	if len(titles) == 0 {
		titles = append(titles, fold(a.Name))
	}
	return titles
}

// kindSuffixes make of what stands before them a kind, and are what people leave out first: 慢(性)病, 大(型)灌区.
const kindSuffixes = "性型式类级化"

// shortened reports whether a word of a title is two characters of the plan's with one between them left out, and
// behind them nothing but words of the plan's: 慢病随访 of 慢性病 and 随访.
func (r *reader) shortened(word string) bool {
	runes := []rune(word)
	if len(runes) < 2*leastPiece {
		return false
	}
	pairs := r.planPairs()
	for i := leastPiece; i+1 < len(runes); i++ {
		if !pairs[string(runes[i:i+2])] {
			return false
		}
	}
	return r.leftOut(runes[0], runes[1])
}

// leftOut reports whether two characters stand in a name or task of the plan's with one between them that makes of
// the first a kind (慢性病).
func (r *reader) leftOut(first, second rune) bool {
	for i := range r.form.Rows {
		text := []rune(r.form.Rows[i].Name)
		for at := 0; at+2 < len(text); at++ {
			if text[at] == first && text[at+2] == second && strings.ContainsRune(kindSuffixes, text[at+1]) {
				return true
			}
		}
	}
	return false
}
