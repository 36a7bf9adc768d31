package importer

import (
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// months are those that stand side by side before a total, from January on: the last one, and
// of how many each column is (1, or 3 for quarters).
type months struct{ last, each int }

// monthsBefore are the single months, or quarters, that head the columns on the left of a column
// (1月 2月 3月 合计); none where they don't.
func (t table) monthsBefore(col int) months {
	var all months
	for c := col - 1; c >= t.from; c-- {
		end, each := monthHead(t.headText(t.head, c))
		switch {
		case each == 0, all.each > 0 && (each != all.each || end != all.last-each*(col-1-c)):
			return months{}
		case all.each == 0:
			all = months{end, each}
		}
		if end == each {
			return all
		}
	}
	return months{}
}

// monthHead is the last month of a heading that is a single month or quarter, and of how many
// months it is; 0 for others.
func monthHead(text string) (end, each int) {
	plain := plainPeriods(text)
	if g := quarterHead.FindStringSubmatch(plain); g != nil {
		return quarterOf(plain, 0).Month, 3
	}
	g := spanMonth.FindStringSubmatch(plain)
	if f, ok := spanField(text); !ok || f != huibao.FieldThis || g == nil {
		return 0, 0
	}
	return atoi(g[1]), 1
}

var quarterHead = regexp.MustCompile(`^第?[一二三四1-4]季度?(?:完成|完成数|新增)?$`)

// monthsLeft are the single months that head the columns on the left of a column, the last one first, with quarters
// and their totals between them passed over, and but for those at its end that are still blank.
func (t table) monthsLeft(col int) (list []int) {
	for c := col - 1; c >= t.from; c-- {
		head := t.headText(t.head, c)
		if t.titleTurned(c) { // a month of which nothing is filled in yet
			head = strings.TrimSpace(t.grid.At(t.head, c).Raw)
		}
		switch end, each := monthHead(head); {
		case each == 1 && (len(list) > 0 || !t.blank(c)):
			list = append(list, end)
		case each == 0 && !betweenMonths.MatchString(head):
			c = t.from
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	slices.Reverse(list)
	return list
}

// betweenMonths heads what some of the months come to.
var betweenMonths = regexp.MustCompile(`季|半年|小计|合计`)

// totalOfMonths holds a cumulative that says nothing of its span to the months on its left: it is doubted where they
// end with another than this one, one of them is left out, or the title says that they are planned.
func (t table) totalOfMonths(m *meaning, now huibao.Period) {
	if t.columns[huibao.FieldPrevious] > 0 && thisTotal.MatchString(m.heading) && t.lessThanBefore(m.col) {
		m.doubt = "有的行比上月累计少，不知是不是本年累计"
	}
	list := t.monthsLeft(m.col)
	if m.span != (span{}) || len(list) < leastSummed {
		return
	}
	if list[0] != now.Month {
		m.doubt = "左边各月填到" + strconv.Itoa(list[0]) + "月，不知是不是到本期的本年累计"
	}
	for i, month := range list[1:] {
		if month < list[i]-1 {
			m.doubt = "左边各月里没有" + strconv.Itoa(month+1) + "月，不知是不是本年累计"
		}
	}
	if title, done := t.titled(); !done && strings.Contains(title, "计划") {
		m.doubt = "的表题是“" + strings.TrimSpace(title) + "”，不知是已完成的数，还是计划的数"
	}
}

// sumOfMonths gives a total behind months the span that they make; months that are still
// blank are none of it: without this month it is of the last one.
func (t table) sumOfMonths(m *meaning, path []string) {
	if !m.whole || m.span != (span{}) || len(path) > 1 && !wholeWords.MatchString(path[len(path)-1]) {
		return
	}
	all, col := t.monthsBefore(m.col), m.col-1
	if all == (months{}) {
		all = t.monthsBehind(m.col)
		col = m.col + all.number()
	}
	for ; all.last > 0 && t.blank(col); col-- {
		all.last -= all.each
	}
	m.span.until = all.last
}

// monthsBehind are those on the right of a column (合计 1月 2月 3月); none where they don't stand there, or one alone.
func (t table) monthsBehind(col int) (all months) {
	for c := col + 1; c <= t.to; c++ {
		end, each := monthHead(t.headText(t.head, c))
		switch {
		case each == 0:
			c = t.to
		case end != all.last+each || all.each > 0 && each != all.each:
			return months{}
		default:
			all = months{end, each}
		}
	}
	if all.number() < leastSummed {
		return months{}
	}
	return all
}

// monthsBeside are those on either side of a column.
func (t table) monthsBeside(col int) months {
	if all := t.monthsBefore(col); all != (months{}) {
		return all
	}
	return t.monthsBehind(col)
}

// number is how many columns they are.
func (m months) number() int { return m.last / max(m.each, 1) }
