package check

import (
	"fmt"

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
