package importer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A table says what its columns are by its own arithmetic, too: the column of which the figures,
// set to the targets, give the shares that stand beside them is what it holds to its targets; two
// columns that make a printed rate are its parts. Headings that are none of the known ones
// (完工里程, 已建成) are read so, where one column alone fits.

// doingVerbs are what is done to whatever the plans count, doingFirst those that are done before it, too, where a name has
// another: who was trained is not yet employed.
const (
	doingVerbs = `新增|发放|办理|改造|救助|服务|安置|建设|实施|新建|适配|受益|演出|配备|安装|整治|治理|创建`
	doingFirst = `培训|筛查|签约|检查|招募|体检`
)

var (
	// notDone head what a table says beside what was done, or before it.
	notDone = regexp.MustCompile(`未|在建|正在|剩余|尚|差额|缺口|拟|预|计划|目标|任务|应|待|申请|申报|受理|摸底|报名|资格|审查|上月|上期|上年|去年|同期|投资|资金|经费|拨付|支付|到位|金额`)

	// doneVerbs head it where no other column may.
	doneVerbs = regexp.MustCompile(`^(?:累计|已|实际|共)?(?:完成)?(?:建成|竣工|完工|办结|(?:建成|竣工|完工)并?(?:投用|投入使用|验收)|投用|验收合格)(?:数量?|里程|面积|户数|个数|套数|公里数|亩数)?$|^(?:累计|已)(?:完成)?(?:` + doingVerbs + `|` + doingFirst + `)(?:数量?|人数|户数|人次|场次|个数|件数)?$`)

	// moneyWords are those of notDone that head what is done where that is money.
	moneyWords = regexp.MustCompile(`投资|资金|经费|拨付|支付|到位|金额`)

	shareHead = regexp.MustCompile(`率|比例?$|占比|百分比|%|进度$|^占`)
)

// figuresAt is the number that a cell of figures begins with.
func (t table) figureAt(n, col int) (decimal.Decimal, bool) {
	c := t.grid.At(n, col)
	if c.Type == sheet.Number {
		d, err := sheet.Decimal15(c.Raw)
		return d, err == nil
	}
	g := leadingNumber.FindStringSubmatch(strings.TrimSpace(fold(c.Raw)))
	if c.Type != sheet.Text || g == nil {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(strings.ReplaceAll(g[1], ",", ""))
	return d, err == nil
}

var leadingNumber = regexp.MustCompile(`^([\d,]+(?:\.\d+)?)[^\d.,]{0,12}$`)

// shareAt is the percentage in a cell, and the last place that it is written to: of one that was computed,
// and has all the digits that a number can have, no more than shares are held to.
func (t table) shareAt(n, col int) (share, place decimal.Decimal, ok bool) {
	d, ok := t.figureAt(n, col)
	if c := t.grid.At(n, col); ok && c.Type == sheet.Number && c.Format.Class == sheet.ClassPercent {
		d = d.Shift(2)
	}
	written, err := decimal.NewFromString(d.String()) // without the zeros of a stored 98.570000000000
	if err != nil {
		return d, decimal.Decimal{}, false
	}
	return d, decimal.New(1, max(min(written.Exponent(), 0), -sharePlaces)), ok
}

// sharePlaces is how many places of a percentage it is held to at most.
const sharePlaces = 6

// makes reports whether one figure of another is a share as it is written: rounded, or cut.
func makes(part, whole, share, place decimal.Decimal) bool {
	if !whole.IsPositive() {
		return false
	}
	exact := part.Shift(2).DivRound(whole, 8)
	return exact.Sub(share).Abs().LessThan(place)
}

// evidence are the columns of a table of which its own arithmetic may tell what they are.
type evidence struct {
	table
	rows    []int
	now     huibao.Period
	past    bool              // another column is of the same time a year before
	money   bool              // of an indicator that is money
	of      []*huibao.FormRow // the indicators that it is of, as far as they are known
	shares  []int             // of percentages
	figures []int             // of numbers under headings that are none of those of what was done
}

// evidenceOf collects them; last is the last row that is looked at.
func (t table) evidenceOf(last int, now huibao.Period) evidence {
	e, below := evidence{table: t, now: now}, t.subHead()
	for n := t.head + 1; n <= last; n++ {
		if n != below && len(t.grid.Row(n)) > 0 {
			e.rows = append(e.rows, n)
		}
	}
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || col == t.columns[huibao.FieldTarget] || col == t.nameColumn() || !e.numbers(col) {
			continue
		}
		heading, own := strings.Join(path, ""), path[len(path)-1]
		f, _ := headingOf(own)
		s := spanOf(heading, now.Year, now)
		e.past = e.past || otherYears.MatchString(heading)
		switch {
		case s.past || s.ahead || s.some || s.until != 0 && s.until != now.Month || s.month != 0, besideDone.MatchString(own):
		case f == huibao.FieldComplete || f == huibao.FieldRate || shareHead.MatchString(own) && f == "" || t.shares(col):
			e.shares = append(e.shares, col)
		case f != "" && f != huibao.FieldCumulative && f != huibao.FieldNumer && f != huibao.FieldDenom, codeHeads.MatchString(own), otherFigures.MatchString(own) && !moneyWords.MatchString(own):
		default:
			e.figures = append(e.figures, col)
		}
	}
	return e
}

