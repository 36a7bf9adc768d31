package batch_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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
	before := s.lastRun(t).Head
	s.plan(t, 2000)
	var no *act.Refusal
	if err := lock(before); !errors.As(err, &no) || no.Code != act.CodeMoved || !strings.Contains(no.Sentence, "方案换过了") || s.state(t).Edition != 0 {
		t.Fatalf("by a plan that nobody saw: %v", err)
	}
	s.run(t)
	must(t, lock(s.lastRun(t).Head))
}

// TestLockSeenReceipts: other times of receipt say otherwise which of two files is the later; who
// saw the verdicts before them does not lock by them.
func TestLockSeenReceipts(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "a", 1)
	s.put(t, "甲县", "b", 2)
	s.received(t, "甲县_a.xlsx,2024-02-01,邮件\n甲县_b.xlsx,2024-02-02,邮件\n")
	before := s.run(t).Consolidation.Counting("C1").Path
	seen := s.lastRun(t).Head
	s.received(t, "甲县_a.xlsx,2024-02-03,邮件\n甲县_b.xlsx,2024-02-02,邮件\n")
	_, err := batch.Lock(context.Background(), s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "不再等", Seen: seen})
	var no *act.Refusal
	if !errors.As(err, &no) || no.Code != act.CodeMoved || s.state(t).Edition != 0 {
		t.Fatalf("by receipts that nobody saw: %v", err)
	}
	if now := s.run(t).Consolidation.Counting("C1").Path; now == before {
		t.Errorf("%s counts still", now)
	}
}

// received writes 收到.csv.
func (s *small) received(t *testing.T, lines string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), batch.ReceiptFile), []byte("文件,时间,方式\n"+lines), 0o644))
}

// lastRun is the document of the last run.
func (s *small) lastRun(t *testing.T) (last act.Run) {
	t.Helper()
	led, err := s.w.ReadLedger()
	must(t, err)
	defer led.Close()
	must(t, led.View(context.Background(), func(v *ledger.View) (err error) { last, err = v.LastRun(s.opt.Period); return err }))
	return last
}
