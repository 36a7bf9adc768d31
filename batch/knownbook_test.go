package batch_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/report"
)

// All of this package's tests write 台账 in blocks, of a size of which a few returns fill many.
func init() { report.LongLedger, report.BlockRows = 0, 2 }

// TestBookKept changes one thing at a time, the last workbook among them: what of it stands in the
// next one is what a run that takes nothing from it writes. A plain run stops half-way.
func TestBookKept(t *testing.T) {
	s := steps{onFile(t)}
	s.first(t)
	lies := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	read := func() []byte {
		data, err := os.ReadFile(lies)
		must(t, err)
		return data
	}
	next := func(what string, judged int) {
		t.Helper()
		s.opt.Date.Day++
		s.run(t, what, judged)
	}
	s.put(t, "乙县", "1", 3)
	next("a return mended", 2)
	older := read()
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"})
	next("a row left out", 1)
	must(t, os.WriteFile(lies, older, 0o600))
	next("an older workbook in its place", 0)
	if !thorough.All(t) {
		return
	}
	must(t, os.Remove(lies))
	next("none", 0)
	must(t, os.Remove(filepath.Join(s.w.Returns(s.opt.Period), "丙县_1.xlsx")))
	next("a file taken away", 1)
	s.plan(t, 1100)
	next("another plan", 4)
	s.opt.Version = "next"
	next("another program", 4)
}

// TestBookOfWorkers: however many read, it is the same workbook.
func TestBookOfWorkers(t *testing.T) {
	thorough.Need(t)
	var first map[string]string
	for _, jobs := range []int{1, 2, 4} {
		s := steps{onFile(t)}
		s.opt.Jobs = jobs
		s.puts(t)
		s.small.run(t)
		s.put(t, "乙县", "1", 3)
		s.opt.Date = huibao.Date{Year: 2024, Month: 2, Day: 9}
		_, err := batch.Run(context.Background(), s.w, s.opt)
		must(t, err)
		out := whole(t, filepath.Join(s.w.Dir, "out"))
		if first == nil {
			first = out
		}
		if !maps.Equal(first, out) {
			t.Errorf("%d workers: other outputs", jobs)
		}
	}
}
