package rollup

import (
	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// standing judges an indicator for the city or one unit.
func (g *group) standing(unit string) huibao.Standing {
	s := huibao.Standing{Code: g.ind.Code, Unit: unit, Light: huibao.Grey}
	due := g.promise(unit)
	s.Share, s.AtDeadline = due.Share, !g.c.Period.End().Before(due.Deadline)
	s.Target, s.Allocated, s.Baseline = due.Target, due.Allocated, due.Baseline
	entries := g.of(unit)
	s.Starred = starred(entries)
	g.carry(&s)
	switch {
	case g.ind.Scope == huibao.ScopeOutside:
		return grey(s, "市外", "不属本市任务")
	case !g.ind.Months.Has(g.c.Period):
		return grey(s, "本期不报", "不在报送期内")
	case len(entries) == 0:
		return grey(s, "无报送单位", "方案没有规定由谁报送")
	}
	switch g.ind.Kind {
	case huibao.KindCount:
		g.count(&s, entries)
	case huibao.KindRate:
		g.rate(&s, entries)
	case huibao.KindStandard:
		g.standard(&s, entries)
	case huibao.KindRelation:
		g.relation(&s, entries)
	case huibao.KindMilestone:
		g.milestone(&s, entries)
	}
	g.finish(&s)
	if unit == huibao.CityUnit {
		s.Forecast = g.forecast(&s)
	}
	return s
}

// promise is what the figure of the city or one unit is held to.
func (g *group) promise(unit string) huibao.Promise {
	if unit == huibao.CityUnit {
		return g.city
	}
	return g.c.Plan.Promise(inforce.Assignment{Indicator: g.ind, Subject: unit, Role: huibao.RolePart})
}

func grey(s huibao.Standing, word, reason string) huibao.Standing {
	s.Light, s.Word, s.Reason = huibao.Grey, word, reason
	return s
}

// unjudged makes the standing grey; it keeps the figures.
func unjudged(s *huibao.Standing, word, reason string) { *s = grey(*s, word, reason) }

// before is the verdict on the indicator in the latest earlier period in which it was
// judged; the zero Verdict where there was none.
func (g *group) before(unit string) statement.Verdict { return g.c.Previous.Judged(unit, g.ind.Code) }

// carry notes last period's light.
func (g *group) carry(s *huibao.Standing) {
	if g.c.Previous == nil {
		return
	}
	if was, ok := g.c.Previous.Verdict(s.Unit, s.Code); ok {
		s.Was = was.Light
	}
}

// finish sets the word of a verdict and counts the periods behind.
func (g *group) finish(s *huibao.Standing) {
	if !s.Judged() {
		return
	}
	if s.Word == "" {
		s.Word = word(s)
	}
	if s.Light == huibao.Green {
		return
	}
	s.Behind = 1 + g.behindBefore(s.Unit)
}

// behindBefore is how many periods of the year running the indicator was behind, up to the one
// before this: one in which it is not reported breaks no run, one in which it was not judged,
// or that nobody collected, does.
func (g *group) behindBefore(unit string) int {
	last := g.c.Period.Prev()
	for ; last.Year == g.c.Period.Year && !g.ind.Months.Has(last); last = last.Prev() {
	}
	for x := g.c.Previous; x != nil && last.Year == g.c.Period.Year; x = x.Previous {
		if x.Period == last {
			was, _ := x.Verdict(unit, g.ind.Code)
			return was.Behind
		}
	}
	return 0
}

func word(s *huibao.Standing) string {
	switch {
	case s.Light == huibao.Red && s.AtDeadline:
		return "逾期未达"
	case s.Light == huibao.Green && s.Met:
		return "已达目标"
	case s.Light == huibao.Green && s.Points.Valid() && s.Points.Sign() < 0:
		return "略慢"
	}
	return s.Light.Label()
}

// bounds are the plan's bounds of yellow and red.
func (g *group) bounds() huibao.Bounds { return g.c.Plan.BoundsOf() }

// early reports whether the period ends before the indicator's 起始日期.
func (g *group) early() bool {
	return !g.ind.Start.IsZero() && g.c.Period.End().Before(g.ind.Start)
}

// unmetBefore reports whether the indicator was unmet when last judged.
func (g *group) unmetBefore(unit string) bool {
	was := g.before(unit)
	return was.Light != "" && was.Light != huibao.Green
}

// held judges a figure without points.
func (g *group) held(s *huibao.Standing, met bool, short huibao.Ratio) {
	s.Met = met
	s.Light = huibao.JudgeHeld(met, g.unmetBefore(s.Unit), s.AtDeadline, short)
	if met {
		s.Word = "达标"
		return
	}
	s.Word = "未达标"
	if s.AtDeadline {
		s.Word = "逾期未达"
	}
}

// short sets what is still due, where something is.
func short(s *huibao.Standing, reached huibao.Ratio) {
	if gap := s.Due.Sub(reached); gap.Sign() > 0 {
		s.Shortfall = gap
	}
}
