package huibao

import "slices"

// Role says what a reported row is for.
type Role string

// The three roles of a row.
const (
	RolePart  Role = "part"  // one part of the city's figure (a county's, or 市本级's)
	RoleCity  Role = "city"  // the one figure of a 牵头报送 indicator
	RoleCheck Role = "check" // the bureau's own figure beside the counties' sum (双报核对)
)

// Assignment says who hands in an indicator's row and whose figure it is: Return
// is the unit in whose workbook the row stands, Subject the unit it speaks of
// (市本级's rows stand in the responsible unit's return).
type Assignment struct {
	Indicator       *Indicator
	Return, Subject string
	Role            Role
}

// Assignments lists who reports an indicator in a period; none outside its 报送期
// and for indicators that are not this city's.
func (p *Plan) Assignments(ind *Indicator, period Period) []Assignment {
	if ind.Scope == ScopeOutside || !ind.Months.Has(period) {
		return nil
	}
	var list []Assignment
	if ind.ReportBy != ByLead {
		for _, u := range p.areasOf(ind, period) {
			list = append(list, Assignment{ind, u, u, RolePart})
		}
	}
	return append(list, p.bureauAssignments(ind)...)
}

// bureauAssignments lists the rows of an indicator that stand in bureaus' returns.
func (p *Plan) bureauAssignments(ind *Indicator) []Assignment {
	var list []Assignment
	responsible := p.ResponsibleOf(ind)
	switch ind.ReportBy {
	case ByLead:
		list = append(list, p.leadAssignments(ind, responsible)...)
	case ByBoth:
		list = append(list, Assignment{ind, responsible, responsible, RoleCheck})
	case ByCountiesCity:
		if city := p.cityUnit(); city != "" {
			list = append(list, Assignment{ind, responsible, city, RolePart})
		}
	}
	return slices.DeleteFunc(list, func(a Assignment) bool { return a.Return == "" })
}

func (p *Plan) leadAssignments(ind *Indicator, responsible string) []Assignment {
	if len(ind.Reporters) == 1 {
		responsible = ind.Reporters[0]
	}
	return []Assignment{{ind, responsible, responsible, RoleCity}}
}

// areasOf lists the counties and zones that report ind: 报送单位 where given, else
// all; only those of 适用类区 where that is given.
func (p *Plan) areasOf(ind *Indicator, period Period) []string {
	var list []string
	for i := range p.Units {
		if u := &p.Units[i]; reports(ind, u, period) {
			list = append(list, u.Code)
		}
	}
	return list
}

// reports reports whether a unit is one of the counties and zones that report ind.
func reports(ind *Indicator, u *Unit, period Period) bool {
	if u.Successor != "" {
		return false
	}
	named := slices.Contains(ind.Reporters, u.Code)
	if !named && (len(ind.Reporters) > 0 || !u.IsArea()) {
		return false
	}
	return ind.Class == "" || u.ClassAt(period.End()) == ind.Class
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

func (p *Plan) cityUnit() string {
	for _, u := range p.Units {
		if u.Level == LevelCity {
			return u.Code
		}
	}
	return ""
}

// UnitAssignments lists what a unit hands in for a period, in the plan's order.
func (p *Plan) UnitAssignments(unit string, period Period) []Assignment {
	var list []Assignment
	u := p.UnitByCode(unit)
	if u == nil {
		return nil
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.Scope == ScopeOutside || !ind.Months.Has(period) {
			continue
		}
		if ind.ReportBy != ByLead && reports(ind, u, period) {
			list = append(list, Assignment{ind, unit, unit, RolePart})
		}
		for _, a := range p.bureauAssignments(ind) {
			if a.Return == unit {
				list = append(list, a)
			}
		}
	}
	return list
}

// ReturningUnits lists the units that owe a return for a period, in the plan's
// order: those with a row, and lead bureaus that only review (会审).
func (p *Plan) ReturningUnits(period Period) []*Unit {
	owes := map[string]bool{}
	for i := range p.Indicators {
		for _, a := range p.Assignments(&p.Indicators[i], period) {
			owes[a.Return] = true
		}
	}
	for _, t := range p.Tasks {
		for _, lead := range t.Lead {
			owes[lead] = true
		}
	}
	var list []*Unit
	for i := range p.Units {
		if owes[p.Units[i].Code] && (p.Only == "" || p.Only == p.Units[i].Code) {
			list = append(list, &p.Units[i])
		}
	}
	return list
}
