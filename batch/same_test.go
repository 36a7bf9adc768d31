package batch_test

import (
	"context"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestLockOfTheSame opens a period again and locks it: the edition stays the same where
// nothing that it prints differs, and is another where a reason, a number or a day does.
func TestLockOfTheSame(t *testing.T) {
	thorough.Need(t)
	s := unfinished(t)
	must(t, s.lock())
	ctx := context.Background()
	again := func(what string, how batch.LockOptions, edition int, same bool, between ...func()) {
		t.Helper()
		_, err := batch.Unlock(ctx, s.w, s.opt, "丙县", "更正")
		must(t, err)
		for _, do := range between {
			do()
		}
		how.Why = "定稿"
		res, err := batch.Lock(ctx, s.w, s.opt, how)
		must(t, err)
		if res.Edition != edition || res.Same != same {
			t.Errorf("%s: edition %d, the same %v; want %d, %v", what, res.Edition, res.Same, edition, same)
		}
	}
	again("nothing", batch.LockOptions{}, 1, true)
	again("another reason", batch.LockOptions{}, 2, false, func() {
		for _, a := range s.state(t).Answers() {
			if a.Act.Kind == act.Waive && a.Name == "丙县" {
				_, err := batch.TakeBack(ctx, s.w, s.opt, a.Act.N, "误记")
				must(t, err)
			}
		}
		_, err := batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.Waive, Ref: "丙县", Why: "撤并"}})
		must(t, err)
	})
	again("a number", batch.LockOptions{Number: "1号"}, 3, false)
	again("no number said", batch.LockOptions{}, 3, true)
	day := huibao.Date{Year: 2024, Month: 2, Day: 9}
	again("a day", batch.LockOptions{Number: "1号", IssuedOn: day}, 4, false)
	again("that day", batch.LockOptions{Number: "1号", IssuedOn: day}, 4, true)
}
