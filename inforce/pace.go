package inforce

import "huibao"

// Share is the share of an indicator that is due at a period's end, by its 序时 rows
// or linear.
func (p *Plan) Share(ind *huibao.Indicator, period huibao.Period) huibao.Ratio {
	start := p.startOf(ind)
	var points []huibao.PacePoint
	for _, x := range p.Paces {
		if x.Indicator == ind.Code {
			points = append(points, x)
		}
	}
	if len(points) > 0 {
		return huibao.PaceShare(points, start, period)
	}
	return huibao.LinearShare(start, p.DeadlineOf(ind), period)
}

// step is what of an indicator's share falls due within a period.
func (p *Plan) step(ind *huibao.Indicator, period huibao.Period) huibao.Ratio {
	type of struct {
		ind    *huibao.Indicator
		period huibao.Period
	}
	if known, ok := p.steps.Load(of{ind, period}); ok {
		return known.(huibao.Ratio)
	}
	s := p.Share(ind, period).Sub(p.Share(ind, period.Prev()))
	p.steps.Store(of{ind, period}, s)
	return s
}

// startOf is the indicator's 起始日期, else 1 January of the plan's year.
func (p *Plan) startOf(ind *huibao.Indicator) huibao.Date {
	if !ind.Start.IsZero() {
		return ind.Start
	}
	return huibao.Date{Year: p.Year, Month: 1, Day: 1}
}

// Day returns the calendar row of a period. Defaults, where the plan has none:
// cut-off the 25th (December: the 31st), deadline the 5th of the next month,
// issued the 20th.
func (p *Plan) Day(period huibao.Period) huibao.CalendarDay {
	for _, d := range p.Calendar {
		if d.Period == period {
			return fillDay(d)
		}
	}
	return fillDay(huibao.CalendarDay{Period: period})
}

func fillDay(d huibao.CalendarDay) huibao.CalendarDay {
	end := d.Period.End()
	if d.CutOff.IsZero() {
		d.CutOff = huibao.Date{Year: end.Year, Month: end.Month, Day: 25}
		if end.Month == 12 {
			d.CutOff = end
		}
	}
	next := end.AddDays(5)
	if d.Deadline.IsZero() {
		d.Deadline = next
	}
	if d.Issue.IsZero() {
		d.Issue = huibao.Date{Year: end.Year, Month: end.Month, Day: 20}
	}
	if d.Bulletin.IsZero() {
		d.Bulletin = d.Deadline.AddDays(5)
	}
	return d
}
