package check

import (
	"testing"

	"huibao"
	"huibao/inforce"
)

// both is a plan of which a bureau and three counties report one count; of the counties
// C3 was merged into C2 in March.
func both() *huibao.Plan {
	p := &huibao.Plan{Year: 2024, Tasks: []huibao.Task{{No: 1, Lead: []string{"B1"}}},
		Units: []huibao.Unit{{Code: "B1", Name: "市教育局", Level: huibao.LevelBureau}}}
	for _, u := range [][2]string{{"C1", "甲县"}, {"C2", "乙县"}, {"C3", "丙县"}} {
		p.Units = append(p.Units, huibao.Unit{Code: u[0], Name: u[1], Level: huibao.LevelCounty})
	}
	p.Units[3].End, p.Units[3].Successor = huibao.Date{Year: 2024, Month: 3, Day: 28}, "C2"
	p.Indicators = []huibao.Indicator{{Code: "1.1", Task: 1, Name: "学位", Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个", Comparator: huibao.AtLeast,
		Target: huibao.MustNum("1000"), Scope: huibao.ScopeCity, Responsible: "B1", ReportBy: huibao.ByBoth}}
	return p
}

// TestCountiesAgainstBureau is X01, of a month before and one after the merger: what the
// merged county still handed in is its heir's.
func TestCountiesAgainstBureau(t *testing.T) {
	for _, c := range []struct {
		name    string
		month   int
		figures map[string]string // by unit; none handed in
		want    string            // the message, or ""
	}{
		{"as the bureau says", 2, map[string]string{"B1": "60", "C1": "10", "C2": "20", "C3": "30"}, ""},
		{"another sum", 2, map[string]string{"B1": "61", "C1": "10", "C2": "20", "C3": "30"},
			"：1.1 学位，牵头单位数 61，县（区）之和 60，相差 1（其中甲县 10，乙县 20，丙县 30）。"},
		{"a county is missing", 2, map[string]string{"B1": "61", "C1": "10", "C2": "20"}, ""},
		{"the heir for both", 3, map[string]string{"B1": "60", "C1": "10", "C2": "50"}, ""},
		{"heir and merged", 3, map[string]string{"B1": "60", "C1": "10", "C2": "20", "C3": "30"}, ""},
		{"heir and merged, another sum", 3, map[string]string{"B1": "30", "C1": "10", "C2": "20", "C3": "30"},
			"：1.1 学位，牵头单位数 30，县（区）之和 60，相差 -30（其中甲县 10，乙县 20，丙县 30）。"},
		{"the merged alone", 3, map[string]string{"B1": "41", "C1": "10", "C3": "30"},
			"：1.1 学位，牵头单位数 41，县（区）之和 40，相差 1（其中甲县 10，丙县 30）。"},
	} {
		period := huibao.Period{Year: 2024, Month: c.month}
		in := AcrossInput{Plan: inforce.At(both(), period), Period: period}
		for unit, figure := range c.figures {
			row := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount}
			row.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.MustNum(figure)})
			in.Submissions = append(in.Submissions, huibao.Submission{Path: unit, Unit: unit, State: huibao.StateAccepted,
				Return: &huibao.Return{Unit: unit, Rows: []huibao.ReturnRow{row}}})
		}
		got := ""
		for path, list := range Across(in) {
			for _, f := range list {
				if f.Code == "X01" && path == "B1" {
					got += f.Message
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
