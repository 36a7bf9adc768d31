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
	case !ok:
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的数")
	case !allocated && !g.ind.Target.IsNumber():
		unjudged(s, "无目标", "方案没有目标值")
	case !allocated:
		unjudged(s, "未分解", "目标为全区总数，未分解到本级，不评")
	case g.early():
		unjudged(s, "未到期", "未到起始日期")
	default:
		g.judgeCount(s, now, target)
	}
}

func (g *group) judgeCount(s *huibao.Standing, now, target decimal.Decimal) {
	figure, goal := huibao.Whole(now), huibao.Whole(target)
	met := g.ind.Comparator.Meets(figure, goal)
	if g.ind.Comparator == huibao.AtMost {
		g.heldOrHole(s, met, huibao.Ratio{})
		return
	}
	if g.ind.Mode == huibao.ModeStock {
		g.judgeStock(s, figure, goal, met)
		return
	}
	s.Met = met
	s.Due = huibao.DueAmount(target, s.Share, g.ind.ComesWhole())
	s.Completion = figure.Quo(goal)
	s.Points = huibao.FlowPoints(s.Completion, s.Share, figure, s.Due)
	short(s, figure)
	g.pointsOrHole(s, figure)
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
	s.Completion = huibao.StockCompletion(now, from, goal)
	if !s.Completion.Valid() {
		g.heldOrHole(s, met, huibao.Ratio{})
		return
	}
	s.Met = met
	s.Due = from.Add(goal.Sub(from).Mul(s.Share))
	s.Points = huibao.FlowPoints(s.Completion, s.Share, now, s.Due)
	short(s, now)
	g.pointsOrHole(s, now)
}

// pointsOrHole gives the light by points. With a hole, a count is green if what
// is there already meets what is due, and everything else is grey 缺报.
func (g *group) pointsOrHole(s *huibao.Standing, reached huibao.Ratio) {
	if len(s.Holes) > 0 && (g.ind.Kind != huibao.KindCount || reached.Cmp(s.Due) < 0) {
		g.missing(s)
		return
	}
	s.Light = g.bounds().JudgePoints(s.Points, s.Met, s.AtDeadline)
}

func (g *group) heldOrHole(s *huibao.Standing, met bool, gap huibao.Ratio) {
	if len(s.Holes) > 0 {
		g.missing(s)
		return
	}
	g.held(s, met, gap)
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
	if okA && okB {
		s.Difference = huibao.Num(a.Sub(b))
	}
}
