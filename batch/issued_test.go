package batch_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/oracle"
)

// TestUnitEditionOfLock asks for a county's own edition of a locked period: by another
// program version it is the file that was issued, of the edition that is asked for.
func TestUnitEditionOfLock(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, false)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	how := batch.LockOptions{LeaveOutRest: true, Why: "未核实", Number: "12号", IssuedOn: huibao.Date{Year: 2024, Month: 2, Day: 20}}
	_, err := batch.Lock(ctx, s.w, s.opt, how)
	must(t, err)
	first := s.edition(t)
	ask := func(edition int) []string {
		t.Helper()
		opt := s.opt
		opt.Edition, opt.Version = edition, "next"
		list, err := batch.Editions(ctx, s.w, opt, []string{"甲县"})
		must(t, err)
		var paths []string
		for _, o := range list {
			paths = append(paths, o.Path)
			data, err := os.ReadFile(filepath.Join(s.w.Dir, filepath.FromSlash(o.Path)))
			must(t, err)
			if edition != 2 && string(data) != first[filepath.Base(o.Path)] {
				t.Errorf("edition %d: %s is not what was issued", edition, o.Path)
			}
		}
		return paths
	}
	if got := ask(0); !slices.Equal(got, []string{"out/2024-01/汇总表_甲县.xlsx", "out/2024-01/反馈_甲县.pdf", "out/2024-01/反馈_甲县.docx"}) {
		t.Errorf("%q", got)
	}
	_, err = batch.Unlock(ctx, s.w, s.opt, "甲县", "漏报")
	must(t, err)
	s.put(t, "甲县", "1", 1)
	_, err = batch.Lock(ctx, s.w, s.opt, how)
	must(t, err)
	if got := ask(1); !slices.Equal(got, []string{"out/2024-01/第1版/汇总表_甲县.xlsx", "out/2024-01/第1版/反馈_甲县.pdf", "out/2024-01/第1版/反馈_甲县.docx"}) {
		t.Errorf("%q", got)
	}
	if !maps.Equal(first, s.edition(t)) {
		t.Error("the first edition was changed")
	}
}

// TestPreferTold decides for a file, and lets a later one come: it is kept out, and every
// run says so.
func TestPreferTold(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	s.put(t, "甲县", "1", 0)
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	_, err = batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.Prefer, Ref: "returns/2024-01/甲县_1.xlsx", Why: "来电确认"}})
	must(t, err)
	s.opt.Date = s.opt.Date.AddDays(1)
	s.put(t, "甲县", "2", 1)
	for range 2 {
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		if !strings.Contains(strings.Join(res.Notes, "\n"), "甲县_2.xlsx 在第") {
			t.Errorf("told: %q", res.Notes)
		}
	}
}

// TestNextYearsPlan puts next year's plan into the workspace: a period that was locked by
// this year's stays as it is, and can be corrected; the whole of it is not opened.
func TestNextYearsPlan(t *testing.T) {
	ctx := context.Background()
	s := unfinished(t)
	must(t, s.lock())
	issued := s.edition(t)
	data, err := os.ReadFile(s.w.Plan())
	must(t, err)
	next := newSmall(t, true)
	next.year(t, 2025)
	plan, err := os.ReadFile(next.w.Plan())
	must(t, err)
	must(t, os.WriteFile(s.w.Plan(), plan, 0o644))
	res, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	if !res.Locked || !maps.Equal(issued, s.edition(t)) {
		t.Errorf("locked %v", res.Locked)
	}
	if _, err := batch.Standing(ctx, s.w, s.opt); err != nil {
		t.Error(err)
	}
	if _, err := batch.Unlock(ctx, s.w, s.opt, "", "整期重出"); err == nil {
		t.Error("a period that the plan does not collect was opened by it")
	}
	_, err = batch.Unlock(ctx, s.w, s.opt, "甲县", "漏报")
	must(t, err)
	s.put(t, "甲县", "1", 1)
	must(t, s.lock())
	must(t, os.WriteFile(s.w.Plan(), data, 0o644))
}

// TestReissueAfterDecision prints a run again after a decision that it did not know, and a
// lock after it was opened again: what they wrote.
func TestReissueAfterDecision(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	ran := whole(t, s.w.Out(s.opt.Period))
	_, err = batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"}})
	must(t, err)
	_, err = batch.Reissue(ctx, s.w, s.opt)
	must(t, err)
	sameFiles(t, ran, whole(t, s.w.Out(s.opt.Period)), 5)
	s.plan(t, 2000)
	must(t, s.lock())
	locked := whole(t, s.w.Out(s.opt.Period))
	_, err = batch.Unlock(ctx, s.w, s.opt, "", "重出")
	must(t, err)
	_, err = batch.Reissue(ctx, s.w, s.opt)
	must(t, err)
	sameFiles(t, locked, whole(t, s.w.Out(s.opt.Period)), 5)
}

// TestFeedback: what goes to a county speaks of that county alone, is no 通报, and says what
// became of its figures.
func TestFeedback(t *testing.T) {
	oracle.Need(t, "pdftotext")
	embedded(t)
	ctx := context.Background()
	s := newSmall(t, false)
	s.put(t, "甲县", "报", 0)
	s.put(t, "乙县", "报", 1)
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	_, err = batch.Editions(ctx, s.w, s.opt, smallCounties)
	must(t, err)
	for county, want := range map[string]string{"甲县": "贵县所报的数已全部计入", "丙县": "贵县本期报表尚未收到"} {
		text := strings.Join(strings.Fields(oracle.Run(t, "pdftotext", "-raw", filepath.Join(s.w.Out(s.opt.Period), "反馈_"+county+".pdf"), "-")), "")
		if !strings.Contains(text, want) || !strings.Contains(text, county+"：现将贵县2024年1月") {
			t.Errorf("%s: %s", county, text)
		}
		for _, not := range append([]string{"通报", "应报", "其中"}, slices.DeleteFunc(slices.Clone(smallCounties), func(o string) bool { return o == county })...) {
			if strings.Contains(text, not) {
				t.Errorf("%s is told of %s: %s", county, not, text)
			}
		}
	}
}
