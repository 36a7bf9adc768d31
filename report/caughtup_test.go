package report

import (
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestCaughtUp says beside a count which months of which units it makes up for.
func TestCaughtUp(t *testing.T) {
	p := &huibao.Plan{Year: 2024, Indicators: []huibao.Indicator{{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeFlow}},
		Units: []huibao.Unit{{Code: "C1", Name: "甲县"}, {Code: "C2", Name: "乙县"}, {Code: "C3", Name: "丙县"}}}
	holes := func(units ...string) []huibao.Standing {
		s := huibao.Standing{Code: "1.1"}
		for _, u := range units {
			s.Holes = append(s.Holes, huibao.Hole{Unit: u, Why: statement.WordMissing})
		}
		return []huibao.Standing{s}
	}
	own := func(cum, this int64) huibao.Standings {
		return huibao.StandingsOf(huibao.Standing{Code: "1.1", Reached: huibao.NumInt(cum), This: huibao.NumInt(this)})
	}
	now := huibao.Period{Year: 2024, Month: 6}
	april := &statement.Past{Period: huibao.Period{Year: 2024, Month: 4}, City: holes("C1", "C3")}
	may := &statement.Past{Period: now.Prev(), City: holes("C1", "C2", "C3"), Previous: april}
	april.City[0].Holes[1].Why = statement.WordRejected // of C3
	for _, c := range []struct {
		units map[string]huibao.Standings
		want  string
	}{
		{map[string]huibao.Standings{"C1": own(30, 30)}, "本期含甲县补报4—5月。"},
		{map[string]huibao.Standings{"C1": own(30, 30), "C2": own(9, 9), "C3": own(20, 5)}, "本期含甲县补报4—5月、乙县补报5月。累计含丙县补计4—5月，本期不含。"},
		{map[string]huibao.Standings{"C1": own(0, 0)}, ""},
	} {
		m := &Model{Consolidation: &statement.Consolidation{Period: now, Plan: inforce.At(p, now), Units: c.units, Previous: may}}
		if got := m.caughtUp("1.1"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	second := huibao.Period{Year: 2024, Month: 6, Quarter: true}
	if got := span(huibao.Period{Year: 2024, Month: 3, Quarter: true}, second); got != "1—2季度" {
		t.Error(got)
	}
}
