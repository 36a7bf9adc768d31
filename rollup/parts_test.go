package rollup

import (
	"math/rand/v2"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestPartsGoWithTheirWhole holds rows of a whole, of its parts and of a part's part out at
// random: no part has units that its whole lacks, and parts that add up come to no more than
// their whole.
func TestPartsGoWithTheirWhole(t *testing.T) {
	p := plan()
	p.Indicators = nil
	count := func(code, partOf string, sums bool) {
		p.Indicators = append(p.Indicators, huibao.Indicator{Code: code, Task: 1, Name: code, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "公里",
			Comparator: huibao.AtLeast, Scope: huibao.ScopeRegion, ReportBy: huibao.ByCounties, PartOf: partOf, SumsUp: sums})
	}
	count("1.1", "", false)
	count("1.2", "1.1", true)
	count("1.3", "1.1", true)
	count("1.4", "1.3", false)
	figures := map[string]int64{"1.1": 10, "1.2": 6, "1.3": 4, "1.4": 1}
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var subs []huibao.Submission
		for _, unit := range []string{"C1", "C2", "C3"} {
			s := huibao.Submission{Path: unit, Unit: unit, Period: june, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit}}
			for _, ind := range p.Indicators {
				row := huibao.ReturnRow{Code: ind.Code, Subject: unit, Kind: ind.Kind}
				if n := r.IntN(8); n > 0 { // else the cell is blank
					q := huibao.NumInt(figures[ind.Code])
					row.Values = huibao.ValuesOf([]huibao.Value{{Field: huibao.FieldCumulative, Quantity: q, Text: q.String()}}...)
				}
				if r.IntN(8) > 0 { // else the row is missing
					s.Return.Rows = append(s.Return.Rows, row)
				}
				switch r.IntN(8) {
				case 0:
					s.HeldOut = append(s.HeldOut, ind.Code)
				case 1:
					s.HeldOut, s.LeftOut = append(s.HeldOut, ind.Code), append(s.LeftOut, ind.Code)
				}
			}
			if r.IntN(6) > 0 {
				subs = append(subs, s)
			}
		}
		c := Consolidate(Input{Plan: inforce.At(p, june), Period: june, Submissions: subs})
		lacks := func(code string) map[string]string {
			m := map[string]string{}
			for _, h := range c.CityStanding(code).Holes {
				m[h.Unit] = statement.WordOf(h)
			}
			return m
		}
		value := func(code string) int64 { return c.CityStanding(code).Reached.Or(num(0)).IntPart() }
		for _, ind := range p.Indicators {
			if ind.PartOf == "" {
				continue
			}
			for unit := range lacks(ind.PartOf) {
				if lacks(ind.Code)[unit] == "" {
					t.Fatalf("%s has %s, which its whole lacks", ind.Code, unit)
				}
			}
		}
		if value("1.2")+value("1.3") > value("1.1") || value("1.4") > value("1.3") {
			t.Fatalf("parts %d + %d of %d, %d", value("1.2"), value("1.3"), value("1.1"), value("1.4"))
		}
	}
}
