package inforce_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

func month(m int) huibao.Period { return huibao.Period{Year: 2025, Month: m} }

func day(m, d int) huibao.Date { return huibao.Date{Year: 2025, Month: m, Day: d} }

func num(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

// plan has a bureau, four counties, and for each kind of adding up an indicator: a flow
// count, a stock, a rate, a relation.
func plan() *huibao.Plan {
	p := &huibao.Plan{Title: "方案", Year: 2025, Yellow: num(10), Red: num(30), Contact: "张三", Phone: "1", Office: "办公室",
		Tasks: []huibao.Task{{No: 1, Title: "任务", Lead: []string{"B1"}, Support: []string{"C1", "C2", "C3", "C4"}}},
		Units: []huibao.Unit{{Code: "B1", Name: "甲局", Level: huibao.LevelBureau}, county("C1", "乙县"), county("C2", "丙县"), county("C3", "丁县"), county("C4", "戊县")},
		Indicators: []huibao.Indicator{
			{Code: "1.1", Task: 1, Name: "改造", Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户", Comparator: huibao.AtLeast, Target: huibao.NumInt(1000), Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties},
			{Code: "1.2", Task: 1, Name: "试点", Kind: huibao.KindCount, Mode: huibao.ModeStock, Measure: "个", Comparator: huibao.AtLeast, Target: huibao.NumInt(20), Baseline: huibao.NumInt(8), Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties},
			{Code: "1.3", Task: 1, Name: "筛查率", Kind: huibao.KindRate, Mode: huibao.ModeMaintain, Measure: "%", Target: huibao.NumInt(95), Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties},
			{Code: "1.4", Task: 1, Name: "工资", Kind: huibao.KindRelation, Measure: "倍", TargetRef: &huibao.TargetRef{Name: "最低工资", Factor: num(2)}, Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties}},
		References: []huibao.Reference{{Name: "最低工资", Class: "一类区", Value: num(2050)}, {Name: "最低工资", Class: "二类区", Value: num(1900)}}}
	for i, n := range []int64{400, 300, 200, 100} {
		unit := fmt.Sprintf("C%d", i+1)
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: unit, Value: num(n)}, huibao.Allocation{Indicator: "1.2", Unit: unit, Value: num(n / 20)})
		p.Openings = append(p.Openings, huibao.Opening{Indicator: "1.1", Unit: unit, Until: huibao.Period{Year: 2024, Month: 12}, Value: num(n / 10)},
			huibao.Opening{Indicator: "1.2", Unit: unit, Until: huibao.Period{Year: 2024, Month: 12}, Value: num(n / 100)})
	}
	p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Value: num(1000)})
	return p
}

func county(code, name string) huibao.Unit {
	return huibao.Unit{Code: code, Name: name, Level: huibao.LevelCounty, Classes: []huibao.DatedClass{{Class: "一类区"}}}
}

// reported is what the counties handed in for some months: their number each.
func reported(months ...int) huibao.History {
	var h huibao.History
	for _, m := range months {
		for i := range 4 {
			h = append(h, huibao.Record{Period: month(m), Subject: fmt.Sprintf("C%d", i+1), Code: "1.1", Counted: true, Field: huibao.FieldCumulative, Quantity: huibao.NumInt(int64(m * (i + 1)))})
		}
	}
	return h
}

// formOf is a unit's form after what was reported.
func formOf(now *inforce.Plan, unit string, h huibao.History) *huibao.Form {
	own, _ := now.HistoryOf(unit, h.BySubject().Of) // which knows no error
	return now.Form(unit, own)
}

// seen is a period's structure in one line: who reports the count, called how, with
// which part of the target, after which last cumulative.
func seen(p *huibao.Plan, m int, h huibao.History) string {
	now := inforce.At(p, month(m))
	var list []string
	for _, u := range now.ReturningUnits() {
		if f := formOf(now, u.Code, h); u.IsArea() && f.RowByCode("1.1") != nil {
			r := f.RowByCode("1.1")
			list = append(list, fmt.Sprintf("%s %s %s", u.Name, r.Target, r.Prior.Values[huibao.FieldCumulative]))
		}
	}
	return strings.Join(list, "，")
}

