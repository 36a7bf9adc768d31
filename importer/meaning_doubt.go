package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// What a title says of all of a table's figures: they are of another year, of what is to come, of
// money, of this month alone. A title that names two things (完成及资金支付情况) says nothing.
var (
	andWords    = regexp.MustCompile(`[及和与比较、]`)
	aheadTitle  = regexp.MustCompile(`预计|预期|拟完成|计划完成|下[月期步]|下一步`)
	moneyTitle  = regexp.MustCompile(`(?:资金|投资|经费)(?:支付|拨付|使用|到位|完成|执行|下达)*(?:进度|进展|情况)`)
	laterMonths = regexp.MustCompile(`(?:^|[^\d.])(?:[2-9]|1[0-2])月?(?:[-—–~～－至到])+(?:1[0-2]|[1-9])月|下半年`)
	monthTitle  = regexp.MustCompile(`本月|当月`)
)

// doubtOf says why a column of what was done may be of something else: by words in the brackets
// of its heading, or by the title where the heading names no span; "" for nothing.
func (t table) doubtOf(m meaning, path []string, year int) string {
	if words := openBracket(path[len(path)-1]); words != "" && headScale(path[len(path)-1]) == "" {
		return "括号里写着“" + words + "”，不知是不是全部的完成数"
	}
	title, done := t.titled()
	if i := slices.IndexFunc(t.titles(), func(text string) bool { return laterMonths.MatchString(plainPeriods(text)) }); i >= 0 && m.span == (span{}) && !cumWords.MatchString(m.heading) {
		return "的表题是“" + strings.TrimSpace(t.titles()[i]) + "”，不知是不是从年初起的数"
	}
	if target := t.targetOfOtherYear(year); target != "" && m.span == (span{}) && ofOtherYear(m.heading+"，"+title+"，"+target, year) {
		return "旁边的“" + target + "”是别的年份的，不知是不是今年的数"
	}
	if at := slices.IndexFunc(t.titles(), func(text string) bool { return sinceOtherYear(text, year) }); at >= 0 && m.span == (span{}) {
		return "的表题是“" + strings.TrimSpace(t.titles()[at]) + "”，不知是不是今年的数"
	}
	if !done || m.span != (span{}) || cumWords.MatchString(title) {
		return ""
	}
	says := "的表题是“" + strings.TrimSpace(title) + "”，不知"
	switch two := andWords.MatchString(title); {
	case strings.Contains(title, "未完成") && wholeWords.MatchString(m.heading):
		return says + "是完成的数，还是未完成的数"
	case two:
	case otherYears.MatchString(title), ofOtherYear(title, year):
		return says + "是不是今年的数"
	case aheadTitle.MatchString(title):
		return says + "是已完成的数，还是预计的数"
	case moneyTitle.MatchString(title):
		return says + "是完成的数，还是资金"
	case monthTitle.MatchString(title) && !cumWords.MatchString(m.heading):
		return says + "是本月的数，还是本年累计"
	}
	return ""
}

// doubtOfQuarter says why a column of what was done may be of a quarter alone: the title names one that
// doesn't begin with the year, and neither it nor the heading says more; "" for nothing. Where quarters are
// collected it is the name of the period.
func (t table) doubtOfQuarter(m meaning, now huibao.Period) string {
	if now.Quarter || m.span != (span{}) || cumWords.MatchString(m.heading) {
		return ""
	}
	for _, title := range t.titles() {
		text := plainPeriods(title)
		if q := quarterOf(text, now.Year); q.Month == now.Month && laterQuarter.MatchString(text) && !sinceStart.MatchString(text) && !cumWords.MatchString(text) && spanOf(strings.TrimSpace(quarterText.ReplaceAllString(text, "")), now.Year, now).until == 0 {
			return "的表题是“" + strings.TrimSpace(title) + "”，不知是一个季度的数，还是本年累计"
		}
	}
	return ""
}

// laterQuarter is one quarter that isn't the first, and not its end.
var laterQuarter = regexp.MustCompile(`(?:^|[^\d至到—前~-])(?:第?[2-4二三四]个?季度|Q[2-4])(?:[^末底]|$)`)

