package importer

import (
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

// readOwn reads a table of the unit's own making: each row by its name, what is
// less than certain asked about.
func (r *reader) readOwn(t table, end int) {
	var taken []string
	for _, n := range t.grid.Rows() {
		if n <= t.head || n > end {
			continue
		}
		names := t.names(n)
		if len(names) == 0 || isTotal(names[0]) || !t.hasFigures(n) {
			continue
		}
		list := r.matches(names...)
		switch {
		case standsOut(list, certain), r.known.AcceptMatches && standsOut(list, likely):
			taken = append(taken, "“"+names[0]+"”读作 "+list[0].row.Code+" "+list[0].row.Name)
			r.acceptOwn(t, n, list[0].row, names[0])
		case len(list) > 0:
			r.remark(huibao.RemarkRowUnclear, names[0]+"\n"+candidates(list), t.at(n, t.nameColumn()))
		default:
			r.extra(t, n, names[0], "")
		}
	}
	if len(taken) > 0 {
		r.remark(huibao.RemarkOwnTable, strings.Join(taken, "；"), t.at(t.head, 1))
	}
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
		if col > 0 && c.IsInput() {
			r.readValue(t, n, col, row, c, &out)
		}
	}
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
