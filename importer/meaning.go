package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Columns of a table of the unit's own get a meaning before a value is taken (readings.md, 7):
// what they are of, over which months, of the whole or of a part.

// span is the time that a heading speaks of.
type span struct {
	until int  // a cumulative from January up to this month; 0 where it is none
	month int  // this month alone
	past  bool // of another year
	ahead bool // what is planned or expected
	some  bool // other months: of a quarter, since another month, of several years

	quarter bool // month ends the quarter that is collected, and all of that is meant
}

// meaning is a column of what was done.
type meaning struct {
	col     int
	heading string // with those above it
	span    span
	whole   bool   // it is called the total
	part    string // what it is a part of, by its own name: a town, a kind
	weak    bool   // of words, if another column has figures
	share   bool   // may be of percentages that are written as bare numbers
	doubt   string // why it may be of something else
}

var (
	spanUntil    = regexp.MustCompile(`(?:1|元)月?份?(?:[-—–~～－至到])+(1[0-2]|0?[1-9])月|(?:截[至止到]|至|到)(?:目前)?(?:20\d\d年)?(1[0-2]|0?[1-9])月|(1[0-2]|0?[1-9])月份?(?:底|末|累计|止)`)
	spanMonth    = regexp.MustCompile(`(1[0-2]|0?[1-9])月`)
	otherYears   = regexp.MustCompile(`去年|上年|同期|往年|历年|前年`)
	aheadWords   = regexp.MustCompile(`下月|下期|下步|下一步|预计|预期|拟完成|计划完成|剩余|尚未|未完成|还需|差额`)
	yearEnd      = regexp.MustCompile(`年[底末终]`)
	lastWords    = regexp.MustCompile(`上月|上期|截至上`)
	thisWords    = regexp.MustCompile(`本月|当月|本期|当期`)
	periodItself = regexp.MustCompile(`本期|当期`)
	cumWords     = regexp.MustCompile(`累[计积]|年初|截至|截止|总`)
	wholeWords   = regexp.MustCompile(`^(?:合计|总计|小计|全部|总数|合计数|全县|全区|全市|全县合计|全区合计|县合计|区合计|汇总)$`)
	someMonths   = regexp.MustCompile(`(?:^|\D)(?:[2-9]|1[0-2])月?(?:[-—–~～－至到])+(?:1[0-2]|[1-9])月|[1-4]个?季|本季|当季|[本当]周(?:$|[^期边])|下半年|五[期规]|十[一二三四五]五|以来|20\d\d年?(?:[-—–~～－至到])+20\d\d`)
	sinceStart   = regexp.MustCompile(`(?:年初|今年|本年|开年|年度)以来|前[1-4]个?季|[1一](?:[-—–~～－至到])+[1-4]个?季`)
	periodWords  = regexp.MustCompile(`20\d\d年?度?|(?:1[0-2]|0?[1-9])月份?(?:底|末|止)?|\d{1,2}日|截[至止到]|上半年|全年|年度|本年|今年|本月|当月|累计|目前|[-—–~～－至到\d年元]`)
	partWords    = regexp.MustCompile(`投资|资金|经费|支付|拨付|到位|开工|竣工|其中`)
	numberWords  = regexp.MustCompile(`^(?:数量|数值|数|数额|金额|个数|户数|人数|人次|套数|公里数|实绩|完成数|完成量|实际|已完成|完成|值)$`)
)

