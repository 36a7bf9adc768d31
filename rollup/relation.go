package rollup

import (
	"huibao"
	"huibao/statement"
)

// relation rolls up a relation: the worst unit, and how many hold. Numer and
// Denom of the standing are the worst unit's own value and its reference.
func (g *group) relation(s *huibao.Standing, entries []entry) {
	fig := g.sum(s.Unit, entries, huibao.FieldOwn, g.ind.Measure)
	fig.Value = huibao.Quantity{}
	if len(entries) > 1 {
		fig.Method = huibao.MethodWorst
	}
	s.Of = len(entries)
	s.Holes = holes(entries, huibao.FieldOwn)
	worst, reported := huibao.Ratio{}, 0
	for _, e := range entries {
		own, ok := e.number(huibao.FieldOwn).Decimal()
		if !ok {
			continue
		}
		base, due := g.referenceFor(e.Subject)
		if !due.IsNumber() || base.Or(huibao.RatioOf(0, 1).Num).IsZero() {
			s.Holes = append(s.Holes, huibao.Hole{Unit: e.Subject, Why: "无参照值"})
			continue
		}
		reported++
		goal, _ := due.Decimal()
		if g.ind.Comparator.Meets(huibao.Whole(own), huibao.Whole(goal)) {
			s.Held++
		}
		ref, _ := base.Decimal()
		if multiple := huibao.NewRatio(own, ref); !worst.Valid() || multiple.Cmp(worst) < 0 {
			worst = multiple
			s.Reached, fig.Value, fig.Measure = huibao.Num(own), huibao.Num(multiple.Round(2)), "倍"
			s.Numer, s.Denom = huibao.Num(own), huibao.Num(ref)
		}
	}
	s.Figures = []huibao.Figure{fig}
	switch {
	case reported == 0 && len(s.Holes) < len(entries):
		unjudged(s, "不适用", "报送单位填为不适用")
	case g.early():
		unjudged(s, "未到期", "未到起始日期")
	case reported == 0:
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的数")
	default:
		g.unitsHeld(s)
	}
}

// referenceFor is a unit's reference value in force, and what its own value must
// reach. A relation without a reference is held to its target itself, against 1.
func (g *group) referenceFor(unit string) (reference, due huibao.Quantity) {
	promise := g.promise(unit)
	if promise.ReferenceName == "" {
		return huibao.NumInt(1), promise.Target
	}
	return promise.Reference, promise.DueStandard()
}
