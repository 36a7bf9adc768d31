package batch_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestOlderLedger puts a copy of the ledger from before a lock in its place: the edition
// that was issued is not replaced by another lock, and a run says what is wrong.
func TestOlderLedger(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	s := unfinished(t)
	older := copied(t, s.w)
	must(t, s.lock())
	issued := s.edition(t)
	must(t, os.RemoveAll(older.OutDir()))
	must(t, os.CopyFS(older.OutDir(), os.DirFS(s.w.OutDir())))
	s.w = older
	s.opt.Date = s.opt.Date.AddDays(9)
	err := s.lock()
	var r *act.Refusal
	if !errors.As(err, &r) || !strings.Contains(err.Error(), "第1版 已有定稿") {
		t.Errorf("locked by an older ledger: %v", err)
	}
	res, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	if !strings.Contains(strings.Join(res.Notes, "\n"), "第1版 已有定稿") {
		t.Errorf("a run tells %q", res.Notes)
	}
	if !maps.Equal(issued, s.edition(t)) {
		t.Error("what was issued was replaced")
	}
}