// spanOf reads the span of a heading; year and now are those that are collected.
func spanOf(heading string, year int, now huibao.Period) span {
	text := strings.ReplaceAll(plainPeriods(heading), "全年累计", "累计") // of the year so far
	s := span{past: otherYears.MatchString(text), ahead: aheadWords.MatchString(text)}
	for _, g := range yearText.FindAllStringSubmatch(text, maxMoments) {
		s.past = s.past || atoi(g[1]) != year
	}
	switch {
	case someMonths.MatchString(text) && !sinceStart.MatchString(text):
		s.ofQuarter(text, year, now)
	case spanUntil.MatchString(text):
		g := spanUntil.FindStringSubmatch(text)
		s.until = atoi(g[1] + g[2] + g[3])
	case spanIn(text) > 0:
		s.until = spanIn(text)
	case yearEnd.MatchString(text):
		s.until = 12
	case lastWords.MatchString(text):
		if last := now.Prev().Month; cumWords.MatchString(text) {
			s.until = last
		} else {
			s.month = last
		}
	case spanMonth.MatchString(text):
		s.month = atoi(spanMonth.FindStringSubmatch(text)[1])
	case thisWords.MatchString(text) && !cumWords.MatchString(text):
		s.month, s.quarter = now.Month, periodItself.MatchString(text)
	}
	return s
}

// ofQuarter reads a span that doesn't begin with the year: this quarter's own, where quarters
// are collected, and the first one's, are told from others.
func (s *span) ofQuarter(text string, year int, now huibao.Period) {
	q := quarterOf(text, year)
	switch {
	case q.IsZero():
		s.some = !(now.Quarter && holdsAny(text, []string{"本季", "当季"}))
	case q.Month == 3, cumWords.MatchString(text), holdsAny(text, []string{"末", "底"}):
		s.until = q.Month
	default:
		s.some = !now.Quarter || q.Month != now.Month
	}
	if !s.some && s.until == 0 {
		s.month, s.quarter = now.Month, true
	}
}

// besideDone are headings of what a table says of its figures beside them.
var besideDone = regexp.MustCompile(`同比|环比|增减|增长|增幅|增速|降幅|[比较](?:上|去|同)|排名|名次|位次|得分`)

// meanings are the columns of what was done. A column of percentages alone is none, nor is
// one of words (进展情况), while another has figures.
func (t table) meanings(year int, now huibao.Period) []meaning {
	var list []meaning
	below := t.subHead()
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, below)
		if len(path) == 0 || t.kind == huibao.KindStandard && t.paidIn(col) {
			continue
		}
		m, f := t.meaningOf(col, path)
		if f != huibao.FieldCumulative && f != huibao.FieldThis && f != huibao.FieldProgress || t.rivalCounted(col, path) {
			continue
		}
		m.weak = f == huibao.FieldProgress && col != t.columns[huibao.FieldCumulative]
		m.span = spanOf(m.heading, year, now)
		if f == huibao.FieldThis && m.span == (span{}) {
			m.span.month, m.span.quarter = now.Month, true
		}
		t.sumOfMonths(&m, path)
		m.share = t.mayBeShares(col, path, list)
		if m.doubt = cmp.Or(t.doubtOf(m, path, year), t.doubtOfQuarter(m, now)); f == huibao.FieldCumulative {
			t.totalOfMonths(&m, now)
		}
		list = append(list, m)
	}
	for _, other := range []func(meaning) bool{func(m meaning) bool { return t.shares(m.col) }, func(m meaning) bool { return m.share }, func(m meaning) bool { return m.weak }} {
		if kept := slices.DeleteFunc(slices.Clone(list), other); len(kept) > 0 {
			list = kept
		}
	}
	return slices.DeleteFunc(list, func(m meaning) bool { return m.weak && t.kind != huibao.KindCount })
}

