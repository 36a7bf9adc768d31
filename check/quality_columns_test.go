package check_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
	"huibao/inforce"
)

// accident is what becomes of a whole column, or of a part of one, in a hurry: it gives the rows whose
// figures are no longer true.
type accident struct {
	name  string
	aim   float64 // least share of the rows made wrong that are asked about or held
	month int     // the first in which it can be told
	plant func(rnd *rand.Rand, j judged) []string
}

// flowsOf are the codes of a return's flows, in order, with a figure of the period.
func flowsOf(j judged) []string {
	var list []string
	for _, r := range j.form.Rows {
		if _, ok := j.rows[r.Code][huibao.FieldThis]; ok && r.Mode == huibao.ModeFlow {
			list = append(list, r.Code)
		}
	}
	return list
}

// retype gives a flow another figure of the period, its cumulative following, and says whether it is another one.
func retype(j judged, code string, d decimal.Decimal) bool {
	row := j.rows[code]
	was := row[huibao.FieldThis]
	row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(d).Sub(was)
	row[huibao.FieldThis] = d
	return !d.Equal(was)
}

// everyFlow lets each flow of a return become what f makes of it.
func everyFlow(f func(j judged, code string, was decimal.Decimal) decimal.Decimal) func(*rand.Rand, judged) []string {
	return func(_ *rand.Rand, j judged) []string { return retyped(j, flowsOf(j), f) }
}

func retyped(j judged, codes []string, f func(j judged, code string, was decimal.Decimal) decimal.Decimal) []string {
	var wrong []string
	for _, code := range codes {
		if retype(j, code, f(j, code, j.rows[code][huibao.FieldThis])) {
			wrong = append(wrong, code)
		}
	}
	return wrong
}

// someFlows does so with a few that stand one below the other.
func someFlows(n int, f func(j judged, code string, was decimal.Decimal) decimal.Decimal) func(*rand.Rand, judged) []string {
	return func(rnd *rand.Rand, j judged) []string {
		codes := flowsOf(j)
		at := rnd.IntN(len(codes) - n)
		return retyped(j, codes[at:at+n], f)
	}
}

func times(k decimal.Decimal) func(judged, string, decimal.Decimal) decimal.Decimal {
	return func(j judged, code string, was decimal.Decimal) decimal.Decimal {
		return was.Mul(k).Round(j.form.RowByCode(code).Places)
	}
}

func priorOf(j judged, code string) decimal.Decimal {
	return j.form.RowByCode(code).Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
}

func accidents() []accident {
	total := func(j judged, code string, was decimal.Decimal) decimal.Decimal { return was.Add(priorOf(j, code)) }
	left := func(j judged, code string, _ decimal.Decimal) decimal.Decimal {
		return j.form.RowByCode(code).Target.Or(decimal.Zero).Sub(priorOf(j, code))
	}
	last := func(j judged, code string, was decimal.Decimal) decimal.Decimal {
		s := j.form.RowByCode(code).Series
		return s[len(s)-1].This.Or(was)
	}
	return []accident{
		{"本期整列 ×2", 0.95, 2, everyFlow(times(decimal.NewFromInt(2)))},
		{"本期整列 ×10", 0.95, 2, everyFlow(times(decimal.NewFromInt(10)))},
		{"本期整列 ×100", 0.95, 2, everyFlow(times(decimal.NewFromInt(100)))},
		{"本期整列 ÷10", 0.8, 2, everyFlow(times(decimal.New(1, -1)))},
		{"本期整列 ÷100", 0.75, 2, everyFlow(times(decimal.New(1, -2)))},
		{"三行 ÷10", 0.1, 4, someFlows(3, times(decimal.New(1, -1)))},
		{"一行 ÷100", 0.2, 4, someFlows(1, times(decimal.New(1, -2)))},
		{"本期整列 ×-1", 0.99, 1, everyFlow(times(decimal.NewFromInt(-1)))},
		{"本期整列填成 3", 0.95, 2, everyFlow(func(judged, string, decimal.Decimal) decimal.Decimal { return decimal.NewFromInt(3) })},
		{"本期整列填成 12、13、14……", 0.95, 2, sequence},
		{"两行互换", 0.5, 4, exchangedTwo},
		{"三行错下一行", 0.4, 4, lowerRows(4)},
		{"五行错下一行", 0.55, 4, lowerRows(6)},
		{"四行填成累计", 0.7, 4, someFlows(4, total)},
		{"四行照抄上期", 0.6, 3, someFlows(4, last)},
		{"整列填成剩余任务", 0.75, 2, everyFlow(left)},
		{"四行填成剩余任务", 0.5, 2, someFlows(4, left)},
		{"分子全等于分母", 0.9, 2, sameFraction},
		{"分子错下一行", 0.9, 2, lowerField(huibao.KindRate, huibao.FieldNumer)},
		{"分母错下一行", 0.9, 2, lowerField(huibao.KindRate, huibao.FieldDenom)},
		{"人月错下一行", 0.9, 2, lowerField(huibao.KindStandard, huibao.FieldMonths)},
		{"实发错下一行", 0.9, 2, lowerField(huibao.KindStandard, huibao.FieldPaid)},
		{"分子、分母整列 ×2", 0.9, 2, timesFields(huibao.KindRate, decimal.NewFromInt(2), huibao.FieldNumer, huibao.FieldDenom)},
		{"人数、人月、实发整列 ×2", 0.9, 2, timesFields(huibao.KindStandard, decimal.NewFromInt(2), huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid)},
		{"存量、去重整列 ×2", 0.85, 2, func(_ *rand.Rand, j judged) []string {
			return scaledRows(j, decimal.NewFromInt(2), func(r huibao.FormRow) bool { return r.Kind == huibao.KindCount && r.Mode != huibao.ModeFlow }, huibao.FieldCumulative)
		}},
	}
}

