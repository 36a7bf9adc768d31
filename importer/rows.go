package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// readTables reads every table of the workbook into rows, and notes what it shows of those that
// were not read.
func (r *reader) readTables(pages []page) {
	all := pages
	pages = r.ofOwnParts(pages)
	r.readRows(pages)
	r.spotUnread(pages)
	r.addShorts()
	r.askTimes()
	r.marksBoth()
	r.askUnread(pages)
	r.askOfOthers(all)
}

func (r *reader) readRows(pages []page) {
	found := 0
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		if p.State == sheet.Hidden && p.grid.MaxRow > 0 {
			r.hiddenSheet(p)
		}
		if n := r.readPage(p); n > 0 {
			found += n
			r.readOutside(p)
		}
	}
	if found > 0 {
		r.drawnOn(pages)
		r.cutOffOfCover(pages)
		r.drafts(pages)
	}
	switch {
	case len(r.form.Rows) == 0:
		if len(r.others) == 0 && r.ret.Stamp == nil {
			r.noForm(pages)
		}
	case found == 0 && !r.askOfColumns(pages) && !r.askOfRows(pages):
		r.noTable(pages)
		return
	case r.noneOfOurs() && !(r.asksOfColumn() && len(r.ret.Extra) == 0):
		r.remark(huibao.RemarkNoTable, "表里没有一行是本单位的指标"+r.firstRows(), huibao.Place{})
		return
	}
	r.onlyElsewhere()
	r.missingRows()
}

// missingRows remarks the rows of the form that were not read.
func (r *reader) missingRows() {
	for _, row := range r.form.Rows {
		if r.ret.RowByCode(row.Code) == nil {
			r.remark(huibao.RemarkRowMissing, row.Code, huibao.Place{Sheet: row.Kind.Label()})
		}
	}
}

// readPage reads the tables of a page and says how many there are.
func (r *reader) readPage(p page) int {
	var tables []table
	r.called = r.family(p)
	defer func() { r.called = nil }()
	for side := range r.sides(p) {
		if side.from == nil && r.readAcross(side) {
			return 1 + r.readBeyond(side)
		}
		if tables = r.findTables(side); len(tables) > 0 {
			p = side
			break
		}
	}
	if !slices.ContainsFunc(tables, r.namesSome) && r.readTotalled(p) {
		return 1
	}
	r.readEachTable(p, tables)
	return len(tables)
}

// readBeyond reads the tables of a page that stand above or under its blocks, and says how many there are.
func (r *reader) readBeyond(p page) int {
	list := r.blocks(p)
	if p.upright != nil {
		return 0
	}
	p.grid = p.grid.Without(func(row int) bool {
		return slices.ContainsFunc(list, func(b block) bool { return b.headFrom() <= row && row <= b.last })
	})
	tables := r.findTables(p)
	r.readEachTable(p, tables)
	return len(tables)
}

// readEachTable reads tables of a page, each down to the next one.
func (r *reader) readEachTable(p page, tables []table) {
	for i, t := range tables {
		end := p.grid.MaxRow
		for _, next := range tables[i+1:] {
			if next.head > t.head {
				end = next.head - 1
				break
			}
		}
		if end == t.head && r.onlyGroups(t) {
			continue
		}
		until := r.untilHeads(t, end)
		r.readTable(t, until)
		r.beyondHeads(t, until, end)
	}
}

// noneOfOurs reports whether no row was recognised, not even as one of several.
func (r *reader) noneOfOurs() bool {
	_, unclear := r.ret.Has(huibao.RemarkRowUnclear)
	return len(r.ret.Rows) == 0 && !unclear
}

// asksOfColumn reports whether it is asked which column of a table is of what was done: that is so, and
// not whose its rows are.
func (r *reader) asksOfColumn() bool {
	_, column := r.ret.Has(huibao.RemarkColumnUnclear)
	return column
}

// firstRows names the first rows that are none of the form's.
func (r *reader) firstRows() string {
	var names []string
	for _, x := range r.ret.Extra[:min(len(r.ret.Extra), maxCandidates)] {
		names = append(names, quote.Text(strings.TrimSpace(x.Typed+" "+x.Name)))
	}
	if len(names) == 0 {
		return ""
	}
	return "（前几行是" + strings.Join(names, "、") + "）"
}

func (r *reader) readTable(t table, end int) {
	if t.isOwn() {
		r.readOwn(t, end)
		return
	}
	t.unissued = r.isUnissued(t)
	r.takeShortened(&t)
	r.doubtedColumns(&t)
	r.settleSpans(&t)
	r.guardMeanings(&t)
	r.describeColumns(&t)
	for _, n := range t.grid.Rows() {
		if n > t.head && n <= end {
			r.readRow(t, n)
		}
	}
}

// readRow matches one row to the form's and reads its cells.
func (r *reader) readRow(t table, n int) {
	code, name := t.code(n), strings.TrimSpace(t.text(n, huibao.FieldIndicator))
	rows, mismatch := r.identify(t.kind, code, name)
	switch {
	case len(rows) == 1:
		r.accept(t, n, rows[0], mismatch, name, code.text)
	case len(rows) > 1:
		r.remark(huibao.RemarkRowUnclear, strings.TrimSpace(code.text+" "+name)+"\n"+namesOf(rows), t.at(n, t.nameColumn()))
	default:
		r.extra(t, n, name, code.text)
	}
}

