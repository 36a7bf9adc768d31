package importer

import (
	"regexp"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// isOwn reports whether a table is one that the unit made itself (自制表): no codes,
// and few of the columns that we issue.
func (t table) isOwn() bool {
	return t.columns[huibao.FieldCode] == 0 && len(t.columns)+ownSlack < len(huibao.Columns(t.kind))
}

// ownSlack is how many columns of ours may be gone before a table counts as the
// unit's own.
const ownSlack = 3

// readOwn reads a table of the unit's own making: the meanings of its columns first, then
// each row by its name; what is less than certain is asked about.
func (r *reader) readOwn(t table, end int) {
	r.settleMeanings(&t)
	u := ownTable{reader: r, table: t, exact: true}
	for _, g := range t.groups(end) {
		u.read(g)
	}
	if len(u.taken) > 0 {
		kind := huibao.RemarkOwnTable
		if u.exact {
			kind = huibao.RemarkOwnSettled
		}
		r.remark(kind, strings.Join(u.taken, "；"), t.at(t.head, 1))
	}
}

// ownTable is a table of the unit's own while it is read: which row was taken for which
// indicator, and whether all were by their very names.
type ownTable struct {
	*reader
	table
	taken []string
	exact bool
}

// group are the rows under one name: the row itself, or several of which at most one is the
// whole.
type group struct {
	name string
	rows []int
}

// groups are a table's rows of figures by their names; a name that is merged downwards, or
// stands only in the first of several rows, is that of all of them.
func (t table) groups(end int) []group {
	var list []group
	for _, n := range t.grid.Rows() {
		if n <= t.head || n > end || n == t.subHead() || !t.hasFigures(n) {
			continue
		}
		names := t.names(n)
		if len(names) > 0 && isTotal(names[0]) {
			continue
		}
		own := strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw)
		if own == "" && len(list) > 0 && t.subName(n) != "" {
			last := &list[len(list)-1]
			last.rows = append(last.rows, n)
			continue
		}
		if len(names) == 0 {
			continue
		}
		list = append(list, group{names[0], []int{n}})
	}
	return list
}

// subName is what a row is called within its group: the text of the first column behind the
// name that is none of figures.
func (t table) subName(n int) string {
	for col := t.nameColumn() + 1; col <= min(t.grid.MaxCol, t.nameColumn()+subColumns); col++ {
		c := t.grid.At(n, col)
		if c.Type == sheet.Text && strings.TrimSpace(c.Raw) != "" && !t.isFigures(col) {
			return strings.Join(strings.Fields(fold(c.Raw)), "")
		}
	}
	return ""
}

// subColumns is how far behind the name a row's own name may stand.
const subColumns = 3

func (t table) isFigures(col int) bool {
	for f, c := range t.columns {
		if c == col && f != huibao.FieldTask && f != huibao.FieldIndicator && f != huibao.FieldCode {
			return true
		}
	}
	return false
}

// read takes the row of a group that is an indicator's, if one is.
func (u *ownTable) read(g group) {
	if len(g.rows) == 1 {
		u.readRow(g.rows[0], u.names(g.rows[0]))
		return
	}
	var parts []int
	for _, n := range g.rows { // some may be indicators of their own
		if list := u.matches(u.subName(n)); standsOut(list, certain) {
			u.accept(n, list, u.subName(n))
			continue
		}
		parts = append(parts, n)
	}
	if len(parts) == 0 {
		return
	}
	list := u.matches(g.name)
	if !standsOut(list, certain) && !(u.known.AcceptMatches && standsOut(list, likely)) {
		u.unclear(parts[0], g.name, list)
		return
	}
	if whole := u.wholeOf(parts); whole > 0 {
		u.accept(whole, list, g.name)
		return
	}
	u.exact = false
	var names []string
	for _, n := range parts {
		names = append(names, u.subName(n))
	}
	u.remark(huibao.RemarkRowUnclear, g.name+"（"+strings.Join(names, "、")+"）\n"+candidates(list), u.at(parts[0], u.nameColumn()))
}

// wholeOf is the row of a group that is called all of it; 0 where none is, or more than one.
// What the plan asks is not looked at: a reading depends on no target.
func (u *ownTable) wholeOf(rows []int) int {
	found := 0
	for _, n := range rows {
		switch {
		case !wholeRow.MatchString(u.subName(n)):
		case found > 0:
			return 0
		default:
			found = n
		}
	}
	return found
}

// wholeRow is what a row is called that is all of its group: 合计, 全部新增就业.
var wholeRow = regexp.MustCompile(`^(?:合计|总计|小计|总数|全部|全县|全区|全市)|合计$|总计$|小计$`)

