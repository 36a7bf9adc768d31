package importer

import (
	"cmp"
	"maps"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// table is one table found on a page: its kind, its heading row, and where each
// field stands.
type table struct {
	page
	kind      huibao.Kind
	head      int
	from      int // its columns, where several tables stand side by side
	to        int
	columns   map[huibao.Field]int
	units     unitsAcross
	unitCol   int                    // which says of which unit a row is; 0 without one
	names     []string               // of the plan's, which headings may begin with
	mute      map[string]bool        // headings that say nothing of what a column is
	depth     int                    // how many rows of headings there are; 0 where the columns tell
	groupFrom int                    // of these, the first column over which a heading may stand for those to its right
	rowName   string                 // of a table of the unit's own: the name of the row that is read
	twice     map[huibao.Field][]int // the other columns of an input whose heading stands more than once

	measured []int                  // columns of what was done, one a measure
	choices  map[huibao.Field][]int // columns of a field of which each row's measure tells its own
	staged   bool                   // it has a column for each stage of works, and none of what was done
	open     []int                  // columns of figures of which none is known to be of what was done
	doubted  map[huibao.Field]bool  // of our own form: inputs that are asked about by their headings
	unsummed int                    // the column on which its cumulatives rest and of which one can't tell what it is; 0 without one
	unissued bool                   // has codes, and is none that we issued
}

// headSearch is how many rows of a page are searched for headings, and headLeast
// how many headings make a heading row.
const (
	headSearch = 3000
	headLeast  = 3
)

// findTables finds the tables of a page: heading rows by what they name.
func (r *reader) findTables(p page) []table {
	var list []table
	for i, n := range p.grid.Rows() {
		if i >= headSearch {
			break
		}
		if len(list) > 0 && list[len(list)-1].isOwn() && list[len(list)-1].subHead() == n {
			continue // of its headings
		}
		next := r.tablesAt(p, n)
		if len(next) > 0 && next[0].columns[huibao.FieldCode] > 0 && len(list) > 0 && next[0].groups(list[len(list)-1]) {
			list = list[:len(list)-1]
		}
		list = append(list, next...)
	}
	return list
}

// tablesAt takes a row for the (last) row of a table's headings, alone or with up to
// two rows above it; of several tables side by side, each.
func (r *reader) tablesAt(p page, row int) []table {
	if !textRow(p, row) || headsBelow(p, row) {
		return nil
	}
	units, others := r.unitsAcross(p, row)
	for depth := 1; depth <= headDepth && !others; depth++ {
		var list []table
		for from, last := 1, min(p.grid.MaxCol, headColumns); from <= last; {
			to := repeated(p, row, from, last)
			t, ok := tableWith(p, row, depth, units, from, to, r.namesBelow(p, row, from, to))
			if col := cmp.Or(t.besideTasks(), t.besideRates()); col > 0 && r.shortNames(p, row, col) {
				t, ok = tableWith(p, row, depth, units, from, to, col)
			}
			if ok || r.tellsByItself(&t, depth) {
				list = append(list, t)
			}
			from = to + 1
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// headsBelow reports whether the name of a table's rows is merged over more rows of headings than the
// one under it (开工 | 完工 over 数量 | 占比): the last of them is the table's.
func headsBelow(p page, row int) bool {
	for _, c := range p.grid.Row(row) {
		f, ok := headingOf(c.Raw)
		m, merged := p.grid.Merge(row, c.Col)
		if !ok || f != huibao.FieldIndicator && f != huibao.FieldTask || !merged || m.Row1 != row {
			continue
		}
		last := m.Row2
		return last >= row+2 && last < row+headDepth && textRow(p, last) && wordsOnly(p, last)
	}
	return false
}

// repeated is the last column before the headings from a column on begin again: the
// same name of the rows, after other headings.
func repeated(p page, row, from, last int) int {
	first := ""
	for col := from; col <= last; col++ {
		text := strings.TrimSpace(p.grid.At(row, col).Raw)
		f, ok := headingOf(text)
		switch {
		case !ok || f != huibao.FieldIndicator && f != huibao.FieldTask && f != huibao.FieldCode:
		case first == "":
			first = text
		case text == first && wordsUnder(p, row, col):
			return col - 1
		}
	}
	return last
}

// wordsUnder reports whether the first thing under a heading is no figure: 任务 over numbers is a target.
func wordsUnder(p page, row, col int) bool {
	for n := row + 1; n <= min(p.grid.MaxRow, row+namesSearch); n++ {
		if c := p.grid.At(n, col); strings.TrimSpace(c.Raw) != "" {
			return c.Type == sheet.Text && !digitAt(strings.TrimSpace(fold(c.Raw)), 0)
		}
	}
	return true
}

// headDepth is how many rows of headings a table may have.
const headDepth = 3

// textRow reports whether a row can hold headings: texts and no numbers, one of
// them known.
func textRow(p page, row int) bool {
	known, numbers := false, 0
	for _, c := range p.grid.Row(row) {
		if c.Type == sheet.Number || c.Type == sheet.Bool {
			return false
		}
		if _, ok := headingOf(c.Raw); ok {
			known = true
		} else if _, ok := spanField(c.Raw); ok && p.upright != nil { // months down, turned
			known = true
		} else if numberText.MatchString(strings.TrimSpace(fold(c.Raw))) {
			numbers++
		}
	}
	return (known || headsOfRate(p, row) || headsOfPaid(p, row)) && numbers < textNumbers && !underCodes(p, row)
}

// tableWith reads the headings of a row's columns from … to with those above it; names is the
// column in which the plan's names stand, whatever heads it.
func tableWith(p page, row, depth int, units unitsAcross, from, to, names int) (table, bool) {
	t := table{page: p, head: row, from: from, to: to, units: units, columns: map[huibao.Field]int{}}
	named := 0
	take := func(f huibao.Field, col int) {
		if _, twice := t.columns[f]; twice && f == huibao.FieldIndicator {
			f = huibao.FieldTarget
		}
		named++
		if _, twice := t.columns[f]; !twice {
			t.columns[f] = col
		}
	}
	for col := from; col <= to; col++ {
		f, ok := t.fieldAt(col, depth)
		m, merged := p.grid.Merge(row, col)
		switch {
		case units.other[col], merged && m.Col1 < col && (f == huibao.FieldIndicator || f == huibao.FieldTask):
			continue // of others, or the second column of names
		case units.row == row && units.own[col] && units.heads[col] == "":
			f, ok = huibao.FieldCumulative, true
		}
		if ok {
			take(f, col)
		}
	}
	if names > 0 && t.columns[huibao.FieldIndicator]+t.columns[huibao.FieldTask] == 0 && !units.other[names] && !units.own[names] {
		maps.DeleteFunc(t.columns, func(_ huibao.Field, col int) bool { return col == names })
		take(huibao.FieldIndicator, names)
	}
	t.tasksOfNumbers(names)
	t.loosely(take)
	t.settle()
	if t.columns[huibao.FieldCode] == 0 && kindOf(t.columns) == "" && !t.plansAhead() {
		for col := from; col <= to; col++ {
			if f, ok := spanField(t.headText(row, col)); ok {
				take(f, col)
			}
		}
		if col := t.totalOfParts(); kindOf(t.columns) == "" && col > 0 {
			take(huibao.FieldCumulative, col)
		}
	}
	name := t.columns[huibao.FieldCode] + t.columns[huibao.FieldIndicator] + t.columns[huibao.FieldTask]
	if t.monthsBefore(t.columns[huibao.FieldCumulative]) != (months{}) {
		named++ // the months that the cumulative is made of
	}
	if least := headLeast; name == 0 || named < least && !(named == least-1 && t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldStandard] > 0 && (t.ofDone() || t.headedAsDone())) {
		return t, false
	}
	t.kind = kindOf(t.columns)
	return t, t.kind != ""
}

// spanField is what a column is of whose heading is a span alone (1-6月, 6月): in a table that
// says nothing else of what was done, that.
func spanField(text string) (huibao.Field, bool) {
	if len(text) > maxHeading {
		return "", false
	}
	m := spansSeen.of(text, func(text string) saidField {
		f, ok := findSpan(text)
		return saidField{f, ok}
	})
	return m.field, m.ok
}

func findSpan(text string) (huibao.Field, bool) {
	plain := plainPeriods(text)
	kind, rest := cutPeriod(plain)
	switch {
	case kind == "" || strings.TrimLeft(rest, "份底末止") != "", strings.Contains(plain, "全年"):
		return "", false
	case kind == oneMonth:
		return huibao.FieldThis, true
	}
	return huibao.FieldCumulative, true
}

// settle reads what a table of the unit's own may mean by its columns: 进展情况 is
// what was done, where no other column says so; a target beside several units is
// none of one of them.
func (t table) settle() {
	for _, f := range []huibao.Field{huibao.FieldTarget, huibao.FieldComplete} {
		if t.units.row > 0 && !t.units.own[t.columns[f]] {
			delete(t.columns, f)
		}
	}
	if col := t.columns[huibao.FieldProgress]; col > 0 && t.columns[huibao.FieldCode] == 0 && t.columns[huibao.FieldTarget] > 0 && kindOf(t.columns) == huibao.KindMilestone {
		t.columns[huibao.FieldCumulative] = col // of counts; of milestones the words
	} else if col > 0 && t.columns[huibao.FieldCode] == 0 && kindOf(t.columns) == "" {
		t.columns[huibao.FieldCumulative] = col
		delete(t.columns, huibao.FieldProgress)
	}
}

// headColumns bounds the columns that are searched for headings.
const headColumns = 200

// fieldAt is what the heading of a column means: its own text, with that of the
// headings above it, or one of theirs where it has none.
func (t table) fieldAt(col, depth int) (huibao.Field, bool) {
	own := t.headText(t.head, col)
	if f, ok := headingOf(own); ok {
		return f, true
	}
	for up := 1; up < depth; up++ {
		above := t.headText(t.head-up, col)
		if above == "" || above == own {
			continue
		}
		if own == "" {
			return headingOf(above)
		}
		if f, ok := headingOf(above + own); ok {
			return f, true
		}
	}
	return "", false
}

// headText is a heading's text, of a merged one where it is written.
func (t table) headText(row, col int) string {
	if row < 1 {
		return ""
	}
	if rest := t.units.heads[col]; rest != "" && row == t.units.row {
		return rest
	}
	if m, ok := t.grid.Merge(row, col); ok {
		row, col = m.Row1, m.Col1
	}
	c := t.grid.At(row, col)
	if c.Type != sheet.Text || t.titleTurned(col) {
		return ""
	}
	return strings.TrimSpace(c.Raw)
}

// telling are the fields that tell a table's kind.
var telling = []struct {
	kind   huibao.Kind
	fields []huibao.Field
}{
	{huibao.KindMilestone, []huibao.Field{huibao.FieldState}},
	{huibao.KindStandard, []huibao.Field{huibao.FieldStandard, huibao.FieldMonths, huibao.FieldPaid}},
	{huibao.KindRelation, []huibao.Field{huibao.FieldOwn}},
	{huibao.KindCount, []huibao.Field{huibao.FieldThis, huibao.FieldCumulative, huibao.FieldPrevious}},
	{huibao.KindRate, []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}},
}

func kindOf(columns map[huibao.Field]int) huibao.Kind {
	if columns[huibao.FieldCode] == 0 && columns[huibao.FieldState] > 0 && columns[huibao.FieldThis]+columns[huibao.FieldCumulative] > 0 {
		return huibao.KindCount // 是否完成 beside what was done
	}
	for _, t := range telling {
		for _, f := range t.fields {
			if columns[f] > 0 {
				return t.kind
			}
		}
	}
	return ""
}

// describeColumns remarks what is odd about a table's columns: missing, twice,
// moved, renamed.
func (r *reader) describeColumns(t *table) {
	seen := map[huibao.Field]int{}
	for _, c := range t.grid.Row(t.head) {
		f, ok := headingOf(c.Raw)
		if !ok || c.Type != sheet.Text || r.otherHead(t.kind, f, c.Raw) != "" {
			continue
		}
		if t.isProgress(f, c) {
			t.columns[huibao.FieldComplete] = c.Col
			continue
		}
		if first, twice := seen[f]; twice && inputField(t.kind, f) {
			r.remark(huibao.RemarkColumnAmbiguous, "“"+c.Raw+"”与 "+sheet.Ref(t.head, first)+" 是同一栏目", t.at(t.head, c.Col))
			if t.twice == nil {
				t.twice = map[huibao.Field][]int{}
			}
			t.twice[f] = append(t.twice[f], c.Col)
			continue
		}
		seen[f] = c.Col
	}
	for _, c := range huibao.Columns(t.kind) {
		if c.IsInput() && t.columns[c.Field] == 0 && !mayLack(t.kind, c.Field) && !t.doubted[c.Field] {
			r.remark(huibao.RemarkColumnMissing, strings.TrimSuffix(c.Label+"\n"+strings.Join(headings[c.Field], "、")+"\n"+t.unknownHeads(), "\n"), t.at(t.head, 1))
		}
	}
	r.hiddenInputs(*t)
	r.describeOrder(*t)
}

// doubtedColumns takes nothing from a column of which its heading says in brackets that its figures
// are of a part, or others than its name says, and asks about it.
func (r *reader) doubtedColumns(t *table) {
	t.doubted = map[huibao.Field]bool{}
	for _, c := range t.grid.Row(t.head) {
		f, words := doubtedHeading(c.Raw)
		if words == "" || c.Type != sheet.Text || !inputField(t.kind, f) || t.columns[f] != 0 && t.columns[f] != c.Col {
			continue
		}
		delete(t.columns, f)
		t.doubted[f] = true
		r.remark(huibao.RemarkColumnUnclear, "标题“"+strings.TrimSpace(c.Raw)+"”的括号里写着“"+words+"”，不知是不是全部的"+f.Label(t.kind)+"，没有读\n"+string(f), t.at(t.head, c.Col))
	}
}

func inputField(kind huibao.Kind, f huibao.Field) bool {
	c, ok := huibao.ColumnOf(kind, f)
	return ok && c.IsInput()
}

// describeOrder remarks that columns stand elsewhere, or under another heading,
// than in the table we issue.
func (r *reader) describeOrder(t table) {
	var moved []string
	if t.columns[huibao.FieldCode] == 0 {
		moved = append(moved, "没有“编码”栏，按指标名称认行")
	}
	for i, c := range huibao.Columns(t.kind) {
		col := t.columns[c.Field]
		if col == 0 {
			continue
		}
		text := strings.TrimSpace(t.grid.At(t.head, col).Raw)
		switch {
		case text != c.Label:
			moved = append(moved, "“"+text+"”读作“"+c.Label+"”")
		case col != i+1:
			moved = append(moved, "“"+c.Label+"”在 "+t.colText(col))
		}
	}
	if len(moved) > 0 {
		r.remark(huibao.RemarkColumnMoved, strings.Join(moved, "，"), t.at(t.head, 1))
	}
}
