package report

import (
	"fmt"
	"strings"
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
	for code, want := range map[string]string{"21.1": "更新改造四类管线", "21.3": "更新改造四类管线（燃气管线）", "21.4": "更新改造四类管线（燃气管线（高压））",
		"3.1": "住宿生", "3.2": "其中：", "9.9": ""} {
		if got := m.nameOf(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

// TestWorstFirst is a total order: of every three rows, with points or without, no two agree
// on what the third denies, and equal is only what is the same.
func TestWorstFirst(t *testing.T) {
	var list []lag
	for _, light := range []huibao.Light{huibao.Red, huibao.Yellow} {
		for i, points := range []huibao.Ratio{{}, huibao.RatioOf(-1, 10), huibao.RatioOf(-1, 2)} {
			for _, mode := range []huibao.Mode{huibao.ModeFlow, huibao.ModeMaintain} {
				for n := range 2 {
					kind := huibao.KindCount
					if mode == huibao.ModeMaintain {
						kind = huibao.KindRate
					}
					ind := huibao.Indicator{Code: fmt.Sprintf("%d.%d", i+1, len(list)+1), Kind: kind, Mode: mode, Comparator: huibao.AtLeast}
					list = append(list, lag{IndicatorRow{Indicator: &ind, S: &huibao.Standing{Light: light, Points: points, Behind: n + 1}}, "", decimal.NewFromInt(int64(i % 2))})
				}
			}
		}
	}
	for i, a := range list {
		for j, b := range list {
			if ab := worstFirst(a, b); ab != -worstFirst(b, a) || (ab == 0) != (i == j) {
				t.Fatalf("%s and %s: %d", a.Code, b.Code, ab)
			}
			for _, c := range list {
				if worstFirst(a, b) < 0 && worstFirst(b, c) < 0 && worstFirst(a, c) >= 0 {
					t.Fatalf("%s < %s < %s, but not %s < %s", a.Code, b.Code, c.Code, a.Code, c.Code)
				}
			}
		}
	}
}

// TestRenumber counts the headings that a text has, and leaves one alone without a number.
func TestRenumber(t *testing.T) {
	for text, want := range map[string]string{
		"# 二、甲\n## （一）子\n文\n## （三）丑":        "二、甲|（一）子|文|（二）丑",
		"# 二、甲\n## （三）子\n文\n# 三、乙\n## （二）丑": "二、甲|子|文|三、乙|丑",
		"# 二、甲\n## 附：子\n## （二）丑\n## （二）寅":   "二、甲|附：子|（一）丑|（二）寅",
		"（三）段首": "（三）段首",
	} {
		var list []string
		for _, p := range passages(text) {
			list = append(list, p.text)
		}
		if got := strings.Join(list, "|"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := closeUp("这是 2024年5月 的报表，a b，1 行有误"); got != "这是2024年5月的报表，a b，1行有误" {
		t.Error(got)
	}
}
