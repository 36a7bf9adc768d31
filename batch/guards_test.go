package batch_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// meanwhile lets something happen once, while a command reads.
func meanwhile(do func()) func(s batch.Stage, done, total int, path string) {
	happened := false
	return func(batch.Stage, int, int, string) {
		if !happened {
			happened = true
			do()
		}
	}
}

// refused fails unless a command was refused for a reason.
func refused(t *testing.T, err error, want act.Code) {
	t.Helper()
	var r *act.Refusal
	if !errors.As(err, &r) || r.Code != want {
		t.Errorf("%v, want a refusal: %s", err, want)
	}
}

// waived is a workspace of which one county reported and the others are not waited for.
func waived(t *testing.T) *small {
	t.Helper()
	s := newSmall(t, true)
	s.waiveOthers(t)
	return s
}

func (s *small) waiveOthers(t *testing.T) {
	t.Helper()
	s.put(t, "甲县", "1", 0)
	ctx := context.Background()
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	_, err = batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.Waive, Ref: "乙县", Why: "不等"}, {Kind: act.Waive, Ref: "丙县", Why: "不等"}})
	must(t, err)
}

// TestLockMovedUnder decides, and hands in, while a lock reads: the lock is refused and the
// period stays open; the next one holds what was decided.
func TestLockMovedUnder(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	for name, do := range map[string]func(s *small){
		"a decision": func(s *small) {
			_, err := batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"}})
			must(t, err)
		},
		"a return": func(s *small) {
			s.put(t, "甲县", "1", 1)
			_, err := batch.Run(ctx, s.w, s.opt)
			must(t, err)
		},
	} {
		s := waived(t)
		opt := s.opt
		opt.Progress = meanwhile(func() { do(s) })
		_, err := batch.Lock(ctx, s.w, opt, batch.LockOptions{})
		refused(t, err, act.CodeMoved)
		if st := s.state(t); st.Edition != 0 || !st.Open.All {
			t.Errorf("%s: edition %d", name, st.Edition)
		}
		must(t, s.lock())
	}
}

// TestLockBesideLock locks while another lock reads: one edition comes of it.
func TestLockBesideLock(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	s := waived(t)
	opt := s.opt
	opt.Progress = meanwhile(func() { must(t, s.lock()) })
	_, err := batch.Lock(ctx, s.w, opt, batch.LockOptions{})
	refused(t, err, act.CodeLocked)
	if got := s.state(t).Edition; got != 1 {
		t.Errorf("edition %d", got)
	}
}

// TestLockOnOldPast lets January change while February is locked, which begins where
// January ended: the lock is refused.
func TestLockOnOldPast(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	jan := waived(t)
	feb := jan.month(t, 2)
	feb.waiveOthers(t)
	opt := feb.opt
	opt.Progress = meanwhile(func() {
		jan.put(t, "甲县", "1", 1)
		_, err := batch.Run(ctx, jan.w, jan.opt)
		must(t, err)
	})
	_, err := batch.Lock(ctx, feb.w, opt, batch.LockOptions{})
	refused(t, err, act.CodeMoved)
	if got := feb.state(t).Edition; got != 0 {
		t.Errorf("edition %d", got)
	}
}

// TestRunBesideLock locks while a run reads: the run is refused, and what lies in out/ is
// the edition.
func TestRunBesideLock(t *testing.T) {
	ctx := context.Background()
	s := waived(t)
	s.put(t, "甲县", "1", 1)
	opt := s.opt
	opt.Progress = meanwhile(func() { must(t, s.lock()) })
	_, err := batch.Run(ctx, s.w, opt)
	refused(t, err, act.CodeMoved)
	lies, issued := whole(t, s.w.Out(s.opt.Period)), s.edition(t)
	if issued["通报.pdf"] == "" {
		t.Fatal("no edition")
	}
	for name, data := range issued {
		if lies[name] != data {
			t.Errorf("%s is not the edition's", name)
		}
	}
}

// TestUnlockBesideRun opens a period for another unit while a run of it writes: the run does
// not record a judgement of the units that were open before.
func TestUnlockBesideRun(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	s := waived(t)
	must(t, s.lock())
	_, err := batch.Unlock(ctx, s.w, s.opt, "甲县", "更正")
	must(t, err)
	s.put(t, "甲县", "1", 1)
	issued := s.edition(t)["run.json"]
	opt, opened := s.opt, false
	opt.Now = func() time.Time {
		lies, err := os.ReadFile(filepath.Join(s.w.Out(s.opt.Period), "run.json"))
		must(t, err)
		if !opened && string(lies) != issued { // the last output was written
			opened = true
			_, err := batch.Unlock(ctx, s.w, s.opt, "乙县", "补报")
			must(t, err)
		}
		return s.opt.Date.Time()
	}
	_, err = batch.Run(ctx, s.w, opt)
	refused(t, err, act.CodeMoved)
	if !opened {
		t.Error("nothing happened beside the run")
	}
}
