package check

import (
	"fmt"
	"slices"

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

// planned is V17: a column of figures that are the tasks themselves, or what was left of them.
func planned(s *scope) []hit {
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		var same []pair
		other, computed := 0, 0
		for _, p := range s.pairs(huibao.KindCount, s.misread) {
			task, tells := openTask(p, plannedDue)
			switch {
			case !tells || !typed(p, f):
			case p.r.Quantity(f).Equal(huibao.Num(task)):
				same = append(same, p)
			case f == huibao.FieldCumulative && p.r.Values.Of(f).Formula != "":
				computed++ // by our own formula: nothing was typed there
			default:
				other++
			}
		}
		if byHand := !slices.ContainsFunc(same, func(p pair) bool { return p.r.Values.Of(f).Formula != "" }); !byHand {
			other += computed
		}
		if len(same) >= plannedRows && other <= 3*len(same) {
			return plannedHits(withSmall(s, same, f), f)
		}
	}
	return leftOver(s)
}

// withSmall are rows of a column with those of tasks too small to tell by themselves, where most that tell say so.
func withSmall(s *scope, rows []pair, f huibao.Field) []pair {
	var list []pair
	others := 0
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		task, ok := p.Target.Decimal()
		before := p.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
		switch {
		case slices.ContainsFunc(rows, func(x pair) bool { return x.Code == p.Code }):
			list = append(list, p)
		case !ok || !p.Allocated || p.Comparator == huibao.AtMost || !typed(p, huibao.FieldThis) && !typed(p, f):
		case p.r.Quantity(f).Equal(huibao.Num(task)) && before.LessThan(task):
			list = append(list, p)
		default:
			others++
		}
	}
	if others > len(rows) {
		return rows
	}
	return list
}

func plannedHits(rows []pair, f huibao.Field) []hit {
	var list []hit
	for _, p := range rows {
		task, field := p.r.Quantity(f), f
		if f == huibao.FieldCumulative && (!typed(p, f) || p.r.Values.Of(f).Formula != "") {
			field = huibao.FieldThis // it is to be mended there
		}
		at, typed := p.r.At(field), p.r.Quantity(field).String()
		h := hit{place: at, at: field, code: p.Code, found: typed, expected: "已完成的数", holds: true, cause: "有 %d 行的" + f.Label(p.Kind) + "正好是年度任务数",
			item:    fmt.Sprintf("%s 填 %s", at, typed),
			message: fmt.Sprintf("%s：%s %s 正好是年度任务数，按序时应完成 %s；这样的行不止一行，可能把任务数填成了完成数。", at, f.Label(p.Kind), task, p.Share.PercentText(0))}
		list = append(list, h)
	}
	return list
}

// openTask is what a count is to come to in the year, where less than so much of it is due and it had not
// been reached before.
func openTask(p pair, due huibao.Ratio) (decimal.Decimal, bool) {
	task, ok := p.Target.Decimal()
	before := p.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	return task, ok && p.Allocated && p.Comparator != huibao.AtMost && task.GreaterThanOrEqual(plannedLeast) && before.LessThan(task) &&
		p.Share.Valid() && p.Share.Cmp(due) < 0
}
