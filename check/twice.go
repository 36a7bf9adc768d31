package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// One unit's figure is taken for the whole city's, so that it counts twice (laws.md, 4), where
// it lies this near to the others' sum (with its own last figure, or without), and is far
// more than its share and than it was.
var (
	twiceLeast   = decimal.NewFromInt(20)
	twiceNear    = decimal.New(2, -2)
	twiceQuarter = decimal.New(25, -2) // of the allocation: what was done in the period besides
	twiceShare   = huibao.RatioOf(15, 10)
	twiceGrown   = decimal.New(18, -1)
)

// twiceRows is from how many rows on those of a return are held out: it is the whole return
// then that speaks of the city.
const twiceRows = 3

// twice is a row that may be the whole city's.
type twice struct {
	ind          *huibao.Indicator
	unit         string // whose return it is
	own, others  decimal.Decimal
	last         decimal.Decimal
	contributors int
}

// twiceCounted is X07: of the rows that enter the city's sum.
func twiceCounted(in AcrossInput, out map[string][]huibao.Finding) {
	found := map[string][]twice{}
	for i := range in.Plan.Indicators {
		ind := &in.Plan.Indicators[i]
		if ind.Kind != huibao.KindCount || ind.ReportBy != huibao.ByCountiesCity && ind.ReportBy != huibao.ByCounties {
			continue
		}
		for _, t := range in.wholes(ind) {
			found[t.unit] = append(found[t.unit], t)
		}
	}
	for _, u := range in.Plan.Units {
		list := found[u.Code]
		for _, t := range list {
			in.tellTwice(t, len(list) >= twiceRows, out)
		}
	}
}

func (in AcrossInput) tellTwice(t twice, held bool, out map[string][]huibao.Finding) {
	s := in.subs[t.unit]
	at := s.Return.RowByCode(t.ind.Code).At(huibao.FieldCumulative)
	h := hit{place: at, code: t.ind.Code, found: t.own.String(), expected: "本单位自己完成的数", severity: huibao.Warning,
		message: fmt.Sprintf("%s：%s %s，本单位累计 %s，其余 %d 家合计 %s，很接近；上期累计是 %s。是不是把全市的数填成了本单位的？", at, t.ind.Code, t.ind.Name, t.own, t.contributors, t.others, t.last)}
	if held {
		h.severity, h.message = huibao.Error, h.message+"这样的行有 3 行以上，都不计入。"
	}
	in.add(out, s, x07, h)
}

// wholes are the figures of an indicator that are like the sum of all others.
func (in AcrossInput) wholes(ind *huibao.Indicator) []twice {
	type part struct {
		subject, unit string
		value         decimal.Decimal
		share         decimal.Decimal
		allotted      bool
	}
	var parts []part
	sum, shares := decimal.Zero, decimal.Zero
	for _, a := range in.Plan.Assignments(ind) {
		if a.Role != huibao.RolePart {
			continue
		}
		q, _ := in.number(a.Return, ind.Code)
		d, ok := q.Decimal()
		if !ok {
			continue
		}
		share, allotted := in.Plan.Allocation(ind.Code, a.Subject).Decimal()
		parts = append(parts, part{a.Subject, a.Return, d, share, allotted && share.Sign() > 0})
		sum, shares = sum.Add(d), shares.Add(share)
	}
	if len(parts) < 3 {
		return nil
	}
	var list []twice
	for _, p := range parts {
		t := twice{ind: ind, unit: p.unit, own: p.value, others: sum.Sub(p.value), contributors: len(parts) - 1}
		if !t.mayBeWhole(p.allotted) {
			continue
		}
		t.last = lastOf(in.subs[p.unit].Return.RowByCode(ind.Code))
		if !t.likeWhole(p.share, p.allotted) {
			continue
		}
		rest := huibao.NewRatio(t.others, shares.Sub(p.share))
		if p.allotted && rest.Valid() && huibao.NewRatio(t.own, p.share).Cmp(rest.Mul(twiceShare)) < 0 {
			continue
		}
		list = append(list, t)
	}
	return list
}

// mayBeWhole is what likeWhole asks of the figure whatever it was before: without an allocation it is no less
// than the others' sum.
func (t twice) mayBeWhole(allotted bool) bool {
	return t.own.GreaterThanOrEqual(twiceLeast) && t.others.Sign() > 0 && (allotted || t.own.GreaterThanOrEqual(t.others))
}

// likeWhole reports whether the figure, which may be the whole, is near to the others' sum, and not what it was.
// One without an allocation must be the sum to the last digit.
func (t twice) likeWhole(allocation decimal.Decimal, allotted bool) bool {
	switch {
	case t.own.LessThan(t.last.Mul(twiceGrown)):
		return false
	case !allotted:
		return t.own.Equal(t.others) || t.last.Sign() > 0 && t.own.Equal(t.others.Add(t.last))
	}
	with := t.others.Add(t.last)
	within := func(sum decimal.Decimal) bool { return t.own.Sub(sum).Abs().LessThanOrEqual(sum.Mul(twiceNear)) }
	return within(t.others) || within(with) || t.own.GreaterThanOrEqual(with) && t.own.LessThanOrEqual(with.Add(allocation.Mul(twiceQuarter)))
}

// lastOf is what a count had reached before the period: as prefilled, else what the period's
// own figure leaves of it.
func lastOf(row *huibao.ReturnRow) decimal.Decimal {
	if d, ok := row.Quantity(huibao.FieldPrevious).Decimal(); ok {
		return d
	}
	cum, ok := row.Quantity(huibao.FieldCumulative).Decimal()
	this, okT := row.Quantity(huibao.FieldThis).Decimal()
	if !ok || !okT || row.Values.Of(huibao.FieldThis).Origin == huibao.OriginDerived {
		return decimal.Zero
	}
	return cum.Sub(this)
}

// aheadMost is by how much of the year a unit may be ahead of its pace before it is asked,
// aheadLeast of which allocation.
var (
	aheadMost  = huibao.RatioOf(60, 100)
	aheadLeast = decimal.NewFromInt(5)
)

// farAhead are the units that are far ahead of the row's own pace while most like units are
// not (laws.md, 5); one that was so in the period before was asked then.
func (in AcrossInput) farAhead(ind *huibao.Indicator, units []string, shares []decimal.Decimal) []string {
	pace := in.Plan.Share(ind, in.Period)
	if !pace.Valid() {
		return nil
	}
	var ahead, asked []string
	for k, unit := range units {
		if huibao.Whole(shares[k]).Clamp().Sub(pace).Cmp(aheadMost) <= 0 { // past the target is T05's
			continue
		}
		ahead = append(ahead, unit)
		part := in.Plan.Allocation(ind.Code, unit).Or(decimal.Zero)
		if part.GreaterThan(aheadLeast) && !in.wasAhead(ind, unit, part) {
			asked = append(asked, unit)
		}
	}
	if 2*len(ahead) >= len(units) {
		return nil
	}
	slices.Sort(asked)
	return asked
}

// wasAhead reports whether a unit was as far ahead by what had counted before the period.
func (in AcrossInput) wasAhead(ind *huibao.Indicator, unit string, part decimal.Decimal) bool {
	before := in.Plan.Share(ind, in.Period.Prev())
	share := huibao.NewRatio(lastOf(in.subs[unit].Return.RowByCode(ind.Code)), part)
	return before.Valid() && share.Clamp().Sub(before).Cmp(aheadMost) > 0
}
