package importer

import (
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

// sumOfMonths gives a total behind months the span that they make; months that are still
// blank are none of it: without this month it is of the last one.
func (t table) sumOfMonths(m *meaning, path []string) {
	if !m.whole || m.span != (span{}) || len(path) > 1 && !wholeWords.MatchString(path[len(path)-1]) {
		return
	}
	all := t.monthsBefore(m.col)
	for col := m.col - 1; all.last > 0 && t.blank(col); col-- {
		all.last -= all.each
	}
	m.span.until = all.last
}
