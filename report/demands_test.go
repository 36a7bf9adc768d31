package report

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestFollowed says what came of what was asked, from figures and returns alone, in the text, at
// the item and in the brief.
func TestFollowed(t *testing.T) {
	p := huibao.Period{Year: 2024, Month: 6}
	why := "征地未完成"
	day := func(m, d int) huibao.Date { return huibao.Date{Year: 2024, Month: m, Day: d} }
	for _, c := range []struct {
		name   string
		ask    statement.Demand
		light  huibao.Light
		note   string           // that the row's return bears
		found  []huibao.Finding // in it
		held   []string
		none   bool // no return came
		empty  bool // its row has no figure
		sorry  string
		cell   string
		unmet  bool
		future bool
	}{
		{name: "a return that never came", ask: statement.Demand{Ask: statement.AskReturn}, sorry: "甲县的5月数仍未计入", cell: "5月数仍未计入，6月报表已报", unmet: true},
		{name: "nor does this one", ask: statement.Demand{Ask: statement.AskMend}, none: true, sorry: "甲县的5月数仍未计入", cell: "5月数仍未计入，6月报表未报", unmet: true},
		{name: "it came and counts", ask: statement.Demand{Ask: statement.AskReturn, Came: day(6, 12), Counted: true}, sorry: "甲县已补报", cell: "6月12日收到，已计入5月数"},
		{name: "it was mended too late to count", ask: statement.Demand{Ask: statement.AskMend, Came: day(6, 12)}, sorry: "甲县已重报、未计入5月数", cell: "6月12日收到，未计入5月数"},
		{name: "a row that counts now", ask: statement.Demand{Ask: statement.AskSettle, Code: "1.1", Item: "改造"}, sorry: "甲县改造的6月数已计入", cell: "6月数已计入"},
		{name: "a row of which nothing is said", ask: statement.Demand{Ask: statement.AskSettle, Code: "1.1", Item: "改造"}, empty: true, note: "待核", sorry: "甲县改造的6月数未填", cell: "6月数未填"},
		{name: "a row of no return", ask: statement.Demand{Ask: statement.AskSettle, Code: "1.1", Item: "改造"}, none: true, sorry: "甲县改造（6月报表未报）", cell: "6月报表未报"},
		{name: "a return that was left out, and the next one", ask: statement.Demand{Ask: statement.AskSettle}, sorry: "甲县的6月报表已报", cell: "6月报表已报"},
		{name: "a return that was left out, and none after it", ask: statement.Demand{Ask: statement.AskSettle}, none: true, sorry: "甲县的6月报表未报", cell: "6月报表未报"},
		{name: "a row still held", ask: statement.Demand{Ask: statement.AskSettle, Code: "1.1", Item: "改造"}, held: []string{"1.1"}, sorry: "甲县改造的6月数在核实", cell: "6月数在核实"},
		{name: "a row of this period no more", ask: statement.Demand{Ask: statement.AskSettle, Code: "1.9", Item: "清查"}, sorry: "甲县清查本期不报", cell: "6月不报"},
		{name: "a cause that nobody gave", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Red,
			sorry: "改造（第1项，甲县）未说明原因", cell: "未说明原因", unmet: true},
		{name: "a cause that was given", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Yellow,
			found: []huibao.Finding{{Code: "T01", Indicator: "1.1", Status: huibao.StatusExplained, Explanation: &why}}, sorry: "改造（第1项）已说明原因", cell: "已说明原因"},
		{name: "a note of something", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Yellow, note: "本月核减2户",
			sorry: "改造（第1项）报表中有说明", cell: "报表中有说明"},
		{name: "on pace again", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Green, sorry: "改造（第1项）已达到序时进度", cell: "本期已达序时"},
		{name: "not judged", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Grey, sorry: "改造（第1项）本期未评", cell: "本期未评"},
		{name: "the day has not come", ask: statement.Demand{Ask: statement.AskCause, Code: "1.1", Item: "改造（第1项）"}, light: huibao.Red, future: true},
	} {
		plan := &huibao.Plan{Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30), Units: []huibao.Unit{{Code: "C1", Name: "甲县", Level: huibao.LevelCounty}},
			Tasks: []huibao.Task{{No: 1, Title: "改造"}}, Indicators: []huibao.Indicator{{Code: "1.1", Name: "改造", Task: 1, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户",
				Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, Responsible: "C1", ReportBy: huibao.ByCounties}}}
		con := &statement.Consolidation{Period: p, Plan: inforce.At(plan, p), City: []huibao.Standing{{Code: "1.1", Unit: huibao.CityUnit, Light: c.light}}}
		if !c.none {
			row := huibao.ReturnRow{Code: "1.1"}
			if !c.empty {
				row.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(3), Text: "3"})
			}
			if c.note != "" {
				row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: c.note, Text: c.note})
			}
			con.Files = statement.FilesFor(p, []huibao.Submission{{Unit: "C1", Period: p, State: huibao.StateAccepted, HeldOut: c.held, Findings: c.found, Return: &huibao.Return{Unit: "C1", Rows: []huibao.ReturnRow{row}}}})
		}
		d := c.ask
		d.Period, d.Unit, d.Name, d.By = huibao.Period{Year: 2024, Month: 5}, "C1", "甲县", day(7, 5)
		if c.future {
			d.By = day(12, 5)
		}
		con.AskedBefore = []statement.Demand{d}
		m := NewModel(con, Info{})
		want := ""
		if c.sorry != "" {
			want = "5月通报要求的事项：" + c.sorry + "，逐条见附件2。"
			if c.none {
				want = strings.Replace(want, "2", "", 1) // the only annex
			}
		}
		if got := m.followed(); got != want {
			t.Errorf("%s: %s, want %s", c.name, got, want)
		}
		if list := m.outcomes(); len(list) == 1 && (list[0].cell != c.cell || list[0].unmet != c.unmet) || (len(list) == 0) != c.future {
			t.Errorf("%s: %+v", c.name, list)
		}
		b := &bulletin{Model: m}
		item, brief := m.lagText(m.Rows[0]), b.causeCell(m.Rows[0])
		of := c.unmet && d.Ask == statement.AskCause
		if strings.Contains(item, "，5月通报要求7月5日前说明滞后原因，未落实") != of || (brief == "未说明（5月通报要求7月5日前说明）") != of {
			t.Errorf("%s: %s; %s", c.name, item, brief)
		}
	}
}

