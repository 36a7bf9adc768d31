package check

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// A unit's own table of a standard often has no column for the months of people (累计发放人月), or none for how many get
// it now. The standard that it carries out, what was paid, and to how many, are known all the same: what is missing is
// asked, and holds nothing else back where the money fits the standard and the people.

// Bounds of what is paid to each person of a standard in a year so far, in times the standard: a month of a
// part that tops up, and a year in full.
var leastPaid, mostPaid = decimal.New(1, -1), decimal.NewFromInt(12)

// standsAlone reports whether a row of a standard that lacks what these labels name has its standard, and no
// money that people and standard do not bear out.
func standsAlone(p pair, labels []string, month int) bool {
	std, ok := p.r.Quantity(huibao.FieldStandard).Decimal()
	if p.Kind != huibao.KindStandard || !ok || std.Sign() <= 0 || slices.Contains(labels, huibao.FieldStandard.Label(p.Kind)) {
		return false
	}
	paid, ok := p.r.Quantity(huibao.FieldPaid).Decimal()
	if !ok {
		return empty(p.r, huibao.FieldPaid)
	}
	people, ok := p.r.Quantity(huibao.FieldPeople).Decimal()
	if !ok {
		return empty(p.r, huibao.FieldPeople) && fitsMonths(p, std, paid)
	}
	if people.Sign() <= 0 {
		return false
	}
	each := std.Mul(people)
	if paid.LessThan(each.Mul(leastPaid)) || paid.GreaterThan(each.Mul(mostPaid)) {
		return false
	}
	return p.PayBy != huibao.PayFull || !monthly(p) || wholeMonths(paid, each, month)
}

// fitsMonths reports whether what was paid is the standard for each of the months of people, or, where less may be paid to
// each of them, a part of it.
func fitsMonths(p pair, std, paid decimal.Decimal) bool {
	months, ok := p.r.Quantity(huibao.FieldMonths).Decimal()
	if !ok || months.Sign() <= 0 {
		return false
	}
	due := std.Mul(months)
	return paid.Equal(due) || p.PayBy != huibao.PayFull && paid.LessThan(due) && paid.GreaterThanOrEqual(due.Mul(leastPaid))
}

// wholeMonths reports whether what was paid is near that of all months up to a period's, or next to that of
// whole months: a part of the money (市级资金) is not.
func wholeMonths(paid, each decimal.Decimal, month int) bool {
	near := func(months int, room decimal.Decimal) bool {
		return paid.Sub(each.Mul(decimal.NewFromInt(int64(months)))).Abs().LessThanOrEqual(each.Mul(room))
	}
	if near(month, decimal.New(int64(month), -1)) {
		return true
	}
	for k := 1; k <= 12; k++ {
		if near(k, leastPaid) {
			return true
		}
	}
	return false
}
