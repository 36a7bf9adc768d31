package inforce

import (
	"slices"

	"huibao"
)

// Revised is a plan with the revisions that have effect by a day, in order of effect,
// and with heirs in the place of merged units; no revisions are left in it.
func Revised(p *huibao.Plan, day huibao.Date) *huibao.Plan {
	q := *p
	q.Indicators = slices.Clone(p.Indicators)
	q.Allocations = slices.Clone(p.Allocations)
	q.Revisions = nil
	due := slices.DeleteFunc(slices.Clone(p.Revisions), func(r huibao.Revision) bool { return r.From.After(day) })
	slices.SortStableFunc(due, func(a, b huibao.Revision) int {
		if c := a.From.Cmp(b.From); c != 0 {
			return c
		}
		return a.Recorded.Cmp(b.Recorded)
	})
	for _, r := range due {
		apply(&q, r)
	}
	succeed(&q, heirsOf(&q))
	return &q
}

// apply carries out one revision; a value that does not read as a number (or a
// day) was remarked when the plan was read, and changes nothing.
func apply(p *huibao.Plan, r huibao.Revision) {
	ind := p.IndicatorByCode(r.Indicator)
	if ind == nil {
		return
	}
	if r.Column == huibao.ReviseDeadline {
		if d, err := huibao.ParseDate(r.New); err == nil {
			ind.Deadline = d
		}
		return
	}
	v, err := huibao.ParseDecimal(r.New)
	if err != nil {
		return
	}
	switch r.Column {
	case huibao.ReviseTarget:
		ind.Target = huibao.Num(v)
	case huibao.ReviseAllocation:
		allocate(p, huibao.Allocation{Indicator: r.Indicator, Unit: r.Unit, Value: v, At: r.At})
	}
}

func allocate(p *huibao.Plan, a huibao.Allocation) {
	for i := range p.Allocations {
		if p.Allocations[i].Indicator == a.Indicator && p.Allocations[i].Unit == a.Unit {
			p.Allocations[i].Value = a.Value
			return
		}
	}
	p.Allocations = append(p.Allocations, a)
}
