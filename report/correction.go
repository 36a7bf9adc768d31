package report

import (
	"fmt"
	"slices"
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

// Corrections lists what is printed otherwise than in the last edition: figures, targets,
// rates and lights of the city and of the units, tasks' lights, and what became of the
// returns. None while the period was not issued.
func (m *Model) Corrections() []Correction {
	if m.Issued == nil {
		return nil
	}
	x := corrections{was: m.Issued, now: m.Consolidation}
	for _, r := range m.Rows {
		x.standing(r.Indicator, r.Name, m.Issued.CityStanding(r.Code), r.S)
		for _, u := range m.Areas {
			x.standing(r.Indicator, r.Name+"（"+u.Name+"）", m.Issued.UnitStanding(u.Code, r.Code), m.UnitStanding(u.Code, r.Code))
		}
	}
	for _, t := range m.Tasks {
		for _, old := range m.Issued.Tasks {
			if old.No == t.No {
				x.add(itoa(t.No), t.Title+"　亮灯", "", old.Light.Label(), t.S.Light.Label())
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
		x.list = append(x.list, Correction{code, name, measure, old, now})
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

// Corrects reports whether the period needs a correction: something is printed otherwise
// than in the last edition, or this is an edition that follows one.
func (m *Model) Corrects() bool {
	return m.Issued != nil && (m.Locked() && m.Edition > m.Issued.Edition || len(m.Corrections()) > 0)
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

// correctionWhy is why the period was opened again: for the units of which something is
// printed otherwise, else for all.
func (m *Model) correctionWhy() string {
	type reason struct{ unit, text string }
	var list []reason
	for i, k := range m.Locks {
		if !k.Unlock && i < len(m.Locks)-1 {
			list = nil // of the editions before
		} else if k.Unlock && k.Why != "" {
			whom := "整期："
			if k.Unit != "" {
				whom = m.Plan.UnitName(k.Unit) + "："
			}
			list = append(list, reason{k.Unit, whom + mask.Text(k.Why)})
		}
	}
	var changed, all []string
	for _, r := range list {
		all = append(all, r.text)
		if r.unit == "" || m.changedReturn(r.unit) {
			changed = append(changed, r.text)
		}
	}
	if len(changed) == 0 {
		changed = all
	}
	return strings.Join(changed, "；")
}

// changedReturn reports whether another return of a unit counts than in the last edition,
// or other rows of it.
func (m *Model) changedReturn(unit string) bool {
	if m.Issued == nil {
		return true
	}
	a, b := m.Issued.Counting(unit), m.Counting(unit)
	if a == nil || b == nil {
		return a != b
	}
	return a.SHA256 != b.SHA256 || !slices.Equal(a.HeldOut, b.HeldOut)
}
