package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

// A short name (食堂改造 of 义务教育学校食堂改造, 新增学位 of 新增义务教育学位) may be of another thing; it is
// a row's where it is in the words of that one alone, and the task and the measure that the table
// writes beside it are that row's.

// leastShort is how long such a name is at least, and leastPiece the words that are left of the full one.
const leastShort, leastPiece = 3, 2

// inPieces reports whether a name is made of words of another one, in their order.
func inPieces(short, full string) bool {
	rest := []rune(full)
	for piece := []rune(short); len(piece) > 0; {
		at, long := 0, 0
		for i := range rest {
			n := 0
			for n < len(piece) && i+n < len(rest) && piece[n] == rest[i+n] {
				n++
			}
			if n > long {
				at, long = i, n
			}
		}
		if long < leastPiece {
			return false
		}
		piece, rest = piece[long:], rest[at+long:]
	}
	return true
}

// within reports whether the characters of a name stand in another one, in their order (保租房筹集 of
// 保障性租赁住房筹集).
func within(short, full string) bool {
	rest := full
	for _, c := range short {
		at := strings.IndexRune(rest, c)
		if at < 0 {
			return false
		}
		rest = rest[at+utf8.RuneLen(c):]
	}
	return true
}

// hasParts reports whether a row of a table has the two numbers of a rate.
func (r *reader) hasParts(t table, n int) bool {
	if t.columns[huibao.FieldNumer] > 0 && t.columns[huibao.FieldDenom] > 0 {
		return true
	}
	numer, _ := t.evidenceOf(r.endOf(t), r.reported()).only(n).partsOfRate()
	return numer > 0
}

// leftWithin is the one piece in the middle of a name that another leaves out (适龄 of 农村适龄妇女筛查率 in
// 农村妇女筛查率); "" where it is not that name with one piece less.
func leftWithin(short, full string) string {
	a, b := []rune(nameSigns.Replace(bareName(short))), []rune(nameSigns.Replace(bareName(full)))
	if len(a) >= len(b) || len(a) < leastTitled {
		return ""
	}
	front := 0
	for front < len(a) && a[front] == b[front] {
		front++
	}
	behind := front + len(b) - len(a)
	if front < leastPiece || len(a)-front < leastPiece || !slices.Equal(a[front:], b[behind:]) {
		return ""
	}
	return string(b[front:behind])
}

