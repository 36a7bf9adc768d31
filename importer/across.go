package importer

import (
	"regexp"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// readAcross reads a table with units down and indicators across (行为地区、列为指标):
// the row of this unit alone. It reports whether the page is one.
func (r *reader) readAcross(p page) bool {
	col, own, first := r.unitColumn(p)
	if own == 0 {
		return false
	}
	var taken []string
	var unclear []huibao.Remark
	for c := 1; c <= min(p.grid.MaxCol, headColumns); c++ {
		t, name, ok := r.acrossColumn(p, c, col, first)
		if !ok || p.grid.At(own, c).Type == sheet.Blank {
			continue
		}
		list := r.matches(name)
		switch {
		case standsOut(list, certain), r.known.AcceptMatches && standsOut(list, likely):
			taken = append(taken, "“"+name+"”读作 "+list[0].row.Code+" "+list[0].row.Name)
			t.columns[ownFields[list[0].row.Kind]] = c
			r.acceptOwn(t, own, list[0].row, name)
		case len(list) > 0:
			unclear = append(unclear, huibao.Remark{Kind: huibao.RemarkRowUnclear, Text: name + "\n" + candidates(list), Place: p.at(t.head, c)})
		}
	}
	if len(taken) == 0 {
		return false
	}
	r.ret.Remarks = append(r.ret.Remarks, unclear...)
	r.remark(huibao.RemarkOwnTable, strings.Join(taken, "；"), p.at(own, col))
	return true
}

// unitColumn finds the column that names at least two units of the plan, or this
// return's alone, the row of this return's unit in it (0 without one) and the first
// of the rows.
func (r *reader) unitColumn(p page) (col, own, first int) {
	if r.known.Plan == nil {
		return 0, 0, 0
	}
	for c := 1; c <= min(p.grid.MaxCol, unitColumns); c++ {
		seen := map[string]bool{}
		own, first = 0, 0
		for _, n := range p.grid.Rows() {
			u := r.known.Plan.UnitNamed(strings.Join(strings.Fields(fold(p.grid.At(n, c).Raw)), ""))
			if u == nil {
				continue
			}
			seen[u.Code] = true
			if first == 0 {
				first = n
			}
			if u.Code == r.ret.Unit && own == 0 {
				own = n
			}
		}
		if len(seen) >= 2 || len(seen) == 1 && own > 1 && own == first {
			return c, own, first
		}
	}
	return 0, 0, 0
}

// unitColumns is how many of the first columns may name the units.
const unitColumns = 4

// acrossColumn reads what a column stands for from the headings above the units: an
// indicator's name, and below it perhaps what of it (目标任务、进度、完成比例). Only
// columns of what was done count.
func (r *reader) acrossColumn(p page, c, units, first int) (t table, name string, ok bool) {
	t = table{page: p, head: first - 1, kind: huibao.KindCount, columns: map[huibao.Field]int{}}
	if c == units {
		return t, "", false
	}
	for up := 1; up <= headDepth; up++ {
		text := t.headText(first-up, c)
		if text == "" {
			continue
		}
		f, known := headingOf(text)
		switch {
		case known && f != huibao.FieldCumulative, !r.sinceJanuary(text):
			return t, "", false
		case !known && name == "" && len(text) <= maxHeading:
			name = strings.Join(strings.Fields(fold(text)), "")
		}
	}
	if i := strings.IndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		name = name[:i]
	}
	return t, name, name != ""
}

// sinceJanuary reports whether a heading names no other span than from January to the
// period: a month's figure, or an earlier one's, is not the year's.
func (r *reader) sinceJanuary(heading string) bool {
	now := r.reported()
	if now.IsZero() || len(heading) > maxHeading {
		return true
	}
	s := spanOf(heading, now.Year, now)
	return !s.past && !s.ahead && !s.some && s.month == 0 && (s.until == 0 || s.until == now.Month)
}

// unitsAcross are the units that stand across a table's headings: in which row, and which
// columns are of this return's unit, and which of others or of all.
type unitsAcross struct {
	row        int
	own, other map[int]bool
}

// unitsAcross finds, in a row of headings or those above it, the columns of this return's
// unit among those of other units (units across instead of down); others says that only
// theirs stand there.
func (r *reader) unitsAcross(p page, row int) (u unitsAcross, others bool) {
	if r.known.Plan == nil {
		return u, false
	}
	for up := range headDepth {
		u = unitsAcross{row: row - up, own: map[int]bool{}, other: map[int]bool{}}
		if u.row < 1 || up > 0 && !wordsOnly(p, u.row) {
			break
		}
		t, seen := table{page: p}, map[string]bool{}
		for col := 1; col <= min(p.grid.MaxCol, headColumns); col++ {
			text := strings.Join(strings.Fields(fold(t.headText(u.row, col))), "")
			unit := r.known.Plan.UnitNamed(text)
			switch {
			case unit != nil:
				seen[unit.Code] = true
				u.own[col], u.other[col] = unit.Code == r.ret.Unit, unit.Code != r.ret.Unit
			case wholeWords.MatchString(text), wholeCity.MatchString(text):
				u.other[col] = true
			}
		}
		if len(seen) >= 2 {
			return u, !seen[r.ret.Unit]
		}
	}
	return unitsAcross{}, false
}

// wholeCity is what a column or row of all units is called.
var wholeCity = regexp.MustCompile(`^(?:全市|全市合计|市合计|全市小计|共计)$`)

// wordsOnly reports whether nothing but texts stands in a row.
func wordsOnly(p page, row int) bool {
	for _, c := range p.grid.Row(row) {
		if c.Type == sheet.Number || c.Type == sheet.Bool {
			return false
		}
	}
	return true
}
