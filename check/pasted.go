package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// pastedLeast keeps figures that are like each other by chance from being taken for pasted
// ones, pastedFrom of how many periods the usual figure must be known, pastedMost is by how
// many usual figures a cumulative may exceed the last one, and pastedOver how many times the
// largest figure so far it is: a great month is no cumulative.
var pastedLeast, pastedMost, pastedOver = decimal.NewFromInt(10), decimal.NewFromInt(2), decimal.New(125, -2)

const pastedFrom = 3

// atLeast is a least figure of a row: of what is measured with places a tenth tells as much as a whole of what is counted.
func atLeast(p pair, least decimal.Decimal) decimal.Decimal {
	if p.Places > 0 {
		return least.Shift(-1)
	}
	return least
}

// pastedRows is how many rows make a column.
const pastedRows = 4

// yearSign is how surely this period's figure of a row is what the year has come to.
type yearSign uint8

const (
	noSign      yearSign = iota
	likeYear             // it counts, and is asked about
	heldAsYear           // it may be either, and does not count until it is told why
	surelyYear           // the row by itself leaves no doubt: the office alone can let it count
	wholeAsYear          // the column does
)

// pasted is H10: this period's figure is last period's cumulative, or what that has become
// since (laws.md, 6).
func pasted(s *scope) []hit {
	var list []hit
	column := pastedColumn(s)
	years, whole := s.yearInMonth()
	for _, p := range s.rows(huibao.KindCount) {
		now, before, ok := twoFigures(p)
		if !ok {
			continue
		}
		sign := s.signOfYear(p, now, before)
		switch {
		case ownSum(p, before):
		case whole && years[p.Code]:
			sign = wholeAsYear
		case sign < heldAsYear && (years[p.Code] || column && now.Equal(before) && now.Sign() > 0 && !surelyMonth(p, now, before)):
			sign = heldAsYear
		}
		if sign > noSign {
			list = append(list, yearHit(p, now, before, sign))
		}
	}
	return list
}

// signOfYear is what a row by itself tells.
func (s *scope) signOfYear(p pair, now, before decimal.Decimal) yearSign {
	switch {
	case fills(p, now, before), recurs(p, now), !likePasted(p, now, before) && !likeReached(p, now, before, s.Form.Period):
		return noSign
	case certainlyYear(p, now, before) && !s.campaign(p, now):
		return surelyYear
	}
	return likeYear
}

// campaignRows is how many other rows that did as many times what is usual for them, and cannot be the year, tell that
// a month was a great one.
const campaignRows = 3

// campaign reports whether a row's figure is as many times the usual one as those of other rows of the return are, of
// which the year had come to more.
func (s *scope) campaign(p pair, now decimal.Decimal) bool {
	usual, known := ofPeriod(p)
	if !known || usual.Sign() <= 0 {
		return false
	}
	rows := 0
	for _, other := range s.pairs(huibao.KindCount, s.misread) {
		n, before, ok := twoFigures(other)
		as, _ := ofPeriod(other)
		if ok && other.Code != p.Code && as.Sign() > 0 && n.LessThan(before) && n.GreaterThanOrEqual(as.Mul(threeTimes)) && asUsual(n.Mul(usual), now.Mul(as)) {
			rows++
		}
	}
	return rows >= campaignRows
}

func yearHit(p pair, now, before decimal.Decimal, sign yearSign) hit {
	at, known := p.r.At(huibao.FieldThis), ""
	if past := flows(p.FormRow); len(past) > 0 {
		known = fmt.Sprintf("，以往每期 %s 左右", median(past))
	}
	h := hit{place: at, code: p.Code, found: now.String(), expected: "本期新完成的数", holds: sign >= heldAsYear, office: sign == surelyYear,
		cause: "有 %d 行的本期完成像是累计数", item: fmt.Sprintf("%s 填 %s，上期累计 %s", at, now, before),
		message: fmt.Sprintf("%s：本期完成 %s，上期累计 %s%s，可能把累计数填到了本期。", at, now, before, known)}
	switch sign {
	case surelyYear:
		h.remedy = "请改填本期新完成的数；确是本期新完成的，请联系办公室认可，未认可前该行不计入"
	case wholeAsYear:
		h.severity, h.remedy = huibao.Error, "请把“本期完成”整栏改为本期新完成的数，本年累计由表中的公式算出；确是本期新完成的，请联系办公室认可"
		h.cause = "“本期完成”整栏像是填了本年累计，%d 行都不小于上期累计"
	}
	return h
}

// pastedColumn reports whether the last cumulatives as a whole stand where this period's
// figures should: of four rows where the two can be told apart, and of one in four.
func pastedColumn(s *scope) bool {
	same, other := 0, 0
	for _, p := range s.pairs(huibao.KindCount, nil) {
		now, before, ok := twoFigures(p)
		last := huibao.Quantity{}
		if n := len(p.Series); n > 0 {
			last = p.Series[n-1].This
		}
		switch was, known := last.Decimal(); {
		case !ok || before.LessThan(atLeast(p, pastedLeast)) || known && was.Equal(before):
		case now.Equal(before) && !surelyMonth(p, now, before):
			same++
		default:
			other++
		}
	}
	return same >= pastedRows && other <= 3*same
}

// twoFigures are what a flow typed for the period and its last cumulative.
func twoFigures(p pair) (now, before decimal.Decimal, ok bool) {
	before, ok = p.Prior.Values[huibao.FieldCumulative].Decimal()
	now, _ = p.r.Quantity(huibao.FieldThis).Decimal()
	return now, before, ok && p.Mode == huibao.ModeFlow && p.Prior.Counted && typed(p, huibao.FieldThis)
}

// likePasted: the last cumulative itself tells a month earlier than what may have come to it.
// Months without anything, before works begin, tell nothing of what is usual.
func likePasted(p pair, now, before decimal.Decimal) bool {
	past, least := flows(p.FormRow), atLeast(p, pastedLeast)
	if now.Equal(before) && before.GreaterThanOrEqual(least.Mul(pastedMost)) {
		return len(past) >= pastedFrom-1
	}
	some := positive(past)
	return len(some) >= pastedFrom && before.GreaterThanOrEqual(least) && now.GreaterThan(slices.MaxFunc(some, decimal.Decimal.Cmp).Mul(pastedOver)) &&
		now.GreaterThanOrEqual(before) && now.LessThanOrEqual(before.Add(median(some).Mul(pastedMost)))
}

// likeReached reports whether a period's figure looks like the year's where too few earlier periods
// are known to compare it with: what had been reached before, and some two periods' pace more.
func likeReached(p pair, now, before decimal.Decimal, at huibao.Period) bool {
	elapsed := int64(at.Month - 1)
	if len(flows(p.FormRow)) >= jumpPeriods || elapsed < jumpPeriods || before.LessThan(atLeast(p, jumpAlone)) || now.LessThanOrEqual(before) {
		return false
	}
	return now.Sub(before).Mul(decimal.NewFromInt(elapsed)).LessThanOrEqual(before.Mul(two))
}
