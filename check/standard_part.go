package check

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// A unit's own table of a standard often has no column for the months of people (累计发放人月). The standard
// that it carries out, how many get it and what was paid are known all the same: what is missing is asked,
// and holds nothing else back where the money fits the standard and the people.

// Bounds of what is paid to each person of a standard in a year so far, in times the standard: a month of a
// part that tops up, and a year in full.
var leastPaid, mostPaid = decimal.New(1, -1), decimal.NewFromInt(12)

// standsAlone reports whether a row of a standard that lacks what these labels name has its standard, and no
// money that people and standard do not bear out.
func standsAlone(p pair, labels []string) bool {
	std, ok := p.r.Quantity(huibao.FieldStandard).Decimal()
	if p.Kind != huibao.KindStandard || !ok || std.Sign() <= 0 || slices.Contains(labels, huibao.FieldStandard.Label(p.Kind)) {
		return false
	}
	paid, ok := p.r.Quantity(huibao.FieldPaid).Decimal()
	if !ok {
		return empty(p.r, huibao.FieldPaid)
	}
	people, ok := p.r.Quantity(huibao.FieldPeople).Decimal()
	if !ok || people.Sign() <= 0 {
		return false
	}
	each := std.Mul(people)
	return paid.GreaterThanOrEqual(each.Mul(leastPaid)) && paid.LessThanOrEqual(each.Mul(mostPaid))
}
