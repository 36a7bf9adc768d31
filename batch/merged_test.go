package batch_test

import (
	"context"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestMergedUnitReopened locks a month in which a county that was merged handed in a
// return of its own, and opens it again by either name: a mended return of it counts.
func TestMergedUnitReopened(t *testing.T) {
	thorough.Need(t)
	for _, name := range []string{"乙县", "丙县"} {
		ctx := context.Background()
		s := newSmall(t, true)
		s.merge(t)
		for i, county := range smallCounties {
			s.put(t, county, "1", i)
		}
		must(t, s.lock())
		_, err := batch.Unlock(ctx, s.w, s.opt, name, "更正")
		must(t, err)
		s.put(t, "丙县", "1", 4)
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		if len(res.Late) != 0 || res.Consolidation == nil || res.CityStanding("1.1").Reached.String() != "98" { // 21 + 28 + 49
			t.Errorf("opened for %s: late %v, %+v", name, res.Late, res.Consolidation)
		}
		if _, err := batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "丙县", Why: "不实"}}); err != nil {
			t.Error(err)
		}
	}
}
