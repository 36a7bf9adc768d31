package inforce

import (
	"slices"

	"huibao"
)

// Revised is a plan with the revisions and mergers that have effect by a day, in order
// of effect, and no revisions left: after a merger a revision is of the heir's whole
// part. Units that do not stand then are still in it.
func Revised(p *huibao.Plan, day huibao.Date) *huibao.Plan {
	q := *p
	q.Tasks, q.Indicators = slices.Clone(p.Tasks), slices.Clone(p.Indicators)
	q.Allocations, q.Openings = slices.Clone(p.Allocations), slices.Clone(p.Openings)
	q.Revisions = nil
	due := revisionsBy(p, day)
	for _, merger := range mergerDays(p, day) {
		for len(due) > 0 && due[0].From.Before(merger) {
			apply(&q, due[0])
			due = due[1:]
		}
		succeed(&q, heirsOf(p, merger))
	}
	for _, r := range due {
		apply(&q, r)
	}
	succeed(&q, heirsOf(p, day))
	return &q
}

// revisionsBy lists the revisions that have effect by a day, in order of effect; those
// of a unit that had ended change nothing.
func revisionsBy(p *huibao.Plan, day huibao.Date) []huibao.Revision {
	list := slices.DeleteFunc(slices.Clone(p.Revisions), func(r huibao.Revision) bool {
		u := p.UnitByCode(r.Unit)
		return r.From.After(day) || u != nil && !u.End.IsZero() && u.Ended(r.From)
	})
	slices.SortStableFunc(list, func(a, b huibao.Revision) int {
		if c := a.From.Cmp(b.From); c != 0 {
			return c
		}
		return a.Recorded.Cmp(b.Recorded)
	})
	return list
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