// sinceOtherYear reports whether a title is of years that begin before the one that is collected
// (2025年7月-2026年7月, 2025年以来), and not of a programme of these years, or of a span of them, of
// which it names the year's own (三年行动（2022—2024年）2024年1—5月完成情况).
func sinceOtherYear(title string, year int) bool {
	text := plainPeriods(title)
	if rest := programme.ReplaceAllString(text, "$1$2"); rest != text {
		named := yearText.FindAllStringSubmatch(upToYear.ReplaceAllString(rest, ""), maxMoments)
		if slices.ContainsFunc(named, func(g []string) bool { return atoi(g[1]) == year }) {
			text = rest
		}
	}
	at := yearsFrom.FindStringSubmatchIndex(text)
	if at == nil || atoi(text[at[2]:at[3]]) >= year {
		return false
	}
	within := sinceJanuaryOf.FindStringSubmatch(text[at[1]:])
	return within == nil || atoi(within[1]) != year
}

var (
	yearsFrom = regexp.MustCompile(`(20\d\d)(?:年\d{0,2}月?份?\d{0,2}日?|\.\d{1,2})?(?:[-—–~～至到]+(?:20\d\d)|以来|至今)`)
	// programme are the years of a programme, in brackets behind it or before its name; upToYear is up to
	// when something was counted, whatever it began with.
	programme = regexp.MustCompile(`(行动|规划|计划|方案|[一二三四五]五|工程)[(〔\[]` + years + `[)〕\]]|` + years + `(\p{Han}{0,12}?(?:行动|规划|计划|方案))`)
	upToYear  = regexp.MustCompile(`截[至止到]+(?:目前)?20\d\d年?`)
	// sinceJanuaryOf are the months of a year from January.
	sinceJanuaryOf = regexp.MustCompile(`(20\d\d)年(?:1月?份?[-—–~～至到]+(?:1[0-2]|[1-9])月|上半年|(?:第?[一1]|前[三3])个?季度)`)
)

// years are several, the last with what closes it.
const years = `20\d\d年?[-—–~～至到]+20\d\d年?度?`

// ofOtherYear reports whether a title names years, and not the one that is collected.
func ofOtherYear(title string, year int) bool {
	all := yearText.FindAllStringSubmatch(title, maxMoments)
	return len(all) > 0 && year > 0 && !slices.ContainsFunc(all, func(g []string) bool { return atoi(g[1]) == year })
}

// targetOfOtherYear is the heading of the targets of a table where it names another year than the one
// that is collected; "" where it doesn't.
func (t table) targetOfOtherYear(year int) string {
	heading := strings.Join(t.headPath(t.columns[huibao.FieldTarget], t.subHead()), "")
	if t.columns[huibao.FieldTarget] > 0 && (ofOtherYear(heading, year) || otherYears.MatchString(heading)) {
		return heading
	}
	return ""
}

// take settles a field's column; 0 for none.
func (t *table) take(f huibao.Field, col int) {
	if col > 0 {
		t.columns[f] = col
		return
	}
	delete(t.columns, f)
}

// only is the one column of a meaning: the total where parts stand beside it. Several, or a
// part alone, are asked about.
func (r *reader) only(t table, list []meaning, label string) int {
	for _, other := range []func(meaning) bool{func(m meaning) bool { return thisTotal.MatchString(m.heading) }, func(m meaning) bool { return !m.whole }, func(m meaning) bool { return strings.Contains(m.part, "其中") }} {
		if kept := slices.DeleteFunc(slices.Clone(list), other); len(kept) > 0 {
			list = kept
		}
	}
	switch {
	case len(list) == 0:
		return 0
	case len(list) == 1 && list[0].part == "" && !list[0].share && list[0].doubt == "":
		return list[0].col
	}
	var names []string
	for _, m := range list {
		names = append(names, "“"+m.heading+"”（"+t.colText(m.col)+"）")
	}
	text := strings.Join(names, "、") + "，不知哪一列是全部的" + label
	switch {
	case len(list) == 1 && list[0].share:
		text = names[0] + "不知是" + label + "的数，还是百分比"
	case len(list) == 1 && list[0].part == "":
		text = names[0] + list[0].doubt
	case len(list) == 1:
		text = names[0] + "只是一部分，不是全部的" + label
	}
	r.remark(huibao.RemarkColumnUnclear, text, t.at(t.head, list[0].col))
	return 0
}

// askOfStale asks for the figures of the period of a table that has those of other times alone, and
// shows them where nothing else does: of a table on its side, or of cards.
func (r *reader) askOfStale(t *table, stale []meaning, now huibao.Period) {
	var names []string
	for _, m := range stale {
		names = append(names, "“"+m.heading+"”")
		if t.upright != nil && !m.span.past && !m.span.ahead { // upright ones are spotted
			t.open = append(t.open, m.col)
		}
	}
	r.remark(huibao.RemarkColumnUnclear, "没有到"+now.Chinese()+"的完成数（只有"+strings.Join(names, "、")+"）", t.at(t.head, 1))
}
