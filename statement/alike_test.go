package statement

import (
	"fmt"
	"slices"
	"testing"

	"huibao"
	"huibao/inforce"
)

// told is a month of one indicator: by unit what its row says (count: cumulative, this period's;
// rate: numerator, denominator), and the units of which nothing counts.
type told struct {
	rows  map[string][2]int64
	holes []string
}

func month(m int) huibao.Period { return huibao.Period{Year: 2024, Month: m} }

// monthOf makes a month after another, as rollup does.
func monthOf(m int, ind huibao.Indicator, x told, before *Past) *Consolidation {
	p := &huibao.Plan{Year: 2024, Indicators: []huibao.Indicator{ind}}
	for _, u := range []string{"甲", "乙", "丙"} {
		p.Units = append(p.Units, huibao.Unit{Code: u, Name: u + "县", Level: huibao.LevelCounty})
	}
	city := huibao.Standing{Code: ind.Code}
	units := map[string]huibao.Standings{}
	var a, b int64
	for _, u := range p.Units {
		s := huibao.Standing{Code: ind.Code, Unit: u.Code}
		row, ok := x.rows[u.Code]
		switch {
		case slices.Contains(x.holes, u.Code):
			s.Holes = []huibao.Hole{{Unit: u.Code, Why: WordMissing}}
			city.Holes = append(city.Holes, s.Holes[0])
		case !ok:
			continue
		case ind.Kind == huibao.KindRate:
			s.Numer, s.Denom = huibao.NumInt(row[0]), huibao.NumInt(row[1])
		default:
			s.Reached, s.This = huibao.NumInt(row[0]), huibao.NumInt(row[1])
		}
		a, b = a+row[0], b+row[1]
		units[u.Code] = huibao.StandingsOf(s)
	}
	if ind.Kind == huibao.KindRate {
		city.Numer, city.Denom = huibao.NumInt(a), huibao.NumInt(b)
	} else {
		city.Reached, city.This = huibao.NumInt(a), huibao.NumInt(b)
	}
	return &Consolidation{Period: month(m), Plan: inforce.At(p, month(m)), City: []huibao.Standing{city}, Units: units, Previous: before}
}

var flow = huibao.Indicator{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeFlow}

// TestAlike sets two sums beside each other over the units in both, whether the earlier one
// is whole or only what is kept of it.
func TestAlike(t *testing.T) {
	rate := huibao.Indicator{Code: "1.1", Kind: huibao.KindRate, Mode: huibao.ModeFinal}
	standard := huibao.Indicator{Code: "1.1", Kind: huibao.KindStandard}
	all := map[string][2]int64{"甲": {50, 10}, "乙": {30, 5}, "丙": {40, 5}}
	later := map[string][2]int64{"甲": {60, 10}, "乙": {33, 3}}
	for _, c := range []struct {
		name        string
		ind         huibao.Indicator
		before, now told
		want        string
	}{
		{"the same units", flow, told{rows: all}, told{rows: map[string][2]int64{"甲": {60, 10}, "乙": {33, 3}, "丙": {41, 1}}}, "[] []  "},
		{"one is gone", flow, told{rows: all}, told{later, []string{"丙"}}, "[丙县] [] 80 93"},
		{"one has come", flow, told{later, []string{"丙"}}, told{rows: all}, "[] [丙县] 93 80"},
		{"one gone, one come", flow, told{map[string][2]int64{"甲": {50, 1}, "丙": {40, 1}}, []string{"乙"}}, told{later, []string{"丙"}}, "[丙县] [乙县] 50 60"},
		{"one lacks in both", flow, told{later, []string{"丙"}}, told{later, []string{"丙"}}, "[] []  "},
		{"a rate", rate, told{rows: map[string][2]int64{"甲": {90, 100}, "乙": {1, 10}}}, told{map[string][2]int64{"乙": {2, 10}}, []string{"甲"}}, "[甲县] [] 0.1 0.2"},
		{"no sum", standard, told{rows: all}, told{later, []string{"丙"}}, "[丙县] []  "},
	} {
		before := monthOf(5, c.ind, c.before, nil)
		for how, past := range map[string]Earlier{"whole": before, "kept": before.Past()} {
			a := monthOf(6, c.ind, c.now, before.Past()).Alike(past, "1.1")
			if got := fmt.Sprint(a.OnlyBefore, " ", a.OnlyAfter, " ", a.Before, " ", a.After); got != c.want || a.Same() != (len(a.OnlyBefore)+len(a.OnlyAfter) == 0) {
				t.Errorf("%s, %s: %s, want %s", c.name, how, got, c.want)
			}
		}
	}
}

// TestAlikeMerged gives no sums where units were merged: a part may stand in either.
func TestAlikeMerged(t *testing.T) {
	before := monthOf(5, flow, told{map[string][2]int64{"甲": {50, 1}, "丙": {40, 1}}, []string{"乙"}}, nil)
	now := monthOf(6, flow, told{rows: map[string][2]int64{"甲": {60, 1}, "丙": {95, 1}}}, before.Past())
	p := &huibao.Plan{Year: 2024, Indicators: []huibao.Indicator{flow}, Units: []huibao.Unit{{Code: "甲", Name: "甲县"}, {Code: "乙", Name: "乙县", Successor: "丙"}, {Code: "丙", Name: "丙县"}}}
	now.Plan = inforce.At(p, month(6))
	if a := now.Alike(before, "1.1"); fmt.Sprint(a.OnlyBefore, a.OnlyAfter, a.Before.IsMissing()) != "[] [丙县] true" {
		t.Errorf("%+v", a)
	}
}

// TestCatchUps says which months a count makes up for.
func TestCatchUps(t *testing.T) {
	stock, spring := flow, flow
	stock.Mode = huibao.ModeStock
	spring.Months = huibao.MonthRange(3, 4) | huibao.MonthRange(6, 6)
	row := func(cum, this int64) told { return told{rows: map[string][2]int64{"丙": {cum, this}}} }
	gone := told{holes: []string{"丙"}}
	for _, c := range []struct {
		name   string
		ind    huibao.Indicator
		months []told // from March
		want   string
	}{
		{"two months, in 本期", flow, []told{row(100, 10), gone, gone, row(158, 58)}, "[{丙 2024-04 2024-05 true false}]"},
		{"two months, not in 本期", flow, []told{row(100, 10), gone, gone, row(158, 21)}, "[{丙 2024-04 2024-05 false false}]"},
		{"from the year's start", flow, []told{gone, gone, gone, row(158, 158)}, "[{丙 2024-03 2024-05 true false}]"},
		{"one month", flow, []told{row(100, 10), row(110, 10), gone, row(158, 48)}, "[{丙 2024-05 2024-05 true false}]"},
		{"nothing was done", flow, []told{row(100, 10), gone, gone, row(100, 0)}, "[]"},
		{"an older gap", flow, []told{row(100, 10), gone, row(158, 58), row(160, 2)}, "[]"},
		{"still gone", flow, []told{row(100, 10), gone, gone, gone}, "[]"},
		{"a month that isn't asked for", spring, []told{row(100, 10), gone, {}, row(158, 58)}, "[{丙 2024-04 2024-04 true false}]"},
		{"a stock", stock, []told{row(100, 10), gone, gone, row(158, 58)}, "[]"},
	} {
		var last *Consolidation
		for i, x := range c.months {
			last = monthOf(3+i, c.ind, x, last.Past())
		}
		if got := fmt.Sprint(last.CatchUps("1.1")); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