func namesOf(rows []*huibao.FormRow) string {
	var list []string
	for _, row := range rows[:min(len(rows), maxCandidates)] {
		list = append(list, row.Code+" "+row.Name)
	}
	return strings.Join(list, "；")
}

func (t table) text(n int, f huibao.Field) string {
	col := t.columns[f]
	if col == 0 {
		return ""
	}
	return t.grid.At(n, col).Raw
}

// accept takes a row for an indicator; mismatch is the other code that it bears.
func (r *reader) accept(t table, n int, row *huibao.FormRow, mismatch, name, code string) {
	if t.unissued && r.tabOfTown(t, row) {
		r.acceptOwn(t, n, row, name)
		return
	}
	if r.ret.RowByCode(row.Code) != nil && !r.second(t, n, row) {
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: n, Name: name, Typed: code,
		ByName: code != row.Code, Hidden: t.grid.RowHidden(n)}
	if mismatch != "" {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkRowMismatch, Text: mismatch, Place: t.at(n, max(t.columns[huibao.FieldIndicator], 1))})
	}
	if out.Hidden {
		r.remark(huibao.RemarkHiddenPlanRow, row.Code, t.at(n, t.mainColumn()))
	}
	for _, c := range huibao.Columns(row.Kind) {
		if col := t.columns[c.Field]; col > 0 && !(c.Field == huibao.FieldCumulative && t.restsOnForeign(n)) {
			r.readValue(t, n, col, row, c, &out)
			for _, again := range t.twice[c.Field] {
				r.bothColumns(t, n, again, row, c, &out)
			}
		}
	}
	r.withShares(t, n, row, &out)
	r.describeIssued(t, n, row, &out)
	t.describeBeside(n, &out)
	t.mayBe(n, &out)
	r.ret.Rows = append(r.ret.Rows, out)
}

// second describes a second row of an indicator, and reports whether it is to be read
// in the place of the first, in which nothing is filled in.
func (r *reader) second(t table, n int, row *huibao.FormRow) bool {
	old := r.ret.RowByCode(row.Code)
	both := rowTwice{code: row.Code, first: old.Sheet, second: t.Name, place: t.at(n, t.mainColumn())}
	switch {
	case !t.filledIn(n):
		r.remark(huibao.RemarkRowBlankTwice, row.Code, both.place)
		both.blank, both.hidden = t.Name, r.outOfSight(old.Sheet, old.Hidden) && !r.outOfSight(t.Name, t.grid.RowHidden(n))
		r.twoRows = append(r.twoRows, both)
		return false
	case r.fromTowns(old):
		r.ret.Rows = slices.DeleteFunc(r.ret.Rows, func(x huibao.ReturnRow) bool { return x.Code == row.Code })
		return true
	case !old.Values.Any(func(v huibao.Value) bool {
		return inputField(row.Kind, v.Field) && v.Field != huibao.FieldPrevious
	}):
		both.place, both.blank = old.At(mainInput(row.Kind)), old.Sheet
		both.hidden = r.outOfSight(t.Name, t.grid.RowHidden(n)) && !r.outOfSight(old.Sheet, old.Hidden)
		r.twoRows = append(r.twoRows, both)
		r.remark(huibao.RemarkRowBlankTwice, row.Code, both.place)
		r.ret.Rows = slices.DeleteFunc(r.ret.Rows, func(x huibao.ReturnRow) bool { return x.Code == row.Code })
		return true
	case old.Sheet != t.Name || old.Row <= t.head:
		said := len(r.ret.Remarks)
		r.again(t, n, row, old.Name)
		both.differ = len(r.ret.Remarks) > said
		r.twoRows = append(r.twoRows, both)
	default:
		r.remark(huibao.RemarkRowTwice, row.Code+"\n"+strings.Join(strings.Fields(t.grid.At(n, t.mainColumn()).Raw), " ")+r.miscoded(t, n, row, old), t.at(n, t.mainColumn()))
	}
	return false
}

// filledIn reports whether any input of a row is filled in; what we prefill is none.
func (t table) filledIn(n int) bool {
	for f, col := range t.columns {
		cell := t.grid.At(n, col)
		if inputField(t.kind, f) && f != huibao.FieldPrevious && cell.Type != sheet.Blank && (f != huibao.FieldCumulative || !t.addsNothing(n, cell)) {
			return true
		}
	}
	return false
}

// addsNothing reports whether a cumulative is a formula that gives no more than what was reached
// before, as ours does where nothing is filled in.
func (t table) addsNothing(n int, cell sheet.Cell) bool {
	if !cell.HasFormula || strings.TrimSpace(cell.Raw) == "" {
		return cell.HasFormula
	}
	d, err := sheet.Decimal15(cell.Raw)
	if col := t.columns[huibao.FieldPrevious]; err == nil && col > 0 && t.grid.At(n, col).Type != sheet.Blank {
		before, bad := sheet.Decimal15(t.grid.At(n, col).Raw)
		return bad == nil && d.Equal(before)
	}
	return err == nil && d.IsZero()
}

