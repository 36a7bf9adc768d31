package importer

import (
	"huibao/internal/formula"
	"huibao/internal/regexp"
)

// changing is what in a formula gives another result each time that the workbook is opened: chance, or the clock. OFFSET
// and INDIRECT are computed as often, but of the same cells.
var (
	changing = regexp.MustCompile(`(?i)(?:^|[^A-Z0-9_.])(?:_xlfn\.)?(RAND|RANDBETWEEN|RANDARRAY|TODAY|NOW)\s*\(`)
	quotedIn = regexp.MustCompile(`"[^"]*"|'[^']*'`)
)

// maxChangingCells is in how many cells of a range it is looked for.
const maxChangingCells = 10_000

// changing is the function by which the result of a cell's formula, or of one that it refers to, changes by itself; ""
// for none.
func (w *workings) changing(at spot, depth int) string {
	g := w.grids[at.sheet]
	if g == nil || depth <= 0 || w.budget <= 0 {
		return ""
	}
	text := g.Formula(at.row, at.col)
	if text == "" || ourFormula.MatchString(text) {
		return ""
	}
	if what, seen := w.changes[at]; seen {
		return what
	}
	w.changes[at] = ""
	what := ""
	if m := changing.FindStringSubmatch(quotedIn.ReplaceAllString(text, "")); m != nil {
		what = m[1]
	} else if f := w.parse(at); f != nil {
		what = w.changingOf(at, f.Refs(), depth-1)
	}
	w.changes[at] = what
	return what
}

func (w *workings) changingOf(at spot, refs []formula.Range, depth int) string {
	for _, r := range refs {
		name := r.Sheet
		if name == "" {
			name = at.sheet
		}
		g := w.grids[name]
		if g == nil || (r.Row2-r.Row1+1)*(r.Col2-r.Col1+1) > maxChangingCells {
			continue
		}
		for row := r.Row1; row <= min(r.Row2, g.MaxRow); row++ {
			for col := r.Col1; col <= min(r.Col2, g.MaxCol); col++ {
				w.budget--
				if what := w.changing(spot{name, row, col}, depth); what != "" {
					return what
				}
			}
		}
	}
	return ""
}
