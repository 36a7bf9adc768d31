package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// What was done in a period and in the year are told apart in a row of which the last cumulative
// is yearApart times its best month at least, and yearLeast; of yearRows such rows that hold the one
// where the other belongs, and no more than a third as many that don't, the whole column is that.
// A single row is certain from yearAlone times on.
const yearRows = 3

var (
	yearApart = decimal.New(25, -1)
	yearLeast = decimal.NewFromInt(5)
	yearAlone = decimal.NewFromInt(5)
)

// bestMonth is the most that a flow is known to have done in a period; where no period by itself is
// known the mean of those in its last cumulative. It is false where nothing is known.
func bestMonth(p pair, before decimal.Decimal) (decimal.Decimal, bool) {
	if some := positive(flows(p.FormRow)); len(some) > 0 {
		return slices.MaxFunc(some, decimal.Decimal.Cmp), true
	}
	elapsed := p.Prior.Period.Month
	if len(p.Series) > 0 && len(flows(p.FormRow)) > 0 || elapsed < jumpPeriods {
		return decimal.Zero, false // months without anything tell nothing of what is usual
	}
	return before.DivRound(decimal.NewFromInt(int64(elapsed)), p.Places+2), true
}

// evenly are the positive figures of a flow that is about as large in every period, at least four of them; where fewer
// are known by themselves, they and the mean of all that make up its last cumulative.
func evenly(p pair) ([]decimal.Decimal, bool) {
	past := flows(p.FormRow)
	some := positive(past)
	if len(some) < len(past) || len(some) == 0 {
		return nil, false
	}
	if elapsed := p.Prior.Period.Month; len(past) < jumpPeriods {
		before, ok := p.Prior.Values[huibao.FieldCumulative].Decimal()
		if !ok || elapsed < jumpPeriods {
			return nil, false
		}
		mean := before.DivRound(decimal.NewFromInt(int64(elapsed)), p.Places+2)
		if slices.ContainsFunc(some, func(d decimal.Decimal) bool { return !alike(d, mean) }) {
			return nil, false
		}
		some = append(some, mean)
	}
	return some, steady(some, median(some))
}

// apart reports whether a row's month cannot be taken for its year.
func apart(p pair, before decimal.Decimal, times decimal.Decimal) (best decimal.Decimal, ok bool) {
	best, ok = bestMonth(p, before)
	return best, ok && before.GreaterThanOrEqual(atLeast(p, yearLeast)) && before.GreaterThanOrEqual(best.Mul(times))
}

// certainlyYear reports whether a single month's figure is so likely the year's that a careful
// person would not write it down without asking: all that had been done before and about a month
// more, where that is five of the best months and the unit's own cumulative does not say otherwise.
func certainlyYear(p pair, now, before decimal.Decimal) bool {
	best, ok := apart(p, before, yearAlone)
	return ok && !ownSum(p, before) && before.GreaterThanOrEqual(atLeast(p, jumpAlone)) && now.GreaterThanOrEqual(before) && now.LessThanOrEqual(before.Add(best.Mul(two)))
}

// ownSum reports whether the unit's own cumulative, typed and no formula, is the last one and the figure.
func ownSum(p pair, before decimal.Decimal) bool {
	return typed(p, huibao.FieldCumulative) && p.r.Values.Of(huibao.FieldCumulative).Formula == "" && adds(p, before)
}

// fills reports whether a figure is exactly what was left of the target.
func fills(p pair, now, before decimal.Decimal) bool {
	target, ok := p.Target.Decimal()
	return ok && before.LessThan(target) && before.Add(now).Equal(target)
}

// recurs reports whether a figure comes again after as many periods without any as it came the time before: what is
// paid by the quarter is in June what it came to in March.
func recurs(p pair, now decimal.Decimal) bool {
	past := flows(p.FormRow)
	gap := 0
	for gap < len(past) && past[len(past)-1-gap].IsZero() {
		gap++
	}
	at := len(past) - 1 - gap
	return gap > 0 && at >= gap && past[at].Equal(now) && !slices.ContainsFunc(past[at-gap:at], func(d decimal.Decimal) bool { return !d.IsZero() })
}

// surelyMonth reports whether a figure that is as large as the last cumulative is the period's all the same: it is
// exactly what was left of the target, it comes again by the quarter, or the unit adds it to what was before. That a cumulative is about the
// target tells nothing here: twice what was done by the middle of the year is that, too.
func surelyMonth(p pair, now, before decimal.Decimal) bool {
	return fills(p, now, before) || recurs(p, now) || ownSum(p, before)
}

