package rollup

import (
	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// rate rolls up a rate: Σ numerators ÷ Σ denominators; percentages are never
// averaged.
func (g *group) rate(s *huibao.Standing, entries []entry) {
	numer := g.sum(s.Unit, entries, huibao.FieldNumer, "")
	denom := g.sum(s.Unit, entries, huibao.FieldDenom, "")
	s.Numer, s.Denom = numer.Value, denom.Value
	s.Figures = []huibao.Figure{g.ratioFigure(s, numer, denom), numer, denom}
	s.Holes = rateHoles(entries)
	n, okN := s.Numer.Decimal()
	d, okD := s.Denom.Decimal()
	target, hasTarget := s.Target.Decimal()
	switch {
	case !hasTarget && !g.ind.Target.IsNumber(): // what is not due is so whatever came in
		unjudged(s, "无目标", "方案没有目标值")
	case !hasTarget:
		unjudged(s, "未分解", "目标是"+g.ind.Scope.Label()+"口径，未分解到本级，不评")
	case g.early():
		unjudged(s, "未到期", "未到起始日期")
	case g.ind.Mode == huibao.ModeFinal && g.ind.Comparator != huibao.AtMost && !s.AtDeadline:
		unjudged(s, "未到期", "年底一次评定")
	case !okN || !okD, d.IsZero() && len(s.Holes) > 0: // a sum of 0 that lacks parts is none
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的数")
	case n.IsZero() && d.IsZero():
		unjudged(s, "无此情况", "本期无此情况")
	case d.IsZero():
		unjudged(s, statement.WordUnsure, "分母为 0")
	default:
		g.judgeRate(s, s.Rate(), huibao.Whole(target.Shift(-2)))
	}
}

func (g *group) judgeRate(s *huibao.Standing, rate, goal huibao.Ratio) {
	met := g.ind.Comparator.Meets(rate, goal)
	if g.ind.Comparator == huibao.AtMost {
		s.Due, s.Points = goal, goal.Sub(rate)
		g.heldOrHole(s, met, rate, goal)
		return
	}
	switch g.ind.Mode {
	case huibao.ModeFinal:
		s.Due, s.Completion = goal, rate.Quo(goal)
		g.heldOrHole(s, met, rate, goal)
	case huibao.ModeStock:
		g.judgeStock(s, rate, goal, met)
	case huibao.ModeCumulative:
		s.Met = met
		s.Due = goal.Mul(s.Share)
		share := func(x huibao.Ratio) huibao.Ratio { return x.Quo(goal) }
		s.Completion = share(rate)
		s.Points = huibao.FlowPoints(s.Completion, s.Share, rate, s.Due)
		short(s, rate)
		g.pointsOrHole(s, share, goal)
	default:
		s.Due, s.Points = goal, rate.Sub(goal)
		g.heldOrHole(s, met, rate, goal)
	}
}

// ratioFigure is the published percentage with the numerators and denominators
// that it rests on.
func (g *group) ratioFigure(s *huibao.Standing, numer, denom huibao.Figure) huibao.Figure {
	fig := huibao.Figure{Code: g.ind.Code, Unit: s.Unit, Period: g.c.Period, Item: huibao.FieldRate,
		Measure: "%", Method: huibao.MethodRatio}
	fig.Parts = append(append(fig.Parts, numer.Parts...), denom.Parts...)
	if r := s.Rate(); r.Valid() {
		fig.Value = huibao.Num(r.Percent(max(g.ind.Places, 2)))
	}
	return fig
}

func rateHoles(entries []entry) []huibao.Hole {
	list := holes(entries, huibao.FieldNumer)
	for _, h := range holes(entries, huibao.FieldDenom) {
		if !hasHole(list, h.Unit) {
			list = append(list, h)
		}
	}
	return list
}

func hasHole(list []huibao.Hole, unit string) bool {
	for _, h := range list {
		if h.Unit == unit {
			return true
		}
	}
	return false
}

// least returns the lesser of two numbers, of which one may be missing.
func least(a huibao.Quantity, b decimal.Decimal) huibao.Quantity {
	if d, ok := a.Decimal(); ok && d.Cmp(b) <= 0 {
		return a
	}
	return huibao.Num(b)
}
