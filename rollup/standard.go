package rollup

import (
	"huibao"
	"huibao/statement"
)

// standard rolls up a standard: how many units carry it out, the lowest in force;
// people, person-months and amounts are summed.
func (g *group) standard(s *huibao.Standing, entries []entry) {
	lowest := g.sum(s.Unit, entries, huibao.FieldStandard, g.ind.Measure)
	lowest.Value = huibao.Quantity{}
	if len(entries) > 1 {
		lowest.Method = huibao.MethodWorst
	}
	s.Of = len(entries)
	for _, e := range entries {
		q := e.number(huibao.FieldStandard)
		std, ok := q.Decimal()
		if q.State() == huibao.NotApplicable {
			s.Of-- // it has nobody to whom the standard applies
		}
		if !ok {
			continue
		}
		lowest.Value = least(lowest.Value, std)
		if g.inForce(e) {
			s.Held++
		}
	}
	s.Reached = lowest.Value
	s.Figures = []huibao.Figure{lowest}
	g.payments(s, entries)
	s.Holes = holes(entries, huibao.FieldStandard)
	switch {
	case s.Reached.IsMissing() && len(s.Holes) < len(entries):
		unjudged(s, "不适用", "报送单位填为不适用")
	case s.Reached.IsMissing():
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的数")
	case g.notYet(s):
		s.Light, s.Word, s.Met = huibao.Green, "未到期", s.Held == s.Of
	default:
		g.unitsHeld(s)
	}
}

// notYet reports whether a standard need not be carried out yet: before its
// 起始日期, else before its deadline.
func (g *group) notYet(s *huibao.Standing) bool {
	if !g.ind.Start.IsZero() {
		return g.early()
	}
	return !s.AtDeadline
}

// inForce reports whether a unit carries the standard out: in force at the
// period's end and not below what is due.
func (g *group) inForce(e entry) bool {
	std, ok := e.number(huibao.FieldStandard).Decimal()
	promise := g.promise(e.Subject)
	due, hasDue := promise.DueStandard().Decimal()
	if !ok || !hasDue {
		return false
	}
	since := e.row.Values.Of(huibao.FieldSince).Date
	if since.After(g.c.Period.End()) {
		return false
	}
	return g.ind.Comparator.Meets(huibao.Whole(std), huibao.Whole(due))
}

func (g *group) payments(s *huibao.Standing, entries []entry) {
	if g.ind.PayBy == huibao.PayNothing {
		return
	}
	for _, x := range []struct {
		field   huibao.Field
		measure string
		into    *huibao.Quantity
	}{
		{huibao.FieldPeople, "人", &s.People}, {huibao.FieldMonths, "人月（次）", &s.Months},
		{huibao.FieldPaid, "元", &s.Paid}, {huibao.FieldBackPay, "元", &s.BackPay},
	} {
		fig := g.sum(s.Unit, entries, x.field, x.measure)
		if x.field != huibao.FieldBackPay && partly(entries, x.field) {
			fig.Value = huibao.Quantity{} // no sum of some
		}
		*x.into = fig.Value
		s.Figures = append(s.Figures, fig)
	}
}

// partly reports whether some entries that count have a field, and others of them don't.
func partly(entries []entry, f huibao.Field) bool {
	has, lacks := false, false
	for _, e := range entries {
		if e.hole == "" && e.has(huibao.FieldStandard) {
			has, lacks = has || e.has(f), lacks || !e.has(f)
		}
	}
	return has && lacks
}
