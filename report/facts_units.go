package report

import (
	"slices"

	"huibao"
	"huibao/statement"
)

func (m *Model) unitFacts(f map[string]any) {
	states, late := map[string][]string{}, []string{}
	for _, u := range m.Units {
		if u.Reviews {
			continue // asked to mend what it sent, and counted nowhere
		}
		name := u.Name
		if u.State == huibao.StateRejected.Label() && u.Sub != nil {
			name += "（" + cutClause(closeUp(maskedText(u.Sub.Why)), causeMost) + "）"
		}
		states[u.State] = append(states[u.State], name)
		if u.Sub != nil && u.Sub.LateDays > 0 {
			late = append(late, u.Name)
		}
	}
	for _, s := range []string{"通过", "待说明", "退回", "未报", "待核", "不计入"} {
		f[s] = states[s]
	}
	f["退回单位"] = m.unitsIn(huibao.StateRejected.Label())
	f["核实单位"] = m.unitsHeld()
	f["迟报"], f["无回表"] = late, !m.counting()
}

// counting reports whether any return counts.
func (m *Model) counting() bool {
	return slices.ContainsFunc(m.Units, func(u UnitRow) bool { return u.Sub != nil && u.Sub.Counts() })
}

func (m *Model) unitsIn(state string) []string {
	var list []string
	for _, u := range m.Units {
		if u.State == state {
			list = append(list, u.Name)
		}
	}
	return list
}

// unitsHeld are the units of which rows are held out or left out, or the whole return is.
func (m *Model) unitsHeld() []string {
	var list []string
	for _, u := range m.Units {
		if u.State == statement.WordLeftOut || u.Sub != nil && u.Sub.Counts() && len(u.Sub.HeldOut) > 0 {
			list = append(list, u.Name)
		}
	}
	return list
}
