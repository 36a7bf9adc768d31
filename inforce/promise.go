package inforce

import "huibao"

// Promise is what a row is held to: of an assignment, so of its indicator, subject and
// role. The unit's own return and the city's roll-up are judged by the same one.
func (p *Plan) Promise(a Assignment) huibao.Promise {
	r := p.promises()[a.Indicator.Code]
	r.Role, r.Subject = a.Role, huibao.UnitRef{Code: a.Subject, Name: p.UnitName(a.Subject)}
	r.Baseline = p.baselineOf(a.Indicator, a.Subject)
	r.Target, r.Allocated = p.targetFor(a.Indicator, a.Subject, a.Role)
	if r.ReferenceName != "" {
		if ref, ok := p.Reference(r.ReferenceName, a.Subject); ok {
			r.Reference = huibao.Num(ref.Value)
		}
	}
	return r
}

// City is what the city's figure of an indicator is held to.
func (p *Plan) City(ind *huibao.Indicator) huibao.Promise {
	return p.Promise(Assignment{Indicator: ind, Subject: huibao.CityUnit, Role: huibao.RolePart})
}

func (p *Plan) allPromises() map[string]huibao.Promise {
	m := make(map[string]huibao.Promise, len(p.indicators))
	for code, ind := range p.indicators {
		m[code] = p.common(ind)
	}
	return m
}

// common is what an indicator promises whoever reports it.
func (p *Plan) common(ind *huibao.Indicator) huibao.Promise {
	r := huibao.Promise{Code: ind.Code, TaskNo: ind.Task, Name: ind.Name, Aliases: ind.Aliases, Kind: ind.Kind, Mode: ind.Mode, Basis: ind.BasisOf(),
		Measure: ind.Measure, Comparator: ind.Comparator, Places: ind.Places, Bureau: p.UnitName(p.ResponsibleOf(ind)),
		Numerator: ind.Numerator, Denominator: ind.Denominator, PayBy: ind.PayBy, Start: ind.Start, Deadline: p.DeadlineOf(ind),
		Share: p.Share(ind, p.period), DoneMeans: ind.DoneMeans, PartOf: ind.PartOf, SumsUp: ind.SumsUp, Over100: ind.Over100}
	if t := p.TaskByNo(ind.Task); t != nil {
		r.Task, r.Category = t.Title, t.Category
	}
	if ref := ind.TargetRef; ref != nil {
		r.ReferenceName, r.Factor = ref.Name, huibao.Num(ref.Factor)
	}
	return r
}

// targetFor is what a subject's figure is held to, and whether that is an
// allocation: counts only by 分解; rates by 分解, or by the plan's target where its
// scope binds the subject (县区: each county and the city; 全市: the city alone);
// standards, relations and milestones by the plan's target. The figure of
// RoleCity and RoleCheck is the city's.
func (p *Plan) targetFor(ind *huibao.Indicator, subject string, role huibao.Role) (target huibao.Quantity, allocated bool) {
	if role != huibao.RolePart {
		subject = huibao.CityUnit
	}
	switch ind.Kind {
	case huibao.KindCount:
		q := p.Allocation(ind.Code, subject)
		return q, q.IsNumber()
	case huibao.KindRate:
		if q := p.Allocation(ind.Code, subject); q.IsNumber() {
			return q, true
		}
		if ind.Scope == huibao.ScopeCounty || ind.Scope == huibao.ScopeCity && subject == huibao.CityUnit {
			return ind.Target, false
		}
		return huibao.Quantity{}, false
	}
	return ind.Target, false
}

// baselineOf is the 原值 of an indicator for a subject. A stock's baseline for a
// unit is its own row in 期初.
func (p *Plan) baselineOf(ind *huibao.Indicator, subject string) huibao.Quantity {
	if ind.Mode == huibao.ModeStock && subject != huibao.CityUnit {
		for _, o := range p.Openings {
			if o.Indicator == ind.Code && o.Unit == subject {
				return huibao.Num(o.Value)
			}
		}
		if u := p.UnitByCode(subject); u != nil && u.Level != huibao.LevelBureau {
			return huibao.Quantity{}
		}
	}
	return ind.Baseline
}
