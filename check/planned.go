package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// The year's task stands where what was done should be if four rows say so of which less than
// three quarters are due by now, and one in four of all that could tell. What is finished is
// finished row by row: rows that had reached their task before, and small ones, tell nothing.
const plannedRows = 4

var (
	plannedLeast = decimal.NewFromInt(10)
	plannedDue   = huibao.RatioOf(3, 4)
)

// planned is V17: a column of figures that are the tasks themselves.
func planned(s *scope) []hit {
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		same, other := []hit{}, 0
		for _, p := range s.pairs(huibao.KindCount, s.misread) {
			task, tells := openTask(p)
			if !tells || !typed(p, f) {
				continue
			}
			if !p.r.Quantity(f).Equal(huibao.Num(task)) {
				other++
				continue
			}
			at := p.r.At(f)
			same = append(same, hit{place: at, at: f, code: p.Code, found: task.String(), expected: "已完成的数", holds: true, cause: "有 %d 行的" + f.Label(p.Kind) + "正好是年度任务数",
				item:    fmt.Sprintf("%s 填 %s", at, task),
				message: fmt.Sprintf("%s：%s %s 正好是年度任务数，按序时应完成 %s；这样的行不止一行，可能把任务数填成了完成数。", at, f.Label(p.Kind), task, p.Share.PercentText(0))})
		}
		if len(same) >= plannedRows && other <= 3*len(same) {
			return same
		}
	}
	return nil
}

// openTask is what a count is to come to in the year, where that is not due yet and had not
// been reached before.
func openTask(p pair) (decimal.Decimal, bool) {
	task, ok := p.Target.Decimal()
	before := p.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	return task, ok && p.Allocated && p.Comparator != huibao.AtMost && task.GreaterThanOrEqual(plannedLeast) && before.LessThan(task) &&
		p.Share.Valid() && p.Share.Cmp(plannedDue) < 0
}
