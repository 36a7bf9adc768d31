package huibao_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huibao"
)

func day(s string) huibao.Date {
	d, err := huibao.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func twoTasks() *huibao.Plan {
	return &huibao.Plan{Year: 2024,
		Tasks:      []huibao.Task{{No: 1, Category: "教育", Lead: []string{"B1"}, Deadline: day("2024-10-31")}, {No: 2, Category: "养老", Lead: []string{"B1", "B2"}}, {No: 3, Category: "教育"}},
		Indicators: []huibao.Indicator{{Code: "1.1", Task: 1}, {Code: "2.1", Task: 2, Responsible: "B2"}, {Code: "2.2", Task: 2, Deadline: day("2024-06-30")}, {Code: "9.1", Task: 9}},
		Units: []huibao.Unit{{Code: "C1", Name: "甲县", Renamed: []huibao.DatedName{{From: day("2024-07-01"), Name: "甲市"}}, Aliases: []string{"甲"}, Level: huibao.LevelCounty},
			{Code: "B1", Name: "市教育局", Level: huibao.LevelBureau}, {Code: "Z1", Name: "新区", Level: huibao.LevelZone}},
		Allocations: []huibao.Allocation{{Indicator: "1.1", Unit: "C1", Value: dec("0")}, {Indicator: "1.1", Value: dec("12")}},
	}
}

// TestPlanLookups finds what is there, and says none of what is not.
func TestPlanLookups(t *testing.T) {
	p := twoTasks()
	if p.IndicatorByCode("2.2") != &p.Indicators[2] || p.IndicatorByCode("2") != nil || p.TaskByNo(2) != &p.Tasks[1] || p.TaskByNo(9) != nil || p.UnitByCode("Z1") != &p.Units[2] || p.UnitByCode("") != nil {
		t.Error("by code")
	}
	for _, name := range []string{"C1", "甲县", "甲市", "甲"} {
		if p.UnitByName(name) != &p.Units[0] {
			t.Errorf("no unit is called %s", name)
		}
	}
	if p.UnitByName("乙县") != nil || p.UnitName("C1") != "甲县" || p.UnitName(huibao.CityUnit) != "全市" || p.UnitName("X9") != "X9" {
		t.Error("by name")
	}
	if list := p.TaskIndicators(2); len(list) != 2 || list[0].Code != "2.1" || list[1].Code != "2.2" || p.TaskIndicators(3) != nil {
		t.Errorf("of task 2: %v", list)
	}
	if got := p.Categories(); !slices.Equal(got, []string{"教育", "养老"}) {
		t.Errorf("categories: %q", got)
	}
	if q := p.Allocation("1.1", "C1"); !q.Equal(huibao.NumInt(0)) || !p.Allocation("1.1", huibao.CityUnit).Equal(huibao.NumInt(12)) || !p.Allocation("2.1", "C1").IsMissing() {
		t.Error("an allotment of 0 is one, none is none")
	}
	for code, want := range map[string]string{"1.1": "2024-10-31", "2.1": "2024-12-31", "2.2": "2024-06-30", "9.1": "2024-12-31"} {
		if got := p.DeadlineOf(p.IndicatorByCode(code)); got.String() != want {
			t.Errorf("%s is due by %s, want %s", code, got, want)
		}
	}
	for code, want := range map[string]string{"1.1": "B1", "2.1": "B2", "2.2": "", "9.1": ""} {
		if got := p.ResponsibleOf(p.IndicatorByCode(code)); got != want {
			t.Errorf("%s answers for %s, want %s", got, code, want)
		}
	}
}

// TestCollects lists the periods of a year and refuses all others.
func TestCollects(t *testing.T) {
	p := twoTasks()
	if list := p.Periods(); len(list) != 12 || list[0].String() != "2024-01" || list[11].String() != "2024-12" {
		t.Error(list)
	}
	quarterly := &huibao.Plan{Year: 2024, Quarterly: true}
	if list := quarterly.Periods(); len(list) != 4 || list[0].String() != "2024-Q1" || list[3].String() != "2024-Q4" {
		t.Error(list)
	}
	for _, c := range []struct {
		plan   *huibao.Plan
		period string
		says   string
	}{{p, "2024-06", ""}, {p, "2023-12", "不在方案的年度"}, {p, "2024-Q2", "按月"}, {quarterly, "2024-Q2", ""}, {quarterly, "2024-06", "按季"}, {quarterly, "2025-Q1", "年度"}} {
		period, err := huibao.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.plan.Collects(period); (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.period, err, c.says)
		}
	}
	one, other := twoTasks(), twoTasks()
	if one.Hash() != other.Hash() {
		t.Error("the same plan has two hashes")
	}
	other.Allocations[0].Value = dec("1")
	if one.Hash() == other.Hash() {
		t.Error("another allotment is another plan")
	}
}

// TestCodeOrder orders codes as people count: a total order, by task, then number.
func TestCodeOrder(t *testing.T) {
	list := []string{"10.1", "2.10", "2.1", "x", "2.2", "1.1", "2", "2.1a"}
	rng := rand.New(rand.NewPCG(5, 6))
	want := []string{"2", "2.1a", "x", "1.1", "2.1", "2.2", "2.10", "10.1"}
	for range 50 {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		slices.SortFunc(list, huibao.CompareCodes)
		if !slices.Equal(list, want) {
			t.Fatalf("%q", list)
		}
	}
	for code, want := range map[string]int{"3.2": 3, "12.10": 12, "3": 0, "0.1": 0, "3.0": 0, "a.1": 0, "3.b": 0} {
		if no, ok := huibao.CodeTask(code); ok != (want > 0) || ok && no != want {
			t.Errorf("%s is of task %d (%v)", code, no, ok)
		}
	}
}

