package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// A figure of a row of which nothing earlier is known is held to its target, to the share of the
// year and to the unit's other rows: it is a surprise where it is several times ahead of a pace that
// the others keep, or far past the whole year's target; what finishes its target at once is none.
const (
	tenfoldRows = 3 // other rows that must tell the unit's own pace
	tenfoldPace = 6 // times the share that is due
	tenfoldPast = 5 // times the share, where the whole year's target is far passed
	tenfoldKept = 2 // times the share within which the others' middle lies
)

var (
	tenfoldLeast = decimal.NewFromInt(20)
	tenfoldPart  = huibao.RatioOf(1, 2) // of the year's target, at least
	tenfoldOver  = huibao.RatioOf(5, 2) // of the year's target, at any time
)

// reachedShare is what part of its target a count has reached, where no earlier figure of it is known.
func reachedShare(p pair) (cum decimal.Decimal, of huibao.Ratio, ok bool) {
	cum, ok = p.r.Quantity(huibao.FieldCumulative).Decimal()
	target, okT := p.Target.Decimal()
	if !ok || !okT || !p.Allocated || target.Sign() <= 0 || p.Mode == huibao.ModeStock || p.Comparator == huibao.AtMost || !p.Share.Valid() || p.Share.Sign() <= 0 {
		return cum, of, false
	}
	return cum, huibao.NewRatio(cum, target), true
}

// tenfold is H03 of a count without a history.
func (s *scope) tenfold(p pair) (hit, bool) {
	cum, part, ok := reachedShare(p)
	if !ok || len(p.Series) > 0 || p.Prior.Values[huibao.FieldCumulative].IsNumber() || cum.LessThan(tenfoldLeast) || finishes(p) {
		return hit{}, false
	}
	pace := part.Cmp(p.Share.Mul(huibao.RatioOf(tenfoldPace, 1))) >= 0 && part.Cmp(tenfoldPart) >= 0
	over := part.Cmp(tenfoldOver) >= 0 && part.Cmp(p.Share.Mul(huibao.RatioOf(tenfoldPast, 1))) >= 0
	if !over && !pace || !s.keptPace(p.Code) {
		return hit{}, false
	}
	f := huibao.FieldCumulative
	if typed(p, huibao.FieldThis) {
		f = huibao.FieldThis
	}
	at := p.r.At(f)
	return hit{place: at, code: p.Code, found: p.r.Quantity(f).String(), expected: "按序时 " + p.Share.PercentText(0) + " 左右",
		message: fmt.Sprintf("%s：累计 %s %s，已是全年任务 %s 的 %s，按序时应为 %s，本单位其他各行没有这样快，可能多写了一位。", at, cum, p.Measure, p.Target, part.PercentText(0), p.Share.PercentText(0))}, true
}

// keptPace reports whether the unit's other rows that can tell are, in their middle, no more than
// twice ahead of their pace.
func (s *scope) keptPace(code string) bool {
	within, ahead := 0, 0
	for _, p := range s.rows(huibao.KindCount) {
		_, part, ok := reachedShare(p)
		switch {
		case !ok || p.Code == code:
		case part.Cmp(p.Share.Mul(huibao.RatioOf(tenfoldKept, 1))) <= 0:
			within++
		default:
			ahead++
		}
	}
	return within+ahead >= tenfoldRows && within > 2*ahead
}

// atOnce and bestAtOnce are how many times the usual and the best period a figure is that goes past the whole
// year's target by itself; monthsAtOnce months tell what is usual.
var atOnce, bestAtOnce, monthsAtOnce = decimal.NewFromInt(6), decimal.NewFromInt(5), decimal.NewFromInt(3)

// yearAtOnce is H03 of a flow whose figure of the period goes far past the year's target, several times what any period
// before brought: a digit too many, or a point too far to the right.
func yearAtOnce(s *scope, p pair, past []decimal.Decimal, now decimal.Decimal) (hit, bool) {
	before, known := p.Prior.Values[huibao.FieldCumulative].Decimal()
	target, set := p.Target.Decimal()
	elapsed := decimal.NewFromInt(int64(s.Form.Period.Month - 1))
	if !known || !set || !typed(p, huibao.FieldThis) || p.Mode != huibao.ModeFlow || !p.Allocated || p.Comparator == huibao.AtMost || s.Form.Period.Quarter || len(past) == 0 || elapsed.LessThan(monthsAtOnce) {
		return hit{}, false
	}
	best := slices.MaxFunc(past, decimal.Decimal.Cmp)
	switch cum := before.Add(now); {
	case now.LessThan(tenfoldLeast), before.Sign() <= 0, before.GreaterThanOrEqual(target), cum.LessThanOrEqual(target.Mul(decimal.New(11, -1))):
		return hit{}, false
	case now.Mul(elapsed).LessThan(before.Mul(atOnce)), now.LessThan(best.Mul(bestAtOnce)), best.Sign() <= 0:
		return hit{}, false
	}
	at := p.r.At(huibao.FieldThis)
	return hit{place: at, code: p.Code, found: now.String(), expected: "以往各期至多 " + best.String(), holds: true,
		message: fmt.Sprintf("%s：本期完成 %s %s，上期累计 %s，全年任务 %s；以往各期至多 %s，这一期就超过了全年的，可能多写了一位。", at, now, p.Measure, before, target, best)}, true
}
