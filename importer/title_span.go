package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// A title may be all that says of when a table's figures are (2026年1-7月…统计表, …7月底累计), over a
// column that is headed 数量, or by a measure, and no more.

// titledUntil reports whether the title of a table says that it is of January up to a month, and of
// nothing else.
func (t table) titledUntil(now huibao.Period) bool {
	titles := t.titles()
	at := slices.IndexFunc(titles, func(title string) bool { return spanOf(title, now.Year, now) != span{} })
	if at < 0 || now.IsZero() || t.plansAhead() || slices.ContainsFunc(titles, func(title string) bool { return holdsAny(title, othersThan) }) {
		return false
	}
	return spanOf(titles[at], now.Year, now) == span{until: now.Month}
}

// plainlyTitled reports whether the title over a table says no more than whose it is, that it is of the
// livelihood projects' figures, and until when (…残联民生实事数据（截至6月25日累计）): other words (本月新增, 在办,
// 城区, 缺口) may make them others than the year's. Lines of who filled it in aside, nothing else stands there.
func (r *reader) plainlyTitled(t table) bool {
	titles := slices.DeleteFunc(t.titles(), filledLine.MatchString)
	if len(titles) != 1 {
		return false
	}
	title := strings.Join(strings.Fields(fold(titles[0])), "")
	for _, unit := range append([]string{r.form.Unit.Name}, r.form.UnitAliases...) {
		if rest, ok := strings.CutPrefix(title, unit); ok && unit != "" {
			title = rest
			break
		}
	}
	return plainTitle.MatchString(title)
}

var (
	filledLine = regexp.MustCompile(`^\s*(?:填报单位|报送单位|填报人|填表人|联系人|电话|联系电话|填报日期|填报时间)[:：]`)
	plainTitle = func() *regexp.Regexp {
		const until = `\(?(?:截[至止到](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?|(?:20\d\d年)?1[-—–~～至到]\d{1,2}月份?)(?:累计)?\)?`
		return regexp.MustCompile(`^(?:\p{Han}{1,6}[局委会联]|人民政府)?(?:20\d\d年)?(?:` + until + `)?(?:民生实事|为民办?实事)(?:项目|工作)?(?:` + until + `)?(?:数据|进展|进展情况|进度|完成情况|完成数)(?:统计)?表?(?:` + until + `)?$`)
	}()
)

// tellsByTitle settles a table of which the title says until when, and that has one column of figures,
// headed 数量 or the like.
func (r *reader) tellsByTitle(t *table, e evidence) bool {
	if !t.titledUntil(r.reported()) || len(e.figures) != 1 {
		return false
	}
	path := t.headPath(e.figures[0], t.subHead())
	if bare, _ := nameMeasure(path[len(path)-1]); len(path) > 1 || !slices.Contains(plainFigures, bare) {
		return false
	}
	t.columns[huibao.FieldCumulative], t.kind = e.figures[0], huibao.KindCount
	return true
}

// tellsByRows settles a table of which the rows say what their figures are (年度目标, 本月完成, 累计完成), in
// one column that is headed 数值 or the like.
func (r *reader) tellsByRows(t *table, e evidence) bool {
	if len(e.figures) != 1 {
		return false
	}
	path := t.headPath(e.figures[0], t.subHead())
	if bare, _ := nameMeasure(path[len(path)-1]); len(path) > 1 || !slices.Contains(plainFigures, bare) {
		return false
	}
	u := ownTable{reader: r, table: *t}
	said := map[huibao.Field]int{}
	for _, n := range e.rows {
		said[u.rowSays(n)]++
	}
	if said[huibao.FieldCumulative] == 0 || said[""] > 0 {
		return false
	}
	t.columns[huibao.FieldCumulative], t.kind = e.figures[0], huibao.KindCount
	return true
}

// plainFigures head figures and say nothing of them.
var plainFigures = []string{"数量", "数值", "数", "数据", "实绩", "值", "实际数量"}

// byMeasure is the one column of an indicator that is headed by its measure (人次 beside 金额), where the
// title says until when; else 0.
func (a *across) byMeasure(t table, row *huibao.FormRow) int {
	if !(table{page: a.page, head: a.under()}).titledUntil(a.reported()) {
		return 0
	}
	found := 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, 0)
		if len(path) == 0 {
			continue
		}
		own := path[len(path)-1]
		_, m := nameMeasure("数(" + strings.TrimSuffix(own, "数") + ")")
		if g := verbCounted.FindStringSubmatch(own); g != nil && countVerbs.MatchString(own) && !moneyWords.MatchString(g[1]) { // 救助人次
			m = cmp.Or(counts[g[1]], strings.TrimSuffix(g[1], "数"))
		}
		if bare, measure := nameMeasure(own); m == "" && (numberWords.MatchString(bare) || moneyNoun.MatchString(bare)) { // 人数（人） beside 资金（万元）
			m = measure
		}
		switch {
		case m == "" || !row.CountsAs(m) || !a.untilNow(col):
		case found > 0:
			return 0
		default:
			found = col
		}
	}
	return found
}