// doneByShare is the column that is held to the targets by the shares; 0 where none is, or several.
func (e evidence) doneByShare() int {
	target, found := e.columns[huibao.FieldTarget], 0
	if target == 0 {
		return 0
	}
	for _, col := range e.figures {
		if e.isNotDone(col) {
			continue
		}
		if slices.ContainsFunc(e.shares, func(share int) bool { return e.fits(col, target, share) }) {
			if found > 0 {
				return 0
			}
			found = col
		}
	}
	if slices.ContainsFunc(e.figures, func(col int) bool {
		return col != found && !e.isNotDone(col) && rivalWords.MatchString(strings.Join(e.headPath(col, e.subHead()), ""))
	}) || found > 0 && (e.unfinished(found) || !e.tellsDone(found, target)) {
		return 0
	}
	return found
}

// unfinished reports whether a column is headed as one of a stage before works are finished (开工): even
// where a rate is made of it, it is of what was done for those indicators alone of which the plan says so.
func (e evidence) unfinished(col int) bool {
	for i, cols := range e.stageHeads() {
		if i != finishedStage && slices.Contains(cols, col) {
			return true
		}
	}
	return false
}

// rivalWords head a column that may be of what was done as well: 上报完成数 beside 核实数.
var rivalWords = regexp.MustCompile(`完成|上报|自报|核[实定查]|审[核定]|认定|确认`)

// isNotDone reports whether the headings of a column say that it is of something beside what was done.
func (e evidence) isNotDone(col int) bool {
	heading := strings.Join(e.headPath(col, e.subHead()), "")
	if e.money {
		heading = moneyWords.ReplaceAllString(heading, "")
	}
	return notDone.MatchString(heading)
}

// fits reports whether the figures of one column of those of another are the shares of a third, in
// every row that has all three, and in one that is neither nothing nor all.
func (e evidence) fits(part, whole, share int) bool {
	telling := false
	for _, n := range e.rows {
		a, okA := e.figureAt(n, part)
		b, okB := e.figureAt(n, whole)
		s, place, okS := e.shareAt(n, share)
		if !okA || !okB || !okS || e.scaled(n, part) {
			continue
		}
		if !makes(a, b, s, place) {
			return false
		}
		telling = telling || a.IsPositive() && !a.Equal(b)
	}
	return telling
}

// doneAlone is the one column of figures whose heading is a word of what was done, where no other
// column of figures may be it; 0 for none.
func (e evidence) doneAlone() int {
	found := 0
	for _, col := range e.figures {
		own := e.headPath(col, e.subHead())
		bare, _ := nameMeasure(own[len(own)-1])
		switch {
		case e.isNotDone(col), e.money && otherMeasure(own):
		case found > 0 || e.ofStep(col) || !doneVerbs.MatchString(bare) && !(e.money && moneyDone.MatchString(bare)) && !(e.past && e.thisYear(bare)):
			return 0
		default:
			found = col
		}
	}
	return found
}

