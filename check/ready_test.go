package check

import (
	"slices"
	"testing"

	"huibao"
)

// TestReady names what is left to do in a plan, each with its rows; a plan that is done has
// nothing left.
func TestReady(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	for _, c := range []struct {
		name   string
		change func(*huibao.Plan)
		what   string
		codes  []string
	}{
		{"no allocation", func(p *huibao.Plan) { p.Allocations = nil }, "1 个指标没有全市任务", []string{"1.1"}},
		{"a county without", func(p *huibao.Plan) { p.Allocations = slices.Delete(p.Allocations, 2, 3) }, "另有 1 处没有分解到报送的单位", []string{"1.1 丙县"}},
		{"a verb alone", func(p *huibao.Plan) { p.Indicators[0].Name = "新建" }, "1 个指标的名称没有说是什么事", []string{"1.1 新建"}},
		{"no contact", func(p *huibao.Plan) { p.Contact = "" }, "“方案”表有 1 项没有填", []string{"联系人"}},
		{"a unit without rows", func(p *huibao.Plan) {
			p.Units = append(p.Units, huibao.Unit{Code: "B2", Name: "市民政局", Level: huibao.LevelBureau})
		}, "1 个单位本期没有要报的行", []string{"市民政局"}},
		{"only reviews", func(p *huibao.Plan) { p.Indicators[0].ReportBy = huibao.ByCounties }, "1 个牵头单位只会审县（区）的数，自己没有要报的行", []string{"市教育局"}},
		{"no openings", func(p *huibao.Plan) { p.Openings = nil }, "从2024年6月开始，1 个累计的指标没有期初", []string{"1.1"}},
		{"a quarter in the calendar", func(p *huibao.Plan) {
			p.Calendar = append(p.Calendar, huibao.CalendarDay{Period: huibao.Period{Year: 2024, Month: 6, Quarter: true}})
		}, "报送日历有 1 行不是方案年度的报告期", []string{"2024-Q2"}},
		{"a rate without names", func(p *huibao.Plan) {
			p.Indicators = append(p.Indicators, huibao.Indicator{Code: "1.2", Task: 1, Name: "入学率", Kind: huibao.KindRate, Mode: huibao.ModeFinal, ReportBy: huibao.ByCounties, Responsible: "B1"})
		}, "1 个比率没有写分子、分母是什么", []string{"1.2"}},
		{"a rate to be kept", func(p *huibao.Plan) {
			p.Indicators = append(p.Indicators, huibao.Indicator{Code: "1.2", Task: 1, Name: "入学率", Kind: huibao.KindRate, Mode: huibao.ModeMaintain, Numerator: "入学人数", Denominator: "适龄人数", ReportBy: huibao.ByCounties, Responsible: "B1"})
		}, "1 个维持的比率没有写数据口径", []string{"1.2"}},
		{"a relation in times", func(p *huibao.Plan) {
			p.Indicators = append(p.Indicators, huibao.Indicator{Code: "1.2", Task: 1, Name: "最低工资倍数", Kind: huibao.KindRelation, Measure: "倍", TargetRef: &huibao.TargetRef{Name: "工资"}, ReportBy: huibao.ByCounties, Responsible: "B1"})
		}, "1 个关系指标的计量单位不是“本单位数值”的单位", []string{"1.2"}},
	} {
		p := ready()
		c.change(p)
		got := Ready(p, nil, june)
		if len(got) != 1 || got[0].What != c.what || !slices.Equal(got[0].Codes, c.codes) || got[0].Then == "" {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := Ready(ready(), nil, june); len(got) != 0 {
		t.Errorf("done: %+v", got)
	}
	got := Ready(ready(), []huibao.Finding{{Code: "P03", Severity: huibao.Error, Message: "甲"}, {Code: "P09", Severity: huibao.Error, Message: "乙"}, {Code: "P08", Severity: huibao.Info}}, june)
	if len(got) != 2 || got[0].Codes[0] != "乙" || got[1].Codes[0] != "甲" {
		t.Errorf("the plan's own errors: %+v", got)
	}
}

// ready is a plan of which nothing is left to do in June.
func ready() *huibao.Plan {
	p := counties(1)
	p.Contact, p.Phone, p.Office = "张三", "0955", "市政府办公室"
	p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Value: p.Allocations[0].Value})
	p.Openings = []huibao.Opening{{Indicator: "1.1", Unit: "C1", Until: huibao.Period{Year: 2024, Month: 5}}}
	for _, period := range p.Periods() {
		p.Calendar = append(p.Calendar, huibao.CalendarDay{Period: period})
	}
	return p
}
