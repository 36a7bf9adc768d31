package report_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

// city is a made-up city: counties, tasks with indicators of several kinds, and what of its
// returns is there.
type city struct {
	counties int
	month    int
	sent     float64 // share of the counties that handed in
	held     float64 // share of rows held out
	well     bool    // all on pace
	mixed    bool    // with stocks, growing and falling rates, targets of zero
	tasks    int     // six without
	months   bool    // with every month of the year, not the last one alone
	grouped  bool    // in categories of one, two and three tasks

	longNames bool // of units and tasks
}

func (c city) plan() *huibao.Plan {
	end := huibao.Date{Year: 2024, Month: 12, Day: 31}
	p := &huibao.Plan{Title: "二〇二四年民生实事", Office: "市人民政府办公室", MainTo: "各县（区）", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30),
		Units: []huibao.Unit{{Code: "B1", Name: "市甲局", Level: huibao.LevelBureau}}}
	for i := range c.counties {
		p.Units = append(p.Units, huibao.Unit{Code: fmt.Sprintf("C%d", i), Name: string([]rune("甲乙丙丁戊己庚辛壬癸"[i%10*3:i%10*3+3])) + []string{"阳", "城", "山", "河", "原", "川"}[i/10%6] + "县", Level: huibao.LevelCounty})
	}
	if c.longNames {
		for i := range p.Units {
			p.Units[i].Name += strings.Repeat("人民政府专班", 5)
		}
	}
	for n := 1; n <= cmp.Or(c.tasks, 6); n++ {
		category := "类别"
		if c.grouped {
			category += []string{"一", "二", "二", "三", "三", "三"}[n%6] + fmt.Sprint(n/6)
		}
		p.Tasks = append(p.Tasks, huibao.Task{No: n, Category: category, Title: "任务" + string([]rune("甲乙丙丁戊己庚辛壬癸")[(n-1)%10]), Deadline: end, Lead: []string{"B1"}})
		count := huibao.Indicator{Task: n, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户", Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties, Public: true}
		rate := count
		rate.Kind, rate.Mode, rate.Measure, rate.Places, rate.Scope = huibao.KindRate, huibao.ModeMaintain, "%", 2, huibao.ScopeCounty
		rate.Target = huibao.NumInt(90)
		length := count
		length.Measure, length.Places = "公里", 2
		part := count
		part.Scope = huibao.ScopeRegion
		for i, ind := range []huibao.Indicator{count, rate, length, part} {
			ind.Code = fmt.Sprintf("%d.%d", n, i+1)
			ind.Name = []string{"改造户数", "达标比率", "修缮里程", "其中：困难家庭"}[i]
			if i == 3 {
				ind.PartOf = fmt.Sprintf("%d.1", n)
			}
			p.Indicators = append(p.Indicators, ind)
			if i == 0 || i == 2 {
				p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Value: decimal.NewFromInt(int64(90 * c.counties))})
				for u := range c.counties {
					p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Unit: fmt.Sprintf("C%d", u), Value: decimal.NewFromInt(90)})
				}
			}
		}
	}
	if c.mixed {
		c.mix(p)
	}
	return p
}

// mix adds tasks with what is judged otherwise than a count to be reached.
func (c city) mix(p *huibao.Plan) {
	any := huibao.Indicator{Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties, Public: true}
	stock, growing, falling, none, late := any, any, any, any, any
	stock.Name, stock.Kind, stock.Mode, stock.Measure, stock.Baseline = "社区试点", huibao.KindCount, huibao.ModeStock, "个", huibao.NumInt(int64(2*c.counties))
	growing.Name, growing.Kind, growing.Mode, growing.Measure, growing.Places, growing.Target = "筛查率", huibao.KindRate, huibao.ModeCumulative, "%", 2, huibao.NumInt(60)
	falling.Name, falling.Kind, falling.Mode, falling.Measure, falling.Places, falling.Target, falling.Comparator = "漏损率", huibao.KindRate, huibao.ModeMaintain, "%", 2, huibao.NumInt(9), huibao.AtMost
	none.Name, none.Kind, none.Mode, none.Measure, none.Target, none.Comparator = "较大事故", huibao.KindCount, huibao.ModeFlow, "起", huibao.NumInt(0), huibao.AtMost
	late.Name, late.Kind, late.Mode, late.Measure, late.Places, late.Target = "群众满意率", huibao.KindRate, huibao.ModeFinal, "%", 2, huibao.NumInt(95)
	for n, list := range [][]huibao.Indicator{{stock, growing}, {falling, none}, {late, growing, late, late}} {
		no := 7 + n
		p.Tasks = append(p.Tasks, huibao.Task{No: no, Category: "类别", Title: "任务" + string([]rune("庚辛壬")[n]), Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}, Lead: []string{"B1"}})
		for i, ind := range list {
			ind.Task, ind.Code = no, fmt.Sprintf("%d.%d", no, i+1)
			p.Indicators = append(p.Indicators, ind)
			if ind.Mode != huibao.ModeStock {
				continue
			}
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Value: decimal.NewFromInt(int64(6 * c.counties))})
			for u := range c.counties {
				p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Unit: fmt.Sprintf("C%d", u), Value: decimal.NewFromInt(6)})
			}
		}
	}
}