// moneyNoun heads money and says no more of it.
var moneyNoun = regexp.MustCompile(`^(?:已|累计|实际)?(?:发放|拨付|支出|支付|兑现|落实)?(?:补助|补贴|救助)?(?:资金|金额|经费)(?:数|额|总额)?$`)

// countVerbs begin such a heading that says no more than its measure: nobody plans them by it.
var countVerbs = regexp.MustCompile(`^(?:累计|实际|已|共)?(?:发放|救助|资助|筛查|体检|检查|服务|演出|放映|接种)`)

// withoutVerb is the row of which a name is all but the verb behind it (…补贴 of …补贴发放), where the
// measure that is said of its figures is the row's; nil without one.
func (r *reader) withoutVerb(name string, said []string) *huibao.FormRow {
	bare, _ := nameMeasure(name)
	bare = r.withoutDoer(bare)
	var found *huibao.FormRow
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		full := bareName(row.Name)
		switch {
		case full == bare+"发放" && row.Kind == huibao.KindCount && slices.ContainsFunc(said, row.CountsAs):
			found = row
		case paidName(row, bare) && slices.ContainsFunc(said, huibao.IsMoney):
			if found != nil {
				return nil
			}
			found = row
		case strings.HasPrefix(full, bare): // …补贴标准
			return nil
		}
	}
	return found
}

// paidName reports whether an indicator of money is called by what is paid, with no more around it than that it
// is paid and is money (发放临时救助资金 of 临时救助).
func paidName(row *huibao.FormRow, bare string) bool {
	full := bareName(row.Name)
	before, behind, ok := strings.Cut(full, bare)
	return ok && row.Kind == huibao.KindCount && huibao.IsMoney(row.Measure) && utf8.RuneCountInString(bare) >= leastPlain && paidFront.MatchString(before) && paidBehind.MatchString(behind)
}

var (
	paidFront  = regexp.MustCompile(`^(?:发放|拨付|落实|兑现|支付|下达)?$`)
	paidBehind = regexp.MustCompile(`^(?:补助|补贴|救助)?(?:资金|金额|金|款)(?:发放|拨付|兑现)?$`)
)

// orWithoutVerb are a row's matches, or that one.
func (u *ownTable) orWithoutVerb(n int, name string, list []match) []match {
	col := u.columns[huibao.FieldCumulative]
	if standsOut(list, certain) || col == 0 {
		return list
	}
	t := u.table
	t.rowName = name
	said := t.measureWords(n, col)
	for _, cols := range t.choices {
		for _, col := range cols {
			said = append(said, t.measureWords(n, col)...)
		}
	}
	if row := cmp.Or(u.withoutVerb(name, said), u.ofSender(name, said)); row != nil {
		return []match{{row, certain}}
	}
	return list
}

// orWithoutVerb is a group of columns as that one's, by what heads its columns.
func (a *across) orWithoutVerb(g columnsOf) columnsOf {
	if a.sure(g) {
		return g
	}
	var said []string
	t := a.tableOf(g)
	for col := g.from; col <= g.to; col++ {
		if path := t.headPath(col, 0); len(path) > 0 {
			_, m := nameMeasure("数(" + strings.TrimSuffix(path[len(path)-1], "数") + ")")
			_, written := nameMeasure(path[len(path)-1])
			said = append(said, m, written)
		}
	}
	said = slices.DeleteFunc(append(said, t.measureWords(a.own[0], g.from)...), func(m string) bool { return m == "" })
	if row := cmp.Or(a.withoutVerb(g.name, said), a.ofSender(g.name, said)); row != nil {
		g.list = []match{{row, certain}}
	}
	return g
}

// rivalCounted reports whether a column headed by what was done and what of it is counted (培训人次) stands
// beside one of the same that may be meant as well (合格人次).
func (t table) rivalCounted(col int, path []string) bool {
	g := countedOf(path)
	if g == "" {
		return false
	}
	for other := t.from; other <= t.to; other++ {
		of := t.headPath(other, t.subHead())
		if other == col || other == t.columns[huibao.FieldTarget] || len(of) == 0 || aheadOf.MatchString(of[len(of)-1]) {
			continue
		}
		_, rest := cutPeriod(plainPeriods(of[len(of)-1]))
		if strings.HasSuffix(rest, g) && rest != g && countedOf(of) == "" {
			if _, known := headingOf(of[len(of)-1]); !known && t.holdsFigures(other) {
				return true
			}
		}
	}
	return false
}

// countedOf is what such a column counts (人次); "" for others.
func countedOf(path []string) string {
	_, rest := cutPeriod(plainPeriods(path[len(path)-1]))
	if g := verbCounted.FindStringSubmatch(strings.TrimPrefix(rest, "份")); g != nil {
		return g[1]
	}
	return ""
}
