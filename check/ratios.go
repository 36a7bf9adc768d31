package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// Ratios of a row's own figures (laws.md, 5). payFactors are by which a payment, or a number of
// person-months, is off when a digit is lost, or a month taken for the year.
var payFactors = []int64{10, 12, 100}

// Bounds of the ratios: how many times what a person got on average may change from one
// period to the next, how far person-months may lie from people × months, and by what a
// rate may fall.
const (
	averageMost = 5
	monthsMost  = 3
	rateMost    = 3
)

// raisedMost is by how much a standard may rise at once.
var raisedMost = decimal.New(125, -2)

// monthly reports whether a standard is paid month by month, so that person-months follow
// from people; by terms, by years and at once it is paid when it is.
func monthly(p pair) bool { return p.PayBy == huibao.PayFull || p.PayBy == huibao.PayTopUp }

// nearAny reports whether a figure is, within nearness, another times or divided by one of
// the factors.
func nearAny(got, want decimal.Decimal, factors []int64) bool {
	for _, n := range factors {
		if near(got, scaled(want, n)) || near(scaled(got, n), want) {
			return true
		}
	}
	return false
}

// averages are payments of which each month of a person comes to something else than it did:
// topping up is held to no standard but its own.
func averages(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindStandard) {
		paid, ok := p.r.Quantity(huibao.FieldPaid).Decimal()
		months, okM := p.r.Quantity(huibao.FieldMonths).Decimal()
		if !monthly(p) || !ok || !okM || paid.Sign() <= 0 || months.Sign() <= 0 {
			continue
		}
		if h, off := averageOff(p, paid, months); off {
			h.place, h.code, h.found = p.r.At(huibao.FieldPaid), p.Code, paid.String()
			h.message = h.place.String() + "：" + h.message
			list = append(list, h)
		}
	}
	return list
}

func averageOff(p pair, paid, months decimal.Decimal) (hit, bool) {
	was, okW := p.Prior.Values[huibao.FieldPaid].Decimal()
	wasMonths, okWM := p.Prior.Values[huibao.FieldMonths].Decimal()
	now := huibao.NewRatio(paid, months)
	if okW && okWM && was.Sign() > 0 && wasMonths.Sign() > 0 {
		before := huibao.NewRatio(was, wasMonths)
		if now.Cmp(before.Mul(huibao.RatioOf(averageMost, 1))) < 0 && now.Mul(huibao.RatioOf(averageMost, 1)).Cmp(before) > 0 {
			return hit{}, false
		}
		return hit{expected: before.Round(2).String() + " 元左右", message: fmt.Sprintf("实发 %s 元÷%s 人月，每人每月 %s 元，上期是 %s 元。", paid, months, now.Round(2), before.Round(2))}, true
	}
	due, ok := dueAmount(p.r).Decimal()
	if p.PayBy != huibao.PayTopUp || !ok || due.Sign() <= 0 || !nearAny(paid, due, payFactors) {
		return hit{}, false
	}
	digit := "少"
	if paid.GreaterThan(due) {
		digit = "多"
	}
	return hit{expected: "不大于 " + due.String(), message: fmt.Sprintf("实发 %s 元，约是标准×人月 %s 元的 %s 倍，请核对有没有%s填一位。", paid, due, timesText(paid, due), digit)}, true
}

// farMonths are person-months that do not go with the people and the months since the
// standard began: a lost digit, or this month's alone.
func farMonths(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindStandard) {
		people, ok := p.r.Quantity(huibao.FieldPeople).Decimal()
		months, okM := p.r.Quantity(huibao.FieldMonths).Decimal()
		if !monthly(p) || !ok || !okM || people.LessThan(changeLeast) || months.LessThan(people) {
			continue // L14 says that the people are more
		}
		n := monthsSince(s.Form, p)
		most := scaled(people, n)
		if months.LessThanOrEqual(scaled(most, monthsMost)) && scaled(months, monthsMost).GreaterThanOrEqual(most) && !nearAny(months, most, payFactors) {
			continue
		}
		at := p.r.At(huibao.FieldMonths)
		list = append(list, hit{place: at, code: p.Code, found: months.String(), expected: most.String() + " 左右",
			message: fmt.Sprintf("%s：期末对象 %s 人，今年到本期 %d 个月约 %s 人月，填的是 %s。", at, people, n, most, months)})
	}
	return list
}

