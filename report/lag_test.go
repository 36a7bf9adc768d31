package report

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestReachedText is what a row has come to, where the plan or the returns leave something open.
func TestReachedText(t *testing.T) {
	m := &Model{Consolidation: &statement.Consolidation{Plan: inforce.At(&huibao.Plan{Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30)}, huibao.Period{Year: 2024, Month: 12})}}
	half := huibao.RatioOf(1, 2)
	holes := []huibao.Hole{{Unit: "C1", Why: "未报"}}
	for _, c := range []struct {
		name string
		ind  huibao.Indicator
		s    huibao.Standing
		text string
		want string
	}{
		{name: "a relation without a reference", ind: huibao.Indicator{Kind: huibao.KindRelation, Target: huibao.NumInt(500), Measure: "元/人/月"},
			s: huibao.Standing{Of: 3, Held: 2, Numer: huibao.NumInt(400), Denom: huibao.NumInt(1)}, want: "应不低于500元/人/月，3个单位中2个达到，最低400元/人/月"},
		{name: "a relation with one", ind: huibao.Indicator{Kind: huibao.KindRelation, Target: huibao.NumInt(500), TargetRef: &huibao.TargetRef{Name: "低保标准", Factor: decimal.RequireFromString("1.3")}},
			s: huibao.Standing{Of: 3, Held: 2, Numer: huibao.NumInt(600), Denom: huibao.NumInt(500)}, want: "应不低于低保标准的1.3倍，3个单位中2个达到，最低1.20倍"},
		{name: "part of a stock", ind: huibao.Indicator{Kind: huibao.KindCount, Mode: huibao.ModeStock, Measure: "个"},
			s: huibao.Standing{Reached: huibao.NumInt(3), Baseline: huibao.NumInt(4), Target: huibao.NumInt(12), Allocated: true, Holes: holes}, want: "现有3个"},
		{name: "part of a rate", ind: huibao.Indicator{Kind: huibao.KindRate, Mode: huibao.ModeMaintain, Comparator: huibao.AtLeast},
			s: huibao.Standing{Numer: huibao.NumInt(990), Denom: huibao.NumInt(1000), Target: huibao.NumInt(98), Holes: holes}, want: "990/1000，应达98%"},
		{name: "a rate behind its pace", ind: huibao.Indicator{Kind: huibao.KindRate, Mode: huibao.ModeCumulative}, s: huibao.Standing{Numer: huibao.NumInt(10), Denom: huibao.NumInt(100), Target: huibao.NumInt(50),
			Shortfall: huibao.RatioOf(15, 100), AtDeadline: true, Completion: huibao.RatioOf(1, 5), Share: half}, want: "10%（10/100），为目标50%的20%，未完成，差15个百分点"},
	} {
		c.s.Unit = "C1" // a text of its own, without the units that it lacks
		if got := m.reachedText(IndicatorRow{Indicator: &c.ind, S: &c.s}, &c.s); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestCalled names a part by its whole, wherever it doesn't stand under it.
func TestCalled(t *testing.T) {
	plan := &huibao.Plan{Year: 2024, Indicators: []huibao.Indicator{{Code: "21.1", Name: "更新改造四类管线"}, {Code: "21.3", Name: "其中：燃气管线", PartOf: "21.1"},
		{Code: "21.4", Name: "其中燃气管线（高压）", PartOf: "21.3"}, {Code: "3.1", Name: "其中：住宿生"}, {Code: "3.2", Name: "其中："}}}
	m := &Model{Consolidation: &statement.Consolidation{Plan: inforce.At(plan, huibao.Period{Year: 2024, Month: 12})}}
	for code, want := range map[string]string{"21.1": "更新改造四类管线", "21.3": "更新改造四类管线（燃气管线）", "21.4": "更新改造四类管线（燃气管线）（燃气管线（高压））",
		"3.1": "住宿生", "3.2": "其中：", "9.9": ""} {
		if got := m.nameOf(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}