func (u *ownTable) readRow(n int, names []string) {
	list := u.matches(names...)
	if standsOut(list, certain) || u.known.AcceptMatches && standsOut(list, likely) {
		u.accept(n, list, names[0])
		return
	}
	u.unclear(n, names[0], list)
}

func (u *ownTable) accept(n int, list []match, name string) {
	u.exact = u.exact && list[0].sure == 100
	u.taken = append(u.taken, "“"+name+"”读作 "+list[0].row.Code+" "+list[0].row.Name)
	u.acceptOwn(u.table, n, list[0].row, name)
}

// unclear asks what a row is, with what it may be.
func (u *ownTable) unclear(n int, name string, list []match) {
	u.exact = false
	if len(list) > 0 {
		u.remark(huibao.RemarkRowUnclear, name+"\n"+candidates(list), u.at(n, u.nameColumn()))
		return
	}
	u.extra(u.table, n, name, "")
}

// nameColumn is where a row's name stands.
func (t table) nameColumn() int {
	if c := t.columns[huibao.FieldIndicator]; c > 0 {
		return c
	}
	return max(t.columns[huibao.FieldTask], 1)
}

// names are what a row may be called: its indicator, what stands in the column
// beside it where the heading spans both, the two together, its task.
func (t table) names(n int) []string {
	var list []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	col := t.nameColumn()
	own := t.grid.At(n, col).Raw
	if m, ok := t.grid.Merge(t.head, col); ok && m.Col2 > col {
		beside := t.grid.At(n, col+1).Raw
		add(beside)
		if strings.TrimSpace(beside) != "" {
			add(own + beside)
		}
	}
	add(own)
	if sub := t.nameColumn() + 1; t.columns[huibao.FieldTarget] != sub {
		if f, ok := headingOf(t.headText(t.head, sub)); ok && f == huibao.FieldIndicator {
			add(t.grid.At(n, sub).Raw) // a second column of names
		}
	}
	if task := t.text(n, huibao.FieldTask); col != t.columns[huibao.FieldTask] && strings.TrimSpace(own) == "" {
		add(task)
	}
	return list
}

// hasFigures reports whether anything stands in a row's cells of figures.
func (t table) hasFigures(n int) bool {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldStandard, huibao.FieldOwn, huibao.FieldState, huibao.FieldNumer, huibao.FieldTarget} {
		if col := t.columns[f]; col > 0 && t.grid.At(n, col).Type != sheet.Blank {
			return true
		}
	}
	return false
}

// ownFields say which field of each kind a column of done work is read into.
var ownFields = map[huibao.Kind]huibao.Field{huibao.KindCount: huibao.FieldCumulative, huibao.KindStandard: huibao.FieldStandard,
	huibao.KindRelation: huibao.FieldOwn, huibao.KindMilestone: huibao.FieldState}

// acceptOwn reads a row of the unit's own table for an indicator.
func (r *reader) acceptOwn(t table, n int, row *huibao.FormRow, name string) {
	if r.ret.RowByCode(row.Code) != nil {
		r.again(t, n, row)
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: n, Name: name, ByName: true,
		Hidden: t.grid.RowHidden(n)}
	for _, c := range huibao.Columns(row.Kind) {
		col := t.columns[c.Field]
		if col == 0 && c.Field == ownFields[row.Kind] {
			col = t.columns[huibao.FieldCumulative]
		}
		if col > 0 && (c.IsInput() || c.Field == huibao.FieldComplete || c.Field == huibao.FieldRate) {
			r.readValue(t, n, col, row, c, &out)
		}
	}
	r.asTarget(t, n, row, &out)
	r.describePrinted(t, n, huibao.FieldTarget, row, &out)
	r.ret.Rows = append(r.ret.Rows, out)
}

// again notes a second row of an indicator: with the same figures it says nothing
// new, with others one cannot tell which holds.
func (r *reader) again(t table, n int, row *huibao.FormRow) {
	old := r.ret.RowByCode(row.Code)
	for _, v := range old.Values {
		f := v.Field
		col := t.columns[f]
		if col == 0 && f == ownFields[row.Kind] {
			col = t.columns[huibao.FieldCumulative]
		}
		c, ok := huibao.ColumnOf(row.Kind, f)
		if col == 0 || !ok || !c.IsInput() || f == huibao.FieldNote {
			continue
		}
		second := huibao.ReturnRow{}
		r.readValue(t, n, col, row, c, &second)
		if x, has := second.Values.Lookup(f); has && (!x.Quantity.Equal(v.Quantity) || x.Word != v.Word || x.Date != v.Date) {
			r.remark(huibao.RemarkTableTwice, row.Code, t.at(n, col))
			return
		}
	}
}
