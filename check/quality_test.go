package check_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
)

// The generated year: units whose figures go up and down as real ones do, by kind of
// work; nothing in it knows the checks' bounds.
type kindOfWork struct {
	name   string
	kind   huibao.Kind
	mode   huibao.Mode
	size   float64 // of a year's target
	months []float64
	paced  bool // the plan has a pace of its own for it
	pay    huibao.PayBy
}

var even = []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}

var works = []kindOfWork{
	{"培训人数", huibao.KindCount, huibao.ModeFlow, 6000, even, false, ""},
	{"就业人数", huibao.KindCount, huibao.ModeFlow, 1500, even, false, ""},
	{"救助户次", huibao.KindCount, huibao.ModeFlow, 400, even, false, ""},
	{"适老化改造", huibao.KindCount, huibao.ModeFlow, 90, even, false, ""},
	{"新建中心", huibao.KindCount, huibao.ModeFlow, 12, even, false, ""},
	{"公路公里", huibao.KindCount, huibao.ModeFlow, 300, []float64{0, 0, 0.3, 1, 1.5, 1.6, 1.6, 1.5, 1.2, 0.8, 0.2, 0}, true, ""},
	{"管网公里", huibao.KindCount, huibao.ModeFlow, 80, []float64{0, 0, 0.3, 1, 1.5, 1.6, 1.6, 1.5, 1.2, 0.8, 0.2, 0}, false, ""},
	{"学位", huibao.KindCount, huibao.ModeFlow, 2000, []float64{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, true, ""},
	{"大班额化解", huibao.KindCount, huibao.ModeFlow, 60, []float64{0.1, 0, 0.1, 0, 0, 0, 0, 0.2, 3, 0.1, 0, 0}, false, ""},
	{"床位存量", huibao.KindCount, huibao.ModeStock, 900, even, false, ""},
	{"服务户数", huibao.KindCount, huibao.ModeDistinct, 3000, even, false, ""},
	{"筛查率", huibao.KindRate, huibao.ModeCumulative, 20000, even, false, ""},
	{"入住率", huibao.KindRate, huibao.ModeMaintain, 3000, even, false, ""},
	{"低保", huibao.KindStandard, huibao.ModeNone, 1200, even, false, huibao.PayTopUp},
	{"津贴", huibao.KindStandard, huibao.ModeNone, 500, even, false, huibao.PayFull},
	{"孤儿养育", huibao.KindStandard, huibao.ModeNone, 25, even, false, huibao.PayFull},
	{"工资倍数", huibao.KindRelation, huibao.ModeNone, 2000, even, false, ""},
}

// workOf is the kind of work of the n-th indicator; from the second round on its name
// says so.
func workOf(n int) kindOfWork {
	w := works[n%len(works)]
	if round := n / len(works); round > 0 {
		w.name = []string{"城区", "乡镇", "村级", "移民区"}[round-1] + w.name
	}
	return w
}

// qualityPlan is a plan of so many counties and indicators, of each kind of work in turn.
func qualityPlan(units, indicators int) *huibao.Plan {
	return planOf(world{scale: 1}, units, indicators)
}

func planOf(x world, units, indicators int) *huibao.Plan {
	p := &huibao.Plan{Title: "方案", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30)}
	p.Units = append(p.Units, huibao.Unit{Code: "B1", Name: "甲局", Level: huibao.LevelBureau})
	for u := range units {
		p.Units = append(p.Units, huibao.Unit{Code: fmt.Sprintf("C%02d", u), Name: fmt.Sprintf("第%d县", u), Level: huibao.LevelCounty})
	}
	p.References = []huibao.Reference{{Name: "最低工资", Value: decimal.NewFromInt(1900)}}
	for n := range indicators {
		w := x.workOf(n)
		code := fmt.Sprintf("%d.1", n+1)
		p.Tasks = append(p.Tasks, huibao.Task{No: n + 1, Category: "类", Title: w.name, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}, Lead: []string{"B1"}})
		ind := huibao.Indicator{Code: code, Task: n + 1, Name: w.name, Kind: w.kind, Mode: w.mode, Measure: "个", Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, Responsible: "B1", ReportBy: huibao.ByCounties, PayBy: w.pay}
		switch w.kind {
		case huibao.KindCount:
			ind.Target = huibao.NumInt(int64(w.size) * int64(units))
			if strings.Contains(w.name, "公里") {
				ind.Measure, ind.Places = "公里", 2
			}
			for u := range units {
				p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: code, Unit: fmt.Sprintf("C%02d", u), Value: decimal.NewFromInt(int64(w.size * x.part(u)))})
			}
			if w.mode == huibao.ModeStock {
				ind.Baseline = huibao.NumInt(int64(w.size * 0.7))
				for u := range units {
					p.Openings = append(p.Openings, huibao.Opening{Indicator: code, Unit: fmt.Sprintf("C%02d", u), Until: huibao.Period{Year: 2023, Month: 12}, Value: decimal.NewFromInt(int64(w.size * x.part(u) * 0.7))})
				}
			}
		case huibao.KindRate:
			ind.Measure, ind.Target, ind.Scope, ind.Places = "%", huibao.NumInt(90), huibao.ScopeCounty, 2
		case huibao.KindStandard:
			ind.Measure, ind.Target, ind.Baseline, ind.Comparator, ind.Places = "元/人/月", huibao.NumInt(690), huibao.NumInt(650), huibao.Equal, 2
		case huibao.KindRelation:
			ind.Measure, ind.TargetRef, ind.Places = "元/月", &huibao.TargetRef{Name: "最低工资", Factor: decimal.NewFromInt(2)}, 2
		}
		p.Indicators = append(p.Indicators, ind)
		if w.paced {
			sum, total := 0.0, 0.0
			for _, x := range w.months {
				total += x
			}
			for m := range 12 {
				sum += w.months[m]
				p.Paces = append(p.Paces, huibao.PacePoint{Indicator: code, Period: huibao.Period{Year: 2024, Month: m + 1}, Share: decimal.NewFromInt(int64(math.Round(100 * sum / total)))})
			}
		}
	}
	return p
}

