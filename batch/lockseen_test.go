package batch_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// TestLockSeen: who saw the verdicts of a run locks by them, not by a plan that came after.
func TestLockSeen(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "1月", 1)
	s.run(t)
	lock := func(seen int) error {
		_, err := batch.Lock(context.Background(), s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "不再等", Seen: seen})
		return err
	}
	seen := func() int {
		t.Helper()
		led, err := ledger.Read(s.w.Ledger())
		must(t, err)
		defer led.Close()
		var last act.Run
		must(t, led.View(context.Background(), func(v *ledger.View) (err error) { last, err = v.LastRun(s.opt.Period); return err }))
		return last.Head
	}
	before := seen()
	s.plan(t, 2000)
	var no *act.Refusal
	if err := lock(before); !errors.As(err, &no) || no.Code != act.CodeMoved || !strings.Contains(no.Sentence, "方案换过了") || s.state(t).Edition != 0 {
		t.Fatalf("by a plan that nobody saw: %v", err)
	}
	s.run(t)
	must(t, lock(seen()))
}
