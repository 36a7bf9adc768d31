package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/claim"
	"huibao/internal/regexp"
)

// nearBy is how near a number must be to what it should be to be meant for it, in parts of it.
var nearBy = decimal.RequireFromString("0.2")

func isNear(value, figure decimal.Decimal) bool {
	return value.Sub(figure).Abs().LessThanOrEqual(figure.Abs().Mul(nearBy))
}

// otherRest is a number of what is left of the target.
func (n rowNote) otherRest(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	cum, known := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	target, set := n.p.Target.Decimal()
	value, last, of := n.measured(c)
	if c.Kind != claim.Remainder || n.p.Kind != huibao.KindCount || !known || !set || !of || i > 0 && s.Claims[i-1].Kind == claim.Other {
		return contradiction{}, false
	}
	left := target.Sub(cum)
	if agrees(left, value, last) || n.isFigure(value) || !isNear(value, left) || n.restOf(s, i, left) || putRight.MatchString(s.Text) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldCumulative, words: c.Clause, why: fmt.Sprintf("（年度目标 %s，还剩 %s）", target, left)}, true
}

// restOf reports whether a number and those behind it make what is left.
func (n rowNote) restOf(s claim.Sentence, i int, left decimal.Decimal) bool {
	total := decimal.Zero
	for _, c := range s.Claims[i:] {
		value, _, of := n.measured(c)
		if total = total.Add(value); !of || total.Equal(left) {
			return of
		}
	}
	return false
}

// otherShare is a percentage of the target that neither the year's figure, the period's nor the last one is.
func (n rowNote) otherShare(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	target, set := n.p.Target.Decimal()
	cum, known := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	if c.Kind != claim.OfTarget || n.p.Kind != huibao.KindCount || !set || !known || target.Sign() <= 0 || n.afterOther(s, i) || n.ownTarget(s) {
		return contradiction{}, false
	}
	for _, q := range []huibao.Quantity{n.p.r.Quantity(huibao.FieldCumulative), n.p.r.Quantity(huibao.FieldThis), n.p.Prior.Values[huibao.FieldCumulative]} {
		d, known := q.Decimal()
		if known && percentAgrees(d, target, c.Value) {
			return contradiction{}, false
		}
	}
	if c.Value.Equal(hundred) && cum.GreaterThan(target) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldCumulative, words: c.Clause, why: percentOf(cum, target)}, true
}

// ownTarget reports whether a sentence tells a target of its own, which is not the plan's.
func (n rowNote) ownTarget(s claim.Sentence) bool {
	for _, c := range s.Claims {
		if strings.HasSuffix(strings.TrimRight(c.Before, "为是数:"), "目标") || strings.HasSuffix(strings.TrimRight(c.Before, "为是数:"), "任务") || strings.HasSuffix(c.Before, "计划") {
			if target, _ := n.p.Target.Decimal(); !c.Value.Equal(target) && c.Kind != claim.OfTarget {
				return true
			}
		}
	}
	return false
}

// percentAgrees reports whether a part is so many per cent of a whole, rounded or cut.
func percentAgrees(part, whole, percent decimal.Decimal) bool {
	return agrees(part.Mul(hundred), percent.Mul(whole), decimal.New(1, min(percent.Exponent(), 0)).Mul(whole))
}

func percentOf(part, whole decimal.Decimal) string {
	return fmt.Sprintf("（%s÷%s 是 %s%%）", part, whole, part.Mul(hundred).DivRound(whole, 2))
}

// notNow is in a clause about a rate of another time, or one that should be.
var notNow = regexp.MustCompile(`目标|任务|要求|达标|标准|上[月期年]|[去前]年|同期|以[上下]|低于|高于|不|全[国区省市]`)

// otherPercent is a rate, by the row's own words, that its parts don't give.
func (n rowNote) otherPercent(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	num, a := n.p.r.Quantity(huibao.FieldNumer).Decimal()
	den, b := n.p.r.Quantity(huibao.FieldDenom).Decimal()
	if c.Kind != claim.Rate || n.p.Kind != huibao.KindRate || !a || !b || den.Sign() <= 0 || !n.ofPeriod(c.Month) || notNow.MatchString(c.Clause) || percentAgrees(num, den, c.Value) {
		return contradiction{}, false
	}
	if target, set := n.p.Target.Decimal(); set && (c.Value.Equal(target) || c.Value.Equal(target.Mul(hundred))) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldNumer, words: c.Clause, why: percentOf(num, den)}, true
}

func (n rowNote) otherPeople(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	people, known := n.p.r.Quantity(huibao.FieldPeople).Decimal()
	if c.Kind != claim.People || n.p.Kind != huibao.KindStandard || !known || !strings.HasPrefix(c.Words, "人") || strings.HasPrefix(c.Words, "人次") || strings.HasPrefix(c.Words, "人月") {
		return contradiction{}, false
	}
	if c.Month != n.s.Form.Period.Month || c.Value.Equal(people) || putRight.MatchString(s.Text) || anyFigure(n.p.r, c.Value) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldPeople, words: c.Clause}, true
}

// otherPaid is what was paid in the year so far.
func (n rowNote) otherPaid(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	paid, known := n.p.r.Quantity(huibao.FieldPaid).Decimal()
	value, last, is := inMoney(c)
	if c.Kind != claim.Cumulative || n.p.Kind != huibao.KindStandard || !known || !is || !n.ofPeriod(c.Month) || putRight.MatchString(s.Text) {
		return contradiction{}, false
	}
	if agrees(paid, value, last) || !isNear(value, paid) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldPaid, words: c.Clause}, true
}

// otherPaper is how many a paper found that count, fewer than the figure.
func (n rowNote) otherPaper(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	value, _, of := n.measured(c)
	if c.Kind != claim.Document || n.p.Kind != huibao.KindCount || !known || !of || n.isFigure(value) || value.GreaterThan(this) || len(s.Claims) > 1 {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: c.Clause}, true
}

// eachTimes is before a number by which each of those before it was counted: 93台，每台1次.
var eachTimes = regexp.MustCompile(`^(?:每|各|均)(\p{Han}?)$`)

func (n rowNote) otherProduct(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	each := eachTimes.FindStringSubmatch(c.Before)
	if i == 0 || each == nil || !strings.HasPrefix(c.Words, "次") || n.p.Kind != huibao.KindCount {
		return contradiction{}, false
	}
	last := s.Claims[i-1]
	m, _ := leadingMeasure(last.Words)
	value := last.Value.Mul(c.Value)
	if m == "" || m+"次" != n.p.Measure || each[1] != "" && each[1] != m || last.About || n.isFigure(value) || strings.Contains(s.Text, "其中") || !n.nearAny(value) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: last.Clause + "，" + c.Clause, why: fmt.Sprintf("（%s×%s＝%s）", last.Value, c.Value, value)}, true
}

// nearAny reports whether a number is near the period's figure or the year's.
func (n rowNote) nearAny(value decimal.Decimal) bool {
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		if d, known := n.p.r.Quantity(f).Decimal(); known && isNear(value, d) {
			return true
		}
	}
	return false
}
