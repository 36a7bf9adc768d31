package importer

import (
	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// daySpan is from one day to another: 5月26日—6月25日.
	daySpan = regexp.MustCompile(`^(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日(?:[-—–~～－]+|至|到)(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日$`)
	dayEnd  = regexp.MustCompile(`^截[至止到](?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日$`)
)

// daysFit reports whether the days that a heading says in its bracket are those of a column's figures
// in the month that is reported; is, whether it says days of 本期完成, or a span of days of 本年累计.
func (r *reader) daysFit(f huibao.Field, inside string) (fits, is bool) {
	p, cut := r.ret.Period, r.cutOff()
	if p.IsZero() || p.Quarter || cut.IsZero() || f != huibao.FieldThis && f != huibao.FieldCumulative {
		return false, false
	}
	day := func(year, month, day string) huibao.Date {
		d := huibao.Date{Year: p.Year, Month: atoi(month), Day: atoi(day)}
		if year != "" {
			d.Year = atoi(year)
		}
		return d
	}
	ends := func(d huibao.Date) bool { // an evening before is the same
		return d.Year == p.Year && d.Month == p.Month && d.Day+doubt.EarlyDays >= cut.Day && !d.After(p.End())
	}
	if g := dayEnd.FindStringSubmatch(inside); g != nil && f == huibao.FieldThis {
		return ends(day(g[1], g[2], g[3])), true
	}
	g := daySpan.FindStringSubmatch(inside)
	if g == nil {
		return false, false
	}
	from, to := day(g[1], g[2], g[3]), day(g[4], g[5], g[6])
	if f == huibao.FieldCumulative {
		return from == huibao.Date{Year: p.Year, Month: 1, Day: 1} && ends(to), true
	}
	if g[1] == "" && from.After(to) {
		from.Year-- // 12月26日—1月25日
	}
	last := r.lastCutOff(p, cut)
	return ends(to) && (from == last || from == last.AddDays(1) || from == p.Start()), true
}

// lastCutOff is the cut-off of the period before.
func (r *reader) lastCutOff(p huibao.Period, cut huibao.Date) huibao.Date {
	if r.known.Plan != nil {
		if day := r.known.Plan.Day(p.Prev()).CutOff; !day.IsZero() {
			return day
		}
	}
	last := p.Prev().End()
	last.Day = min(last.Day, cut.Day)
	return last
}
