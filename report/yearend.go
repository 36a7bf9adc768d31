package report

import (
	"fmt"

	"huibao"
)

// yearEnd reports whether this is the year's last period: texts say what was done, and what
// not.
func (m *Model) yearEnd() bool { return m.Period.Month == 12 }

// overallAtEnd is how many tasks reached their year's target.
func (m *Model) overallAtEnd(by map[huibao.Light][]int, judged int) string {
	n := len(by[huibao.Green])
	text := fmt.Sprintf("%d项任务中，%d项可以评价：", len(m.Tasks), judged)
	var not []int
	for _, t := range m.Tasks {
		if t.S.Light == huibao.Yellow || t.S.Light == huibao.Red {
			not = append(not, t.No)
		}
	}
	switch {
	case n == 0:
		text += "没有达到年度目标的"
	case len(not) == 0 && n == len(m.Tasks):
		return text + "均达到年度目标。"
	default:
		text += fmt.Sprintf("%d项达到年度目标，占可评任务的%s", n, percentOf(huibao.RatioOf(int64(n), int64(judged))))
	}
	if len(not) > 0 {
		text += fmt.Sprintf("；%d项未达到%s", len(not), namely(not))
	}
	return text + "。"
}
