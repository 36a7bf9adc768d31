package batch_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/samples"
	"huibao/statement"
)

// TestCorrection locks a period, opens it again for a unit and takes a changed figure
// in: the edition that was issued stays, the draft that follows says so, and the next
// lock makes an edition of its own with a correction that says what was and is.
func TestCorrection(t *testing.T) {
	dir := faultWorkspace(t)
	w := kept(dir)
	ctx := context.Background()
	opt := options(samples.Periods()[0])
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(ctx, w, opt)
		must(t, err)
		return res
	}
	run()
	_, err := batch.Lock(ctx, w, opt, batch.LockOptions{})
	var open *batch.QuestionsError
	if !errors.As(err, &open) || len(open.Questions) == 0 {
		t.Fatalf("a lock with units missing: %v", err)
	}
	first, err := batch.Lock(ctx, w, opt, batch.LockOptions{Why: "其余单位未报"})
	must(t, err)
	if first.Edition != 1 {
		t.Errorf("edition %d", first.Edition)
	}
	if res := run(); !res.Locked || res.Edition != 1 {
		t.Errorf("a run of a locked period: %+v", res)
	}
	issued := tree(t, filepath.Join(w.Out(opt.Period), "第1版"))
	_, err = batch.Unlock(ctx, w, opt, "海原县", "漏报一户")
	must(t, err)
	run()
	if _, err := os.Stat(filepath.Join(w.Out(opt.Period), "更正.pdf")); err == nil {
		t.Error("a correction of nothing")
	}
	same, err := batch.Lock(ctx, w, opt, batch.LockOptions{})
	must(t, err)
	if !same.Same || same.Edition != 1 {
		t.Errorf("a lock of what was locked: %+v", same)
	}
	_, err = batch.Unlock(ctx, w, opt, "海原县", "漏报一户")
	must(t, err)
	path := filepath.Join(w.Returns(opt.Period), "海原县_2024-05.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	must(t, f.SetCellInt("计数", "F4", 3))
	must(t, f.UpdateLinkedValue())
	must(t, f.Save())
	run()
	if _, err := os.Stat(filepath.Join(w.Out(opt.Period), "更正.pdf")); err != nil {
		t.Errorf("no correction: %v", err)
	}
	second, err := batch.Lock(ctx, w, opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	must(t, err)
	if second.Edition != 2 {
		t.Errorf("edition %d", second.Edition)
	}
	if got := tree(t, filepath.Join(w.Out(opt.Period), "第1版")); !maps.Equal(issued, got) {
		t.Error("the edition that was issued was changed")
	}
	if tree(t, filepath.Join(w.Out(opt.Period), "第2版"))["更正.pdf"] == "" {
		t.Error("the second edition has no correction")
	}
	recorded(t, w, opt)
}

// recorded holds what two editions printed side by side: of the changed row alone figures
// and lights are others.
func recorded(t *testing.T, w batch.Workspace, opt batch.Options) {
	t.Helper()
	var of [2][]statement.Printed
	for i := range of {
		opt.Edition = i + 1
		con, err := batch.Standing(context.Background(), w, opt)
		must(t, err)
		of[i] = con.Printed
	}
	texts := map[string]bool{}
	for _, p := range of[0] {
		texts[p.Text] = true
	}
	if !maps.Equal(texts, map[string]bool{"通报": true, "专报": true, "公示": true, "汇总表": true}) {
		t.Errorf("records of %v", texts)
	}
	found := map[string]bool{}
	for _, d := range statement.Differences(of[0], of[1]) {
		if line := d.Line(); line.Text == "通报" && line.Part == "附件2" && line.Place == "" {
			found[line.Row] = true
		}
	}
	if !maps.Equal(found, map[string]bool{"1.1": true}) {
		t.Errorf("rows of annex 2 that differ: %v", found)
	}
}

// tree is a folder's files with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := os.ReadDir(dir)
	must(t, err)
	for _, f := range list {
		if f.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		must(t, err)
		files[f.Name()] = string(data)
	}
	return files
}

// TestPublicPast prints the public's edition of the fourth month three times: from all the
// months before, from what the ledger kept of them, and for reading alone. The texts are the
// same.
func TestPublicPast(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	s := newSmall(t, true)
	s.public = true
	s.plan(t, 1000)
	s.forms(t)
	for m := 1; m <= 4; m++ {
		if m > 1 {
			s = s.month(t, m)
		}
		for _, county := range smallCounties {
			s.put(t, county, "报", m)
		}
		s.opt.Public = m == 4
		_, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
	}
	public := func() [2]string {
		files := tree(t, s.w.Out(s.opt.Period))
		return [2]string{files["公示.pdf"], files["公示.xlsx"]}
	}
	want := public()
	for _, anew := range []bool{true, false} {
		opt := s.opt
		opt.Anew = anew
		must(t, os.Remove(filepath.Join(s.w.Out(s.opt.Period), "公示.pdf")))
		_, err := batch.Run(ctx, s.w, opt)
		must(t, err)
		if got := public(); got != want || got[0] == "" {
			t.Errorf("anew %v: another public edition", anew)
		}
	}
	_, err := batch.Reissue(ctx, s.w, s.opt)
	must(t, err)
	if public() != want {
		t.Error("printed again: another public edition")
	}
}
