package desk

import (
	"huibao"
	"huibao/inforce"
)

// PlanTask is a task with the indicators that are held to it.
type PlanTask struct {
	No         int
	Title      string
	Indicators []PlanIndicator
}

// PlanIndicator is an indicator as the plan has it in force.
type PlanIndicator struct {
	Code, Name, Kind, Target, Measure, Scope, Lead string
	Until                                          huibao.Date
	Shown                                          bool // reported for the period, so its figure can be opened
}

// planTasks lists what is in force, by tasks.
func planTasks(in *inforce.Plan) []PlanTask {
	var list []PlanTask
	for _, t := range in.Tasks {
		task := PlanTask{No: t.No, Title: t.Title}
		for i := range in.Indicators {
			if ind := &in.Indicators[i]; ind.Task == t.No {
				task.Indicators = append(task.Indicators, PlanIndicator{ind.Code, ind.Name, ind.Kind.Label(), wanted(ind), ind.Measure, ind.Scope.Label(),
					in.UnitName(ind.Responsible), in.DeadlineOf(ind), len(in.Assignments(ind)) > 0})
			}
		}
		list = append(list, task)
	}
	return list
}

// wanted is an indicator's target as the plan writes it; "" where it has none.
func wanted(ind *huibao.Indicator) string {
	switch {
	case ind.TargetRef != nil:
		return ind.Comparator.Label() + ind.TargetRef.Name + "×" + ind.TargetRef.Factor.String()
	case ind.Target.IsNumber():
		return ind.Comparator.Label() + huibao.Grouped(ind.Target.String())
	}
	return ""
}
