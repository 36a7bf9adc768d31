package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/samples"
)

// TestSeveralUnits hands in one workbook with the sheets of two counties: each is a
// return of its own, read again when the file is gone.
func TestSeveralUnits(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	month := samples.Periods()[0]
	folder := filepath.Join(dir, "returns", month.Period.String())
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
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
	w, err := batch.At(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		res, err := batch.Run(context.Background(), w, options(month))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, s := range res.Consolidation.Submissions {
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
