package importer

import (
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// untilHeads is the last row of a table of the unit's own down to one: the one before the headings of another table
// that is none of what was done (年底预期), whose figures stand in the same columns.
func (t table) untilHeads(end int) int {
	if !t.isOwn() || t.upright != nil {
		return end
	}
	below := t.subHead()
	for _, n := range t.grid.Rows() {
		switch {
		case n <= t.head || n == below:
		case n > end:
			return end
		case t.otherHeads(n):
			return n - 1
		}
	}
	return end
}

// otherHeads reports whether a row heads names, and some of a table's columns of figures otherwise than the table does.
func (t table) otherHeads(n int) bool {
	if !wordsOnly(t.page, n) {
		return false
	}
	names, other := false, false
	for _, c := range t.grid.Row(n) {
		text := strings.Join(strings.Fields(fold(c.Raw)), "")
		if c.Type != sheet.Text || c.Col < t.from || c.Col > t.to || text == "" {
			continue
		}
		if f, _ := headingOf(text); f == huibao.FieldIndicator || f == huibao.FieldTask {
			names = true
			continue
		}
		for _, col := range t.columns {
			other = other || col == c.Col && !amountText.MatchString(text) && text != strings.Join(strings.Fields(fold(t.headText(t.head, col))), "")
		}
	}
	return names && other
}

// beyondHeads notes the rows of figures under such headings that are named as nothing of the plan's; those that may be
// an indicator's are shown with it (spotted.go).
func (r *reader) beyondHeads(t table, until, end int) {
	for _, n := range t.grid.Rows() {
		name := strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw)
		if n > until && n <= end && name != "" && len(name) <= maxHeading && len(r.matches(name)) == 0 {
			r.extra(t, n, name, "")
		}
	}
}
