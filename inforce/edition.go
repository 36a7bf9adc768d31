package inforce

import (
	"maps"
	"slices"

	"huibao"
)

// For is the plan as one unit's own report needs it. A county's holds what it
// reports, with its own parts as the city's, so that its figures stand where the
// city's would; a bureau's holds the tasks that it leads and the indicators that it
// answers for. It is nil for a unit that has neither.
func (p *Plan) For(unit string) *Plan {
	u := p.UnitByCode(unit)
	if u == nil {
		return nil
	}
	q := *p.Plan
	q.Title = p.Title + "（" + u.Name + "）"
	q.DocNumber = "" // a part of a document bears no number of its own
	only := ""
	if u.IsArea() {
		only = unit
		p.own(&q, u)
	} else {
		p.led(&q, unit)
	}
	if len(q.Indicators) == 0 {
		return nil
	}
	return p.part(&q, only)
}

// Public is the plan as the public sees it: without the indicators that are marked
// 公开 否, and the tasks that have no other.
func (p *Plan) Public() *Plan {
	q := *p.Plan
	q.Indicators = slices.DeleteFunc(slices.Clone(p.Indicators), func(i huibao.Indicator) bool { return !i.Public || i.Scope == huibao.ScopeOutside })
	onlyKept(&q)
	return p.part(&q, p.Only)
}

// part settles what is left of the plan: no tasks without an indicator, and none of
// the office's own formulas.
func (p *Plan) part(q *huibao.Plan, only string) *Plan {
	q.Tasks = slices.DeleteFunc(slices.Clone(q.Tasks), func(t huibao.Task) bool { return len(q.TaskIndicators(t.No)) == 0 })
	q.Formulas = nil
	x := &Plan{Plan: q, Only: only, period: p.period, written: p.written, heirs: maps.Clone(p.heirs)}
	maps.DeleteFunc(x.heirs, func(_, to string) bool { return q.UnitByCode(to) == nil })
	x.gone = slices.DeleteFunc(slices.Clone(p.gone), func(u huibao.Unit) bool { return only != "" && x.heirs[u.Code] == "" })
	return x.settle()
}

// own keeps what an area reports, with its parts as the whole.
func (p *Plan) own(q *huibao.Plan, u *huibao.Unit) {
	q.Units = slices.DeleteFunc(slices.Clone(p.Units), func(x huibao.Unit) bool { return x.IsArea() && x.Code != u.Code })
	q.Indicators = nil
	for _, ind := range p.Indicators {
		if ind.ReportBy == huibao.ByLead || ind.Scope == huibao.ScopeOutside || !p.reports(&ind, u) {
			continue
		}
		ind.ReportBy, ind.Reporters = huibao.ByCounties, nil
		if ind.Kind == huibao.KindRate && ind.Scope == huibao.ScopeCity {
			ind.Scope = huibao.ScopeRegion // the city alone is held to it
		}
		if ind.Mode == huibao.ModeStock {
			ind.Baseline = p.baselineOf(&ind, u.Code)
		}
		q.Indicators = append(q.Indicators, ind)
	}
	q.Allocations = nil
	for _, a := range p.Allocations {
		if a.Unit == u.Code {
			whole := a
			whole.Unit = huibao.CityUnit
			q.Allocations = append(q.Allocations, a, whole)
		}
	}
}

// led keeps the tasks that a bureau leads and the indicators that it answers for.
func (p *Plan) led(q *huibao.Plan, unit string) {
	q.Indicators = nil
	for _, ind := range p.Indicators {
		t := p.TaskByNo(ind.Task)
		if p.ResponsibleOf(&ind) == unit || t != nil && slices.Contains(t.Lead, unit) {
			q.Indicators = append(q.Indicators, ind)
		}
	}
	onlyKept(q)
}

// onlyKept drops the allocations of indicators that are not in the plan any more.
func onlyKept(q *huibao.Plan) {
	q.Allocations = slices.DeleteFunc(slices.Clone(q.Allocations), func(a huibao.Allocation) bool { return q.IndicatorByCode(a.Indicator) == nil })
}
