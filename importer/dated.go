package importer

import (
	"huibao"
	"huibao/internal/regexp"
)

// A line around a unit's own table that dates its figures (统计截止时间：2024年7月31日, 统计期间：1-7月) may
// name another month than the one collected: then they are not of it. The day on which a table was filled in
// or printed is none of its figures'.

var (
	datedLine = regexp.MustCompile(`^[(\[【]?(?:[备附]?注[:：]?)?(?:\d[.、])?(?:本表|表中|以上|上述|各项|所有|全部)*(?:的)?(?:(?:数据|数字|统计|数值|采集|汇总)*截[至止到](?:[至到于])?(?:时间|日期|时点|日)?[:为于]*|(?:统计|数据|报告|报表|所属|资料|完成)(?:的)?(?:期|期间|时间|时段|时期|区间|日期|月份|期限|时点)[:为]+)(?:自|从)?`)
	datedEnd  = regexp.MustCompile(`^(?:份|底|末|止|\d{1,2}[时点:]\d{0,2}|数据|累计|数)*[)\]】]?(?:$|[,;。、]|填|制表|单位|计量|报送|审核|联系|负责)`)
	// sinceFront is the beginning of a year so far whose month is not written: 1- of 1-7月.
	sinceFront = regexp.MustCompile(`^(?:20\d\d年)?0?1(?:月份?)?[-—–~～至到.]+$`)
	plannedBy  = regexp.MustCompile(`预计|计划|将|力争|拟|确保|目标|任务|争取|可[望以]?|完成|竣工|建成|全部`)
)

// datedOther is the month, other than the return's own, of which such a line says that the figures are;
// up to a day by which the returns are due they may go.
func (r *reader) datedOther(text string, want huibao.Period) huibao.Period {
	at := datedLine.FindStringIndex(text)
	if at == nil {
		return huibao.Period{}
	}
	rest := shortDay.ReplaceAllString(text[at[1]:], "${1}月${2}日")
	list := momentsOf(rest[:min(len(rest), maxPeriodText)], r.year())
	if len(list) == 0 || list[0].start > 0 && !(list[0].endsSpan && sinceFront.MatchString(rest[:list[0].start])) {
		return huibao.Period{}
	}
	m := list[0]
	if m.opens && len(list) > 1 {
		m = list[1]
	}
	if r.ret.Stamp != nil && !(m.endsSpan && (list[0].opens || m.start > 0)) {
		return huibao.Period{} // of our own form's lines, which the title's period tells
	}
	month := huibao.Period{Year: want.Year, Month: want.Month}
	tail := rest[m.end:]
	if end := datedEnd.FindString(tail); m.period == month || !datedEnd.MatchString(tail) || plannedBy.MatchString(tail[len(end):]) || m.period.Before(month) && m.period.Year != want.Year {
		return huibao.Period{}
	}
	if m.day && month.Before(m.period) && r.byDue(rest[:m.end], want) {
		return huibao.Period{}
	}
	return m.period
}

// byDue reports whether a text ends with a day by which the returns of a period are due, or may be one.
func (r *reader) byDue(text string, want huibao.Period) bool {
	if r.known.Plan == nil {
		return true
	}
	list := momentsOf(text, r.year())
	m := list[len(list)-1]
	day, _, ok := ReadDate(text[m.start:m.end], m.period.Year)
	return !ok || day.Cmp(r.known.Plan.Day(want).Deadline) <= 0
}
