package check_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
	"huibao/inforce"
)

// acrossSlip is a mistake that only earlier periods or other units tell, and how often it was
// planted and found.
type acrossSlip struct {
	name        string
	aim         float64
	hits, tries int
}

func (s *acrossSlip) count(found bool) {
	s.tries++
	if found {
		s.hits++
	}
}

// between is what was found so, and what was asked of truthful returns between units, by code.
type between struct {
	slips []acrossSlip
	asked map[string]int
}

// measureAcross plants, in so many years of a world, whole cities, copied columns and gaps.
func measureAcross(x world, seasons int) between {
	city := acrossSlip{name: "一个县把全市的累计填成自己的", aim: 0.85}
	columns := acrossSlip{name: "整列计数照抄另一个县的", aim: 0.9}
	gap := acrossSlip{name: "上期未报，本期只填本期数", aim: 1}
	asked := map[string]int{}
	plan := planOf(x, x.counties, len(works))
	for season := range seasons {
		rnd := rand.New(rand.NewPCG(uint64(season), 77))
		years := make([]year, x.counties)
		histories := make([]huibao.History, x.counties)
		for u := range years {
			years[u] = yearOf(x, plan, u, rnd)
			if x.change != nil {
				x.change(&years[u], rnd)
			}
		}
		for m := range 12 {
			p := inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1})
			desks := make([]judged, x.counties)
			for u := range desks {
				known, _ := p.HistoryOf(p.Units[u+1].Code, histories[u].BySubject().Of) // which knows no error
				desks[u] = judged{p.Form(p.Units[u+1].Code, known), years[u][m]}
			}
			before := acrossAlarms(p, desks, -1, nil)
			for key := range before {
				asked[strings.Fields(key)[1]]++
			}
			u := rnd.IntN(len(desks))
			if rows, code := wholeCity(rnd, desks, u); code != "" {
				city.count(acrossAlarms(p, desks, u, rows)[desks[u].form.Unit.Code+" X07 "+code])
			}
			if rows := copiedColumn(desks[u].rows, desks[(u+1)%len(desks)].rows); rows != nil {
				found := acrossAlarms(p, desks, u, rows)
				columns.count(likeFound(found, before))
			}
			for u := range desks {
				if m >= 2 {
					gap.count(gapFound(p, u, histories[u], years[u][m]))
				}
				histories[u] = append(histories[u], recordsOf(desks[u].form, years[u][m])...)
			}
		}
	}
	return between{[]acrossSlip{city, columns, gap}, asked}
}

// acrossAlarms are the questions between units: unit, code, row. One of the desks may hand
// other rows in.
func acrossAlarms(p *inforce.Plan, desks []judged, odd int, rows map[string]map[huibao.Field]decimal.Decimal) map[string]bool {
	in := check.AcrossInput{Plan: p, Period: p.Period()}
	for u, j := range desks {
		if u == odd {
			j.rows = rows
		}
		ret := j.handedIn()
		unit := j.form.Unit.Code
		for i := range ret.Rows {
			if last, ok := j.form.RowByCode(ret.Rows[i].Code).Prior.Values[huibao.FieldCumulative].Decimal(); ok {
				ret.Rows[i].Values.Set(huibao.Value{Field: huibao.FieldPrevious, Quantity: huibao.Num(last)})
			}
		}
		in.Submissions = append(in.Submissions, huibao.Submission{Path: unit, Unit: unit, Period: p.Period(), State: huibao.StateAccepted, Return: ret})
	}
	out := map[string]bool{}
	for unit, list := range check.Across(in) {
		for _, f := range list {
			if f.Severity == huibao.Error || f.Severity == huibao.Warning {
				out[unit+" "+f.Code+" "+f.Indicator] = true
			}
		}
	}
	return out
}

// wholeCity lets a unit type the city's cumulative of a flow as its own; "" where the city has
// too little for that to be told from nothing.
func wholeCity(rnd *rand.Rand, desks []judged, u int) (map[string]map[huibao.Field]decimal.Decimal, string) {
	code := pick(rnd, desks[u], huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if code == "" {
		return nil, ""
	}
	sum := decimal.Zero
	for _, j := range desks {
		sum = sum.Add(j.rows[code][huibao.FieldCumulative])
	}
	if sum.LessThan(decimal.NewFromInt(20)) {
		return nil, ""
	}
	rows := copied(desks[u].rows)
	rows[code][huibao.FieldThis] = sum.Sub(rows[code][huibao.FieldCumulative]).Add(rows[code][huibao.FieldThis])
	rows[code][huibao.FieldCumulative] = sum
	return rows, code
}

// copiedColumn gives a unit another's figures of this period; nil where fewer than four of
// them are of a size that tells.
func copiedColumn(own, other map[string]map[huibao.Field]decimal.Decimal) map[string]map[huibao.Field]decimal.Decimal {
	rows, telling := copied(own), 0
	for code, row := range rows {
		was, flows := row[huibao.FieldThis]
		now, ok := other[code][huibao.FieldThis]
		if !flows || !ok {
			continue
		}
		row[huibao.FieldThis], row[huibao.FieldCumulative] = now, row[huibao.FieldCumulative].Add(now).Sub(was)
		if now.GreaterThanOrEqual(decimal.NewFromInt(10)) && !now.Mod(decimal.NewFromInt(10)).IsZero() {
			telling++
		}
	}
	if telling < 4 {
		return nil
	}
	return rows
}

// likeFound reports whether a likeness is told that was not told before.
func likeFound(now, before map[string]bool) bool {
	for key := range now {
		if strings.Contains(key, " X03") && !before[key] {
			return true
		}
	}
	return false
}

// gapFound reports whether no flow of a unit counts of which the last period was collected
// and did not count, and only this period's figure is typed.
func gapFound(p *inforce.Plan, u int, history huibao.History, rows map[string]map[huibao.Field]decimal.Decimal) bool {
	last := p.Period().Prev()
	known := slices.DeleteFunc(slices.Clone(history), func(r huibao.Record) bool { return r.Period == last })
	known, _ = p.HistoryOf(p.Units[u+1].Code, append(known, huibao.Record{Period: last}).BySubject().Of) // which knows no error
	j := judged{p.Form(p.Units[u+1].Code, known), copied(rows)}
	var want []string
	for _, row := range j.form.Rows {
		if row.Kind == huibao.KindCount && row.Mode == huibao.ModeFlow {
			delete(j.rows[row.Code], huibao.FieldCumulative)
			want = append(want, row.Code)
		}
	}
	held := j.run().HeldOut
	return !slices.ContainsFunc(want, func(code string) bool { return !slices.Contains(held, code) })
}
