package rollup

import (
	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// count rolls up a count: Σ of the parts, held to the allocation by the pace.
func (g *group) count(s *huibao.Standing, entries []entry) {
	reached := g.sum(s.Unit, entries, huibao.FieldCumulative, g.ind.Measure)
	this := g.sum(s.Unit, entries, huibao.FieldThis, g.ind.Measure)
	s.Reached, s.This = reached.Value, this.Value
	s.Figures = []huibao.Figure{reached, this}
	s.Holes = holes(entries, huibao.FieldCumulative)
	if s.Unit == huibao.CityUnit {
		g.crossCheck(s)
	}
	now, ok := s.Reached.Decimal()
	target, allocated := s.Target.Decimal()
	switch {
	case allocated && target.IsZero():
		unjudged(s, "无任务", "本年没有分解任务")
	case !ok && s.Reached.State() == huibao.NotApplicable:
		unjudged(s, "不适用", "报送单位填为不适用")
	case !allocated && !g.ind.Target.IsNumber(): // what is not due is so whatever came in
		unjudged(s, "无目标", "方案没有目标值")
	case !allocated:
		unjudged(s, "未分解", "目标为全区总数，未分解到本级，不评")
	case g.early():
		unjudged(s, "未到期", "未到起始日期")
	case !ok:
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的数")
	default:
		g.judgeCount(s, now, target)
	}
}

func (g *group) judgeCount(s *huibao.Standing, now, target decimal.Decimal) {
	figure, goal := huibao.Whole(now), huibao.Whole(target)
	met := g.ind.Comparator.Meets(figure, goal)
	if g.ind.Comparator == huibao.AtMost {
		g.atMost(s, met, goal)
		return
	}
	if g.ind.Mode == huibao.ModeStock {
		g.judgeStock(s, figure, goal, met)
		return
	}
	s.Met = met
	s.Due = huibao.DueAmount(target, s.Share, g.ind.ComesWhole())
	share := func(x huibao.Ratio) huibao.Ratio { return x.Quo(goal) }
	s.Completion = share(figure)
	s.Points = huibao.FlowPoints(s.Completion, s.Share, figure, s.Due)
	short(s, figure)
	g.pointsOrHole(s, share, goal)
}

// atMost judges a count that may not pass its target: what is missing can only add to it.
func (g *group) atMost(s *huibao.Standing, met bool, goal huibao.Ratio) {
	if len(s.Holes) == 0 {
		g.held(s, met, huibao.Ratio{})
		return
	}
	b, ok, _ := g.countBounds(s, g.of(s.Unit))
	g.mostlyHeld(s, !met || ok && b.low.Cmp(goal) > 0)
}

// judgeStock judges a count or rate whose figure is a present level, by the way
// gone from its baseline.
func (g *group) judgeStock(s *huibao.Standing, now, goal huibao.Ratio, met bool) {
	base, ok := s.Baseline.Decimal()
	if !ok {
		unjudged(s, "缺原值", "存量指标没有原值，无法计算进度")
		return
	}
	from := huibao.Whole(base)
	if g.ind.Kind == huibao.KindRate {
		from = huibao.Whole(base.Shift(-2))
	}
	way := func(x huibao.Ratio) huibao.Ratio { return huibao.StockCompletion(x, from, goal) }
	s.Completion = way(now)
	if !s.Completion.Valid() {
		g.heldOrHole(s, met, now, goal)
		return
	}
	s.Met = met
	s.Due = from.Add(g.netDue(goal.Sub(from), s.Share))
	s.Points = huibao.FlowPoints(s.Completion, s.Share, now, s.Due)
	short(s, now)
	g.pointsOrHole(s, way, goal)
}

// netDue is what of the way from the baseline is due by now: of whole things whole ones.
func (g *group) netDue(way, share huibao.Ratio) huibao.Ratio {
	due := way.Mul(share)
	if g.ind.ComesWhole() {
		return huibao.Whole(due.Floor(0))
	}
	return due
}

// pointsOrHole gives the light by points, with a hole by bounds.
func (g *group) pointsOrHole(s *huibao.Standing, completion func(huibao.Ratio) huibao.Ratio, goal huibao.Ratio) {
	if len(s.Holes) == 0 {
		s.Light = g.bounds().JudgePoints(s.Points, s.Met, s.AtDeadline)
		return
	}
	g.bounded(s, goal, g.behindOf(s, completion, goal))
}

// heldOrHole judges a figure without points, with a hole by bounds.
func (g *group) heldOrHole(s *huibao.Standing, met bool, now, goal huibao.Ratio) {
	short := func(x huibao.Ratio) huibao.Ratio {
		switch {
		case g.ind.Kind == huibao.KindCount:
			return huibao.Ratio{} // points are of rates
		case g.ind.Comparator == huibao.AtMost:
			return x.Sub(goal)
		}
		return goal.Sub(x)
	}
	if len(s.Holes) == 0 {
		g.held(s, met, short(now))
		return
	}
	g.bounded(s, goal, func(x huibao.Ratio) huibao.Light {
		return huibao.JudgeHeld(g.ind.Comparator.Meets(x, goal), g.unmetBefore(s.Unit), s.AtDeadline, short(x))
	})
	if s.Met {
		s.Word = "达标" + saidGreen
	}
}

// bounded judges the city's figure with a hole by its bounds; a unit's own is not judged.
func (g *group) bounded(s *huibao.Standing, goal huibao.Ratio, judge func(huibao.Ratio) huibao.Light) {
	if s.Unit != huibao.CityUnit {
		g.missing(s)
		return
	}
	of := g.countBounds
	if g.ind.Kind == huibao.KindRate {
		of = g.rateBounds
	}
	b, ok, covered := of(s, g.of(s.Unit))
	if g.ind.Comparator == huibao.AtMost {
		b.low, b.high = b.high, b.low // the more, the worse
	}
	g.byBounds(s, b, ok, covered, judge, func(x huibao.Ratio) bool { return g.ind.Comparator.Meets(x, goal) })
}

// missing makes the standing grey for want of a unit's part: a sum with a hole is
// shown, with no percentage that could be taken for the whole.
func (g *group) missing(s *huibao.Standing) {
	s.Met = false
	s.Completion, s.Points, s.Shortfall = huibao.Ratio{}, huibao.Ratio{}, huibao.Ratio{}
	unjudged(s, statement.Lacking(s.Holes), "有单位的数未计入")
}

// crossCheck sets the bureau's own figure beside the counties' sum (双报核对).
func (g *group) crossCheck(s *huibao.Standing) {
	checks := g.only(func(e entry) bool { return e.Role == huibao.RoleCheck })
	if len(checks) == 0 {
		return
	}
	other := g.sum(s.Unit, checks, huibao.FieldCumulative, g.ind.Measure)
	s.Other = &other
	a, okA := other.Value.Decimal()
	b, okB := s.Reached.Decimal()
	if okA && okB && len(s.Holes) == 0 { // a sum that lacks a part differs by that part
		s.Difference = huibao.Num(a.Sub(b))
	}
}
