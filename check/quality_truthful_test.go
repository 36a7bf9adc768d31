package check_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

// truthfulTasks are the year's tasks of the unit whose awkward years are true.
var truthfulTasks = []int64{1200, 240, 3600, 600, 120, 1800, 90, 480, 720, 360}

// truthful is a year that is awkward and true; month counts from 0, and so do rows.
type truthful struct {
	name  string
	tasks []int64 // truthfulTasks where none are told
	flow  func(row, month int) int64
	rate  func(row, month int) (numer, denom int64)
	pay   func(row, month int) (people, months int64)
	payBy huibao.PayBy // PayFull where none is told
	asked string       // the codes that are asked about, by month; those that are held with !
}

func jagged(row, month int) int64 { return int64((row*7 + month*5) % 9) } // none like another, and nothing by chance

func truthfulYears() []truthful {
	part := func(row int, share int64) int64 { return truthfulTasks[row] / share }
	return []truthful{
		{name: "paid by the quarter, the same each time", asked: "1 L10, 2 L10", flow: func(row, month int) int64 {
			if month%3 != 2 {
				return 0
			}
			return part(row, 4)
		}},
		{name: "much at the quarter's end, as the quarter before", asked: "3 H03", flow: func(row, month int) int64 {
			if month%3 != 2 {
				return 2 + jagged(row, month)
			}
			return 30 + part(row, 60) + jagged(row, month)
		}},
		{name: "small corrections in several rows of a month without anything else", asked: "9 V04", flow: func(row, month int) int64 {
			switch {
			case month != 8:
				return part(row, 14) + jagged(row, month)
			case row%3 == 0:
				return -1
			}
			return 0
		}},
		{name: "a second month that the festival falls into", asked: "2 H14", flow: func(row, month int) int64 {
			if month == 1 {
				return max(1, part(row, 150))
			}
			return part(row, 14) + jagged(row, month) + int64(3*(month%3))
		}},
		{name: "most of it in January, little after", asked: "2 H14", flow: func(row, month int) int64 {
			if month == 0 {
				return part(row, 2)
			}
			return part(row, 25) + jagged(row, month)%3
		}},
		{name: "what was left of each task in the last month", flow: func(row, month int) int64 {
			if month == 11 {
				return part(row, 1) - 11*part(row, 20)
			}
			return part(row, 20)
		}, asked: "2 H04"},
		{name: "rates that all come to the whole in December", rate: func(row, month int) (int64, int64) {
			denom := int64(200 + 37*row)
			if month == 11 {
				return denom, denom
			}
			return denom * int64(75+2*month) / 100, denom
		}},
		{name: "rates of a few, of which the last is done", rate: func(row, month int) (int64, int64) {
			return min(int64(3+row), int64(row+month)), int64(3 + row)
		}},
		{name: "payments to as many people each month", pay: func(row, month int) (int64, int64) {
			people := int64(21 + 11*row + row*row)
			return people, people * int64(month+1)
		}},
		{name: "payments by the quarter", pay: func(row, month int) (int64, int64) {
			people := int64(21 + 11*row + row*row)
			return people, people * int64((month+1)/3*3)
		}},
	}
}

// TestTruthfulYears has no row held of years that are awkward and true, but those that a careful person asks about, too.
func TestTruthfulYears(t *testing.T) {
	for _, x := range append(truthfulYears(), awkwardYears()...) {
		plan := x.plan()
		var history huibao.History
		var asked []string
		for m := range 12 {
			p := inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1})
			known, err := p.HistoryOf("C00", history.BySubject().Of)
			if err != nil {
				t.Fatal(err)
			}
			form := p.Form("C00", known)
			rows := x.month(m)
			said := map[string]bool{}
			v := judged{form, rows}.run()
			for _, f := range v.Findings {
				text := fmt.Sprintf("%d %s", m+1, f.Code)
				if f.Holds || f.Severity == huibao.Error {
					text += "!"
				}
				if (f.Severity == huibao.Error || f.Severity == huibao.Warning) && !said[text] {
					said[text], asked = true, append(asked, text)
				}
			}
			if len(v.HeldOut) > 0 && !strings.Contains(x.asked, "!") {
				t.Errorf("%s: %d月: held %v", x.name, m+1, v.HeldOut)
			}
			history = append(history, recordsOf(form, x.soFar(m))...)
		}
		if got := strings.Join(asked, ", "); got != x.asked {
			t.Errorf("%s: asked %q, want %q", x.name, got, x.asked)
		}
	}
}

func (x truthful) yearsTasks() []int64 {
	if x.tasks == nil {
		return truthfulTasks
	}
	return x.tasks
}

// plan has ten indicators of the year's kind, or as many as there are tasks.
func (x truthful) plan() *huibao.Plan {
	p := &huibao.Plan{Title: "方案", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30), Units: []huibao.Unit{
		{Code: "B1", Name: "甲局", Level: huibao.LevelBureau}, {Code: "C00", Name: "第0县", Level: huibao.LevelCounty}}}
	for n, task := range x.yearsTasks() {
		name := fmt.Sprintf("事项%c", 'A'+n)
		ind := huibao.Indicator{Code: fmt.Sprintf("%d.1", n+1), Task: n + 1, Name: name, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个", Comparator: huibao.AtLeast,
			Target: huibao.NumInt(task), Scope: huibao.ScopeCity, Responsible: "B1", ReportBy: huibao.ByCounties}
		switch {
		case x.rate != nil:
			ind.Kind, ind.Mode, ind.Measure, ind.Target, ind.Scope, ind.Places = huibao.KindRate, huibao.ModeCumulative, "%", huibao.NumInt(90), huibao.ScopeCounty, 2
		case x.pay != nil:
			ind.Kind, ind.Mode, ind.Measure, ind.Target, ind.Baseline, ind.Comparator, ind.Places, ind.PayBy = huibao.KindStandard, huibao.ModeNone, "元/人/月", huibao.NumInt(690), huibao.NumInt(650), huibao.Equal, 2, cmp.Or(x.payBy, huibao.PayFull)
		default:
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Unit: "C00", Value: decimal.NewFromInt(task)})
		}
		p.Tasks = append(p.Tasks, huibao.Task{No: n + 1, Category: "类", Title: name, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}, Lead: []string{"B1"}})
		p.Indicators = append(p.Indicators, ind)
	}
	return p
}

// month is what the unit types; the cumulative of a flow is left to be computed.
func (x truthful) month(m int) map[string]map[huibao.Field]decimal.Decimal {
	rows := x.soFar(m)
	for _, row := range rows {
		delete(row, huibao.FieldCumulative)
	}
	return rows
}

func (x truthful) soFar(m int) map[string]map[huibao.Field]decimal.Decimal {
	rows := map[string]map[huibao.Field]decimal.Decimal{}
	num := decimal.NewFromInt
	for n := range x.yearsTasks() {
		row := map[huibao.Field]decimal.Decimal{}
		switch {
		case x.rate != nil:
			numer, denom := x.rate(n, m)
			row[huibao.FieldNumer], row[huibao.FieldDenom] = num(numer), num(denom)
		case x.pay != nil:
			people, months := x.pay(n, m)
			row[huibao.FieldStandard], row[huibao.FieldPeople], row[huibao.FieldMonths], row[huibao.FieldPaid] = num(690), num(people), num(months), num(690*months)
		default:
			sum := int64(0)
			for before := range m + 1 {
				sum += x.flow(n, before)
			}
			row[huibao.FieldThis], row[huibao.FieldCumulative] = num(x.flow(n, m)), num(sum)
		}
		rows[fmt.Sprintf("%d.1", n+1)] = row
	}
	return rows
}
