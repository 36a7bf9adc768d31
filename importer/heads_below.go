package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// untilHeads is the last row of a table of the unit's own down to one: the one before the headings of another table
// that is none of what was done (年底预期), or a line that says so, whose figures stand in the same columns.
func (r *reader) untilHeads(t table, end int) int {
	if !t.isOwn() || t.upright != nil {
		return end
	}
	below := t.subHead()
	for _, n := range t.grid.Rows() {
		switch {
		case n <= t.head || n == below:
		case n > end:
			return end
		case t.otherHeads(n), r.lineOfOther(t, n):
			return n - 1
		}
	}
	return end
}

// otherHeads reports whether a row heads names, or none beside another known heading, and some of a table's columns of
// figures otherwise than the table does.
func (t table) otherHeads(n int) bool {
	if !wordsOnly(t.page, n) {
		return false
	}
	names, head, other := false, false, false
	bare := strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw) == ""
	for _, c := range t.grid.Row(n) {
		text := strings.Join(strings.Fields(fold(c.Raw)), "")
		if c.Type != sheet.Text || c.Col < t.from || c.Col > t.to || text == "" {
			continue
		}
		if f, _ := headingOf(text); f == huibao.FieldIndicator || f == huibao.FieldTask {
			names = true
			continue
		} else if f != "" {
			head = true
		}
		for _, col := range t.columns {
			other = other || col == c.Col && !amountText.MatchString(text) && text != strings.Join(strings.Fields(fold(t.headText(t.head, col))), "")
		}
	}
	return other && (names || bare && head)
}

// lineOfOther reports whether one short text stands alone in a row, and says that what is below it is expected, was of
// another time (预计年底完成：, 附：2023年完成情况), or is another county's.
func (r *reader) lineOfOther(t table, n int) bool {
	cells := slices.DeleteFunc(slices.Clone(t.grid.Row(n)), func(c sheet.Cell) bool { return strings.TrimSpace(c.Raw) == "" })
	if len(cells) != 1 || cells[0].Type != sheet.Text || utf8.RuneCountInString(cells[0].Raw) > longestLine || carriedOver.MatchString(cells[0].Raw) {
		return false
	}
	text, now := strings.Join(strings.Fields(fold(cells[0].Raw)), ""), r.reported()
	return timeBelow.MatchString(text) || spanOf(text, now.Year, now).past || r.namesOtherArea(t, text)
}

// namesOtherArea reports whether a text in a county's own table, of no column of units, names another county alone.
func (r *reader) namesOtherArea(t table, text string) bool {
	if r.known.Plan == nil || !r.ofCounty() || t.unitCol > 0 || t.units.row > 0 {
		return false
	}
	u := r.known.Plan.UnitNamed(partNote.ReplaceAllString(strings.TrimRight(text, ":："), ""))
	return u != nil && u.IsArea() && u.Code != r.ret.Unit
}

// longestLine is how many characters such a text has at most, which is no sentence.
const longestLine = 16

var timeBelow = regexp.MustCompile(`预[计期]|下半年|明年|[上去]年|同期|(?:计划|拟|力争)(?:于|在)?(?:年[底内末])?(?:完成|建成|实施|开工|新增|安排)`)

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