// otherMeasure reports whether a column's heading says a measure that is none of money.
func otherMeasure(path []string) bool {
	_, m := nameMeasure(path[len(path)-1])
	return m != "" && !huibao.IsMoney(m)
}

// moneyDone heads what was done where that is money.
var moneyDone = regexp.MustCompile(`^(?:累计|已|实际)*(?:完成|发放)(?:投资|资金|金额)(?:额|数)?$`)

// thisYear reports whether a heading names the year that is collected and no more: beside one of
// the year before it is what was done up to now.
func (e evidence) thisYear(heading string) bool {
	rest := strings.TrimSuffix(strings.TrimSuffix(heading, "度"), "年")
	return rest == "今" || rest == "本" || rest == strconv.Itoa(e.now.Year)
}

// byEvidence settles the column of what was done of a table whose headings do not name it.
func (e evidence) byEvidence() int {
	if col := e.doneByShare(); col > 0 {
		return col
	}
	return e.doneAlone()
}

// only is the evidence of one row, of whatever stands in it.
func (e evidence) only(n int) evidence {
	one := evidence{table: e.table, rows: []int{n}}
	for col := e.from; col <= e.to; col++ {
		path := e.headPath(col, e.subHead())
		_, ok := e.figureAt(n, col)
		if len(path) == 0 || !ok || col == e.columns[huibao.FieldTarget] || codeHeads.MatchString(path[len(path)-1]) {
			continue
		}
		if c := e.grid.At(n, col); c.Format.Class == sheet.ClassPercent || strings.HasSuffix(strings.TrimSpace(fold(c.Raw)), "%") || slices.Contains(e.shares, col) {
			one.shares = append(one.shares, col)
			continue
		}
		one.figures = append(one.figures, col)
	}
	return one
}

// partsOfRate are the two columns of which a table's rates are made, in every row; none where
// there are none, or several such pairs.
func (e evidence) partsOfRate() (numer, denom int) {
	for _, share := range e.shares {
		for _, a := range e.figures {
			for _, b := range e.figures {
				if a == b || notDone.MatchString(strings.Join(e.headPath(a, e.subHead()), "")) || !e.fits(a, b, share) {
					continue
				}
				if numer > 0 && (numer != a || denom != b) {
					return 0, 0
				}
				numer, denom = a, b
			}
		}
	}
	return numer, denom
}

// tellsByItself settles a table of which the headings name no column of what was done: by its
// arithmetic, else by the one word for it. It reports whether there is one.
func (r *reader) tellsByItself(t *table, depth int) bool {
	if t.kind != "" || kindOf(t.columns) != "" || t.columns[huibao.FieldCode] > 0 || t.columns[huibao.FieldIndicator]+t.columns[huibao.FieldTask] == 0 || t.plansAhead() {
		return false
	}
	t.settleTargets(r.reported().Year) // 任务（公里）
	e := t.evidenceOf(r.endOf(*t), r.reported())
	if len(e.rows) == 0 {
		return false
	}
	if col := t.columns[huibao.FieldComplete]; col > 0 && t.columns[huibao.FieldTarget] > 0 && !t.blank(col) && t.every(col, isWrittenFigure) { // 完成进度: 完成736人，完成率18.04%
		delete(t.columns, huibao.FieldComplete)
		t.columns[huibao.FieldCumulative], t.kind = col, huibao.KindCount
		return true
	}
	e.of = r.certainIn(*t, e.rows)
	e.money = len(e.of) > 0 && !slices.ContainsFunc(e.of, func(row *huibao.FormRow) bool { return !huibao.IsMoney(row.Measure) })
	if col := e.byEvidence(); col > 0 {
		t.columns[huibao.FieldCumulative], t.kind = col, huibao.KindCount
		return true
	}
	if a, b := e.partsOfRate(); a > 0 {
		t.columns[huibao.FieldNumer], t.columns[huibao.FieldDenom], t.kind = a, b, huibao.KindRate
		return true
	}
	return r.tellsByStages(t, e.rows) || r.tellsByTitle(t, e) || r.tellsByRows(t, e) || r.tellsByDays(t, e.rows)
}

