package rollup

import (
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestStandardNotApplicable: a unit without anybody to whom a standard applies is none that
// does not carry it out.
func TestStandardNotApplicable(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	p := &huibao.Plan{Year: 2024, Tasks: []huibao.Task{{No: 1, Lead: []string{"B1"}, Deadline: huibao.Date{Year: 2024, Month: 6, Day: 1}}},
		Units:      []huibao.Unit{{Code: "B1", Level: huibao.LevelBureau}, {Code: "C1", Level: huibao.LevelCounty}, {Code: "C2", Level: huibao.LevelCounty}},
		Indicators: []huibao.Indicator{{Code: "1.1", Task: 1, Kind: huibao.KindStandard, Comparator: huibao.Equal, Target: huibao.MustNum("690"), Measure: "元/人/月", ReportBy: huibao.ByCounties, Responsible: "B1", PayBy: huibao.PayFull}}}
	sub := func(unit string, q huibao.Quantity) huibao.Submission {
		row := huibao.ReturnRow{Code: "1.1", Subject: unit, Kind: huibao.KindStandard}
		row.Values.Set(huibao.Value{Field: huibao.FieldStandard, Quantity: q})
		return huibao.Submission{Unit: unit, Period: june, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: []huibao.ReturnRow{row}}}
	}
	for _, c := range []struct {
		name     string
		c1, c2   huibao.Quantity
		held, of int
		light    huibao.Light
	}{
		{"one has none", huibao.NumInt(690), huibao.NA(), 1, 1, huibao.Green},
		{"one is below", huibao.NumInt(690), huibao.NumInt(650), 1, 2, huibao.Red},
		{"neither has any", huibao.NA(), huibao.NA(), 0, 0, huibao.Grey},
	} {
		s := Consolidate(Input{Plan: inforce.At(p, june), Period: june, Submissions: []huibao.Submission{sub("C1", c.c1), sub("C2", c.c2)}}).CityStanding("1.1")
		if s.Held != c.held || s.Of != c.of || s.Light != c.light {
			t.Errorf("%s: %d of %d, %s %s", c.name, s.Held, s.Of, s.Light, s.Word)
		}
	}
}
