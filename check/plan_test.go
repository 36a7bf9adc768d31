package check

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

func day(m, d int) huibao.Date { return huibao.Date{Year: 2024, Month: m, Day: d} }

// goodPlan has nothing to be said against it.
func goodPlan() *huibao.Plan {
	row := func(sheet string, n int) huibao.Row { return huibao.Row{Sheet: sheet, Row: n} }
	count := func(code string, n int, target string) huibao.Indicator {
		return huibao.Indicator{Code: code, Task: 1, Name: "培训" + code, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "人", Comparator: huibao.AtLeast,
			Target: huibao.MustNum(target), Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties, Quote: "培训1万2千人", At: row("指标", n)}
	}
	ind := count("1.1", 2, "12000")
	standard := huibao.Indicator{Code: "1.2", Task: 1, Name: "补贴标准", Kind: huibao.KindStandard, Measure: "元/人/月", Comparator: huibao.Equal, Target: huibao.MustNum("690"),
		PayBy: huibao.PayFull, Quote: "提高到690元", At: row("指标", 3)}
	return &huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "B1", Name: "市甲局", Level: huibao.LevelBureau}, {Code: "C1", Name: "乙县", Level: huibao.LevelCounty, At: row("单位", 3)},
		{Code: "C2", Name: "丙县", Level: huibao.LevelCounty, At: row("单位", 4)}},
		Tasks:       []huibao.Task{{No: 1, Title: "培训", Deadline: day(12, 31), Lead: []string{"B1"}, At: row("任务", 2)}},
		Indicators:  []huibao.Indicator{ind, standard},
		References:  []huibao.Reference{{Name: "最低工资", Value: decimal.NewFromInt(2050)}},
		Allocations: []huibao.Allocation{alloc("", 400, 2), alloc("C1", 250, 2), alloc("C2", 150, 2)},
		Columns:     map[string]map[string]int{"指标": {"编码": 1, "目标值": 8, "完成时限": 18}, "分解": {"全市": 2, "乙县": 3}, "单位": {"名称": 2, "后继": 5, "撤销日期": 6}, "审核公式": {"公式": 3, "适用": 2, "级别": 4}, "修订": {"新值": 7, "生效日期": 1}, "序时": {"应达到": 3}}}
}

func alloc(unit string, n int64, row int) huibao.Allocation {
	return huibao.Allocation{Indicator: "1.1", Unit: unit, Value: decimal.NewFromInt(n), At: huibao.Row{Sheet: "分解", Row: row}}
}

