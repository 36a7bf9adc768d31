package report

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/rollup"
)

// factsOf are those of a month in which some of four counties handed in two counts, of which the
// office left rows out, beside the lead bureau's review.
func factsOf(counted, leftOut []string, whole string) map[string]any {
	june := huibao.Period{Year: 2024, Month: 6}
	p := &huibao.Plan{Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30), Tasks: []huibao.Task{{No: 1, Category: "类", Title: "任务", Lead: []string{"B1"}, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}}},
		Units: []huibao.Unit{{Code: "B1", Name: "市局", Level: huibao.LevelBureau}, {Code: "甲", Name: "甲县", Level: huibao.LevelCounty}, {Code: "乙", Name: "乙县", Level: huibao.LevelCounty}, {Code: "丙", Name: "丙县", Level: huibao.LevelCounty}}}
	for _, code := range []string{"1.1", "1.2"} {
		p.Indicators = append(p.Indicators, huibao.Indicator{Code: code, Task: 1, Name: "数" + code, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户", Comparator: huibao.AtLeast, Target: huibao.NumInt(90), Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties})
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: code, Value: decimal.NewFromInt(90)})
		for _, u := range p.Units[1:] {
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: code, Unit: u.Code, Value: decimal.NewFromInt(30)})
		}
	}
	sub := func(unit string) huibao.Submission {
		s := huibao.Submission{Path: unit, Unit: unit, Period: june, Version: 1, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Review: "无异议"}}
		for _, ind := range p.Indicators {
			row := huibao.ReturnRow{Code: ind.Code, Subject: unit, Kind: ind.Kind}
			row.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.NumInt(20)})
			s.Return.Rows = append(s.Return.Rows, row)
		}
		return s
	}
	subs := []huibao.Submission{sub("B1")}
	subs[0].Return.Rows = nil
	for _, unit := range counted {
		s := sub(unit)
		if unit == counted[0] {
			s.HeldOut, s.LeftOut = leftOut, leftOut
		}
		if unit == whole {
			s.State = huibao.StateLeftOut
		}
		subs = append(subs, s)
	}
	c := rollup.Consolidate(rollup.Input{Plan: inforce.At(p, june), Period: june, Submissions: subs})
	return NewModel(c, Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 1}}).facts("通报")
}

// TestFactsOfReturns: who only reviews is none of those that owe a return; what the office left
// out is named, as a row or as a return; and where less than half could be judged nothing is
// said of the tasks.
func TestFactsOfReturns(t *testing.T) {
	none := []string(nil)
	for _, c := range []struct {
		name    string
		counted []string
		leftOut []string
		whole   string
		want    map[string]any
	}{
		{"all", []string{"甲", "乙", "丙"}, nil, "", map[string]any{"应报": 3, "通过": []string{"甲县", "乙县", "丙县"}, "未报": none, "少报": false, "核实单位": none, "不计入项": none,
			"总体": "1项任务中，1项可以评价：1项达到序时进度，占可评任务的100%；没有滞后的。"}},
		{"one county", []string{"甲"}, nil, "", map[string]any{"应报": 3, "通过": []string{"甲县"}, "未报": []string{"乙县", "丙县"}, "少报": true, "指标评价": "", "较快": none,
			"总体": "应报3个单位，收到可以计入的报表1份。1项任务的2个指标中，本期应评2个，已评0个，暂不对任务进展作总体评价。"}},
		{"a row left out", []string{"甲", "乙", "丙"}, []string{"1.1"}, "", map[string]any{"少报": false, "核实": none, "不计入": none, "核实单位": []string{"甲县"}, "不计入项": []string{refBegin + "1.1" + refEnd + "甲县数1.1"}}},
		{"a row left out, and a county missing", []string{"甲", "乙"}, []string{"1.1"}, "", map[string]any{"少报": false, "总体": "1项任务均有应评的指标未评，暂不能评价。"}},
		{"a return left out", []string{"甲", "乙", "丙"}, nil, "乙", map[string]any{"不计入": []string{"乙县"}, "不计入项": none, "核实单位": []string{"乙县"}}},
	} {
		got := factsOf(c.counted, c.leftOut, c.whole)
		for key, want := range c.want {
			if !reflect.DeepEqual(got[key], want) {
				t.Errorf("%s: %s is %q, want %q", c.name, key, got[key], want)
			}
		}
	}
}