// year is what one unit reports: figures by month (0…11) and row.
type year [12]map[string]map[huibao.Field]decimal.Decimal

// makeYear makes a year of a unit: its own zeal, months that differ by a factor of two
// either way, some without anything, a few units far past their targets.
func makeYear(p *huibao.Plan, unit int, rnd *rand.Rand) year {
	return yearOf(world{scale: 1}, p, unit, rnd)
}

func yearOf(x world, p *huibao.Plan, unit int, rnd *rand.Rand) year {
	var y year
	for m := range y {
		y[m] = map[string]map[huibao.Field]decimal.Decimal{}
	}
	code := fmt.Sprintf("C%02d", unit)
	for n := range p.Indicators {
		w := x.workOf(n)
		ind := fmt.Sprintf("%d.1", n+1)
		zeal := math.Exp(rnd.NormFloat64() * 0.35)
		if rnd.IntN(20) == 0 {
			zeal *= 1.5 + 6*rnd.Float64()
		}
		target := p.Allocation(ind, code).Or(decimal.NewFromFloat(w.size)).InexactFloat64()
		level := target * (0.7 + 0.1*rnd.Float64())
		people := math.Max(3, w.size*(0.3+rnd.Float64()))
		cum := map[huibao.Field]float64{}
		for m := range 12 {
			row := map[huibao.Field]decimal.Decimal{}
			set := func(f huibao.Field, x float64, places int32) { row[f] = decimal.NewFromFloat(x).Round(places) }
			noise := math.Exp(rnd.NormFloat64() * 0.45)
			switch w.kind {
			case huibao.KindCount:
				total := 0.0
				for _, x := range w.months {
					total += x
				}
				places := int32(0)
				if strings.Contains(w.name, "公里") {
					places = 2
				}
				done := target * w.months[m] / total * zeal * noise
				if rnd.IntN(12) == 0 {
					done = 0
				}
				d := decimal.NewFromFloat(done).Round(places)
				done = d.InexactFloat64()
				switch w.mode {
				case huibao.ModeFlow:
					cum[huibao.FieldCumulative] += done
					row[huibao.FieldThis] = d
					set(huibao.FieldCumulative, cum[huibao.FieldCumulative], places)
				case huibao.ModeStock:
					level += (target - level) * 0.1 * noise
					set(huibao.FieldCumulative, level, 0)
				default:
					cum[huibao.FieldCumulative] += math.Round(done * 0.8)
					set(huibao.FieldCumulative, cum[huibao.FieldCumulative], 0)
				}
			case huibao.KindRate:
				denom := math.Round(w.size * (1 + 0.02*rnd.Float64()))
				reached := math.Floor(denom * (0.9 + 0.09*rnd.Float64()))
				if w.mode == huibao.ModeCumulative {
					cum[huibao.FieldNumer] += math.Max(0, math.Min(denom-cum[huibao.FieldNumer], w.size*0.95/12*noise))
					reached = math.Floor(cum[huibao.FieldNumer])
					denom = math.Max(denom, math.Ceil(cum[huibao.FieldNumer])) // what was reached is not taken back
				}
				set(huibao.FieldDenom, denom, 0)
				set(huibao.FieldNumer, reached, 0)
			case huibao.KindStandard:
				people = math.Max(2, people*(1+0.03*rnd.NormFloat64()))
				now := math.Round(people)
				cum[huibao.FieldMonths] += now
				part := 1.0
				if w.pay == huibao.PayTopUp {
					part = 0.45 + 0.2*rnd.Float64()
				}
				cum[huibao.FieldPaid] += math.Round(now * 690 * part)
				set(huibao.FieldStandard, 690, 0)
				set(huibao.FieldPeople, now, 0)
				set(huibao.FieldMonths, cum[huibao.FieldMonths], 0)
				set(huibao.FieldPaid, cum[huibao.FieldPaid], 0)
			case huibao.KindRelation:
				set(huibao.FieldOwn, 3800*(1+0.25*rnd.Float64()), 0)
			}
			y[m][ind] = row
		}
	}
	return y
}