// consolidation rolls up random returns of the city, after a month of the same.
func (c city) consolidation(r *rand.Rand) *statement.Consolidation {
	p := c.plan()
	var previous *statement.Consolidation
	first := max(1, c.month-1)
	if c.months {
		first = 1
	}
	for month := first; month <= c.month; month++ {
		period := huibao.Period{Year: 2024, Month: month}
		var subs []huibao.Submission
		for i := range c.counties {
			if r.Float64() >= c.sent {
				continue
			}
			unit := fmt.Sprintf("C%d", i)
			s := huibao.Submission{Path: unit + ".xlsx", SHA256: unit, Unit: unit, Period: period, Version: 1, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Period: period}}
			for _, ind := range p.Indicators {
				reached := decimal.NewFromInt(int64(r.IntN(90*month/12 + 5)))
				if c.well {
					reached = decimal.NewFromInt(int64(90*month/12 + 1))
				}
				if ind.Places == 2 && ind.Kind == huibao.KindCount && !c.well {
					reached = reached.Add(decimal.New(int64(r.IntN(100)), -2))
				}
				switch {
				case ind.PartOf != "":
					reached = decimal.Zero
				case ind.Mode == huibao.ModeStock:
					reached = decimal.NewFromInt(int64(1 + r.IntN(6)))
				case ind.Comparator == huibao.AtMost:
					reached = decimal.NewFromInt(int64(r.IntN(12) / 11))
				}
				row := huibao.ReturnRow{Code: ind.Code, Subject: unit, Kind: ind.Kind, Sheet: "计数", Row: 4}
				set := func(f huibao.Field, d decimal.Decimal) {
					row.Values.Set(huibao.Value{Field: f, Quantity: huibao.Num(d), Text: d.String(), Source: huibao.Source{File: s.Path, Sheet: "计数", Cell: "F4"}})
				}
				if ind.Kind == huibao.KindRate {
					of := int64(100 + r.IntN(900))
					n := of - int64(r.IntN(int(of/8)))
					switch {
					case ind.Comparator == huibao.AtMost:
						n = of - n
					case ind.Mode == huibao.ModeCumulative:
						n = n * int64(month) / 18
					}
					if c.well {
						n = of
					}
					set(huibao.FieldNumer, decimal.NewFromInt(n))
					set(huibao.FieldDenom, decimal.NewFromInt(of))
				} else {
					set(huibao.FieldCumulative, reached)
					set(huibao.FieldThis, reached.DivRound(decimal.NewFromInt(int64(month)), 0))
				}
				s.Return.Rows = append(s.Return.Rows, row)
				if r.Float64() < c.held {
					s.HeldOut = append(s.HeldOut, ind.Code)
					s.State = huibao.StatePending
				}
			}
			subs = append(subs, s)
		}
		now := rollup.Consolidate(rollup.Input{Plan: inforce.At(p, period), Period: period, Submissions: subs, Previous: previous.Past()})
		if previous != nil {
			now.AskedBefore = report.NewModel(previous, report.Info{}).Demands()
		}
		previous = now
	}
	if c.month == 1 {
		previous.Previous = nil
	}
	return previous
}

// cities are the forms that texts take.
var cities = map[string]city{
	"three counties":           {counties: 3, month: 6, sent: 1},
	"holes":                    {counties: 4, month: 6, sent: 0.8, held: 0.1},
	"first month":              {counties: 3, month: 1, sent: 1},
	"December":                 {counties: 3, month: 12, sent: 1},
	"December with holes":      {counties: 5, month: 12, sent: 0.8, held: 0.05},
	"few returns":              {counties: 5, month: 6, sent: 0.3},
	"no return":                {counties: 3, month: 6},
	"all well":                 {counties: 3, month: 6, sent: 1, well: true},
	"one county":               {counties: 1, month: 6, sent: 1},
	"mixed":                    {counties: 4, month: 6, sent: 1, mixed: true},
	"mixed with holes":         {counties: 5, month: 8, sent: 0.8, held: 0.05, mixed: true},
	"mixed in January":         {counties: 3, month: 1, sent: 1, mixed: true},
	"mixed in December":        {counties: 4, month: 12, sent: 1, mixed: true},
	"sixty counties":           {counties: 60, month: 6, sent: 1},
	"sixty counties and holes": {counties: 60, month: 9, sent: 0.9, held: 0.02},
}
