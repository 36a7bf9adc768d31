package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// settleTargets settles which column of a unit's own table holds its targets: the one that
// is headed so, of several the total's; and a column 目标任务 beside one of tasks, if
// figures stand in it. What only parts are asked to do is no target of the whole.
func (t *table) settleTargets() {
	if col := t.columns[huibao.FieldIndicator]; t.columns[huibao.FieldTask] > 0 && t.columns[huibao.FieldTarget] == 0 && col > 0 && t.holdsFigures(col) {
		delete(t.columns, huibao.FieldIndicator)
		t.columns[huibao.FieldTarget] = col
		return
	}
	var whole, total []int
	parts := false
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 {
			continue
		}
		if f, ok := headingOf(path[len(path)-1]); !ok || f != huibao.FieldTarget {
			continue
		}
		switch {
		case slices.ContainsFunc(path, wholeWords.MatchString):
			total = append(total, col)
		case partIn(path) != "":
			parts = true
		default:
			whole = append(whole, col)
		}
	}
	switch {
	case len(total) > 0:
		t.columns[huibao.FieldTarget] = total[0]
	case len(whole) > 0:
		t.columns[huibao.FieldTarget] = whole[0]
	case parts:
		delete(t.columns, huibao.FieldTarget)
	}
}

// holdsFigures reports whether the cells of a column begin with digits, all that are filled in.
func (t *table) holdsFigures(col int) bool {
	n := 0
	for _, row := range t.grid.Rows() {
		c := t.grid.At(row, col)
		text := strings.TrimSpace(fold(c.Raw))
		if row <= t.head || row == t.subHead() || text == "" {
			continue
		}
		if c.Type != sheet.Number && !digitAt(text, 0) {
			return false
		}
		n++
	}
	return n > 0
}
