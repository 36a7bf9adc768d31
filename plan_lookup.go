package huibao

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// IndicatorByCode finds an indicator, or nil.
func (p *Plan) IndicatorByCode(code string) *Indicator {
	if p.index != nil {
		return p.index.indicators[code]
	}
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
	if p.index != nil {
		return p.index.units[code]
	}
	for i := range p.Units {
		if p.Units[i].Code == code {
			return &p.Units[i]
		}
	}
	return nil
}

// UnitByName finds a unit by its name, code or one of its other names, or nil.
func (p *Plan) UnitByName(name string) *Unit {
	if p.index != nil {
		return p.index.names[name]
	}
	for i := range p.Units {
		u := &p.Units[i]
		if u.Name == name || u.Code == name || slices.Contains(u.Aliases, name) {
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
	if p.index != nil {
		return p.index.allocations[[2]string{code, unit}]
	}
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

// Reference is the value of a reference (参照) in force for a unit on a day: the
// unit's own, else that of the unit's class then, else the general one.
func (p *Plan) Reference(name, unit string, day Date) (Reference, bool) {
	class := ""
	if u := p.UnitByCode(unit); u != nil {
		class = u.ClassAt(day)
	}
	var best Reference
	rank := 0
	for _, r := range p.References {
		if r.Name != name || r.From.After(day) {
			continue
		}
		n := 0
		switch {
		case r.Unit != "" && r.Unit == unit:
			n = 3
		case r.Unit == "" && r.Class != "" && r.Class == class:
			n = 2
		case r.Unit == "" && r.Class == "":
			n = 1
		}
		if n > rank || n == rank && n > 0 && !r.From.Before(best.From) {
			best, rank = r, n
		}
	}
	return best, rank > 0
}

// Day returns the calendar row of a period. Defaults, where the plan has none:
// cut-off the 25th (December: the 31st), deadline the 5th of the next month,
// issued the 20th.
func (p *Plan) Day(period Period) CalendarDay {
	for _, d := range p.Calendar {
		if d.Period == period {
			return p.fillDay(d)
		}
	}
	return p.fillDay(CalendarDay{Period: period})
}

func (p *Plan) fillDay(d CalendarDay) CalendarDay {
	end := d.Period.End()
	if d.CutOff.IsZero() {
		d.CutOff = Date{end.Year, end.Month, 25}
		if end.Month == 12 {
			d.CutOff = end
		}
	}
	next := end.AddDays(5)
	if d.Deadline.IsZero() {
		d.Deadline = next
	}
	if d.Issue.IsZero() {
		d.Issue = Date{end.Year, end.Month, 20}
	}
	if d.Bulletin.IsZero() {
		d.Bulletin = d.Deadline.AddDays(5)
	}
	return d
}

// Hash is the plan version: the SHA-256 (hex) of the plan's content in a fixed
// form. Of AsOf's result it is the version in force.
func (p *Plan) Hash() string {
	if p.index != nil {
		return p.index.hash
	}
	data, err := json.Marshal(p)
	if err != nil {
		panic("huibao: a Plan always marshals: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