// TestUnitsInTime: what a unit is called and which class it has changes on a day.
func TestUnitsInTime(t *testing.T) {
	u := &huibao.Unit{Name: "甲县", Renamed: []huibao.DatedName{{From: day("2024-07-01"), Name: "甲市"}}, Aliases: []string{"甲"}, Level: huibao.LevelCounty,
		Classes: []huibao.DatedClass{{Class: "二类"}, {From: day("2024-03-01"), Class: "一类"}}, Start: day("2024-02-01"), End: day("2024-11-01"), Successor: "C2"}
	for _, c := range []struct {
		on, name, class string
		began, ended    bool
	}{{"2024-01-31", "甲县", "二类", false, false}, {"2024-02-01", "甲县", "二类", true, false}, {"2024-03-01", "甲县", "一类", true, false}, {"2024-07-01", "甲市", "一类", true, false}, {"2024-10-31", "甲市", "一类", true, false}, {"2024-11-01", "甲市", "一类", true, true}} {
		d := day(c.on)
		if u.NameAt(d) != c.name || u.ClassAt(d) != c.class || u.Began(d) != c.began || u.Ended(d) != c.ended {
			t.Errorf("%s: %s %s %v %v", c.on, u.NameAt(d), u.ClassAt(d), u.Began(d), u.Ended(d))
		}
	}
	if got := u.Names(); !slices.Equal(got, []string{"甲县", "甲市", "甲"}) {
		t.Errorf("names: %q", got)
	}
	gone := &huibao.Unit{Successor: "C2"}
	if !gone.Ended(day("2024-01-01")) || (&huibao.Unit{}).Ended(day("2099-01-01")) || (&huibao.Unit{}).ClassAt(day("2024-01-01")) != "" {
		t.Error("merged before the plan began, and there for good")
	}
	for level, want := range map[huibao.Level]bool{huibao.LevelCounty: true, huibao.LevelZone: true, huibao.LevelBureau: false, huibao.LevelCity: false} {
		if (&huibao.Unit{Level: level}).IsArea() != want {
			t.Errorf("%s is an area: %v", level, !want)
		}
	}
}

// TestPlanWords splits what an office writes in one cell.
func TestPlanWords(t *testing.T) {
	f := huibao.AuditFormula{AppliesTo: "甲县、乙县，丙县; 丁县；戊县 己县"}
	if got := f.AppliesNames(); !slices.Equal(got, []string{"甲县", "乙县", "丙县", "丁县", "戊县", "己县"}) {
		t.Errorf("%q", got)
	}
	if got := (huibao.Setting{Bound: "验收、 销号\n结转"}).Words(); !slices.Equal(got, []string{"验收", "销号", "结转"}) {
		t.Errorf("%q", got)
	}
	for p, want := range map[huibao.Place]string{{Sheet: "计数", Cell: "F5"}: "“计数”F5", {Cell: "F5"}: "F5", {Sheet: "计数"}: "“计数”", {}: ""} {
		if p.String() != want {
			t.Errorf("%+v: %s", p, p)
		}
	}
	d := huibao.Draft{Doubts: []huibao.Doubt{{Sheet: "指标", Key: "1.1", Heading: "目标值"}, {Sheet: "指标", Key: "1.2", Heading: "备注"}, {Sheet: "任务", Key: "1", Heading: "计量单位"}}}
	if got := d.Doubtful(); len(got) != 1 || !got["1.1"] {
		t.Errorf("doubtful: %v", got)
	}
	count, percent := huibao.Indicator{Kind: huibao.KindCount}, huibao.Indicator{Kind: huibao.KindRate}
	if !count.ComesWhole() || (&huibao.Indicator{Kind: huibao.KindCount, Places: 2}).ComesWhole() || percent.ComesWhole() || !percent.IsPercent() || count.IsPercent() {
		t.Error("what comes whole")
	}
	if !huibao.IsMoney("万元") || !huibao.IsMoney("元/人/月") || huibao.IsMoney("人") || huibao.IsMoney("") {
		t.Error("what is money")
	}
}

// TestWorkingDays counts days over weekends, holidays and working days at weekends.
func TestWorkingDays(t *testing.T) {
	on := func(m, d int) huibao.Date { return huibao.Date{Year: 2024, Month: m, Day: d} }
	national := []huibao.Holiday{{Date: on(9, 29), Work: true}, {Date: on(10, 12), Work: true}}
	for d := 1; d <= 7; d++ {
		national = append(national, huibao.Holiday{Date: on(10, d)})
	}
	for _, c := range []struct {
		from     huibao.Date
		n        int
		holidays []huibao.Holiday
		want     huibao.Date
	}{
		{on(7, 10), 3, nil, on(7, 15)},        // Wednesday: Thursday, Friday, Monday
		{on(7, 12), 1, nil, on(7, 15)},        // Friday
		{on(9, 27), 3, nil, on(10, 2)},        // no calendar: only weekends are known
		{on(9, 27), 3, national, on(10, 8)},   // the Sunday is worked, then seven days off
		{on(10, 11), 1, national, on(10, 12)}, // a Saturday that is worked
		{on(7, 10), 0, national, on(7, 10)},
	} {
		p := &huibao.Plan{Holidays: c.holidays}
		if got := p.WorkingDays(c.from, c.n); got != c.want {
			t.Errorf("%s + %d: %s, want %s", c.from, c.n, got, c.want)
		}
	}
	for bound, want := range map[string]int{"": 3, "5": 5, " 7 ": 7, "0": 3, "多": 3} {
		p := &huibao.Plan{Settings: []huibao.Setting{{Code: huibao.MendSetting, Bound: bound}}}
		if got := p.MendDays(); got != want {
			t.Errorf("%q: %d days", bound, got)
		}
	}
}
