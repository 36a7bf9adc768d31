package huibao

import (
	"slices"
)

// Columns of a revision (修订 栏目).
const (
	ReviseTarget     = "目标值"
	ReviseAllocation = "分解"
	ReviseDeadline   = "完成时限"
)

// AsOf returns the plan in force for a period: revisions whose day of effect is
// on or before the period's end, and which were recorded on or before the given
// day (a zero day: all), are applied in order of effect. The result has no
// revisions left, and it must not be changed.
func (p *Plan) AsOf(period Period, recorded Date) *Plan {
	q := *p
	q.Indicators = slices.Clone(p.Indicators)
	q.Allocations = slices.Clone(p.Allocations)
	q.Revisions, q.index = nil, nil
	due := slices.DeleteFunc(slices.Clone(p.Revisions), func(r Revision) bool {
		return r.From.After(period.End()) || !recorded.IsZero() && r.Recorded.After(recorded)
	})
	slices.SortStableFunc(due, func(a, b Revision) int {
		if c := a.From.Cmp(b.From); c != 0 {
			return c
		}
		return a.Recorded.Cmp(b.Recorded)
	})
	for _, r := range due {
		q.apply(r)
	}
	q.succeed()
	q.settle()
	return &q
}

// apply carries out one revision; a value that does not read as a number (or a
// day) was remarked when the plan was read, and changes nothing.
func (p *Plan) apply(r Revision) {
	ind := p.IndicatorByCode(r.Indicator)
	if ind == nil {
		return
	}
	if r.Column == ReviseDeadline {
		if d, err := ParseDate(r.New); err == nil {
			ind.Deadline = d
		}
		return
	}
	v, err := ParseDecimal(r.New)
	if err != nil {
		return
	}
	switch r.Column {
	case ReviseTarget:
		ind.Target = Num(v)
	case ReviseAllocation:
		p.allocate(Allocation{Indicator: r.Indicator, Unit: r.Unit, Value: v, At: r.At})
	}
}

func (p *Plan) allocate(a Allocation) {
	for i := range p.Allocations {
		if p.Allocations[i].Indicator == a.Indicator && p.Allocations[i].Unit == a.Unit {
			p.Allocations[i].Value = a.Value
			return
		}
	}
	p.Allocations = append(p.Allocations, a)
}
