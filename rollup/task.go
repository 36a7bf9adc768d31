package rollup

import (
	"huibao"
	"huibao/statement"
)

// tasks gives each task the worst light of its judged indicators.
func tasks(c *statement.Consolidation) []huibao.TaskStanding {
	var list []huibao.TaskStanding
	for _, t := range c.Plan.Tasks {
		list = append(list, task(c, t.No))
	}
	return list
}

func task(c *statement.Consolidation, no int) huibao.TaskStanding {
	t := huibao.TaskStanding{No: no, Light: huibao.Grey, Done: true, OnTarget: true, Behind: []string{}}
	has := 0
	for _, ind := range c.Plan.TaskIndicators(no) {
		if ind.Scope == huibao.ScopeOutside {
			continue
		}
		t.Of++
		s := c.CityStanding(ind.Code)
		if statement.Due(s) {
			t.Due++
		}
		if s.Judged() {
			t.Judged++
			if s.Light.Worse(t.Light) {
				t.Light = s.Light
			}
		}
		if s.Light == huibao.Yellow || s.Light == huibao.Red {
			t.Behind = append(t.Behind, ind.Code)
		}
		if !hasTask(ind, s) {
			continue
		}
		has++
		met := s.Judged() && s.Met
		t.OnTarget = t.OnTarget && met
		t.Done = t.Done && met && (s.AtDeadline || !onlyAtDeadline(ind))
	}
	if has == 0 {
		t.Done, t.OnTarget = false, false
	}
	if t.Light == huibao.Green && t.Judged < t.Due {
		t.Light = huibao.Grey // silence earns no green
	}
	if c.Previous != nil {
		for _, was := range c.Previous.Tasks {
			if was.No == no {
				t.Was = was.Light
			}
		}
	}
	return t
}

// hasTask reports whether an indicator has a task here: a target, and not an
// allocation of 0.
func hasTask(ind *huibao.Indicator, s *huibao.Standing) bool {
	if d, ok := s.Target.Decimal(); ok && s.Allocated && d.IsZero() {
		return false
	}
	return ind.Kind == huibao.KindMilestone || ind.Target.IsNumber() || ind.TargetRef != nil || s.Target.IsNumber()
}

// onlyAtDeadline reports whether meeting the target now does not yet mean that
// the task is done: maintained and final rates, relations and ≤ targets.
func onlyAtDeadline(ind *huibao.Indicator) bool {
	return ind.Mode == huibao.ModeMaintain || ind.Mode == huibao.ModeFinal ||
		ind.Kind == huibao.KindRelation || ind.Comparator == huibao.AtMost
}

// categories summarises each category by the share of judged indicators that are
// on pace, never by a mean of percentages.
func categories(c *statement.Consolidation) []huibao.CategoryStanding {
	var list []huibao.CategoryStanding
	for _, name := range c.Plan.Categories() {
		cat := huibao.CategoryStanding{Name: name}
		for _, t := range c.Plan.Tasks {
			if t.Category != name {
				continue
			}
			for _, ind := range c.Plan.TaskIndicators(t.No) {
				s := c.CityStanding(ind.Code)
				if ind.Scope == huibao.ScopeOutside {
					continue
				}
				cat.Of++
				if s.Judged() {
					cat.Judged++
				}
				if s.Light == huibao.Green {
					cat.OnPace++
				}
			}
		}
		list = append(list, cat)
	}
	return list
}
