package report

import (
	"fmt"

	"huibao"
	"huibao/statement"
)

// Published are the city's figures as they are printed, by code; they are kept when a
// period is locked.
func Published(c *statement.Consolidation) map[string]string {
	m := map[string]string{}
	for i := range c.Plan.Indicators {
		ind := &c.Plan.Indicators[i]
		if s := c.CityStanding(ind.Code); s != nil {
			m[ind.Code] = printed(ind, s)
		}
	}
	return m
}

// printed is an indicator's figure as text, with what it lacks.
func printed(ind *huibao.Indicator, s *huibao.Standing) string {
	text := bare(ind, s)
	if len(s.Holes) > 0 {
		text += fmt.Sprintf("（不含 %d 个单位）", len(s.Holes))
	}
	return text
}

// bare is an indicator's figure as text.
func bare(ind *huibao.Indicator, s *huibao.Standing) string {
	d, _, ok := shownFigure(ind, s)
	text := "—"
	switch {
	case !ok:
	case ind.Kind == huibao.KindRate:
		text = s.Rate().PercentText(2)
	case ind.Kind == huibao.KindRelation:
		text = d.StringFixed(2) + " 倍"
	case ind.Kind == huibao.KindMilestone:
		text = fmt.Sprintf("%d/%d", s.Held, s.Of)
	default:
		text = group(d, max(ind.Places, -min(d.Exponent(), 0)))
	}
	return text
}

// figureCorrections are those against an edition of which there is no record: figures,
// targets, rates and lights of the city and of the units, tasks' lights, and what became of
// the returns.
func (m *Model) figureCorrections() []Correction {
	x := corrections{was: m.Issued, now: m.Consolidation}
	for _, r := range m.Rows {
		x.standing(r.Indicator, m.called(r.Indicator), m.Issued.CityStanding(r.Code), r.S)
		for _, u := range m.Areas {
			x.standing(r.Indicator, m.called(r.Indicator)+"（"+u.Name+"）", m.Issued.UnitStanding(u.Code, r.Code), m.UnitStanding(u.Code, r.Code))
		}
	}
	for _, t := range m.Tasks {
		for _, old := range m.Issued.Tasks {
			if old.No == t.No {
				x.add("", "第"+itoa(t.No)+"项"+t.Title+"　亮灯", "", old.Light.Label(), t.S.Light.Label())
			}
		}
	}
	for _, u := range m.Units {
		x.add("", u.Name+"　报送状态", "", stateAt(m.Issued, u.Code), stateAt(m.Consolidation, u.Code))
		x.add("", u.Name+"　收到日期", "", receivedAt(m.Issued, u.Code), receivedAt(m.Consolidation, u.Code))
	}
	return x.list
}

// corrections collects what differs between two editions.
type corrections struct {
	was, now *statement.Consolidation
	list     []Correction
}

func (x *corrections) add(code, name, measure, old, now string) {
	if old != now {
		if measure != "" {
			name += "（" + measure + "）"
		}
		x.list = append(x.list, Correction{Where: orDash(code), Name: name, Code: code, Old: old, New: now})
	}
}

// standing compares what is printed of an indicator, of the city or a unit; a row that one
// edition does not have is named.
func (x *corrections) standing(ind *huibao.Indicator, name string, old, now *huibao.Standing) {
	switch {
	case old == nil && now == nil:
		return
	case old == nil:
		x.add(ind.Code, name, ind.Measure, "无此行", printed(ind, now))
		return
	case now == nil:
		x.add(ind.Code, name, ind.Measure, printed(ind, old), "无此行")
		return
	}
	x.add(ind.Code, name, ind.Measure, printed(ind, old), printed(ind, now))
	x.add(ind.Code, name+"　目标", ind.Measure, targetText(old), targetText(now))
	if ind.Kind == huibao.KindCount {
		x.add(ind.Code, name+"　完成率", "", completionText(old), completionText(now))
	}
	x.add(ind.Code, name+"　亮灯", "", lightText(old), lightText(now))
}

func targetText(s *huibao.Standing) string {
	if d, ok := s.Target.Decimal(); ok {
		return d.String()
	}
	return "—"
}

func completionText(s *huibao.Standing) string {
	if !s.Completion.Valid() {
		return "—"
	}
	return s.Completion.PercentText(2)
}

// lightText is a light with its word, where that is another.
func lightText(s *huibao.Standing) string {
	if s.Word == "" || s.Word == s.Light.Label() {
		return s.Light.Label()
	}
	return s.Light.Label() + "（" + s.Word + "）"
}

// receivedAt is the day on which what counts of a unit was received.
func receivedAt(c *statement.Consolidation, unit string) string {
	if s := c.Counting(unit); s != nil {
		return huibao.DateOf(s.Receipt.Time).String()
	}
	return "—"
}

// stateAt is what became of a unit's return, as it is printed.
func stateAt(c *statement.Consolidation, unit string) string {
	if s := c.Counting(unit); s != nil {
		return s.State.Label()
	}
	return c.Absence(unit)
}