// byWords is the one row of which a short name may be, by the measure that row n of the table says of
// its figure; nil where there is none, or several.
func (r *reader) byWords(t table, n int, name string) *huibao.FormRow {
	bare, _ := nameMeasure(name)
	short := nameSigns.Replace(r.withoutDoer(bare))
	col := t.borneOut()
	if col == 0 || utf8.RuneCountInString(short) < leastShort {
		return nil
	}
	t.rowName = name
	measured := t.measuredAs(n, col)
	var found *huibao.FormRow
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		if row.Kind != huibao.KindCount || !measured(row) || !slices.ContainsFunc(append([]string{row.Name}, row.Aliases...), func(known string) bool {
			return madeOf(short, bare, known)
		}) {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	return found
}

// madeOf reports whether a short name is made of words of a full one, or that one of words of it with others between
// (三支一扶计划招募); what stands in a bracket of the full one is only of the name if it has one too (含年检).
func madeOf(short, bare, known string) bool {
	full := nameSigns.Replace(bareName(known))
	if full == short {
		return false
	}
	if !strings.Contains(fold(bare), "(") {
		full = nameSigns.Replace(partNote.ReplaceAllString(bareName(known), ""))
	}
	return full == short || inPieces(short, full) || within(short, full) || inPieces(verbFirst(short), full)
}

// closest is the indicator whose name a row's is most like, by far, where the table says its measure and a
// task beside it or within it, or what was done in the period and before: whether that is the unit's own tells
// what it is (残疾人辅助器具适配 380人); or of a standard what is in force. A name with a word of what is not yet
// done, or of a step of the work, is none.
func (r *reader) closest(t table, n int, name string, list []match) *huibao.FormRow {
	bare, _ := nameMeasure(name)
	if !standsOut(list, possible) || notItself(name, list[0].row) {
		return nil
	}
	row := list[0].row
	if row.Kind == huibao.KindCount && (saysOther(name, row, t.columns[huibao.FieldTarget] > 0) || r.wordOfOther(name, row)) {
		return nil
	}
	if g := noteBehind.FindStringSubmatch(fold(bare)); g != nil { // of a part, but for words of the indicator's own
		for _, word := range strings.FieldsFunc(g[1], func(c rune) bool { return strings.ContainsRune("、,，和及与/", c) }) {
			if !strings.Contains(row.Name, word) && !strings.Contains(row.DoneMeans, word) {
				return nil
			}
		}
	}
	if row.Kind == huibao.KindStandard && t.columns[huibao.FieldStandard] > 0 && saysWhom(name, row) {
		return row
	}
	if written, _ := taskIn(name, row); written != "" && t.columns[huibao.FieldTarget] == 0 {
		return row
	}
	if row.Kind == huibao.KindRate && t.columns[huibao.FieldTarget] > 0 && leftWithin(bare, row.Name) != "" && r.hasParts(t, n) {
		return row
	}
	col := t.borneOut()
	if col == 0 || row.Kind != huibao.KindCount {
		return nil
	}
	if t.rowName = name; !t.measuredAs(n, col)(row) {
		return nil
	}
	return row
}

// borneOut is the column of what may bear a short name out: the task, else the cumulative, which may go on from
// the last one (check); 0 without them.
func (t table) borneOut() int {
	return cmp.Or(t.columns[huibao.FieldTarget], t.columns[huibao.FieldCumulative])
}

// measuredAs tells the rows that count as what a table says of the measure of a cell; where it says none, all: whether
// a task that is not small is that row's, or a cumulative goes on from the last one, is asked all the same.
func (t table) measuredAs(n, col int) func(*huibao.FormRow) bool {
	said := t.measureWords(n, col)
	if m := strings.TrimLeft(strings.TrimSpace(fold(t.grid.At(n, col).Raw)), "0123456789.,"); m != "" { // 10所
		said = append(said, m)
	}
	if len(said) == 0 {
		task, _ := t.figureAt(n, col)
		large := col == t.columns[huibao.FieldCumulative] || task.GreaterThanOrEqual(leastTelling)
		telling := utf8.RuneCountInString(nameSigns.Replace(bareName(t.rowName))) >= leastShort
		return func(row *huibao.FormRow) bool {
			return telling && (large && !huibao.LeavesOut(t.rowName, row.Name) || col == t.columns[huibao.FieldTarget] && isEndOf(t.rowName, row))
		}
	}
	return func(row *huibao.FormRow) bool { return slices.ContainsFunc(said, row.CountsAs) }
}

// isEndOf reports whether a name is the end of an indicator's, the most of it, or all but a bracket, and one of the things
// that it enumerates is not left out alone: with words for whom or where before it nobody calls another thing so.
func isEndOf(name string, row *huibao.FormRow) bool {
	bare, _ := essenceFor(name, row)
	return slices.ContainsFunc(append([]string{row.Name}, row.Aliases...), func(known string) bool {
		full := withoutTails(nameSigns.Replace(partNote.ReplaceAllString(bareName(known), "")))
		short := builtIn(bare, full)
		return strings.HasSuffix(full, short) && 2*utf8.RuneCountInString(short) >= utf8.RuneCountInString(full) && utf8.RuneCountInString(short) >= leastTitled && !leavesOne(short, known)
	})
}

// leavesOne reports whether of two things that a full name joins a name has one alone: 新建学校 of 新建、扩建学校, and not
// 学校, which is both.
func leavesOne(name, full string) bool {
	runes := []rune(bareName(full))
	for i, c := range runes {
		if !strings.ContainsRune("、/和及与或", c) || i < leastPiece || i+leastPiece >= len(runes) {
			continue
		}
		if strings.Contains(name, string(runes[i-leastPiece:i])) != strings.Contains(name, string(runes[i+1:i+1+leastPiece])) {
			return true
		}
	}
	return false
}

// leastTelling is a task that another has by chance only: small ones are many's.
var leastTelling = decimal.NewFromInt(20)

// noteBehind is what stands in brackets in a name.
var noteBehind = regexp.MustCompile(`\(([^)]*)\)`)

// stepWords are those of steps of a work that are not all of it.
var stepWords = regexp.MustCompile(`评估|评审|设计|招标|勘察|摸排|排查|入户|验收|公示|回访|满意|签约|开工|启动|签订|其中|档案|建档|问题|整改|宣传`)

// handShort hands a row on under the indicator that its short name may be; place is where it is asked
// about.
func (r *reader) handShort(t table, n int, row *huibao.FormRow, name string, place huibao.Place) {
	if r.tabOfTown(t, row) || r.partOf(row) != "" || r.otherTime(t, n, row) {
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: t.rowNumber(n), Name: name, ByName: true,
		Parts: []huibao.ReturnRow{r.rowOf(t, n, row, name)}}
	if written, number := taskIn(name, row); written != "" && t.columns[huibao.FieldTarget] == 0 {
		out.Parts[0].Remarks = append(out.Parts[0].Remarks, huibao.Remark{Kind: huibao.RemarkIssuedOther, Place: place, Text: strings.Join([]string{string(huibao.FieldTarget), written, number}, "\n")})
	}
	out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkShortName, Text: name, Place: place})
	r.shorts = append(r.shorts, out)
}