// certainIn are the indicators that a table's rows name for certain.
func (r *reader) certainIn(t table, rows []int) (of []*huibao.FormRow) {
	for _, n := range rows {
		if list := r.matches(strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw)); standsOut(list, certain) {
			of = append(of, list[0].row)
		}
	}
	return of
}

// namesSome reports whether a row of a table names an indicator for certain.
func (r *reader) namesSome(t table) bool {
	rows := t.grid.Rows()
	from, _ := slices.BinarySearch(rows, t.head+1)
	to, _ := slices.BinarySearch(rows, r.endOf(t)+1)
	return len(r.certainIn(t, rows[from:to])) > 0
}

// endOf is the last row before the next row of headings, or of a page, as far as is looked at.
func (r *reader) endOf(t table) int {
	last, below := min(t.grid.MaxRow, t.head+evidenceRows), t.subHead()
	for n := t.head + 1; n <= last; n++ {
		if n != below && textRow(t.page, n) && wordsOnly(t.page, n) && len(t.grid.Row(n)) > 2 {
			return n - 1
		}
	}
	return last
}

// evidenceRows is how many rows of a table are looked at for what its arithmetic tells.
const evidenceRows = 300

// namesBelow is the column in which names of the plan's stand below a row of headings, in two rows
// or more; 0 without one. It is asked for where no heading says so.
func (r *reader) namesBelow(p page, row, from, to int) int {
	if r.form == nil || len(r.form.Rows) == 0 || !textRow(p, row) {
		return 0
	}
	for _, c := range p.grid.Row(row) {
		if f, _ := headingOf(c.Raw); f == huibao.FieldIndicator || f == huibao.FieldTask || f == huibao.FieldCode {
			return 0
		}
	}
	for col := from; col <= min(to, from+unitColumns-1); col++ {
		codes := map[string]bool{}
		for n := row + 1; n <= min(p.grid.MaxRow, row+namesSearch); n++ {
			c := p.grid.At(n, col)
			if c.Type != sheet.Text || len(c.Raw) > maxHeading {
				continue
			}
			list := r.matches(strings.TrimSpace(c.Raw))
			if std := r.standardNamed(c.Raw); std != nil && !standsOut(list, certain) { // 农村最低生活保障
				list = []match{{std, certain}}
			}
			if standsOut(list, certain) && !(wordsOnly(p, n) && textRow(p, n)) {
				if codes[list[0].row.Code] = true; len(codes) >= leastCodes {
					return col
				}
			}
		}
	}
	return r.pairedNames(p, row, from, to)
}

// pairedNames is the first of two columns that name standards together (最低生活保障 | 城市), in two rows or more;
// 0 without.
func (r *reader) pairedNames(p page, row, from, to int) int {
	for col := from; col < min(to, from+unitColumns-1); col++ {
		codes, above := map[string]bool{}, ""
		for n := row + 1; n <= min(p.grid.MaxRow, row+namesSearch); n++ {
			if text := strings.TrimSpace(p.grid.At(n, col).Raw); text != "" {
				above = text
			}
			own := strings.TrimSpace(p.grid.At(n, col+1).Raw)
			if own == "" || above == "" || len(own)+len(above) > maxHeading || p.grid.At(n, col+1).Type != sheet.Text {
				continue
			}
			for _, name := range []string{own + above, above + own} {
				if std := r.standardNamed(name); std != nil {
					codes[std.Code] = true
				}
			}
		}
		if len(codes) >= leastCodes {
			return col
		}
	}
	return 0
}

// namesSearch is how many rows below its headings a table's names are looked for.
const namesSearch = 40
