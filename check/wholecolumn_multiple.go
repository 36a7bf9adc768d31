package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// multiplied are the cells of columns of which all figures were multiplied by one number.
func multiplied(cells []cell) []hit {
	at := slices.IndexFunc(columnFactors, func(k int64) bool { return timesAll(cells, k) })
	if at < 0 {
		return nil
	}
	k := columnFactors[at]
	office := k > 2 && 2*len(longKnown(cells)) >= len(cells)
	cause, remedy := fmt.Sprintf("整栏的数像是都多乘了 %d：几乎个个是 %d 的倍数，以前不是，%%d 行", k, k), "请核对计量单位和位数，改正整栏的数；"+whyOnce
	switch {
	case k == 2:
		cause, remedy = "整栏的数像是都加了一倍（如公式加了两次）：个个是双数，约是以往的两倍，%d 行", "请核对后改正整栏的数；"+whyOnce
	case office:
		remedy = "请核对计量单位和位数，改正整栏的数；确实如此的请联系办公室认可，未认可前这些行不计入"
	}
	var list []hit
	for _, c := range cells {
		if c.is.Sign() <= 0 || !c.broken() && !multipleOf(c.is, k) {
			continue
		}
		h := c.asked(cause, remedy, true)
		h.office = office
		list = append(list, h)
	}
	return list
}

// timesAll reports whether the figures are all multiples of a number of which most before were not, and as many
// times larger.
func timesAll(cells []cell, k int64) bool {
	most := len(cells) / notMultiples
	if k == 2 {
		most = 0
	}
	whole, not, wholeBefore, before := 0, 0, 0, 0
	for _, c := range cells {
		switch {
		case c.is.Sign() <= 0 || c.broken():
		case multipleOf(c.is, k) && (c.field == huibao.FieldThis || !c.known || !c.is.Equal(c.as)): // what did not change was not multiplied
			whole++
		default:
			if not++; not > most {
				return false
			}
		}
	}
	var ratios []decimal.Decimal
	for _, c := range cells {
		if c.is.Sign() <= 0 || c.broken() {
			continue
		}
		for _, d := range c.past {
			before++
			if multipleOf(d, k) {
				wholeBefore++
			}
		}
		if c.due.Sign() > 0 {
			ratios = append(ratios, c.is.DivRound(c.due, 4))
		}
	}
	if k == 2 {
		return doubled(cells, ratios, whole, wholeBefore, before)
	}
	return len(ratios) >= columnRows && before >= columnRows && whole >= columnRows && notMultiples*not <= whole && 2*wholeBefore < before && median(ratios).Mul(threeTimes).GreaterThanOrEqual(decimal.NewFromInt(k))
}

// multipleOf is Mod of what is mostly a few digits and whole, which needs no division of large numbers.
func multipleOf(d decimal.Decimal, k int64) bool {
	if d.Exponent() == 0 && d.NumDigits() <= int64Digits {
		return d.CoefficientInt64()%k == 0
	}
	return d.Mod(decimal.NewFromInt(k)).IsZero()
}

// doubledOdds are against how many cases a column is even by chance, by as many times what it was as it must be in the
// middle then: a column that grows may be even in one of some hundreds.
var doubledOdds = []struct {
	odds  int64
	least decimal.Decimal
}{{4000, decimal.New(14, -1)}, {250, decimal.New(17, -1)}}

// doubled reports whether a column, of which every figure is even, was doubled: that is no chance where those before
// were odd as often as they were, and it is about twice what it was. Of few figures each must be near to that, and none
// such as grows.
func doubled(cells []cell, ratios []decimal.Decimal, whole, wholeBefore, before int) bool {
	middle := median(ratios)
	if len(ratios) < levelRows || middle.GreaterThan(doubledMost) {
		return false
	}
	near := 0
	for _, r := range ratios {
		if r.GreaterThanOrEqual(nearTwo[0]) && r.LessThanOrEqual(nearTwo[1]) {
			near++
		}
	}
	if levels := !slices.ContainsFunc(cells, func(c cell) bool { return c.Mode == huibao.ModeFlow }); levels && whole >= levelRows && 4*near >= 3*len(ratios) && wholeBefore < before {
		return true
	}
	if len(ratios) < columnRows || before < columnRows {
		return false
	}
	even, all := decimal.NewFromInt(int64(max(2*wholeBefore, before)+2)), decimal.NewFromInt(int64(2*before+4)) // never fewer than half of them
	chance, of := decimal.NewFromInt(1), decimal.NewFromInt(1)
	for range whole {
		chance, of = chance.Mul(even), of.Mul(all)
	}
	return slices.ContainsFunc(doubledOdds, func(x struct {
		odds  int64
		least decimal.Decimal
	}) bool {
		return scaled(chance, x.odds).LessThanOrEqual(of) && middle.GreaterThanOrEqual(x.least)
	})
}
