package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/batch"
)

// TestMoved renames the older of two returns, and moves both into a folder: what counts
// stays, it is told once, and of a locked period nothing is late.
func TestMoved(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	counts := func(res *batch.Result) string {
		t.Helper()
		if res.Consolidation == nil || res.Counting("C1") == nil {
			t.Fatal("nothing counts")
		}
		return filepath.Base(res.Counting("C1").Path) + " " + res.CityStanding("1.1").Reached.String()
	}
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		return res
	}
	move := func(from, to string) {
		t.Helper()
		dir := s.w.Returns(s.opt.Period)
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o755))
		must(t, os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)))
	}
	s.put(t, "甲县", "旧", 0)
	run()
	s.opt.Date = s.opt.Date.AddDays(1)
	s.put(t, "甲县", "新", 1)
	if got := counts(run()); got != "甲县_新.xlsx 28" {
		t.Fatal(got)
	}
	s.opt.Date = s.opt.Date.AddDays(1)
	move("甲县_旧.xlsx", "不要了.xlsx")
	res := run()
	if got := counts(res); got != "甲县_新.xlsx 28" {
		t.Errorf("after the old one was renamed: %s", got)
	}
	if len(res.Notes) != 1 || !strings.Contains(res.Notes[0], "不要了.xlsx 由 returns/2024-01/甲县_旧.xlsx 改名或移动而来") {
		t.Errorf("told: %q", res.Notes)
	}
	move("甲县_新.xlsx", "已处理/甲县_新.xlsx")
	move("不要了.xlsx", "已处理/不要了.xlsx")
	if got := counts(run()); got != "甲县_新.xlsx 28" {
		t.Errorf("after both were moved: %s", got)
	}
	must(t, s.lock())
	move("已处理/甲县_新.xlsx", "甲县_新.xlsx")
	move("已处理/不要了.xlsx", "甲县_旧.xlsx")
	if res := run(); len(res.Late) != 0 || !res.Locked {
		t.Errorf("late: %+v", res.Late)
	}
	_, err := batch.Unlock(ctx, s.w, s.opt, "甲县", "更正")
	must(t, err)
	if got := counts(run()); got != "甲县_新.xlsx 28" {
		t.Errorf("opened again: %s", got)
	}
}

// TestDamagedOriginal damages an issued file among the originals: it is not written into
// the edition, and the command fails.
func TestDamagedOriginal(t *testing.T) {
	ctx := context.Background()
	s := unfinished(t)
	must(t, s.lock())
	issued := filepath.Join(s.w.Out(s.opt.Period), "第1版", "通报.pdf")
	data, err := os.ReadFile(issued)
	must(t, err)
	sha := sum(data)
	original := filepath.Join(s.w.Ledger(), "originals", sha[:2], sha)
	must(t, os.Chmod(original, 0o644))
	must(t, os.WriteFile(original, append(data, "BAD"...), 0o644))
	must(t, os.Remove(issued))
	if _, err := batch.Run(ctx, s.w, s.opt); err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("a damaged original: %v", err)
	}
	if _, err := os.Stat(issued); err == nil {
		t.Error("it was written into the edition")
	}
}
