package report

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/statement"
)

// Correction is a published figure that was another when the period was first locked.
type Correction struct {
	Code, Name, Measure, Old, New string
}

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
	if len(s.Holes) > 0 {
		text += fmt.Sprintf("（不含 %d 个单位）", len(s.Holes))
	}
	return text
}

// Corrections lists what is printed otherwise than in the last edition: the city's
// figures and lights, the units' figures, and what became of their returns. None while
// the period was not issued.
func (m *Model) Corrections() []Correction {
	was := m.Issued
	if was == nil {
		return nil
	}
	var list []Correction
	add := func(code, name, measure, old, now string) {
		if old != now {
			list = append(list, Correction{code, name, measure, old, now})
		}
	}
	for _, r := range m.Rows {
		old := was.CityStanding(r.Code)
		if old == nil {
			continue
		}
		add(r.Code, r.Name, r.Measure, printed(r.Indicator, old), printed(r.Indicator, r.S))
		add(r.Code, r.Name+"（亮灯）", "", old.Light.Label(), r.S.Light.Label())
		for _, u := range m.Areas {
			a, b := was.UnitStanding(u.Code, r.Code), m.UnitStanding(u.Code, r.Code)
			if a != nil && b != nil {
				add(r.Code, r.Name+"（"+u.Name+"）", r.Measure, printed(r.Indicator, a), printed(r.Indicator, b))
			}
		}
	}
	for _, t := range m.Tasks {
		for _, old := range was.Tasks {
			if old.No == t.No {
				add(itoa(t.No), t.Title+"（亮灯）", "", old.Light.Label(), t.S.Light.Label())
			}
		}
	}
	for _, u := range m.Units {
		add("", u.Name+"（报送状态）", "", stateAt(was, u.Code), stateAt(m.Consolidation, u.Code))
	}
	return list
}

// stateAt is what became of a unit's return, as it is printed.
func stateAt(c *statement.Consolidation, unit string) string {
	if s := c.Counting(unit); s != nil {
		return s.State.Label()
	}
	return c.Absence(unit)
}

// corrected names the indicators whose figure of the city is another than in the last
// edition.
func (m *Model) corrected() []string {
	names := []string{}
	if m.Issued == nil {
		return names
	}
	for _, r := range m.Rows {
		if old := m.Issued.CityStanding(r.Code); old != nil && printed(r.Indicator, old) != printed(r.Indicator, r.S) {
			names = append(names, r.Code+" "+r.Name)
		}
	}
	return names
}

// correctionWhy is why the period was opened again.
func (m *Model) correctionWhy() string {
	var list []string
	for i, k := range m.Locks {
		if !k.Unlock && i < len(m.Locks)-1 {
			list = nil // of the editions before
		} else if k.Unlock && k.Why != "" {
			whom := "整期："
			if k.Unit != "" {
				whom = m.Plan.UnitName(k.Unit)
			}
			list = append(list, whom+mask.Text(k.Why))
		}
	}
	return strings.Join(list, "；")
}
