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

// Corrections lists the figures that are not what they were when the period was first
// locked and its bulletin issued; none while it was not.
func (m *Model) Corrections() []Correction {
	var issued map[string]string
	for _, k := range m.Locks {
		if !k.Unlock && k.Figures != nil && issued == nil {
			issued = k.Figures
		}
	}
	if issued == nil {
		return nil
	}
	var list []Correction
	for _, r := range m.Rows {
		old, known := issued[r.Code]
		if now := printed(r.Indicator, r.S); known && old != now {
			list = append(list, Correction{r.Code, r.Name, r.Measure, old, now})
		}
	}
	return list
}

func (m *Model) corrected() []string {
	var names []string
	for _, c := range m.Corrections() {
		names = append(names, c.Code+" "+c.Name)
	}
	return names
}

// correctionWhy is why the period was opened again.
func (m *Model) correctionWhy() string {
	var list []string
	for _, k := range m.Locks {
		if k.Unlock && k.Why != "" {
			list = append(list, m.Plan.UnitName(k.Unit)+mask.Text(k.Why))
		}
	}
	return strings.Join(list, "；")
}