// meaningOf is what the headings of a column, from the top down, say that it is of.
func (t table) meaningOf(col int, path []string) (m meaning, f huibao.Field) {
	m = meaning{col: col, heading: strings.Join(path, "")}
	last := len(path) - 1
	own := path[last]
	if last > 0 && aheadOf.MatchString(own) || besideDone.MatchString(own) {
		return m, "" // what was to be done by then, or how much more that is than a year ago
	}
	f, ok := headingOf(own)
	if !ok && last > 0 {
		f, ok = headingOf(path[last-1] + own)
	}
	if !ok && last > 0 {
		if f, ok = headingOf(path[last-1]); ok {
			if m.whole = wholeWords.MatchString(own); !m.whole && !numberWords.MatchString(own) && periodWords.ReplaceAllString(plainPeriods(own), "") != "" {
				m.part = own
			}
		}
	}
	if !ok {
		f, ok = spanField(own)
	}
	if !ok && last > 0 && numberWords.MatchString(own) { // 上半年 over 实际
		f, ok = spanField(path[last-1])
	}
	if !ok && t.upToMonth(own, t.columns[huibao.FieldPrevious]) {
		f, ok = huibao.FieldCumulative, true
	}
	m.whole = m.whole || slices.ContainsFunc(path, wholeWords.MatchString)
	if !ok && m.whole && (t.monthsBeside(col) != months{} || t.totalOfParts() == col) {
		f = huibao.FieldCumulative
	}
	if m.part == "" {
		m.part = partIn(path)
	}
	return m, f
}

// blank reports whether nothing stands under a heading.
func (t table) blank(col int) bool { return t.every(col, func(sheet.Cell) bool { return false }) }

// shares reports whether percentages stand under a heading, and nothing else.
func (t table) shares(col int) bool {
	return !t.blank(col) && t.every(col, func(c sheet.Cell) bool {
		return c.Type == sheet.Number && c.Format.Class == sheet.ClassPercent || c.Type == sheet.Text && shareText.MatchString(fold(c.Raw))
	})
}

var shareText = regexp.MustCompile(`^[\d.]+%$`)

// every reports whether all cells of a column that are filled in, in rows under the headings,
// are such.
func (t table) every(col int, such func(sheet.Cell) bool) bool {
	below := t.subHead()
	for row := range t.grid.Below(t.head) {
		if c := t.grid.At(row, col); row != below && strings.TrimSpace(c.Raw) != "" && !such(c) {
			return false
		}
	}
	return true
}

// headPath are the headings of a column from the top down, each once; none of a column that is
// of other units, and of this one's without its name.
func (t table) headPath(col, below int) []string {
	var path []string
	over := 0 // the row of the last but one of them
	last := 0
	if t.units.other[col] {
		return nil
	}
	rows := []int{t.head - 2, t.head - 1, t.head}
	for row := t.head - 3; row > t.head-t.depth; row-- {
		rows = append([]int{row}, rows...)
	}
	if below > 0 {
		rows = append(rows, below)
	}
	for _, row := range rows {
		if row < t.head && (t.depth == 0 && !headingAbove(t, row) || t.depth > 0 && row <= t.head-t.depth) {
			continue
		}
		head := t.groupText(row, col)
		if row == t.head && head == "" && below > 0 && t.headText(below, col) != "" {
			head = t.spreadHead(col)
		}
		text := strings.Join(strings.Fields(fold(head)), "")
		if name, rest := t.splitName(text); name != "" && t.mute[name] {
			text = rest
		}
		if text == "" || len(text) > maxHeading || slices.Contains(path, text) || t.mute[text] || row == t.units.row && t.units.own[col] && t.units.heads[col] == "" {
			continue
		}
		path, over, last = append(path, text), last, row
	}
	return t.withMeasure(path, over, col)
}

// headingAbove reports whether a row above the headings is one of them: it groups columns, and
// is no title over all of the table.
func headingAbove(t table, row int) bool {
	if row < 1 || !textRow(t.page, row) && !spansRow(t.page, row) || isLine(t.page, row) {
		return false
	}
	n := 0
	for _, c := range t.grid.Row(row) {
		if c.Type == sheet.Text {
			n++
		}
	}
	return n > 1
}

// spansRow reports whether nothing but spans of time stands in a row (截至5月底, 截至6月底).
func spansRow(p page, row int) bool {
	n := 0
	for _, c := range p.grid.Row(row) {
		if _, ok := spanField(c.Raw); c.Type != sheet.Blank && !ok {
			return false
		}
		if c.Type == sheet.Text {
			n++
		}
	}
	return n > 0
}