// TestFollowedGone asks of units that were merged since, or owe no return any more: that is told,
// and is nobody's fault. Of the heir's neighbour, which owes one and sent none, it is.
func TestFollowedGone(t *testing.T) {
	p := huibao.Period{Year: 2024, Month: 6}
	end := huibao.Date{Year: 2024, Month: 5, Day: 20}
	unit := func(code, name, heir string, gone bool) huibao.Unit {
		u := huibao.Unit{Code: code, Name: name, Level: huibao.LevelCounty, Successor: heir}
		if gone {
			u.End = end
		}
		return u
	}
	plan := &huibao.Plan{Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30),
		Units: []huibao.Unit{unit("C1", "甲县", "C2", true), unit("C2", "乙县", "", false), unit("C3", "丙区", "", true), {Code: "B1", Name: "原局", Level: huibao.LevelBureau, Successor: "B2", End: end}, {Code: "B2", Name: "新局", Level: huibao.LevelBureau}},
		Tasks: []huibao.Task{{No: 1, Title: "改造"}}, Indicators: []huibao.Indicator{{Code: "1.1", Name: "改造", Task: 1, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户",
			Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, Responsible: "B1", ReportBy: huibao.ByCounties}}}
	con := &statement.Consolidation{Period: p, Plan: inforce.At(plan, p), City: []huibao.Standing{{Code: "1.1", Unit: huibao.CityUnit, Light: huibao.Red}}}
	for _, c := range []struct {
		unit, name string
		ask        statement.Ask
		code       string
		cell, text string
		unmet      bool
	}{
		{"C1", "甲县", statement.AskReturn, "", "5月数仍未计入，已并入乙县", "甲县已并入乙县、5月数仍未计入", false},
		{"C1", "甲县", statement.AskSettle, "1.1", "已并入乙县", "甲县改造（已并入乙县）", false},
		{"C3", "丙区", statement.AskMend, "", "5月数仍未计入，本期不报", "丙区本期不报、5月数仍未计入", false},
		{"C3", "丙区", statement.AskSettle, "", "本期不报", "丙区（本期不报）", false},
		{"C2", "乙县", statement.AskReturn, "", "5月数仍未计入，6月报表未报", "乙县的5月数仍未计入", true},
		{"B1", "原局", statement.AskCause, "1.1", "已并入新局", "改造原责任单位已并入新局", false},
		{"B2", "新局", statement.AskCause, "1.1", "6月报表未计入，未见说明", "改造，新局）未见说明", true},
	} {
		d := statement.Demand{Period: huibao.Period{Year: 2024, Month: 5}, Ask: c.ask, Unit: c.unit, Name: c.name, Code: c.code, By: huibao.Date{Year: 2024, Month: 6, Day: 15}}
		if c.code != "" {
			d.Item = "改造"
		}
		con.AskedBefore = []statement.Demand{d}
		m := NewModel(con, Info{})
		if list := m.outcomes(); len(list) != 1 || list[0].cell != c.cell || list[0].unmet != c.unmet {
			t.Errorf("%+v: %+v", c, list)
		}
		if got := m.followed(); got != "5月通报要求的事项："+c.text+"，逐条见附件。" {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