// mainInput is the input that a row of a kind is mostly about.
func mainInput(kind huibao.Kind) huibao.Field {
	for _, c := range huibao.Columns(kind) {
		if c.IsInput() && c.Required {
			return c.Field
		}
	}
	return huibao.FieldCode
}

// mainColumn is where that input stands.
func (t table) mainColumn() int {
	if col := t.columns[mainInput(t.kind)]; col > 0 {
		return col
	}
	return max(t.columns[huibao.FieldCode], 1)
}

// bothColumns reads the other column of a heading that stands twice: what differs is
// remarked, at the value.
func (r *reader) bothColumns(t table, n, again int, row *huibao.FormRow, c huibao.Column, out *huibao.ReturnRow) {
	other := huibao.ReturnRow{}
	r.readValue(t, n, again, row, c, &other)
	x, has := other.Values.Lookup(c.Field)
	v := out.Values.Of(c.Field)
	if !has || x.Quantity.Equal(v.Quantity) && x.Word == v.Word && x.Date == v.Date {
		return
	}
	if v.Source.Cell == "" {
		v = x
		v.Source.Cell, v.Text = t.ref(n, t.columns[c.Field]), ""
	}
	v.Remarks = append(v.Remarks, huibao.Remark{Kind: huibao.RemarkColumnAmbiguous, Text: x.Text, Place: t.at(n, again)})
	out.Values.Set(v)
}

var nameNotes = regexp.MustCompile(`〔[^〕]*〕|\((市本级)\)`)

// bareName is a name without notes, spaces and differences of width.
func bareName(s string) string {
	if s = fold(s); strings.ContainsAny(s, "〔(") {
		s = nameNotes.ReplaceAllString(s, "")
	}
	return strings.Join(strings.Fields(s), "")
}

var totals = []string{"合计", "小计", "总计", "共计"}

// isTotal reports whether a row is called a total (县区合计, 合计(个)); a name that only
// holds such a word (全市新增就业) is none.
func isTotal(s string) bool {
	s, _, _ = strings.Cut(strings.TrimLeft(strings.Join(strings.Fields(fold(s)), ""), "(【"), "(")
	s = strings.TrimSuffix(strings.Trim(s, ":)】"), "数")
	if utf8.RuneCountInString(s) > longestTotal {
		return false
	}
	return s == "全市" || slices.ContainsFunc(totals, func(w string) bool { return strings.HasSuffix(s, w) })
}

// longestTotal is that of what a total may be called, in characters.
const longestTotal = 6

// signOff begins what is written under a table by those who answer for it.
var signOff = regexp.MustCompile(`^(?:填报人|填表人|制表人?|经办人|审核人?|审批人|签批人|签发人|负责人|单位负责人|主要负责人|分管领导|联系人|联系电话|填报日期|填表日期|填报时间|单位\(?盖章)\)?(?:\(?签字\)?)?:`)

// signsOff reports whether a row is that of the signatures.
func (t table) signsOff(n int) bool {
	return slices.ContainsFunc(t.grid.Row(n), func(c sheet.Cell) bool {
		return c.Type == sheet.Text && signOff.MatchString(strings.Join(strings.Fields(fold(c.Raw)), ""))
	})
}

var phone = regexp.MustCompile(`^(?:(?:联系|办公)?电话:?|手机:?)?(?:(?:0\d{2,3}-?)?\d{7,8}|1\d{10})$`)

// noFigure reports whether a cell holds a day, a telephone or words.
func noFigure(c sheet.Cell) bool {
	_, _, day := ReadDate(c.Raw, firstYear)
	return day && c.Type != sheet.Number || c.Format.Class == sheet.ClassDate || phone.MatchString(fold(c.Raw)) || !strings.ContainsAny(c.Raw, "0123456789")
}

// extra notes a row with figures that is no row of the form; a line of text alone
// is none.
func (r *reader) extra(t table, n int, name, code string) {
	figures := false
	x := huibao.ExtraRow{Name: name, Typed: code, Total: isTotal(code) || code == "" && (isTotal(name) || name == "" && isTotal(t.text(n, huibao.FieldTask)))}
	for _, c := range huibao.Columns(t.kind) {
		col := t.columns[c.Field]
		if col == 0 || !c.IsInput() {
			continue
		}
		cell := t.grid.At(n, col)
		if cell.Type != sheet.Blank {
			if len(x.Cells) == 0 {
				x.Place = t.at(n, col)
			}
			x.Cells = append(x.Cells, cell.Plain())
			figures = figures || c.Type == huibao.TypeNumber && !(t.signsOff(n) && noFigure(cell))
		}
	}
	if !figures {
		return
	}
	r.ret.Extra = append(r.ret.Extra, x)
	if t.grid.RowHidden(n) {
		r.remark(huibao.RemarkHiddenFigures, "隐藏的第 "+strconv.Itoa(n)+" 行有数", x.Place)
	}
}
