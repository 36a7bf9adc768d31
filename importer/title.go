package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/sheet"
)

// titles are the texts above a table's headings that stand alone in their rows, the nearest
// first.
func (t table) titles() []string {
	var list []string
	for row := t.head - 1; row >= max(1, t.head-textRows); row-- {
		cells := slices.DeleteFunc(slices.Clone(t.grid.Row(row)), func(c sheet.Cell) bool { return c.Type == sheet.Blank })
		if len(cells) == 1 && cells[0].Type == sheet.Text && len(cells[0].Raw) <= maxHeading {
			list = append(list, cells[0].Raw)
		}
	}
	return list
}

// ofDone reports whether the title of a table, the nearest that says it or what is planned, says
// that it is of what was done, and not of what was shared out (任务分解情况).
func (t table) ofDone() bool {
	title, done := t.titled()
	return done && !holdsAny(title, []string{"分解", "计划"})
}

// plansAhead reports whether that title says that the table is of what is planned.
func (t table) plansAhead() bool {
	title, done := t.titled()
	return title != "" && !done
}

func (t table) titled() (title string, done bool) {
	for _, text := range t.titles() {
		switch {
		case holdsAny(text, doneTitles) && !strings.ContainsAny(text, ":："):
			return text, true
		case holdsAny(text, yearly):
			return text, false
		}
	}
	return "", false
}

// doneTitles are words in a title that say that its table is of what was done.
var doneTitles = []string{"完成", "进展", "进度", "情况"}

// totalOfParts is the column headed as a total and nothing else, in a table that its title says
// is of what was done and that has two columns of parts or more behind it (合计, towns); 0
// without one.
func (t table) totalOfParts() int {
	total, parts, below := 0, 0, t.subHead()
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, below)
		if len(path) == 0 {
			continue
		}
		_, known := headingOf(path[len(path)-1])
		_, isSpan := spanField(path[len(path)-1])
		switch {
		case len(path) == 1 && wholeWords.MatchString(path[0]):
			if total > 0 {
				return 0
			}
			total = col
		case total > 0 && !known && !isSpan && t.holdsFigures(col):
			parts++
		}
	}
	if parts < 2 || !t.ofDone() {
		return 0
	}
	return total
}

// titled are the columns of a block of which no heading names an indicator, where its title names
// one: all of them are of that.
func (a *across) titled() []columnsOf {
	row, name := (*huibao.FormRow)(nil), ""
	for _, title := range (table{page: a.page, head: a.first}).titles() {
		text := bareName(title)
		for i := range a.form.Rows {
			own := bareName(a.form.Rows[i].Name)
			switch {
			case utf8.RuneCountInString(own) < leastTitled || !strings.Contains(text, own) || strings.Contains(name, own):
			case name == "" || strings.Contains(own, name):
				row, name = &a.form.Rows[i], own
			default:
				return nil // several
			}
		}
	}
	if row == nil {
		return nil
	}
	a.exact = false
	return []columnsOf{{from: a.col + 1, to: min(a.grid.MaxCol, headColumns), name: name, mute: map[string]bool{}, list: []match{{row, 100}}}}
}

// leastTitled is how long a name in a title is at least, in characters.
const leastTitled = 4