// subHead is the row under the headings that parts merged ones (甲镇、乙镇、合计), or over which
// that of the names is merged; 0 without one.
func (t table) subHead() int {
	n, least := t.head+1, 2
	if t.depth > 0 {
		return 0
	}
	if strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw) != "" {
		return 0
	}
	if m, ok := t.grid.Merge(n, t.nameColumn()); ok {
		if m.Row1 > t.head {
			return 0
		}
		least = 1
	}
	if t.partedBelow() {
		return n
	}
	parts := 0
	for _, c := range t.grid.Row(n) {
		if c.Type == sheet.Number {
			return 0
		}
		if m, ok := t.grid.Merge(t.head, c.Col); c.Type == sheet.Text && (least == 1 || ok && m.Col2 > m.Col1) {
			parts++
		}
	}
	if parts < least {
		return 0
	}
	return n
}

// partedBelow reports whether the row under the headings parts some of them that were not merged
// over it: all of it are words, some under a blank that follows a heading.
func (t table) partedBelow() bool {
	parts := 0
	for _, c := range t.grid.Row(t.head + 1) {
		switch {
		case c.Type == sheet.Blank || strings.TrimSpace(c.Raw) == "":
		case c.Type != sheet.Text:
			return false
		case t.spreadHead(c.Col) == "":
			return false
		case t.headText(t.head, c.Col) == "":
			parts++
		}
	}
	return parts > 0
}

// spreadHead is the heading over a column, or the last one before it.
func (t table) spreadHead(col int) string {
	for ; col >= t.from; col-- {
		if text := t.headText(t.head, col); text != "" {
			return text
		}
	}
	return ""
}

// reported is the period that the file is of, else the one that is collected.
func (r *reader) reported() huibao.Period {
	if r.ret.Period.IsZero() {
		return r.known.Period
	}
	return r.ret.Period
}

// settleMeanings gives a table of the unit's own its columns of what was done in this period
// and up to it; what can't be told is remarked once, and nothing is taken from there.
func (r *reader) settleMeanings(t *table) {
	now := r.reported()
	t.settleTargets(now.Year)
	if now.IsZero() || r.form == nil {
		return
	}
	all := t.meanings(now.Year, now)
	r.doubtStrange(t, all)
	if len(all) == 0 {
		t.underSpan()
		t.dropPlanned()
		return
	}
	var cums, months, stale []meaning
	for _, m := range all {
		switch {
		case m.span.past, m.span.ahead, m.span.some:
			stale = append(stale, m)
		case m.span.until == now.Month, m.span.until == 0 && m.span.month == 0:
			cums = append(cums, m)
		case m.span.until == 0 && m.span.month == now.Month && (m.span.quarter || !now.Quarter):
			months = append(months, m)
		default:
			stale = append(stale, m)
		}
	}
	if named := slices.DeleteFunc(slices.Clone(cums), func(m meaning) bool { return m.span.until == 0 }); len(named) > 0 {
		cums = named // one that says up to when wins over one that doesn't
	}
	if t.ofStages(cums) {
		t.staged = true
		delete(t.columns, huibao.FieldCumulative)
	} else if t.measured = t.ofMeasures(cums); t.measured != nil {
		t.take(huibao.FieldCumulative, t.measured[0])
	} else if !t.choose(huibao.FieldCumulative, cums) {
		t.take(huibao.FieldCumulative, r.only(*t, cums, "本年累计"))
	}
	if !t.choose(huibao.FieldThis, months) {
		t.take(huibao.FieldThis, r.only(*t, months, "本期完成"))
	}
	if !t.staged && t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldThis] == 0 || t.columns[huibao.FieldCumulative] == 0 && len(cums) == 1 && cums[0].doubt != "" {
		for _, m := range slices.Concat(cums, months) {
			t.open = append(t.open, m.col)
		}
	}
	t.dropPlanned()
	t.settleShare(now)
	if len(cums)+len(months) == 0 {
		r.askOfStale(t, stale, now)
	}
}
