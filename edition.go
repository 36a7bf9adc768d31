package huibao

import "slices"

// Edition is the plan as one unit's own report needs it. A county's holds what it
// reports, with its own parts as the city's, so that its figures stand where the
// city's would; a bureau's holds the tasks that it leads and the indicators that it
// answers for. It is nil for a unit that has neither. It is made of the plan as the
// office wrote it, revisions included.
func (p *Plan) Edition(unit string) *Plan {
	u := p.UnitByCode(unit)
	if u == nil {
		return nil
	}
	q := *p
	q.index = nil
	q.Title = p.Title + "（" + u.Name + "）"
	q.DocNumber, q.Only = "", "" // a part of a document bears no number of its own
	if u.IsArea() {
		q.Only = unit
		q.own(p, u)
	} else {
		q.led(unit)
	}
	if len(q.Indicators) == 0 {
		return nil
	}
	q.Tasks = slices.DeleteFunc(slices.Clone(p.Tasks), func(t Task) bool { return len(q.TaskIndicators(t.No)) == 0 })
	q.Formulas = nil
	return &q
}

// own keeps what an area reports, with its parts as the whole.
func (q *Plan) own(p *Plan, u *Unit) {
	q.Units = slices.DeleteFunc(slices.Clone(p.Units), func(x Unit) bool { return x.IsArea() && x.Code != u.Code && x.Successor != u.Code })
	q.Indicators = nil
	for _, ind := range p.Indicators {
		if ind.ReportBy == ByLead || ind.Scope == ScopeOutside || !reports(&ind, u, Period{Year: p.Year, Month: 12}) {
			continue
		}
		ind.ReportBy, ind.Reporters = ByCounties, nil
		if ind.Kind == KindRate && ind.Scope == ScopeCity {
			ind.Scope = ScopeRegion // the city alone is held to it
		}
		if ind.Mode == ModeStock {
			ind.Baseline = p.BaselineOf(&ind, u.Code)
		}
		q.Indicators = append(q.Indicators, ind)
	}
	q.Allocations = nil
	for _, a := range p.Allocations {
		if a.Unit == u.Code {
			whole := a
			whole.Unit = CityUnit
			q.Allocations = append(q.Allocations, a, whole)
		}
	}
	q.Revisions = nil
	for _, r := range p.Revisions {
		switch {
		case r.Column != ReviseAllocation:
			q.Revisions = append(q.Revisions, r)
		case r.Unit == u.Code:
			whole := r
			whole.Unit = CityUnit
			q.Revisions = append(q.Revisions, r, whole)
		}
	}
}

// led keeps the tasks that a bureau leads and the indicators that it answers for.
func (q *Plan) led(unit string) {
	var list []Indicator
	for _, ind := range q.Indicators {
		t := q.TaskByNo(ind.Task)
		if q.ResponsibleOf(&ind) == unit || t != nil && slices.Contains(t.Lead, unit) {
			list = append(list, ind)
		}
	}
	q.Indicators = list
	keep := func(code string) bool { return q.IndicatorByCode(code) != nil }
	q.Allocations = slices.DeleteFunc(slices.Clone(q.Allocations), func(a Allocation) bool { return !keep(a.Indicator) })
	q.Revisions = slices.DeleteFunc(slices.Clone(q.Revisions), func(r Revision) bool { return !keep(r.Indicator) })
}
