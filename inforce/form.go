package inforce

import (
	"fmt"
	"slices"

	"huibao"
)

// Form makes the shape of a unit's return from the history of earlier periods, opening
// balances included (HistoryOf). It is nil for a unit that is not in the plan; that
// of a unit that was merged asks for its own part, as before.
func (p *Plan) Form(unit string, h huibao.History) *huibao.Form {
	u := p.UnitByCode(unit)
	if u == nil {
		return nil
	}
	if _, merged := p.heirs[unit]; merged {
		f := p.before(unit).Form(unit, h)
		f.PlanVersion = p.Hash()
		return f
	}
	f := &huibao.Form{Format: huibao.FormatVersion, PlanTitle: p.Title, PlanVersion: p.Hash(), Year: p.Year,
		Unit: huibao.UnitRef{Code: u.Code, Name: u.Name}, UnitAliases: u.Aliases, Period: p.period, Day: p.Day(p.period),
		Office: p.Office, Contact: p.Contact, Phone: p.Phone, Yellow: p.BoundsOf().Yellow,
		Formulas: p.formulasFor(u), Settings: p.Settings}
	f.References = p.referencesFor(u, f.Formulas)
	rows := h.ByRow()
	collected := rows[[2]string{}]
	for _, a := range p.UnitAssignments(unit) {
		f.Rows = append(f.Rows, p.formRow(a, rows[[2]string{a.Subject, a.Indicator.Code}], collected))
	}
	for _, t := range p.Tasks {
		if slices.Contains(t.Lead, unit) {
			f.Reviews = append(f.Reviews, fmt.Sprintf("%d %s", t.No, t.Title))
		}
	}
	return f
}

// ReadingForm is the part of a unit's form that reading its return may depend on, which is
// what Vocabulary is the digest of; nil for a unit that is not in the plan.
func (p *Plan) ReadingForm(unit string) *huibao.Form {
	f := p.Form(unit, nil)
	if f == nil {
		return nil
	}
	short := &huibao.Form{Format: f.Format, PlanTitle: f.PlanTitle, Year: f.Year, Unit: f.Unit, UnitAliases: f.UnitAliases, Period: f.Period}
	for _, r := range f.Rows {
		short.Rows = append(short.Rows, huibao.FormRow{Promise: huibao.Promise{Code: r.Code, Name: r.Name, Aliases: r.Aliases, Kind: r.Kind, Mode: r.Mode,
			Measure: r.Measure, Places: r.Places, Subject: r.Subject, Numerator: r.Numerator, Denominator: r.Denominator, DoneMeans: r.DoneMeans,
			PartOf: r.PartOf, SumsUp: r.SumsUp, Basis: r.Basis}})
	}
	for _, s := range f.Settings {
		if s.Code == huibao.HarmlessSetting {
			short.Settings = append(short.Settings, s)
		}
	}
	return short
}

// before is the plan in force as if a unit had not been merged.
func (p *Plan) before(unit string) *Plan {
	q := *p.written
	q.Units = slices.Clone(q.Units)
	for i := range q.Units {
		if q.Units[i].Code == unit {
			q.Units[i].End, q.Units[i].Successor = huibao.Date{}, ""
		}
	}
	return At(&q, p.period)
}

// formRow is the promise with what was reported before for the row, and what was collected.
func (p *Plan) formRow(a Assignment, h, collected huibao.History) huibao.FormRow {
	ind := a.Indicator
	r := huibao.FormRow{Promise: p.Promise(a), PriorShare: p.Share(ind, p.period.Prev()), Prior: h.Prior(a.Subject, ind.Code, p.period)}
	switch ind.Kind {
	case huibao.KindStandard:
		r.Series = p.series(ind, a.Subject, h, "", huibao.FieldMonths)
	case huibao.KindCount:
		r.Series = p.series(ind, a.Subject, h, huibao.FieldThis, huibao.FieldCumulative)
		r.Prior.Dark = p.dark(a, r.Prior.Period, collected)
		r.Prior.Fresh = r.Prior.Period.IsZero() && p.fresh(ind, r.PriorShare)
	}
	return r
}

// dark lists the periods after the last that counts, or of the year, in which a row was
// collected.
func (p *Plan) dark(a Assignment, last huibao.Period, h huibao.History) []huibao.Period {
	if last.IsZero() {
		last = huibao.Period{Year: p.Year - 1, Month: 12}
	}
	collected := h.Dark(last, p.period)
	if len(collected) == 0 {
		return nil
	}
	u := p.written.UnitByCode(a.Return)
	return slices.DeleteFunc(collected, func(x huibao.Period) bool {
		return x.Quarter != p.period.Quarter || !a.Indicator.Months.Has(x) || u != nil && !u.Began(x.End())
	})
}

// fresh reports whether nothing of an indicator could have been reported in the plan's
// year before the period: it was not asked for, had not begun, or nothing was due.
func (p *Plan) fresh(ind *huibao.Indicator, before huibao.Ratio) bool {
	asked := slices.ContainsFunc(p.Periods(), func(x huibao.Period) bool { return x.Before(p.period) && ind.Months.Has(x) })
	return !asked || p.startOf(ind).After(p.period.Prev().End()) || before.Valid() && before.Sign() == 0
}

// series is what a row reached in the earlier periods of the plan's year, by the fields that are of the period and of the year.
func (p *Plan) series(ind *huibao.Indicator, subject string, h huibao.History, this, year huibao.Field) []huibao.Past {
	var list []huibao.Past
	for _, r := range h {
		if r.Subject != subject || r.Code != ind.Code || !r.Counted || r.Field != this && r.Field != year ||
			r.Period.Year != p.Year || !r.Period.Before(p.period) {
			continue
		}
		at := slices.IndexFunc(list, func(x huibao.Past) bool { return x.Period == r.Period })
		if at < 0 {
			at = len(list)
			list = append(list, huibao.Past{Period: r.Period, Step: p.step(ind, r.Period)})
		}
		into := &list[at].Cumulative
		if r.Field == this {
			into = &list[at].This
		}
		if into.IsNumber() {
			*into = into.Add(r.Quantity) // of units that were merged
		} else {
			*into = r.Quantity
		}
	}
	slices.SortFunc(list, func(a, b huibao.Past) int { return a.Period.Cmp(b.Period) })
	return list
}
