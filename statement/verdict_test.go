package statement

import (
	"encoding/json"
	"testing"

	"huibao"
)

// TestKept holds what later periods ask of four earlier ones, each time from what was kept
// of the period before alone: the last light, and the last verdict behind gaps, also of a
// row that a period does not ask for.
func TestKept(t *testing.T) {
	judged := func(code string, l huibao.Light, behind int) huibao.Standing {
		return huibao.Standing{Code: code, Unit: "C1", Light: l, Behind: behind}
	}
	periods := [][]huibao.Standing{
		{judged("1.1", huibao.Yellow, 1), judged("1.10", huibao.Green, 0)},
		{judged("1.1", huibao.Grey, 0)},
		{judged("1.10", huibao.Grey, 0), judged("2.1", huibao.Red, 3)},
		{},
	}
	want := []map[string][2]Verdict{ // last period's, and the last that was judged
		{"1.1": {{huibao.Yellow, 1}, {huibao.Yellow, 1}}, "1.10": {{huibao.Green, 0}, {huibao.Green, 0}}, "2.1": {}},
		{"1.1": {{huibao.Grey, 0}, {huibao.Yellow, 1}}, "1.10": {{}, {huibao.Green, 0}}, "2.1": {}},
		{"1.1": {{}, {huibao.Yellow, 1}}, "1.10": {{huibao.Grey, 0}, {huibao.Green, 0}}, "2.1": {{huibao.Red, 3}, {huibao.Red, 3}}},
		{"1.1": {{}, {huibao.Yellow, 1}}, "1.10": {{}, {huibao.Green, 0}}, "2.1": {{}, {huibao.Red, 3}}},
	}
	var previous *Past
	for i, list := range periods {
		p := huibao.Period{Year: 2024, Month: i + 1}
		full := &Consolidation{Period: p, Units: map[string]huibao.Standings{"C1": huibao.StandingsOf(list...)}, Previous: previous}
		data, err := json.Marshal(full.Keep())
		if err != nil {
			t.Fatal(err)
		}
		var kept Kept
		if err := json.Unmarshal(data, &kept); err != nil {
			t.Fatal(err)
		}
		previous = kept.Past(p, nil)
		for code, v := range want[i] {
			now, _ := previous.Verdict("C1", code)
			if got := [2]Verdict{now, previous.Judged("C1", code)}; got != v {
				t.Errorf("after period %d: %s has %v, want %v", i+1, code, got, v)
			}
		}
	}
}
