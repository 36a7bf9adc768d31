package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// isOwn reports whether a table is one that the unit made itself (自制表): no codes,
// and few of the columns that we issue.
func (t table) isOwn() bool {
	few := len(t.columns)+ownSlack < len(huibao.Columns(t.kind))
	return t.columns[huibao.FieldCode] == 0 && (few || t.kind == huibao.KindCount && !t.headedAsIssued())
}

// headedAsIssued reports whether the figures of a table of counts are headed as in the one that we
// issue: it is that one, which lost its codes.
func (t table) headedAsIssued() bool {
	for _, f := range []huibao.Field{huibao.FieldPrevious, huibao.FieldThis, huibao.FieldCumulative} {
		if col := t.columns[f]; col == 0 || strings.Join(strings.Fields(fold(t.headText(t.head, col))), "") != f.Label(huibao.KindCount) {
			return false
		}
	}
	return true
}

// ownSlack is how many columns of ours may be gone before a table counts as the
// unit's own.
const ownSlack = 3

// readOwn reads a table of the unit's own making: the meanings of its columns first, then
// each row by its name; what is less than certain is asked about.
func (r *reader) readOwn(t table, end int) {
	t.unitCol = r.unitColumn(t, end)
	t.measureUnder()
	if t.columns[huibao.FieldMeasure] == t.unitCol {
		delete(t.columns, huibao.FieldMeasure) // 单位 of another kind
	}
	if col := t.columns[huibao.FieldMeasure]; col > 0 && t.every(col, func(c sheet.Cell) bool { return officeNames.MatchString(strings.TrimSpace(c.Raw)) }) {
		delete(t.columns, huibao.FieldMeasure) // 单位: who does it
	}
	r.settleMeanings(&t)
	r.namesInTargets(&t, end)
	r.settleTwice(&t)
	if t.columns[huibao.FieldStandard] > 0 && len(t.twice) == 0 {
		t.standardParts(r.reported())
	}
	t.besideNames()
	u := ownTable{reader: r, table: t, exact: true, partCol: t.partColumn()}
	u.codes = u.rowCodes(end)
	u.sharedRates(end)
	groups := u.groups(end)
	if u.partRows(groups) {
		groups = u.groups(end)
	}
	for _, g := range groups {
		u.read(g)
	}
	u.heldToParts(groups)
	r.heldAsShares(t)
	r.askOfStages(t)
	if len(u.taken) > 0 || u.parted || len(u.shorts) > 0 {
		kind := huibao.RemarkOwnTable
		if u.exact {
			kind = huibao.RemarkOwnSettled
		}
		r.remark(kind, strings.Join(u.taken, "；"), t.at(t.head, 1))
	}
}

// partsOf are the fields of which a table of the unit's own has one column each.
var partsOf = []huibao.Field{huibao.FieldStandard, huibao.FieldSince, huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay, huibao.FieldNumer, huibao.FieldDenom, huibao.FieldOwn}

// settleTwice takes of several columns of one field (现行标准, 执行标准) those that are of no other
// period; where more than one is left, what differs is asked about.
func (r *reader) settleTwice(t *table) {
	all := map[huibao.Field][]int{}
	for col := t.from; col <= t.to; col++ {
		if f, ok := t.fieldAt(col, max(t.depth, 1)); ok && !t.units.other[col] && slices.Contains(partsOf, f) && !t.blank(col) {
			all[f] = append(all[f], col)
		}
	}
	for f, list := range all {
		if now := slices.DeleteFunc(slices.Clone(list), func(col int) bool { return r.otherSpan(t.headText(t.head, col)) }); len(now) > 0 {
			list = now
		}
		if len(list) == 1 {
			t.columns[f] = list[0]
			continue
		}
		if t.twice == nil {
			t.twice = map[huibao.Field][]int{}
		}
		t.columns[f], t.twice[f] = list[0], list[1:]
	}
}

// officeNames are what offices are called.
var officeNames = regexp.MustCompile(`.{2,}(?:局|委|办|会|联|中心|院|厅|部|所|站|公司|政府|街道|镇|乡)$`)

// ownTable is a table of the unit's own while it is read: which row was taken for which
// indicator, and whether all were by their very names.
type ownTable struct {
	*reader
	table
	taken  []string
	exact  bool
	parted bool // some rows are one indicator's
	codes  map[int]string

	done map[int]bool // rows that were read otherwise

	partCol  int   // before the names: of which part a row is
	noGroups *bool // whether no names of groups stand before the names; nil until it is asked
}

