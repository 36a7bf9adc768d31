package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

// allocationSums is P03: the parts against the whole, as first written and from
// each revision's day on. What begins with a revision stops only the periods from
// its day on.
func allocationSums(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	revised := []*huibao.Plan{inforce.Revised(p, huibao.Date{})}
	by := []huibao.Revision{{}}
	for _, r := range byEffect(p.Revisions) {
		if !r.From.IsZero() {
			revised, by = append(revised, inforce.Revised(p, huibao.Period{Year: r.From.Year, Month: r.From.Month}.End())), append(by, r)
		}
	}
	parts := partsOf(p, revised)
	list := parts.sums(p, revised[0], by[0])
	for i, r := range by[1:] {
		for _, h := range parts.sums(p, revised[i+1], r) {
			if h.code == r.Indicator && !slices.ContainsFunc(list, func(x hit) bool { return x.code == h.code && x.found == h.found && x.expected == h.expected }) {
				list = append(list, h)
			}
		}
	}
	return append(list, parts.strays(p)...)
}

func byEffect(list []huibao.Revision) []huibao.Revision {
	return slices.SortedStableFunc(slices.Values(list), func(a, b huibao.Revision) int { return a.From.Cmp(b.From) })
}

// sums compares the sums of a plan as revised; what is wrong stands at the
// allocation, or at the revision that brought it.
func (x parts) sums(p, then *huibao.Plan, by huibao.Revision) []hit {
	var list []hit
	for i := range then.Indicators {
		ind := &then.Indicators[i]
		city, ok := then.Allocation(ind.Code, huibao.CityUnit).Decimal()
		if ind.Kind != huibao.KindCount || ind.ReportBy == huibao.ByLead || !ok {
			continue
		}
		sum, row := x.sum(then, ind)
		if row.Row == 0 && sum.IsZero() || sum.Equal(city) {
			continue
		}
		h := hit{place: at(p, row, huibao.CityName), code: ind.Code, found: sum.String(), expected: city.String(), since: by.From}
		when := ""
		if !by.From.IsZero() {
			h.place, when = at(p, by.At, "新值"), fmt.Sprintf("自 %s 修订起，", by.From)
		}
		if sum.LessThan(city) {
			h.message = fmt.Sprintf("%s：%s%s 各单位分解之和 %s 小于全市 %s。", h.place, when, ind.Code, sum, city)
		} else {
			h.severity = huibao.Warning
			h.message = fmt.Sprintf("%s：%s%s 各单位分解之和 %s 大于全市 %s（留有余量的可以不改）。", h.place, when, ind.Code, sum, city)
		}
		list = append(list, h)
	}
	return list
}

// sum adds up the units' allocations of an indicator; row is where they stand.
func (x parts) sum(p *huibao.Plan, ind *huibao.Indicator) (sum decimal.Decimal, row huibao.Row) {
	for _, a := range p.Allocations {
		if a.Indicator == ind.Code && a.Unit != huibao.CityUnit && x[part{a.Indicator, a.Unit}] {
			sum, row = sum.Add(a.Value), a.At
		}
	}
	return sum, row
}

// part is a unit's part of an indicator.
type part struct{ code, unit string }

// parts says of those that the plan or one of its revisions gives whether they are
// reported in any period of the plan's year: by the unit itself, or by the heir of one
// that was merged.
type parts map[part]bool

func partsOf(p *huibao.Plan, revised []*huibao.Plan) parts {
	x := parts{}
	for _, now := range append(revised[:len(revised):len(revised)], p) {
		for _, a := range now.Allocations {
			x[part{a.Indicator, a.Unit}] = false
		}
	}
	if len(x) == 0 {
		return x
	}
	report := func(code, unit string) {
		if _, given := x[part{code, unit}]; given {
			x[part{code, unit}] = true
		}
	}
	for now := range inforce.Year(p) {
		for i := range now.Indicators {
			ind := &now.Indicators[i]
			for a := range now.Assigned(ind) {
				report(ind.Code, a.Subject)
				for _, old := range now.Merged(a.Subject) {
					report(ind.Code, old)
				}
			}
		}
	}
	return x
}

// strays finds parts given to units that do not report the indicator.
func (x parts) strays(p *huibao.Plan) []hit {
	var list []hit
	for _, a := range p.Allocations {
		ind := p.IndicatorByCode(a.Indicator)
		if a.Unit == huibao.CityUnit || ind == nil || a.Value.IsZero() || x[part{a.Indicator, a.Unit}] {
			continue
		}
		name := p.UnitName(a.Unit)
		place := at(p, a.At, name)
		list = append(list, hit{place: place, code: a.Indicator, found: a.Value.String(), message: fmt.Sprintf("%s：%s 分解给%s %s，但%s不报这个指标。", place, a.Indicator, name, a.Value, name)})
	}
	return list
}
