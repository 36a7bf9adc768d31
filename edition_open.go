package huibao

import "slices"

// OpenPart is the plan as the public sees it: without the indicators that are marked
// 公开 否, and the tasks that have no other. It is made of the plan as the office wrote
// it.
func (p *Plan) OpenPart() *Plan {
	q := *p
	q.index = nil
	q.Indicators = slices.DeleteFunc(slices.Clone(p.Indicators), func(i Indicator) bool { return !i.Public || i.Scope == ScopeOutside })
	keep := func(code string) bool { return q.IndicatorByCode(code) != nil }
	q.Allocations = slices.DeleteFunc(slices.Clone(p.Allocations), func(a Allocation) bool { return !keep(a.Indicator) })
	q.Revisions = slices.DeleteFunc(slices.Clone(p.Revisions), func(r Revision) bool { return !keep(r.Indicator) })
	q.Tasks = slices.DeleteFunc(slices.Clone(p.Tasks), func(t Task) bool { return len(q.TaskIndicators(t.No)) == 0 })
	q.Formulas = nil
	return &q
}
