package batch

import (
	"slices"

	"huibao"
	"huibao/internal/mask"
)

// personal reports whether a return's texts hold numbers of persons, which it should
// not: in notes, names and rows of its own, but for the telephone of the sign-off.
func personal(ret *huibao.Return) bool {
	if mask.Holds(ret.Review) {
		return true
	}
	for _, note := range ret.OtherNotes {
		if mask.Holds(note) {
			return true
		}
	}
	for i := range ret.Rows {
		row := &ret.Rows[i]
		if mask.Holds(row.Name) || row.Values.Any(func(v huibao.Value) bool { return mask.Holds(v.Text) || mask.Holds(v.Word) }) {
			return true
		}
	}
	return slices.ContainsFunc(ret.Extra, func(x huibao.ExtraRow) bool { return mask.Holds(x.Name) || slices.ContainsFunc(x.Cells, mask.Holds) })
}