func (u *ownTable) accept(n int, list []match, name string) {
	if u.ofOther(u.table, n, list[0].row) {
		return
	}
	u.exact = u.exact && (list[0].sure == 100 || (len(list) == 1 || list[1].sure < certain) && u.plainly(list[0].row, name))
	u.taken = append(u.taken, "“"+name+"”读作 "+list[0].row.Code+" "+list[0].row.Name)
	u.acceptOwn(u.table, n, list[0].row, name)
}

// unclear asks what a row is, with what it may be.
func (u *ownTable) unclear(n int, name string, list []match) {
	u.exact = false
	if row := cmp.Or(u.byWords(u.table, n, name), u.closest(u.table, n, name, list)); row != nil && !(len(list) > 0 && list[0].sure >= likely && list[0].row != row) && !u.codedOther(n, []match{{row, likely}}) {
		list = append([]match{{row, likely}}, slices.DeleteFunc(slices.Clone(list), func(m match) bool { return m.row == row })...)
		u.handShort(u.table, n, row, name, u.at(n, u.nameColumn()))
	}
	if len(list) == 0 && u.columns[huibao.FieldStandard] > 0 {
		list = u.asStandards(name)
	}
	if len(list) > 0 {
		u.remark(huibao.RemarkRowUnclear, name+"\n"+candidates(list)+u.figureText(n), u.at(n, u.nameColumn()))
		return
	}
	u.extra(u.table, n, name, "")
}

// figureText is the figure of a row that is asked about, on a line of its own; "" without one.
func (t table) figureText(n int) string {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldStandard, huibao.FieldNumer} {
		if col := t.columns[f]; col > 0 && t.grid.At(n, col).Type != sheet.Blank && len(t.grid.At(n, col).Raw) <= maxHeading {
			return "\n" + strings.TrimSpace(t.grid.At(n, col).Plain())
		}
	}
	return ""
}

// nameColumn is where a row's name stands.
func (t table) nameColumn() int {
	if c := t.columns[huibao.FieldIndicator]; c > 0 {
		return c
	}
	return max(t.columns[huibao.FieldTask], 1)
}

// hasFigures reports whether anything stands in a row's cells of figures.
func (t table) hasFigures(n int) bool {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldStandard, huibao.FieldOwn, huibao.FieldState, huibao.FieldNumer, huibao.FieldTarget} {
		if col := t.columns[f]; col > 0 && t.grid.At(n, col).Type != sheet.Blank {
			return true
		}
	}
	return t.staged && t.stageIn(n) || slices.ContainsFunc(slices.Concat(t.open, t.measured), func(col int) bool { return t.grid.At(n, col).Type != sheet.Blank })
}

// ownFields say which field of each kind a column of done work is read into.
var ownFields = map[huibao.Kind]huibao.Field{huibao.KindCount: huibao.FieldCumulative, huibao.KindStandard: huibao.FieldStandard, huibao.KindRate: huibao.FieldRate,
	huibao.KindRelation: huibao.FieldOwn, huibao.KindMilestone: huibao.FieldState}

// acceptOwn reads a row of the unit's own table for an indicator.
func (r *reader) acceptOwn(t table, n int, row *huibao.FormRow, name string) {
	if r.otherTime(t, n, row) {
		return
	}
	if r.ret.RowByCode(row.Code) != nil {
		r.again(t, n, row, name)
		return
	}
	if r.tabOfTown(t, row) {
		r.ret.Rows = append(r.ret.Rows, r.ofTown(t, n, row, name))
		return
	}
	if r.partOf(row) != "" {
		r.acceptPart(t, n, row, name)
		return
	}
	r.ret.Rows = append(r.ret.Rows, r.rowOf(t, n, row, name))
}