func scaledRows(j judged, k decimal.Decimal, of func(r huibao.FormRow) bool, fields ...huibao.Field) []string {
	var wrong []string
	for _, r := range j.form.Rows {
		if !of(r) {
			continue
		}
		for _, f := range fields {
			j.rows[r.Code][f] = j.rows[r.Code][f].Mul(k)
		}
		wrong = append(wrong, r.Code)
	}
	return wrong
}

func timesFields(kind huibao.Kind, k decimal.Decimal, fields ...huibao.Field) func(*rand.Rand, judged) []string {
	return func(_ *rand.Rand, j judged) []string {
		return scaledRows(j, k, func(r huibao.FormRow) bool { return r.Kind == kind }, fields...)
	}
}

// sequence fills the column down as a spreadsheet continues 12, 13.
func sequence(_ *rand.Rand, j judged) []string {
	n := int64(11)
	return retyped(j, flowsOf(j), func(judged, string, decimal.Decimal) decimal.Decimal { n++; return decimal.NewFromInt(n) })
}

// exchangedTwo lets two flows change places whose figures are of different size.
func exchangedTwo(rnd *rand.Rand, j judged) []string {
	codes := flowsOf(j)
	a, b := codes[rnd.IntN(len(codes))], codes[rnd.IntN(len(codes))]
	x, y := j.rows[a][huibao.FieldThis], j.rows[b][huibao.FieldThis]
	if decimal.Max(x, y).LessThan(decimal.Min(x, y).Mul(decimal.NewFromInt(8))) || x.IsZero() || y.IsZero() || !x.IsInteger() || !y.IsInteger() {
		return nil
	}
	retype(j, a, y)
	retype(j, b, x)
	return []string{a, b}
}

// lowerRows pastes a few figures one row too low.
func lowerRows(n int) func(*rand.Rand, judged) []string {
	return func(rnd *rand.Rand, j judged) []string {
		codes := flowsOf(j)
		at := rnd.IntN(len(codes) - n)
		above := j.rows[codes[at]][huibao.FieldThis]
		return retyped(j, codes[at+1:at+n], func(_ judged, _ string, was decimal.Decimal) decimal.Decimal {
			defer func() { above = was }()
			return above
		})
	}
}

func lowerField(kind huibao.Kind, f huibao.Field) func(*rand.Rand, judged) []string {
	return func(_ *rand.Rand, j judged) []string {
		var wrong []string
		var above *decimal.Decimal
		for _, r := range j.form.Rows {
			d, ok := j.rows[r.Code][f]
			if r.Kind != kind || !ok {
				continue
			}
			if above != nil {
				j.rows[r.Code][f] = *above
				wrong = append(wrong, r.Code)
			}
			above = &d
		}
		return wrong
	}
}

func sameFraction(_ *rand.Rand, j judged) []string {
	var wrong []string
	for _, r := range j.form.Rows {
		if r.Kind == huibao.KindRate {
			j.rows[r.Code][huibao.FieldNumer] = j.rows[r.Code][huibao.FieldDenom]
			wrong = append(wrong, r.Code)
		}
	}
	return wrong
}

// asked lists the rows that a verdict holds or asks about.
func asked(v check.Verdict) []string {
	list := slices.Clone(v.HeldOut)
	for _, f := range v.Findings {
		if f.Severity == huibao.Error || f.Severity == huibao.Warning {
			list = append(list, f.Indicators()...)
		}
	}
	return list
}

// TestColumnAccidents plants accidents of whole columns in the years of some units.
func TestColumnAccidents(t *testing.T) {
	const counties, indicators = 4, 51
	list := accidents()
	plan := planOf(worlds[0], counties, indicators)
	wrong, told, findings, tries := make([]int, len(list)), make([]int, len(list)), make([]int, len(list)), make([]int, len(list))
	for u := range counties {
		rnd := rand.New(rand.NewPCG(18, uint64(u)))
		y := yearOf(worlds[0], plan, u, rnd)
		var history huibao.History
		for m := range 12 {
			p := inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1})
			known, _ := p.HistoryOf(p.Units[u+1].Code, history.BySubject().Of) // which knows no error
			form := p.Form(p.Units[u+1].Code, known)
			before := asked(judged{form, y[m]}.run())
			for k, x := range list {
				bad := judged{form, copied(y[m])}
				if m < x.month || m%2 != 0 { // the third, fifth, seventh month and so on
					continue
				}
				rows := x.plant(rnd, bad)
				if len(rows) == 0 {
					continue
				}
				v := bad.run()
				now := asked(v)
				tries[k]++
				for _, f := range v.Findings {
					if f.Severity == huibao.Error || f.Severity == huibao.Warning {
						findings[k]++
					}
				}
				for _, code := range rows {
					if slices.Contains(before, code) {
						continue
					}
					wrong[k]++
					if slices.Contains(now, code) {
						told[k]++
					}
				}
			}
			history = append(history, recordsOf(form, y[m])...)
		}
	}
	for k, x := range list {
		share := float64(told[k]) / float64(max(wrong[k], 1))
		t.Logf("%-32s %5.1f%% of %d rows, %.1f findings a return", x.name, 100*share, wrong[k], float64(findings[k])/float64(max(tries[k], 1)))
		if share < x.aim {
			t.Errorf("%s: %.1f%% of the rows are asked about, want %.0f%%", x.name, 100*share, 100*x.aim)
		}
	}
}
