package batch_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// lockFaultStep is how many operations of a lock lie between those that are failed.
const lockFaultStep = 131

// unfinished is a small workspace of which a county's return is missing, that was run.
func unfinished(t *testing.T) *small {
	t.Helper()
	s := newSmall(t, true)
	s.put(t, "甲县", "1", 0)
	s.put(t, "乙县", "1", 5)
	_, err := batch.Run(context.Background(), s.w, s.opt)
	must(t, err)
	s.put(t, "乙县", "2", 1) // which the lock takes in
	return s
}

// copied is a workspace like another.
func (s *small) copied(t *testing.T) *small {
	t.Helper()
	again := *s
	again.w = copied(t, s.w)
	return &again
}

func (s *small) lock() error {
	_, err := batch.Lock(context.Background(), s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	return err
}

func (s *small) edition(t *testing.T) map[string]string {
	t.Helper()
	return tree(t, filepath.Join(s.w.Out(s.opt.Period), "第1版"))
}

// TestLockFaults fails the Nth operation of a lock, once and from then on. The next
// command, a lock or a run, leaves the edition of an undisturbed lock, or the period
// open as it was; nothing unfinished stays, and the ledger holds.
func TestLockFaults(t *testing.T) {
	thorough.Need(t, "HUIBAO_THOROUGH", "HUIBAO_FAULTS")
	before := unfinished(t)
	clean := before.copied(t)
	must(t, clean.lock())
	want := clean.edition(t)
	step := stepOf(t, lockFaultStep)
	for _, forever := range []bool{false, true} {
		tried, completed := 0, 0
		first := 1
		if forever {
			first += step / 2
		}
		for n := first; ; n += step {
			reason := error(syscall.ENOSPC)
			if n%2 == 0 {
				reason = syscall.EIO
			}
			s := before.copied(t)
			hit, err := failing(n, forever, reason, s.lock)
			if !hit {
				break
			}
			tried++
			if err != nil && !errors.Is(err, reason) {
				t.Errorf("operation %d: %v", n, err)
			}
			if s.state(t).Locked() {
				completed++
				res, err := batch.Run(context.Background(), s.w, s.opt)
				if err != nil || !res.Locked {
					t.Errorf("operation %d: a run of what was locked: %v", n, err)
				}
			} else if err := s.lock(); err != nil {
				t.Errorf("operation %d: the next lock: %v", n, err)
			}
			if got := s.edition(t); len(want) < 5 || !maps.Equal(want, got) {
				t.Errorf("operation %d, for ever %v: the edition is another: %d files, want %d", n, forever, len(got), len(want))
			}
			nothingLeft(t, s.w.Dir)
		}
		if tried < 2 || completed == 0 && step == 1 {
			t.Errorf("%d operations tried, %d of them after the act", tried, completed)
		}
	}
}

// TestLockKilled leaves behind what a process that was killed leaves: the folder in which
// it rendered, before the act and after it, and half an edition.
func TestLockKilled(t *testing.T) {
	s := unfinished(t)
	left := filepath.Join(s.w.Out(s.opt.Period), ".tmp-lock-1")
	die := func() {
		t.Helper()
		must(t, os.MkdirAll(left, 0o755))
		must(t, os.WriteFile(filepath.Join(left, "通报.pdf"), []byte("half"), 0o644))
	}
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(context.Background(), s.w, s.opt)
		must(t, err)
		nothingLeft(t, s.w.Dir)
		return res
	}
	run()
	die()
	if res := run(); !res.Unchanged() {
		t.Error("a run after a lock that died before its act is not as the one before")
	}
	must(t, s.lock())
	want := s.edition(t)
	die()
	dir := filepath.Join(s.w.Out(s.opt.Period), "第1版")
	must(t, os.RemoveAll(dir))
	must(t, os.Mkdir(dir, 0o755))
	must(t, os.WriteFile(filepath.Join(dir, ".tmp-1"), []byte("half"), 0o644))
	var refused *act.Refusal
	if err := s.lock(); !errors.As(err, &refused) || refused.Code != act.CodeLocked {
		t.Errorf("a lock of what is locked: %v", err)
	}
	if got := s.edition(t); !maps.Equal(want, got) {
		t.Errorf("%d files in the edition, want %d", len(got), len(want))
	}
	die()
	if res := run(); !res.Locked {
		t.Error("the period is open")
	}
}