// yearInMonth are the rows in which the year's figures stand where the period's should: of the column as a whole, and
// whether that is beyond doubt, or of a part of it that stands together.
func (s *scope) yearInMonth() (rows map[string]bool, sure bool) {
	var run, all []string
	year, month, filled, signs := 0, 0, 0, 0
	rows = map[string]bool{}
	flush := func() {
		if signs >= yearRows {
			for _, code := range run {
				rows[code] = true
			}
		}
		run, signs = nil, 0
	}
	for _, p := range s.pairs(huibao.KindCount, nil) {
		now, before, ok := twoFigures(p)
		if !ok || !s.ofThisYear(p) {
			continue
		}
		best, tells := apart(p, before, yearApart)
		switch own := ownSum(p, before); {
		case tells && (own || now.LessThan(before)):
			month++
			flush()
		case own || now.LessThan(before):
		case fills(p, now, before): // of a column of others it is one more, by itself it is what was left
			filled++
			run, all = append(run, p.Code), append(all, p.Code)
		case tells && now.LessThanOrEqual(before.Add(best.Mul(two))):
			year, signs = year+1, signs+1
			fallthrough
		case before.Sign() > 0:
			run, all = append(run, p.Code), append(all, p.Code)
		}
	}
	flush()
	if ofColumn(year, month) && filled <= year {
		for _, code := range all {
			rows[code] = true
		}
		sure = year > yearRows && month == 0
	}
	return rows, sure
}

// ofThisYear reports whether a row's last figures are of the year that is collected.
func (s *scope) ofThisYear(p pair) bool { return p.Prior.Period.Year == s.Form.Year }

// ofColumn reports whether the signs of a column are enough, and those against it few.
func ofColumn(signs, against int) bool { return signs >= yearRows && against*3 <= signs }

// twoCumulatives are what a flow typed as its cumulative alone, and its last one.
func twoCumulatives(p pair) (now, before decimal.Decimal, ok bool) {
	before, ok = p.Prior.Values[huibao.FieldCumulative].Decimal()
	now, _ = p.r.Quantity(huibao.FieldCumulative).Decimal()
	return now, before, ok && p.Mode == huibao.ModeFlow && p.Prior.Counted && typed(p, huibao.FieldCumulative) && !typed(p, huibao.FieldThis)
}

// monthInYear is H01 of a column: the period's figures as a whole stand where the year's should,
// those that by chance are not less than the last ones among them.
func (s *scope) monthInYear() []hit {
	year, month := 0, 0
	for _, p := range s.pairs(huibao.KindCount, nil) {
		now, before, ok := twoCumulatives(p)
		if !ok || !s.ofThisYear(p) {
			continue
		}
		best, tells := apart(p, before, yearApart)
		switch {
		case !tells:
		case now.GreaterThanOrEqual(before):
			year++
		case now.LessThanOrEqual(best.Mul(two)):
			month++
		}
	}
	if !ofColumn(month, year) {
		return nil
	}
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		now, before, ok := twoCumulatives(p)
		_, tells := apart(p, before, yearApart)
		if !ok || !s.ofThisYear(p) || before.Sign() <= 0 || tells && now.GreaterThanOrEqual(before) {
			continue
		}
		at := p.r.At(huibao.FieldCumulative)
		h := hit{place: at, code: p.Code, found: now.String(), expected: "不小于 " + before.String(), severity: huibao.Error,
			cause: "“本年累计”整栏像是填了本期完成的数，有 %d 行", item: fmt.Sprintf("%s 填 %s，上期累计 %s", at, now, before),
			remedy:  "请把这些数填到“本期完成”，或在“本年累计”填从年初累计的数；确是累计数的，请联系办公室认可",
			message: fmt.Sprintf("%s：本年累计 %s，上期累计 %s，像是填了本期完成的数。", at, now, before)}
		if now.GreaterThanOrEqual(before) {
			const alone = "单看不小于上期累计，只因整栏可疑才暂不计入"
			h.expected, h.item = "从年初累计的数", h.item+"（"+alone+"）"
			h.message = fmt.Sprintf("%s：本年累计 %s，上期累计 %s，%s。", at, now, before, alone)
		}
		list = append(list, h)
	}
	return list
}