func TestPlanChecks(t *testing.T) {
	if list := Plan(goodPlan(), nil); len(list) > 0 {
		t.Fatalf("a good plan: %+v", list)
	}
	formula := func(source string) func(*huibao.Plan) {
		return func(p *huibao.Plan) {
			p.Formulas = []huibao.AuditFormula{{Code: "G1", Formula: source, At: huibao.Row{Sheet: "审核公式", Row: 2}}}
		}
	}
	revise := func(column, unit, value string) func(*huibao.Plan) {
		return func(p *huibao.Plan) {
			p.Revisions = append(p.Revisions, huibao.Revision{From: day(9, 10), Recorded: day(9, 1), Indicator: "1.1", Unit: unit, Column: column, New: value, At: huibao.Row{Sheet: "修订", Row: 2}})
		}
	}
	for _, c := range []struct {
		name   string
		change func(*huibao.Plan)
		want   string // code, severity, cell, words
	}{
		{"sum short", func(p *huibao.Plan) { p.Allocations[1].Value = decimal.NewFromInt(200) }, "P03 error B2 之和 350 小于全市 400"},
		{"sum over", func(p *huibao.Plan) { p.Allocations[1].Value = decimal.NewFromInt(260) }, "P03 warning B2 之和 410 大于全市 400"},
		{"revised sum", revise(huibao.ReviseAllocation, "", "480"), "P03 error G2 自 2024-09-10 修订起"},
		{"stray allocation", func(p *huibao.Plan) {
			p.Indicators[0].Reporters = []string{"C2"}
			p.Allocations[0].Value = decimal.NewFromInt(150)
		}, "P03 error C2 乙县不报这个指标"},
		{"formula syntax", formula(`累计("1.1") >`), "P05 error C2 没有写完"},
		{"formula code", formula(`累计("9.9") > 0`), "P05 error C2 没有编码“9.9”"},
		{"formula kind", formula(`分子("1.1") > 0`), "P05 error C2 是计数指标，没有“分子”"},
		{"formula sum", formula(`合计(累计("1.1")) > 0`), "P05 error C2 适用应填“全市”"},
		{"formula severity", func(p *huibao.Plan) { formula(`1 = 1`)(p); p.Formulas[0].Severity = "严重" }, "P05 error D2 级别应为"},
		{"formula unit", func(p *huibao.Plan) { formula(`1 = 1`)(p); p.Formulas[0].AppliesTo = "丁县" }, "P05 error B2 “丁县”不在单位表中"},
		{"deadline", func(p *huibao.Plan) { p.Indicators[0].Deadline = huibao.Date{Year: 2025, Month: 6, Day: 30} }, "P06 warning R2 不在 2024 年内"},
		{"falling pace", func(p *huibao.Plan) { p.Paces = []huibao.PacePoint{pace(3, 50, 2), pace(6, 40, 3), pace(12, 100, 4)} }, "P06 warning C3 由 50% 降到 40%"},
		{"unfinished pace", func(p *huibao.Plan) { p.Paces = []huibao.PacePoint{pace(3, 50, 2)} }, "P06 warning C2 最后是 2024-03 的 50%"},
		{"revision order", func(p *huibao.Plan) {
			revise(huibao.ReviseTarget, "", "12000")(p)
			revise(huibao.ReviseTarget, "", "12000")(p)
			p.Revisions[1].Recorded = day(8, 1)
		}, "P06 warning A2 录入时间 2024-08-01 早于"},
		{"quote", func(p *huibao.Plan) { p.Indicators[0].Target = huibao.MustNum("1200") }, "P07 warning H2 目标 1200 不在原文中"},
		{"nobody reports", func(p *huibao.Plan) { p.Indicators[1].Class = "一类区" }, "P08 info A3 没有单位报 1.2"},
		{"silent unit", func(p *huibao.Plan) {
			p.Units = append(p.Units, huibao.Unit{Code: "C3", Name: "丁县", Level: huibao.LevelCounty, At: huibao.Row{Sheet: "单位", Row: 5}})
			only(p, "C1", "C2")
		}, "P08 info B5 丁县没有要报的指标"},
		{"bare task", func(p *huibao.Plan) {
			p.Tasks = append(p.Tasks, huibao.Task{No: 2, Title: "空", Deadline: day(12, 31), At: huibao.Row{Sheet: "任务", Row: 3}})
		}, "P08 info A3 任务 2 没有指标"},
		{"linear works", func(p *huibao.Plan) { p.Indicators[0].Name = "新建公路" }, "P08 info A2 1 个工程类指标没有“序时”"},
		{"ends before it begins", func(p *huibao.Plan) {
			p.Units[1].Start, p.Units[1].End = day(1, 1), day(1, 1)
			p.Units[1].Successor = "C2"
		}, "P11 error F3 撤销日期 2024-01-01 不晚于起始日期 2024-01-01"},
		{"merged without a day", func(p *huibao.Plan) { p.Units[1].Successor = "C2" }, "P11 warning F3 的后继没有撤销日期，按方案第一期起并入"},
		{"ended without an heir", func(p *huibao.Plan) { p.Units[1].End = day(7, 1) }, "P11 warning E3 有撤销日期而没有后继"},
		{"heir not there yet", func(p *huibao.Plan) {
			p.Units[1].End, p.Units[1].Successor, p.Units[2].Start = day(3, 28), "C2", day(4, 1)
		}, "P11 error E3 乙县撤销时（2024-03-28），后继丙县不在"},
		{"names out of order", func(p *huibao.Plan) {
			p.Units[1].Renamed = []huibao.DatedName{{From: day(9, 1), Name: "乙区"}, {From: day(6, 1), Name: "乙市"}}
		}, "P11 error B3 2024-06-01 应晚于 2024-09-01"},
		{"reference", func(p *huibao.Plan) {
			p.Indicators[1].Target = huibao.Quantity{}
			p.Indicators[1].TargetRef = &huibao.TargetRef{Name: "甲", Factor: decimal.NewFromInt(1)}
		}, "P02 error H3 “参照”表中没有“甲”"},
	} {
		p := goodPlan()
		c.change(p)
		var got []string
		for _, f := range Plan(p, nil) {
			got = append(got, strings.Join([]string{f.Code, string(f.Severity), f.Cell, f.Message}, " "))
		}
		want := strings.SplitN(c.want, " ", 4)
		ok := len(got) == 1 && strings.HasPrefix(got[0], strings.Join(want[:3], " ")+" ") && strings.Contains(got[0], want[3])
		if !ok {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestPartsByDate takes the parts of a merged and of a new unit once each, whatever the
// period in which they report, and refuses that of one that stands in none.
func TestPartsByDate(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*huibao.Plan)
		want   []string
	}{
		{"merged in March", func(p *huibao.Plan) { p.Units[1].End, p.Units[1].Successor = day(3, 28), "C2" }, nil},
		{"new in July", func(p *huibao.Plan) {
			p.Units = append(p.Units, huibao.Unit{Code: "C3", Name: "丁区", Level: huibao.LevelZone, Start: day(7, 1)})
			p.Allocations[2].Value = decimal.NewFromInt(90)
			p.Allocations = append(p.Allocations, alloc("C3", 60, 2))
		}, nil},
		{"new next year", func(p *huibao.Plan) {
			p.Units = append(p.Units, huibao.Unit{Code: "C3", Name: "丁区", Level: huibao.LevelZone, Start: huibao.Date{Year: 2025, Month: 1, Day: 1}, At: huibao.Row{Sheet: "单位", Row: 5}})
			p.Allocations = append(p.Allocations, alloc("C3", 60, 2))
		}, []string{"P03 丁区不报这个指标", "P08 丁区没有要报的指标"}},
		{"the heir's part revised after the merger", func(p *huibao.Plan) {
			p.Units[1].End, p.Units[1].Successor = day(3, 28), "C2"
			p.Revisions = []huibao.Revision{{From: day(9, 1), Indicator: "1.1", Unit: "C2", Column: huibao.ReviseAllocation, New: "400"}}
		}, nil},
	} {
		p := goodPlan()
		c.change(p)
		list := Plan(p, nil)
		ok := len(list) == len(c.want)
		for i := 0; ok && i < len(list); i++ {
			code, words, _ := strings.Cut(c.want[i], " ")
			ok = list[i].Code == code && strings.Contains(list[i].Message, words)
		}
		if !ok {
			t.Errorf("%s: %+v, want %q", c.name, list, c.want)
		}
	}
}

func pace(month, share int64, row int) huibao.PacePoint {
	return huibao.PacePoint{Indicator: "1.1", Period: huibao.Period{Year: 2024, Month: int(month)}, Share: decimal.NewFromInt(share), At: huibao.Row{Sheet: "序时", Row: row}}
}

func only(p *huibao.Plan, units ...string) {
	for i := range p.Indicators {
		p.Indicators[i].Reporters = units
	}
}

// TestSays holds the ways in which a quotation may hold its number.
func TestSays(t *testing.T) {
	for _, c := range []struct {
		quote, n string
		want     bool
	}{
		{"补贴4.5万元", "45000", true}, {"4500人", "45000", false}, {"1万2千人", "12000", true}, {"１，２００个", "1200", true}, {"三百套", "300", true},
		{"全部实现", "100", true}, {"95%以上", "95", true}, {"2.5亿元", "250000000", true}, {"15个", "5", false}, {"百分之九十", "90", true},
	} {
		if got := says(c.quote, decimal.RequireFromString(c.n)); got != c.want {
			t.Errorf("says(%q, %s) = %v", c.quote, c.n, got)
		}
	}
}

// TestAuditFormulas runs L09 on a return and over all units.
func TestAuditFormulas(t *testing.T) {
	p := goodPlan()
	p.Formulas = []huibao.AuditFormula{
		{Code: "G1", AppliesTo: "县区", Formula: `累计("1.1") <= 40`, Severity: "核实性", Hint: "不应超过 40"},
		{Code: "G2", AppliesTo: "全市", Formula: `合计(累计("1.1")) <= 分解("1.1") / 5`},
		{Code: "G3", AppliesTo: "丙县", Formula: `累计("1.1") = 0`},
		{Code: "G4", Formula: `累计("1.1") <= 参照("最低工资")`},
	}
	if list := Plan(p, nil); len(list) > 0 {
		t.Fatal(list)
	}
	june := huibao.Period{Year: 2024, Month: 6}
	now := inforce.At(p, june)
	form := now.Form("C1", nil)
	if len(form.Formulas) != 2 || !form.References["最低工资"].Equal(huibao.MustNum("2050")) {
		t.Fatalf("%+v %v", form.Formulas, form.References)
	}
	ret := &huibao.Return{Unit: "C1", Period: june, Rows: []huibao.ReturnRow{{Code: "1.1", Kind: huibao.KindCount, Values: huibao.ValuesOf([]huibao.Value{
		{Field: huibao.FieldCumulative, Quantity: huibao.MustNum("45"), Source: huibao.Source{Sheet: "计数", Cell: "G5"}}}...)}}}
	hits := auditFormulas(&scope{Input: Input{Form: form, Return: ret}})
	if len(hits) != 1 || hits[0].severity != huibao.Warning || hits[0].place.Cell != "G5" ||
		hits[0].message != "“计数”G5：审核公式 G1 不成立：累计(\"1.1\") <= 40，填入数后为 45 ≤ 40。不应超过 40。" {
		t.Errorf("%+v", hits)
	}
	other := *ret
	other.Unit = "C2"
	in := AcrossInput{Plan: now, Period: june, Submissions: []huibao.Submission{{Unit: "C1", State: huibao.StateAccepted, Return: ret}, {Unit: "C2", State: huibao.StateAccepted, Return: &other}}}
	city := City(in)
	if len(city) != 1 || city[0].Found != "90 ≤ 400 ÷ 5" || city[0].Severity != huibao.Error {
		t.Errorf("%+v", city)
	}
	in.Submissions = in.Submissions[:1]
	if list := City(in); len(list) > 0 {
		t.Errorf("with a unit missing: %+v", list)
	}
}

// TestTwinCodes tells once of two codes that are one number.
func TestTwinCodes(t *testing.T) {
	p := goodPlan()
	twin := p.Indicators[1]
	twin.Code = "1.10"
	p.Indicators = append(p.Indicators, twin)
	list := Plan(p, nil)
	if len(list) != 1 || list[0].Code != "P02" || list[0].Severity != huibao.Info || !strings.Contains(list[0].Message, "编码 1.10 与 1.1 作为数是相等的") {
		t.Errorf("%+v", list)
	}
}

// TestNoCounty holds that a plan without counties is told so once, where it is mended.
func TestNoCounty(t *testing.T) {
	p := goodPlan()
	for i := range p.Units {
		p.Units[i].Level = huibao.LevelBureau
	}
	p.Allocations, p.Indicators = nil, p.Indicators[:1]
	list := Plan(p, nil)
	if len(list) != 1 || list[0].Sheet != huibao.SheetUnits || list[0].Message != "“单位”A1：没有县区，1 个由县区报送的指标没有单位报。请先补上各县区。" {
		t.Errorf("%+v", list)
	}
}

// TestCircles refuses indicators that are parts of each other, and takes parts of a whole.
func TestCircles(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"", "1.1", ""},
		{"1.1", "", "A2：1.1 写成了自己的“其中”。"},
		{"1.2", "1.1", "A2：1.1 → 1.2 → 1.1 互为“其中”，分不出哪个是总数。"},
	} {
		p := goodPlan()
		p.Indicators[0].PartOf, p.Indicators[1].PartOf = c.first, c.second
		var got []string
		for _, f := range Plan(p, nil) {
			got = append(got, f.Code+" "+string(f.Severity)+" "+f.Message)
		}
		if len(got) > 1 || (len(got) == 0) != (c.want == "") || len(got) == 1 && (!strings.HasPrefix(got[0], "P02 error ") || !strings.HasSuffix(got[0], c.want)) {
			t.Errorf("%q and %q: %q, want %q", c.first, c.second, got, c.want)
		}
	}
}
