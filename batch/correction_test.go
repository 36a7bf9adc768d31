package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
	"huibao/samples"
)

// TestCorrection locks a period, opens it again for a unit and takes a changed figure
// in: the bulletin that was issued stays, and a correction says what was and is.
func TestCorrection(t *testing.T) {
	dir := faultWorkspace(t)
	w := batch.Workspace{Dir: dir}
	ctx := context.Background()
	opt := options(samples.Periods()[0])
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(ctx, w, opt)
		must(t, err)
		return res
	}
	run()
	_, err := batch.Lock(ctx, w, opt, "其余单位缺报")
	must(t, err)
	run()
	bulletin := filepath.Join(w.Out(opt.Period), "通报.pdf")
	issued, err := os.ReadFile(bulletin)
	must(t, err)
	must(t, batch.Unlock(ctx, w, opt, "海原县", "漏报一户"))
	run()
	if _, err := os.Stat(filepath.Join(w.Out(opt.Period), "更正.pdf")); err == nil {
		t.Error("a correction of nothing")
	}
	path := filepath.Join(w.Returns(opt.Period), "海原县_2024-05.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	old, err := f.GetCellValue("计数", "F4")
	must(t, err)
	must(t, f.SetCellInt("计数", "F4", 3))
	cum, err := f.GetCellValue("计数", "E4")
	must(t, err)
	t.Logf("1.1 from %s to 3, last cumulative %s", old, cum)
	must(t, f.UpdateLinkedValue())
	must(t, f.Save())
	res := run()
	now, err := os.ReadFile(bulletin)
	must(t, err)
	if string(now) != string(issued) {
		t.Error("the bulletin that was issued was replaced")
	}
	if _, err := os.Stat(filepath.Join(w.Out(opt.Period), "更正.pdf")); err != nil {
		t.Errorf("no correction: %v; %+v", err, res.Summary)
	}
}
