package huibao

import (
	"fmt"
	"slices"
)

// NewForm makes the shape of a unit's return for a period from the plan in force
// (Plan.AsOf) and the history of earlier periods, opening balances included
// (History.WithOpenings).
func NewForm(p *Plan, unit *Unit, period Period, h History) *Form {
	f := &Form{Format: FormatVersion, PlanTitle: p.Title, PlanVersion: p.Hash(), Year: p.Year,
		Unit: UnitRef{unit.Code, unit.Name}, UnitAliases: unit.Aliases, Period: period, Day: p.Day(period),
		Office: p.Office, Contact: p.Contact, Phone: p.Phone, Yellow: p.BoundsOf().Yellow,
		Formulas: p.formulasFor(unit), Settings: p.Settings}
	f.References = p.referencesFor(unit, period, f.Formulas)
	for _, a := range p.UnitAssignments(unit.Code, period) {
		f.Rows = append(f.Rows, p.formRow(a, period, h))
	}
	for _, t := range p.Tasks {
		for _, lead := range t.Lead {
			if lead == unit.Code {
				f.Reviews = append(f.Reviews, fmt.Sprintf("%d %s", t.No, t.Title))
			}
		}
	}
	return f
}

func (p *Plan) formRow(a Assignment, period Period, h History) FormRow {
	ind := a.Indicator
	r := FormRow{Code: ind.Code, TaskNo: ind.Task, Name: ind.Name, Aliases: ind.Aliases, Kind: ind.Kind, Mode: ind.Mode,
		Measure: ind.Measure, Comparator: ind.Comparator, Places: ind.Places, Role: a.Role,
		Subject: UnitRef{a.Subject, p.UnitName(a.Subject)}, Bureau: p.UnitName(p.ResponsibleOf(ind)),
		Baseline: p.BaselineOf(ind, a.Subject), Numerator: ind.Numerator, Denominator: ind.Denominator, PayBy: ind.PayBy,
		Start: ind.Start, Deadline: p.DeadlineOf(ind), Share: p.Share(ind, period), DoneMeans: ind.DoneMeans,
		PartOf: ind.PartOf, SumsUp: ind.SumsUp, Over100: ind.Over100, Prior: h.Prior(a.Subject, ind.Code, period)}
	r.PriorShare = p.Share(ind, period.Prev())
	if ind.Kind == KindCount {
		r.Series = p.series(ind, a.Subject, period, h)
	}
	if t := p.TaskByNo(ind.Task); t != nil {
		r.Task, r.Category = t.Title, t.Category
	}
	r.Target, r.Allocated = p.TargetFor(ind, a.Subject, a.Role)
	if ind.TargetRef != nil {
		r.ReferenceName, r.Factor = ind.TargetRef.Name, Num(ind.TargetRef.Factor)
		if ref, ok := p.Reference(ind.TargetRef.Name, a.Subject, period.End()); ok {
			r.Reference = Num(ref.Value)
		}
	}
	return r
}

// series is what a count reached in the earlier periods of the plan's year.
func (p *Plan) series(ind *Indicator, subject string, before Period, h History) []Past {
	var list []Past
	for _, r := range h {
		if r.Subject != subject || r.Code != ind.Code || !r.Counted || r.Field != FieldThis && r.Field != FieldCumulative ||
			r.Period.Year != p.Year || !r.Period.Before(before) {
			continue
		}
		at := slices.IndexFunc(list, func(x Past) bool { return x.Period == r.Period })
		if at < 0 {
			at = len(list)
			list = append(list, Past{Period: r.Period, Step: p.Share(ind, r.Period).Sub(p.Share(ind, r.Period.Prev()))})
		}
		into := &list[at].Cumulative
		if r.Field == FieldThis {
			into = &list[at].This
		}
		if into.IsNumber() {
			*into = into.Add(r.Quantity) // of units that were merged
		} else {
			*into = r.Quantity
		}
	}
	slices.SortFunc(list, func(a, b Past) int { return a.Period.Cmp(b.Period) })
	return list
}

// TargetFor is what a subject's figure is held to, and whether that is an
// allocation: counts only by 分解; rates by 分解, or by the plan's target where its
// scope binds the subject (县区: each county and the city; 全市: the city alone);
// standards, relations and milestones by the plan's target. The figure of
// RoleCity and RoleCheck is the city's.
func (p *Plan) TargetFor(ind *Indicator, subject string, role Role) (target Quantity, allocated bool) {
	if role != RolePart {
		subject = CityUnit
	}
	switch ind.Kind {
	case KindCount:
		q := p.Allocation(ind.Code, subject)
		return q, q.IsNumber()
	case KindRate:
		if q := p.Allocation(ind.Code, subject); q.IsNumber() {
			return q, true
		}
		if ind.Scope == ScopeCounty || ind.Scope == ScopeCity && subject == CityUnit {
			return ind.Target, false
		}
		return Quantity{}, false
	}
	return ind.Target, false
}

// BaselineOf is the 原值 of an indicator for a subject. A stock's baseline for a
// unit is its own row in 期初.
func (p *Plan) BaselineOf(ind *Indicator, subject string) Quantity {
	if ind.Mode == ModeStock && subject != CityUnit {
		for _, o := range p.Openings {
			if o.Indicator == ind.Code && o.Unit == subject {
				return Num(o.Value)
			}
		}
		if u := p.UnitByCode(subject); u != nil && u.Level != LevelBureau {
			return Quantity{}
		}
	}
	return ind.Baseline
}
