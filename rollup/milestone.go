package rollup

import (
	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// milestone rolls up a milestone: how many units have completed, all due by the
// deadline or as the plan's own pace says.
func (g *group) milestone(s *huibao.Standing, entries []entry) {
	fig := g.sum(s.Unit, entries, huibao.FieldState, "个单位")
	fig.Method = huibao.MethodCount
	s.Of = len(entries)
	s.Holes = holes(entries, huibao.FieldState)
	for _, e := range entries {
		if e.hole == "" && e.row.Values.Of(huibao.FieldState).Word == huibao.StateCompleted {
			s.Held++
		}
	}
	fig.Value = huibao.NumInt(int64(s.Held))
	s.Figures = []huibao.Figure{fig}
	if s.Unit != huibao.CityUnit {
		state, _ := entries[0].part(huibao.FieldState)
		s.State = state.Reported().Word
	}
	if len(s.Holes) == len(entries) {
		unjudged(s, statement.Lacking(s.Holes), "没有可计入的状态")
		return
	}
	s.Met = s.Held == s.Of
	need := g.milestonesDue(s)
	switch {
	case s.Met:
		g.held(s, true, huibao.Ratio{})
		s.Word = "已完成"
	case s.Held >= need && len(s.Holes) == 0, need == 0:
		s.Light, s.Word = huibao.Green, "推进中"
	case len(s.Holes) == 0:
		g.held(s, false, huibao.Ratio{})
	case s.Unit == huibao.CityUnit && 2*(s.Of-len(s.Holes)) >= s.Of && s.Held+g.heldBefore(entries) >= need:
		s.Met = s.Held+g.heldBefore(entries) == s.Of
		s.Light, s.Word = huibao.Green, "推进中"+saidGreen
		if s.Met {
			s.Word = "已完成" + saidGreen
		}
	default:
		g.mostlyHeld(s, s.Held+len(s.Holes) < need)
	}
}

// heldBefore is how many of the units that are not counted had completed when they last were:
// a state only advances.
func (g *group) heldBefore(entries []entry) int {
	n := 0
	for _, e := range uncounted(entries, huibao.FieldState) {
		last, known := g.c.Previous.Last(e.Subject, g.ind.Code, g.c.Period.Year).Reached.Decimal()
		if known && last.Sign() > 0 && len(g.parted[e.Subject]) == 1 && !backwards(e) {
			n++
		}
	}
	return n
}

// backwards reports whether a row that does not count states itself that it isn't completed.
func backwards(e entry) bool {
	return e.row != nil && e.row.Values.Of(huibao.FieldState).Word != huibao.StateCompleted
}

// milestonesDue is how many units must have completed by now: all at the deadline,
// the whole units of 序时's share where the plan has one, else none.
func (g *group) milestonesDue(s *huibao.Standing) int {
	if s.AtDeadline {
		return s.Of
	}
	for _, p := range g.c.Plan.Paces {
		if p.Indicator == g.ind.Code {
			of := decimal.NewFromInt(int64(s.Of))
			return int(huibao.DueAmount(of, s.Share, true).Num.IntPart())
		}
	}
	return 0
}