// monthsSince is how many months of the year a standard has been paid for.
func monthsSince(f *huibao.Form, p pair) int64 {
	first := 1
	if p.Start.Year == f.Year {
		first = p.Start.Month
	}
	return int64(max(1, f.Period.Month-first+1))
}

// fallenRates are rates that come to less than a third of what they were, where the
// numerator only grows or the rate is to be kept.
func fallenRates(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindRate) {
		if p.Basis != huibao.BasisYear && p.Mode != huibao.ModeMaintain {
			continue
		}
		if p.Basis == huibao.BasisYear && p.Prior.Period.Year != s.Form.Year {
			continue // counted from the year's beginning on, it began again
		}
		now, ok := rateOf(p.r.Quantity(huibao.FieldNumer), p.r.Quantity(huibao.FieldDenom))
		was, okW := rateOf(p.Prior.Values[huibao.FieldNumer], p.Prior.Values[huibao.FieldDenom])
		denom := p.r.Quantity(huibao.FieldDenom).Or(decimal.Zero)
		if !ok || !okW || denom.LessThan(changeLeast) || now.Mul(huibao.RatioOf(rateMost, 1)).Cmp(was) >= 0 {
			continue
		}
		at := p.r.At(huibao.FieldNumer)
		list = append(list, hit{place: at, code: p.Code, found: now.PercentText(2), expected: was.PercentText(2) + " 左右",
			message: fmt.Sprintf("%s：比率由上期的 %s 降为 %s，不到三分之一。", at, was.PercentText(2), now.PercentText(2))})
	}
	return list
}

// wholeRates are rates of which all is done that was not half done before: the denominator may
// stand in both cells.
func wholeRates(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindRate) {
		n, denom := p.r.Quantity(huibao.FieldNumer), p.r.Quantity(huibao.FieldDenom)
		was, known := rateOf(p.Prior.Values[huibao.FieldNumer], p.Prior.Values[huibao.FieldDenom])
		if !n.Equal(denom) || denom.Or(decimal.Zero).LessThan(changeLeast) || !known || was.Mul(huibao.RatioOf(2, 1)).Cmp(huibao.RatioOf(1, 1)) >= 0 ||
			p.Basis == huibao.BasisYear && p.Prior.Period.Year != s.Form.Year {
			continue
		}
		at := p.r.At(huibao.FieldNumer)
		list = append(list, hit{place: at, code: p.Code, found: n.String(), expected: was.PercentText(2) + " 左右",
			message: fmt.Sprintf("%s：分子与分母都是 %s，比率由上期的 %s 升为 100%%，可能把分母填成了分子。", at, n, was.PercentText(2))})
	}
	return list
}

// raised are standards that rose by more than a quarter since the period before, and not to
// what is due: the digits of one may have changed places.
func raised(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindStandard) {
		now, ok := p.r.Quantity(huibao.FieldStandard).Decimal()
		was, known := p.Prior.Values[huibao.FieldStandard].Decimal()
		if !ok || !known || was.Sign() <= 0 || now.LessThanOrEqual(was.Mul(raisedMost)) || p.DueStandard().Equal(huibao.Num(now)) {
			continue
		}
		at := p.r.At(huibao.FieldStandard)
		list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: was.String(), message: fmt.Sprintf("%s：实际执行标准由上期的 %s 升为 %s。", at, was, now)})
	}
	return list
}

func rateOf(num, den huibao.Quantity) (huibao.Ratio, bool) {
	n, okN := num.Decimal()
	d, okD := den.Decimal()
	if !okN || !okD || d.Sign() <= 0 {
		return huibao.Ratio{}, false
	}
	return huibao.NewRatio(n, d), true
}
