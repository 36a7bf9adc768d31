package batch_test

import (
	"context"
	"path/filepath"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/samples"
)

// TestEditions writes a county's and a bureau's own workbooks: the county's figures
// stand where the city's do, and nothing of other units or tasks is in them.
func TestEditions(t *testing.T) {
	thorough.Need(t)
	dir := t.TempDir()
	demo(t, dir, 0)
	w, err := at(dir)
	must(t, err)
	month := samples.Periods()[1]
	list, err := batch.Editions(context.Background(), w, options(month), []string{"海原县", "市教育局"})
	must(t, err)
	if len(list) != 6 { // a workbook and a text, which can be edited, of each
		t.Fatalf("%d outputs", len(list))
	}
	whole := open(t, filepath.Join(dir, "out", "2024-06", "汇总表.xlsx"))
	county := open(t, filepath.Join(dir, filepath.FromSlash(list[0].Path)))
	ctx := context.Background()
	all, err := whole.SheetByName("县区对比").Grid(ctx)
	must(t, err)
	own, err := county.SheetByName("指标").Grid(ctx)
	must(t, err)
	compared := 0
	for _, n := range own.Rows() {
		code := own.At(n, 2).Raw
		for _, m := range all.Rows() {
			if all.At(m, 1).Raw == code && all.At(m, 12).Raw != "—" && code != "编码" && all.At(m, 13).Raw != "—" {
				compared++
				if a, b := own.At(n, 16).Raw, all.At(m, 12).Raw; a != b {
					t.Errorf("%s: the county's edition has %q, the city's workbook %q", code, a, b)
				}
			}
		}
	}
	if compared < 15 {
		t.Errorf("%d figures compared", compared)
	}
	ledger, err := county.SheetByName("台账").Grid(ctx)
	must(t, err)
	for _, n := range ledger.Rows()[1:] {
		if unit := ledger.At(n, 3).Raw; unit != "海原县" {
			t.Errorf("台账 row %d is of %q", n, unit)
		}
	}
	bureau := open(t, filepath.Join(dir, filepath.FromSlash(list[3].Path)))
	tasks, err := bureau.SheetByName("任务进展").Grid(ctx)
	must(t, err)
	for _, n := range tasks.Rows() {
		if no := tasks.At(n, 1).Raw; tasks.At(n, 4).Raw != "" && n > 3 && no != "1" && no != "3" && no != "4" && no != "6" {
			t.Errorf("task %s in the edition of 市教育局: %s", no, tasks.At(n, 4).Raw)
		}
	}
	if _, err := batch.Editions(ctx, w, options(month), []string{"不存在"}); err == nil {
		t.Error("an edition of nobody")
	}
}
