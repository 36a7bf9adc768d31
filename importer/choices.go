package importer

import (
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// Beside what was done a table may have columns of the same in another measure, above all of the
// money spent on it (工程量 | 投资（万元）; 剂次（剂） | 人数（人）): each row's own measure tells which of
// them is its.

// amountHeads head a group of columns of amounts, which name no part.
var amountHeads = regexp.MustCompile(`^(?:工程量|实物量|实物工程量|数量|规模|面积|里程|长度|户数|人数|套数|个数|件数|座数|建设规模)(?:\(.*\))?$`)

// choose settles the columns of a field of which the measures tell rows apart; false where they
// do not, or there is one alone.
func (t *table) choose(f huibao.Field, list []meaning) bool {
	if len(list) < 2 || slices.ContainsFunc(list, func(m meaning) bool { return m.share || m.doubt != "" || m.whole }) {
		return false
	}
	money, seen := 0, map[string]bool{}
	var cols []int
	for _, m := range list {
		said, isMoney := t.measureOver(m)
		part := m.part != "" && !amountHeads.MatchString(m.part) && !(isMoney && moneyWords.MatchString(m.part))
		if part || seen[said] || isMoney && money > 0 {
			return false
		}
		if isMoney {
			money++
		}
		seen[said] = true
		cols = append(cols, m.col)
	}
	if seen[""] && len(list)-money > 1 { // one says no measure, and others than money do
		return false
	}
	if t.choices == nil {
		t.choices = map[huibao.Field][]int{}
	}
	t.choices[f] = cols
	t.columns[f] = cols[0]
	return true
}

// measureOver is the measure in the brackets of a column's headings, and whether it is of money.
func (t table) measureOver(m meaning) (said string, money bool) {
	for _, text := range slices.Backward(t.headPath(m.col, t.subHead())) {
		if _, measure := nameMeasure(text); measure != "" {
			return measure, huibao.IsMoney(measure)
		}
	}
	return "", moneyWords.MatchString(m.heading)
}

// chosen are the table's columns for a row: of those that its measure tells apart its own; none
// where it tells of none, or of two.
func (t table) chosen(row *huibao.FormRow) table {
	if len(t.choices) == 0 {
		return t
	}
	t.columns, t.open = maps.Clone(t.columns), slices.Clone(t.open)
	for _, f := range slices.Sorted(maps.Keys(t.choices)) {
		cols := t.choices[f]
		var own []int
		for _, col := range cols {
			m, isMoney := t.measureOver(meaning{col: col, heading: strings.Join(t.headPath(col, t.subHead()), "")})
			if isMoney == huibao.IsMoney(row.Measure) && (m == "" || row.CountsAs(m) || isMoney) {
				own = append(own, col)
			}
		}
		if len(own) == 1 {
			t.columns[f] = own[0]
			continue
		}
		delete(t.columns, f)
		t.open = append(t.open, cols...)
	}
	return t
}
