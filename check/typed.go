package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// typedRates is L12: a rate or a completion that was typed, and that neither rounding
// nor cutting of its last place explains. Figures that were typed with places may
// themselves have been rounded.
func typedRates(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		for _, r := range p.r.Remarks {
			if r.Kind != huibao.RemarkTypedRate {
				continue
			}
			low, high, ok := computed(p)
			if !ok || explained(r.Text, low, high) {
				continue
			}
			right := low.Add(high).Mul(huibao.RatioOf(1, 2)).PercentText(2)
			list = append(list, hit{place: r.Place, code: p.Code, found: r.Text, expected: right, holds: s.isOwn(), cause: "有 %d 处手填的比率与算出的不符", item: fmt.Sprintf("%s 填 %s，应为 %s", r.Place, r.Text, right),
				message: fmt.Sprintf("%s：手填的比率是 %s，按所填的数算是 %s，不是四舍五入或截尾的差别。", r.Place, r.Text, right)})
		}
	}
	return list
}

// computed is the rate, or the share of the target reached, as the interval in which it
// must lie.
func computed(p pair) (low, high huibao.Ratio, ok bool) {
	over, under := p.r.Quantity(huibao.FieldNumer), p.r.Quantity(huibao.FieldDenom)
	if p.Kind == huibao.KindCount {
		if p.Mode == huibao.ModeStock || slices.ContainsFunc(p.r.Remarks, func(r huibao.Remark) bool {
			f, _, other := otherThanPlan(p.FormRow, r)
			return other && f == huibao.FieldTarget
		}) {
			return low, high, false
		}
		over, under = p.r.Quantity(huibao.FieldCumulative), p.Target
	}
	n, okN := over.Decimal()
	d, okD := under.Decimal()
	if !okN || !okD || d.Sign() <= 0 || n.Sign() < 0 {
		return low, high, false
	}
	dn, dd := halfPlace(n), halfPlace(d)
	if p.Kind == huibao.KindCount {
		dd = decimal.Zero
	}
	return huibao.NewRatio(n.Sub(dn), d.Add(dd)), huibao.NewRatio(n.Add(dn), d.Sub(dd)), true
}

// halfPlace is half of the last place of a figure with places; whole figures are exact.
func halfPlace(d decimal.Decimal) decimal.Decimal {
	if d.Exponent() >= 0 || d.IsInteger() {
		return decimal.Zero
	}
	return decimal.New(5, d.Exponent()-1)
}

// explained reports whether a typed rate is one of the interval, rounded or cut: 80%,
// 0.8 and 80 are read, the last two in both ways.
func explained(text string, low, high huibao.Ratio) bool {
	bare := strings.TrimRight(strings.TrimSpace(text), "%％")
	d, err := huibao.ParseDecimal(bare)
	if err != nil {
		return true // words are no rate
	}
	percent := d.Shift(-2)
	if bare != strings.TrimSpace(text) {
		return holds(percent, low, high)
	}
	return holds(percent, low, high) || holds(d, low, high)
}

// holds reports whether a figure of the interval rounds to t (t ± half a place) or is
// cut to it (t up to one place more).
func holds(t decimal.Decimal, low, high huibao.Ratio) bool {
	place := decimal.New(1, min(t.Exponent(), 0))
	from, to := huibao.Whole(t.Sub(place.Div(decimal.NewFromInt(2)))), huibao.Whole(t.Add(place))
	return high.Cmp(from) >= 0 && low.Cmp(to) < 0
}
