package inforce

import (
	"iter"
	"slices"

	"huibao"
)

// Assignment says who hands in an indicator's row and whose figure it is: Return
// is the unit in whose workbook the row stands, Subject the unit it speaks of
// (市本级's rows stand in the responsible unit's return).
type Assignment struct {
	Indicator       *huibao.Indicator
	Return, Subject string
	Role            huibao.Role
}

// Assignments lists who reports an indicator; none outside its 报送期 and for
// indicators that are not this city's.
func (p *Plan) Assignments(ind *huibao.Indicator) []Assignment {
	return slices.Collect(p.Assigned(ind))
}

// Assigned gives them one by one.
func (p *Plan) Assigned(ind *huibao.Indicator) iter.Seq[Assignment] {
	return func(yield func(Assignment) bool) {
		if !p.asked(ind) {
			return
		}
		if ind.ReportBy != huibao.ByLead {
			for i := range p.Units {
				if u := &p.Units[i]; p.reports(ind, u) && !yield(Assignment{ind, u.Code, u.Code, huibao.RolePart}) {
					return
				}
			}
		}
		if a, ok := p.bureauAssignment(ind); ok {
			yield(a)
		}
	}
}

// asked reports whether the period asks for an indicator at all.
func (p *Plan) asked(ind *huibao.Indicator) bool {
	return ind.Scope != huibao.ScopeOutside && ind.Months.Has(p.period)
}

// bureauAssignment is the row of an indicator that stands in a bureau's return, if one
// does.
func (p *Plan) bureauAssignment(ind *huibao.Indicator) (a Assignment, ok bool) {
	responsible := p.ResponsibleOf(ind)
	switch ind.ReportBy {
	case huibao.ByLead:
		a, ok = p.leadAssignment(ind, responsible), true
	case huibao.ByBoth:
		a, ok = Assignment{ind, responsible, responsible, huibao.RoleCheck}, true
	case huibao.ByCountiesCity:
		city := p.cityUnit()
		a, ok = Assignment{ind, responsible, city, huibao.RolePart}, city != ""
	}
	return a, ok && p.stands(a.Return)
}

func (p *Plan) leadAssignment(ind *huibao.Indicator, responsible string) Assignment {
	if len(ind.Reporters) == 1 {
		responsible = ind.Reporters[0]
	}
	return Assignment{ind, responsible, responsible, huibao.RoleCity}
}

// reports reports whether a unit is one of the counties and zones that report ind:
// 报送单位 where given, else all; only those of 适用类区 where that is given.
func (p *Plan) reports(ind *huibao.Indicator, u *huibao.Unit) bool {
	named := slices.Contains(ind.Reporters, u.Code)
	if !named && (len(ind.Reporters) > 0 || !u.IsArea()) {
		return false
	}
	return ind.Class == "" || u.ClassAt(p.period.End()) == ind.Class
}

// stands reports whether a unit stands in the period.
func (p *Plan) stands(code string) bool {
	u := p.units[code]
	return u != nil && !slices.ContainsFunc(p.gone, func(x huibao.Unit) bool { return x.Code == code })
}

func (p *Plan) cityUnit() string {
	for i := range p.Units {
		if p.Units[i].Level == huibao.LevelCity {
			return p.Units[i].Code
		}
	}
	return ""
}

// UnitAssignments lists what a unit hands in, in the plan's order.
func (p *Plan) UnitAssignments(unit string) []Assignment {
	if !p.stands(unit) {
		return nil
	}
	u := p.UnitByCode(unit)
	var list []Assignment
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if !p.asked(ind) {
			continue
		}
		if ind.ReportBy != huibao.ByLead && p.reports(ind, u) {
			list = append(list, Assignment{ind, unit, unit, huibao.RolePart})
		}
		if a, ok := p.bureauAssignment(ind); ok && a.Return == unit {
			list = append(list, a)
		}
	}
	return list
}

// ReportingUnits lists those of the returning units that have a row to report: who only
// reviews is asked for nothing that a figure needs, and is never missing.
func (p *Plan) ReportingUnits() []*huibao.Unit { return slices.Clone(p.reporting()) }

// ReturningUnits lists the units that owe a return, in the plan's order: those with a
// row, and lead bureaus that only review (会审).
func (p *Plan) ReturningUnits() []*huibao.Unit { return slices.Clone(p.returning()) }

// owing lists both.
func (p *Plan) owing() (reporting, returning []*huibao.Unit) {
	reports, owes := map[string]bool{}, map[string]bool{}
	for i := range p.Indicators {
		for a := range p.Assigned(&p.Indicators[i]) {
			reports[a.Return] = true
		}
	}
	for _, t := range p.Tasks {
		for _, lead := range t.Lead {
			owes[lead] = true
		}
	}
	for i := range p.Units {
		u := &p.Units[i]
		if p.Only != "" && p.Only != u.Code {
			continue
		}
		if reports[u.Code] {
			reporting = append(reporting, u)
		}
		if reports[u.Code] || owes[u.Code] {
			returning = append(returning, u)
		}
	}
	return reporting, returning
}