// judged is a return of a month after the months before it.
type judged struct {
	form *huibao.Form
	rows map[string]map[huibao.Field]decimal.Decimal
}

func (j judged) run() check.Verdict {
	return check.Run(check.Input{Form: j.form, Return: j.handedIn(), Path: "a.xlsx", SHA256: "0123456789", Collecting: j.form.Period})
}

func (j judged) handedIn() *huibao.Return {
	ret := &huibao.Return{Unit: j.form.Unit.Code, Period: j.form.Period, SignOff: huibao.SignOff{FilledBy: "甲", Phone: "0955", CheckedBy: "乙", ApprovedBy: "丙", DateText: "x"}}
	for i := range j.form.Rows {
		f := &j.form.Rows[i]
		row := huibao.ReturnRow{Code: f.Code, Subject: f.Subject.Code, Kind: f.Kind, Sheet: f.Kind.Label(), Row: i + 4}
		for n, field := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative, huibao.FieldNumer, huibao.FieldDenom, huibao.FieldStandard, huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid, huibao.FieldOwn} {
			if d, ok := j.rows[f.Code][field]; ok {
				row.Values.Set(huibao.Value{Field: field, Quantity: huibao.Num(d), Text: d.String(), Source: huibao.Source{Sheet: row.Sheet, Cell: fmt.Sprintf("%c%d", 'E'+n, row.Row)}})
			}
		}
		if f.Kind == huibao.KindStandard {
			row.Values.Set(huibao.Value{Field: huibao.FieldSince, Date: huibao.Date{Year: 2024, Month: 1, Day: 1}, Text: "2024-01-01", Source: huibao.Source{Sheet: row.Sheet, Cell: fmt.Sprintf("N%d", row.Row)}})
		}
		ret.Rows = append(ret.Rows, row)
	}
	return ret
}

// alarms counts warnings and errors, by code and row.
func alarms(v check.Verdict) map[string]int {
	m := map[string]int{}
	for _, f := range v.Findings {
		if f.Severity == huibao.Error || f.Severity == huibao.Warning {
			m[f.Code+" "+f.Indicator]++
		}
	}
	return m
}

func recordsOf(form *huibao.Form, rows map[string]map[huibao.Field]decimal.Decimal) huibao.History {
	var h huibao.History
	for _, r := range form.Rows {
		for f, d := range rows[r.Code] {
			h = append(h, huibao.Record{Period: form.Period, Subject: r.Subject.Code, Code: r.Code, Counted: true, Field: f, Quantity: huibao.Num(d)})
		}
	}
	return h
}

func copied(rows map[string]map[huibao.Field]decimal.Decimal) map[string]map[huibao.Field]decimal.Decimal {
	out := map[string]map[huibao.Field]decimal.Decimal{}
	for code, row := range rows {
		out[code] = map[huibao.Field]decimal.Decimal{}
		for f, d := range row {
			out[code][f] = d
		}
	}
	return out
}