// TestStructure sees each change of the units from the periods before and after it.
func TestStructure(t *testing.T) {
	merge := func(code string, end huibao.Date, heir string) func(*huibao.Plan) {
		return func(p *huibao.Plan) {
			u := p.UnitByCode(code)
			u.End, u.Successor = end, heir
		}
	}
	both := func(changes ...func(*huibao.Plan)) func(*huibao.Plan) {
		return func(p *huibao.Plan) {
			for _, c := range changes {
				c(p)
			}
		}
	}
	for _, c := range []struct {
		name   string
		change func(*huibao.Plan)
		month  int
		want   string
	}{
		{"as it was", func(*huibao.Plan) {}, 2, "乙县 400 1，丙县 300 2，丁县 200 3，戊县 100 4"},
		{"merged in March, February", merge("C3", day(3, 28), "C2"), 2, "乙县 400 1，丙县 300 2，丁县 200 3，戊县 100 4"},
		{"merged in March, March", merge("C3", day(3, 28), "C2"), 3, "乙县 400 2，丙县 500 10，戊县 100 8"},
		{"merged on the last day of March, March", merge("C3", day(3, 31), "C2"), 3, "乙县 400 2，丙县 500 10，戊县 100 8"},
		{"merged on 1 April, March", merge("C3", day(4, 1), "C2"), 3, "乙县 400 2，丙县 300 4，丁县 200 6，戊县 100 8"},
		{"merged without a day", merge("C3", huibao.Date{}, "C2"), 1, "乙县 400 40，丙县 500 50，戊县 100 10"},
		{"a chain, between", both(merge("C4", day(2, 10), "C3"), merge("C3", day(3, 28), "C2")), 2, "乙县 400 1，丙县 300 2，丁县 300 7"},
		{"a chain, after", both(merge("C4", day(2, 10), "C3"), merge("C3", day(3, 28), "C2")), 3, "乙县 400 2，丙县 600 18"},
		{"ends without an heir, before", merge("C4", day(3, 1), ""), 2, "乙县 400 1，丙县 300 2，丁县 200 3，戊县 100 4"},
		{"ends without an heir, after", merge("C4", day(3, 1), ""), 3, "乙县 400 2，丙县 300 4，丁县 200 6"},
		{"renamed, before", func(p *huibao.Plan) { p.Units[1].Renamed = []huibao.DatedName{{From: day(3, 1), Name: "乙区"}} }, 2, "乙县 400 1，丙县 300 2，丁县 200 3，戊县 100 4"},
		{"renamed, after", func(p *huibao.Plan) { p.Units[1].Renamed = []huibao.DatedName{{From: day(3, 1), Name: "乙区"}} }, 3, "乙区 400 2，丙县 300 4，丁县 200 6，戊县 100 8"},
		{"founded in March, before", func(p *huibao.Plan) { p.Units[4].Start = day(3, 31) }, 2, "乙县 400 1，丙县 300 2，丁县 200 3"},
		{"founded in March, then", func(p *huibao.Plan) { p.Units[4].Start = day(3, 31) }, 3, "乙县 400 2，丙县 300 4，丁县 200 6，戊县 100 8"},
		{"the heir's part revised before the merger", both(merge("C3", day(3, 28), "C2"), revise(day(2, 1), "C2", "350")), 3, "乙县 400 2，丙县 550 10，戊县 100 8"},
		{"the heir's part revised after the merger", both(merge("C3", day(3, 28), "C2"), revise(day(3, 30), "C2", "550")), 3, "乙县 400 2，丙县 550 10，戊县 100 8"},
		{"the merged unit's part revised too late", both(merge("C3", day(3, 28), "C2"), revise(day(3, 30), "C3", "1")), 3, "乙县 400 2，丙县 500 10，戊县 100 8"},
	} {
		p := plan()
		c.change(p)
		var h huibao.History
		for m := 1; m < c.month; m++ {
			h = append(h, reported(m)...)
		}
		if got := seen(p, c.month, h); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func revise(from huibao.Date, unit, value string) func(*huibao.Plan) {
	return func(p *huibao.Plan) {
		p.Revisions = append(p.Revisions, huibao.Revision{From: from, Indicator: "1.1", Unit: unit, Column: huibao.ReviseAllocation, New: value})
	}
}

// TestMerger holds what an heir takes over, and what stays the merged unit's own.
func TestMerger(t *testing.T) {
	p := plan()
	p.Units[3].End, p.Units[3].Successor = day(3, 28), "C2"
	now := inforce.At(p, month(3))
	if got := now.Merged("C2"); len(got) != 1 || got[0] != "C3" || now.Heir("C3") != "C2" || now.Heir("C2") != "C2" {
		t.Errorf("merged %v, heir %s", got, now.Heir("C3"))
	}
	if now.UnitByName("丁县").Code != "C2" || now.UnitNamed("丁县").Code != "C3" || now.UnitName("C3") != "丁县" {
		t.Error("the merged unit's name is not known")
	}
	if got := now.Tasks[0].Support; strings.Join(got, " ") != "C1 C2 C4" {
		t.Errorf("support %v", got)
	}
	heir, own := formOf(now, "C2", reported(1, 2)), formOf(now, "C3", reported(1, 2))
	for _, c := range []struct {
		what, got, want string
	}{
		{"the heir's stock", heir.RowByCode("1.2").Target.String(), "15"},
		{"where it began", heir.RowByCode("1.2").Baseline.String(), "3"},
		{"the merged unit's own part", own.RowByCode("1.1").Target.String(), "200"},
		{"its own last cumulative", own.RowByCode("1.1").Prior.Values[huibao.FieldCumulative].String(), "6"},
		{"by the plan in force", own.PlanVersion, now.Hash()},
		{"the heir's year", fmt.Sprint(len(heir.RowByCode("1.1").Series), heir.RowByCode("1.1").Series[0].Cumulative), "2 5"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
	if list := now.UnitAssignments("C3"); list != nil {
		t.Errorf("the merged unit is asked for %v", list)
	}
	p.Units[3].Successor = "" // without an heir it is known, and asked for nothing
	if f := inforce.At(p, month(3)).Form("C3", nil); f == nil || len(f.Rows) != 0 {
		t.Errorf("%+v", f)
	}
}

// TestDatedClass holds a unit to the reference of its class of the period.
func TestDatedClass(t *testing.T) {
	p := plan()
	p.Units[1].Classes = append(p.Units[1].Classes, huibao.DatedClass{From: day(3, 1), Class: "二类区"})
	for m, want := range map[int]string{2: "4100", 3: "3800"} {
		due := inforce.At(p, month(m)).Form("C1", nil).RowByCode("1.4").DueStandard()
		if due.String() != want {
			t.Errorf("month %d: %s, want %s", m, due, want)
		}
	}
}

// TestNames recognises the names of any time, and gives one that was borne twice to who
// bears it in the period.
func TestNames(t *testing.T) {
	p := plan()
	p.Units[1].Renamed = []huibao.DatedName{{From: day(6, 1), Name: "乙区"}}
	p.Units[4].Renamed = []huibao.DatedName{{From: day(7, 1), Name: "乙县"}}
	for _, c := range []struct {
		month      int
		name, code string
	}{{5, "乙县", "C1"}, {5, "乙区", "C1"}, {7, "乙县", "C4"}, {7, "戊县", "C4"}, {7, "C1", "C1"}} {
		if u := inforce.At(p, month(c.month)).UnitByName(c.name); u == nil || u.Code != c.code {
			t.Errorf("month %d: %s is %+v", c.month, c.name, u)
		}
	}
	p.Units[4].Start = day(7, 1)
	if inforce.At(p, month(6)).UnitByName("戊县") != nil {
		t.Error("a unit that does not stand yet is known")
	}
}

// TestCollects refuses periods of another year or rhythm.
func TestCollects(t *testing.T) {
	p := plan()
	for text, want := range map[string]string{"2025-06": "", "2024-06": "2024年6月不在方案的年度（2025年）内", "2025-Q2": "方案按月报送，没有2025年第2季度"} {
		period, err := huibao.ParsePeriod(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := p.Collects(period); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
	p.Quarterly = true
	if err := p.Collects(month(6)); err == nil || err.Error() != "方案按季报送，没有2025年6月" || len(p.Periods()) != 4 {
		t.Error(err, p.Periods())
	}
}