// addShorts adds what was handed on so of indicators of which no row was read: of each one row alone.
func (r *reader) addShorts() {
	count := map[string]int{}
	for _, row := range r.shorts {
		count[row.Code]++
	}
	for _, row := range r.shorts {
		if count[row.Code] == 1 && r.ret.RowByCode(row.Code) == nil {
			r.ret.Rows = append(r.ret.Rows, row)
		}
	}
}

// shortName are the matches of a heading that is no name for certain, the one of which it may be a
// short name before others: the unit's row is handed on as that one's.
func (a *across) shortName(g columnsOf) []match {
	if len(a.own) != 1 {
		return g.list
	}
	t, n := a.tableOf(g), a.own[0]
	t.settleTargets(a.reported().Year)
	probe := t
	if t.columns[huibao.FieldTarget] == 0 && g.to > g.from { // the heading over its columns may say the measure
		probe.columns = map[huibao.Field]int{huibao.FieldTarget: g.from}
	}
	row := a.byWords(probe, n, g.name)
	if row == nil && slices.Contains(a.headings(g.from), g.name) { // of a title something else keeps it from being sure
		row = a.closest(t, n, g.name, g.list)
	}
	if row == nil {
		row = a.standardShort(t, g.name)
	}
	amount := ""
	if row == nil {
		row, amount = a.standardSaid(g.name)
		g.paid = row != nil
	}
	if row == nil || len(g.list) > 0 && g.list[0].sure >= likely && g.list[0].row != row && !slices.ContainsFunc(g.list, func(m match) bool { return m.row == row && m.sure == g.list[0].sure }) {
		return g.list
	}
	g.list = append([]match{{row, likely}}, slices.DeleteFunc(slices.Clone(g.list), func(m match) bool { return m.row == row })...)
	said := len(a.ret.Remarks)
	if a.settleColumns(&t, g); len(a.ret.Remarks) == said {
		handed := len(a.shorts)
		if a.handShort(t, n, row, g.name, t.at(t.head, g.from)); len(a.shorts) > handed && amount != "" {
			a.handAmount(t, g, amount)
		}
	}
	a.ret.Remarks = a.ret.Remarks[:said] // what is asked is which indicator it is
	return g.list
}

// asStandards are the standards of which a name may be without saying so: 城市低保 of 城市居民最低生活保障标准.
func (r *reader) asStandards(name string) (list []match) {
	short := strings.TrimPrefix(nameSigns.Replace(bareName(benefits.Replace(name))), "城乡") // of both
	if utf8.RuneCountInString(short) < leastShort {
		return nil
	}
	for i := range r.form.Rows {
		if row := &r.form.Rows[i]; row.Kind == huibao.KindStandard && inPieces(short, nameSigns.Replace(bareName(benefits.Replace(row.Name)))) {
			list = append(list, match{row, likely})
		}
	}
	return list
}

// benefits are the short names of benefits, and the other words for when they are paid.
var benefits = strings.NewReplacer("低保", "最低生活保障", "特困", "特困人员供养", "按月", "每月", "按年", "每年")