// rowOf is a row of the unit's own table as one of an indicator.
func (r *reader) rowOf(t table, n int, row *huibao.FormRow, name string) huibao.ReturnRow {
	t.rowName = name
	if len(t.measured) > 0 {
		t.columns = maps.Clone(t.columns)
		t.take(huibao.FieldCumulative, t.inMeasured(n, row))
	}
	t = t.chosen(row).ofStage(row, r.reported())
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: t.rowNumber(n), Name: name, ByName: true,
		Hidden: t.grid.RowHidden(n)}
	if row.Kind == huibao.KindRate && t.dueAndDone(n) {
		t.columns = t.asNumbersOfRate()
	} else if row.Kind == huibao.KindRate && t.columns[huibao.FieldNumer]+t.columns[huibao.FieldDenom] == 0 {
		t.columns = maps.Clone(t.columns)
		t.columns[huibao.FieldNumer], t.columns[huibao.FieldDenom] = t.evidenceOf(r.endOf(t), r.reported()).only(n).partsOfRate()
		if t.columns[huibao.FieldNumer] > 0 && t.columns[huibao.FieldNumer] == t.columns[huibao.FieldCumulative] {
			delete(t.columns, huibao.FieldCumulative) // the number done, and no share
		}
	}
	for _, c := range huibao.Columns(row.Kind) {
		col := t.columns[c.Field]
		if col == 0 && c.Field == ownFields[row.Kind] {
			col = t.columns[huibao.FieldCumulative]
		}
		if col > 0 && (c.IsInput() || c.Field == huibao.FieldComplete || c.Field == huibao.FieldRate) {
			r.readValue(t, n, col, row, c, &out)
			for _, again := range t.twice[c.Field] {
				r.bothColumns(t, n, again, row, c, &out)
			}
		}
	}
	r.withShares(t, n, row, &out)
	r.fractions(t, n, row, &out)
	r.otherNotes(t, n, row, &out)
	out.Values.Each(func(v *huibao.Value) { t.overSeveral(v, n, row.Kind) })
	r.heldToMonths(t, n, row, &out)
	r.heldToAverage(t, n, row, &out)
	r.heldToBeside(t, n, row, &out)
	r.heldToPurses(t, n, row, &out)
	r.asTarget(t, n, row, &out)
	t.otherThing(n, row, &out)
	t.mayBe(n, &out)
	r.describePrinted(t, n, huibao.FieldTarget, row, &out)
	return out
}

// otherNotes adds what stands in a row's other columns of notes, which may be those of several
// indicators beside each other, to its note.
func (r *reader) otherNotes(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	c, ok := huibao.ColumnOf(row.Kind, huibao.FieldNote)
	for _, cell := range t.grid.Row(n) {
		if !ok || cell.Col == t.columns[huibao.FieldNote] || cell.Type != sheet.Text {
			continue
		}
		path := t.headPath(cell.Col, t.subHead())
		if len(path) == 0 {
			continue
		}
		if f, _ := headingOf(path[len(path)-1]); f != huibao.FieldNote {
			continue
		}
		r.addNote(t, n, cell.Col, row, c, out)
	}
}

// addNote adds what stands in a cell to a row's note.
func (r *reader) addNote(t table, n, col int, row *huibao.FormRow, c huibao.Column, out *huibao.ReturnRow) {
	more := huibao.ReturnRow{}
	r.readValue(t, n, col, row, c, &more)
	v := more.Values.Of(huibao.FieldNote)
	if first := out.Values.Of(huibao.FieldNote); first.Word != "" && v.Word != "" {
		first.Word, first.Text = first.Word+"；"+v.Word, first.Text+"；"+v.Text
		v = first
	}
	if v.Word != "" {
		out.Values.Set(v)
	}
}

// mayBe hands on the figures of a row's columns of which none is known to be of what was done.
func (t table) mayBe(n int, out *huibao.ReturnRow) {
	var list []string
	open := t.open
	if out.Kind == huibao.KindCount && t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldThis] == 0 && t.columns[huibao.FieldNumer] > 0 {
		open = append(slices.Clone(open), t.columns[huibao.FieldNumer]) // a count among rates
	}
	for _, col := range open {
		if text := strings.TrimSpace(t.grid.At(n, col).Plain()); text != "" && len(text) <= maxHeading {
			if shown := sheet.Shown(t.grid.At(n, col), false); shown != "" && t.grid.At(n, col).Format.Class == sheet.ClassPercent {
				text = shown
			}
			head := ""
			if path := t.headPath(col, t.subHead()); len(path) > 0 && len(path[len(path)-1]) <= maxHeading/2 {
				head = quote.Text(path[len(path)-1])
			}
			list = append(list, t.ref(n, col)+head+" "+text)
		}
	}
	if len(list) > 0 {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkMayBe, Text: strings.Join(list, "、"), Place: t.at(n, open[0])})
	}
}

// again notes a second row of an indicator: with the same figures it says nothing
// new, with others one cannot tell which holds.
func (r *reader) again(t table, n int, row *huibao.FormRow, name string) {
	old := r.ret.RowByCode(row.Code)
	if r.fromTowns(old) {
		r.againAfterTowns(t, n, row, name, old)
		return
	}
	if wholeRow.MatchString(old.Sheet) && r.tabOfTown(t, row) {
		return // a part beside the whole
	}
	for _, f := range figuresFirst(old) {
		v, col := old.Values.Of(f), t.columns[f]
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
			r.remark(huibao.RemarkTableTwice, strings.TrimSuffix(row.Code+"\n"+strings.TrimSpace(x.Text)+"\n"+r.besideIssued(t, n, row, old), "\n"), t.at(n, col))
			return
		}
	}
}
