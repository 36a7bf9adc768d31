package huibao

import (
	"fmt"
	"slices"
)

// IndicatorByCode finds an indicator, or nil.
func (p *Plan) IndicatorByCode(code string) *Indicator {
	for i := range p.Indicators {
		if p.Indicators[i].Code == code {
			return &p.Indicators[i]
		}
	}
	return nil
}

// TaskByNo finds a task, or nil.
func (p *Plan) TaskByNo(no int) *Task {
	for i := range p.Tasks {
		if p.Tasks[i].No == no {
			return &p.Tasks[i]
		}
	}
	return nil
}

// UnitByCode finds a unit, or nil.
func (p *Plan) UnitByCode(code string) *Unit {
	for i := range p.Units {
		if p.Units[i].Code == code {
			return &p.Units[i]
		}
	}
	return nil
}

// UnitByName finds a unit by its code or one of its names of any time, or nil.
func (p *Plan) UnitByName(name string) *Unit {
	for i := range p.Units {
		u := &p.Units[i]
		if u.Code == name || slices.Contains(u.Names(), name) {
			return u
		}
	}
	return nil
}

// UnitName is the unit's name, 全市 for CityUnit, or the code itself.
func (p *Plan) UnitName(code string) string {
	if code == CityUnit {
		return CityName
	}
	if u := p.UnitByCode(code); u != nil {
		return u.Name
	}
	return code
}

// TaskIndicators lists the indicators of a task in the plan's order.
func (p *Plan) TaskIndicators(no int) []*Indicator {
	var list []*Indicator
	for i := range p.Indicators {
		if p.Indicators[i].Task == no {
			list = append(list, &p.Indicators[i])
		}
	}
	return list
}

// Categories lists the categories (类别) in the order of the tasks.
func (p *Plan) Categories() []string {
	var list []string
	for _, t := range p.Tasks {
		if !slices.Contains(list, t.Category) {
			list = append(list, t.Category)
		}
	}
	return list
}

// Allocation is the part of a target given to a unit (CityUnit for the city as a
// whole); missing where nothing is allocated.
func (p *Plan) Allocation(code, unit string) Quantity {
	for _, a := range p.Allocations {
		if a.Indicator == code && a.Unit == unit {
			return Num(a.Value)
		}
	}
	return Quantity{}
}

// DeadlineOf is the indicator's deadline: its own, else its task's, else the end
// of the plan's year.
func (p *Plan) DeadlineOf(i *Indicator) Date {
	if !i.Deadline.IsZero() {
		return i.Deadline
	}
	if t := p.TaskByNo(i.Task); t != nil && !t.Deadline.IsZero() {
		return t.Deadline
	}
	return Date{p.Year, 12, 31}
}

// ResponsibleOf is the one unit that answers for an indicator: 责任单位, else the
// task's only lead bureau, else "".
func (p *Plan) ResponsibleOf(ind *Indicator) string {
	if ind.Responsible != "" {
		return ind.Responsible
	}
	if t := p.TaskByNo(ind.Task); t != nil && len(t.Lead) == 1 {
		return t.Lead[0]
	}
	return ""
}

// Periods lists the periods of the plan's year, in order.
func (p *Plan) Periods() []Period {
	step := 1
	if p.Quarterly {
		step = 3
	}
	var list []Period
	for m := step; m <= 12; m += step {
		list = append(list, Period{p.Year, m, p.Quarterly})
	}
	return list
}

// Collects refuses a period for which the plan asks for no returns: of another year, or
// months where it goes by quarters.
func (p *Plan) Collects(period Period) error {
	switch {
	case period.Quarter && !p.Quarterly:
		return fmt.Errorf("方案按月报送，没有%s", period.Chinese())
	case !period.Quarter && p.Quarterly:
		return fmt.Errorf("方案按季报送，没有%s", period.Chinese())
	case period.Year != p.Year:
		return fmt.Errorf("%s不在方案的年度（%d年）内", period.Chinese(), p.Year)
	}
	return nil
}

// Hash is the plan version: the SHA-256 (hex) of the plan's content in a fixed
// form.
func (p *Plan) Hash() string { return Digest(p) }
