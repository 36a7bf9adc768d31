package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// slipFactors are the factors by which a figure is off when its measure is mixed
// up (checks.md, V11).
var slipFactors = []int64{10000, 1000, 100, 12, 15, 2}

// nearness is how close to a factor a figure must be where the right value is
// known exactly: 2 %.
var nearness = decimal.New(2, -2)

// farAbove is how many times its yearly target or its monthly pace a count must be
// to be taken for a slip of measure.
var farAbove = decimal.NewFromInt(33)

// floorCount keeps small counts from being taken for slips.
var floorCount = decimal.NewFromInt(50)

// slips judges figures whose measure is in doubt: counts far above the yearly
// target and above their own pace, standards and payments off by a known factor.
func slips(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		if h, ok := countSlip(p); ok {
			list = append(list, h)
		}
	}
	for _, p := range s.rows(huibao.KindStandard) {
		list = append(list, standardSlips(p)...)
	}
	for i := range list {
		list[i].holds = true
	}
	return list
}

func countSlip(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldThis)
	if !v.Quantity.IsNumber() || v.Derived {
		v = p.r.Values.Of(huibao.FieldCumulative)
	}
	d, ok := v.Quantity.Decimal()
	target, hasTarget := p.Target.Decimal()
	if !ok || !hasTarget || target.Sign() <= 0 || d.LessThan(floorCount) || d.LessThan(target.Mul(farAbove)) {
		return hit{}, false
	}
	times := d.DivRound(target, 0)
	return hit{place: v.Source.Place(), code: p.Code, found: v.Text, expected: "不超过 " + target.String() + " " + p.Measure,
		message: fmt.Sprintf("%s：%s %s，约为年度目标 %s 的 %s 倍，计量单位（%s）可能填错%s。", v.Source.Place(), v.Field.Label(p.Kind), d, target, times, p.Measure, slipHint(p.Measure))}, true
}

func slipHint(measure string) string {
	switch {
	case measure == "公里":
		return "，如把米填成了公里"
	case huibao.IsMoney(measure):
		return "，如元与万元混填"
	}
	return ""
}

// standardSlips compares the standard with what is due and the payment with
// standard × person-months.
func standardSlips(p pair) []hit {
	var list []hit
	std := p.r.Values.Of(huibao.FieldStandard)
	sd, ok := std.Quantity.Decimal()
	due, hasDue := p.DueStandard().Decimal()
	if ok && hasDue {
		if f, off := factorBetween(sd, due); off {
			list = append(list, hit{place: std.Source.Place(), code: p.Code, found: std.Text, expected: due.String(),
				message: fmt.Sprintf("%s：实际执行标准 %s 与应执行标准 %s（%s）相差约 %s 倍，计量单位可能填错。", std.Source.Place(), sd, due, p.Measure, f)})
			return list
		}
	}
	paid := p.r.Values.Of(huibao.FieldPaid)
	pd, okPaid := paid.Quantity.Decimal()
	months, okMonths := p.r.Quantity(huibao.FieldMonths).Decimal()
	if !ok || !okPaid || !okMonths || p.PayBy == huibao.PayTopUp || p.PayBy == huibao.PayByTerm {
		return list
	}
	want := sd.Mul(months)
	if f, off := factorBetween(pd, want); off {
		list = append(list, hit{place: paid.Source.Place(), code: p.Code, found: paid.Text, expected: want.String(),
			message: fmt.Sprintf("%s：本年累计实发 %s 与应发 %s × %s ＝ %s 元相差约 %s 倍，可能把万元填成了元。", paid.Source.Place(), pd, sd, months, want, f)})
	}
	return list
}

// factorBetween finds the slip factor by which one figure is off from another, as
// text ("10000" or "1/12").
func factorBetween(got, want decimal.Decimal) (string, bool) {
	if got.Sign() <= 0 || want.Sign() <= 0 {
		return "", false
	}
	for _, n := range slipFactors {
		f := decimal.NewFromInt(n)
		if near(got, want.Mul(f)) {
			return f.String(), true
		}
		if near(got.Mul(f), want) {
			return "1/" + f.String(), true
		}
	}
	return "", false
}

func near(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().LessThanOrEqual(b.Mul(nearness))
}
