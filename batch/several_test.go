package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestSeveralUnits hands in one workbook with the sheets of two counties: each is a
// return of its own, read again when the file is gone.
func TestSeveralUnits(t *testing.T) {
	w, month, _ := emptied(t)
	folder := w.Returns(month.Period)
	f := excelize.NewFile()
	for i, unit := range []string{"海原县", "中宁县"} {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", unit); err != nil {
				t.Fatal(err)
			}
		} else if _, err := f.NewSheet(unit); err != nil {
			t.Fatal(err)
		}
		for j, row := range [][]any{{"民生实事1—5月完成情况统计表"}, {"指标名称", "年度目标", "累计完成"}, {"残疾人职业技能培训", nil, 60 + i}, {"新增残疾人就业", nil, 30 + i}} {
			if err := f.SetSheetRow(unit, "A"+string(rune('1'+j)), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "两县#汇总.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		res, err := batch.Run(context.Background(), w, options(month))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, s := range res.Consolidation.Submissions() {
			row := s.Return.RowByCode("12.3")
			if row == nil {
				t.Fatalf("%s has no row", s.Path)
			}
			got[s.Path] = s.Unit + " " + row.Quantity(huibao.FieldCumulative).String()
		}
		base := "returns/2024-05/两县#汇总.xlsx"
		if len(got) != 2 || got[base+"#海原县"] != "C03 60" || got[base+"#中宁县"] != "C02 61" {
			t.Fatal(got)
		}
		_ = os.Remove(path)
	}
}

// TestSpreadReturn hands in one county's return as three files, of which each fills
// in some of the rows: they are one return, whose figures come from their own
// files; one that fills in a row again is a version of it.
func TestSpreadReturn(t *testing.T) {
	thorough.Repeats(t)
	w, month := sampled(t)
	folder := w.Returns(month.Period)
	whole := filepath.Join(folder, "海原县_2024-05.xlsx")
	before, err := batch.Run(context.Background(), w, options(month))
	if err != nil {
		t.Fatal(err)
	}
	tables := []string{"计数", "比率", "标准", "关系", "事项"}
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	parts := [][]string{{"计数"}, {"比率", "事项"}, {"标准", "关系"}}
	for _, keep := range parts {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			if i, _ := f.GetSheetIndex(table); i >= 0 && !slices.Contains(keep, table) {
				if err := f.DeleteSheet(table); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SaveAs(filepath.Join(folder, "海原县_"+keep[0]+".xlsx")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(whole); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(w.Dir, "ledger")); err != nil {
		t.Fatal(err)
	}
	again := t.TempDir() // another ledger
	must(t, os.CopyFS(again, os.DirFS(w.Dir)))
	w, err = at(again)
	must(t, err)
	after, err := batch.Run(context.Background(), w, options(month))
	if err != nil {
		t.Fatal(err)
	}
	unit := after.Plan.UnitByName("海原县").Code
	a, b := before.Counting(unit), after.Counting(unit)
	if a == nil || b == nil {
		t.Fatalf("counting: %v, %v", a, b)
	}
	if a.Return.RowCount() != b.Return.RowCount() || a.State != b.State || len(a.HeldOut) != len(b.HeldOut) {
		t.Errorf("whole: %d rows, %s, %v; joined: %d rows, %s, %v", a.Return.RowCount(), a.State, a.HeldOut, b.Return.RowCount(), b.State, b.HeldOut)
	}
	for _, code := range []string{"3.2", "14.1"} {
		x, y := before.UnitStanding(unit, code), after.UnitStanding(unit, code)
		if x == nil || y == nil || !x.Reached.Equal(y.Reached) || x.Light != y.Light {
			t.Errorf("%s: %+v, joined %+v", code, x, y)
		}
	}
	n := 0
	for _, s := range after.Submissions() {
		if s.Unit == unit && s.PartOf == b.Path {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d parts beside the first, want 2", n)
	}
	if file := b.Return.RowByCode("3.2").Values.Of(huibao.FieldCumulative).Source.File; filepath.Base(file) != "海原县_计数.xlsx" {
		t.Errorf("3.2 comes from %s", file)
	}
}
