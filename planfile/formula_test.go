package planfile_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/planfile"
)

// TestExcelFormulas: `=1.7` typed for “a part of 1.7” is a formula to Excel, and read by its
// text; a formula elsewhere is named by its cell and never read by what was saved as its result.
func TestExcelFormulas(t *testing.T) {
	var b bytes.Buffer
	if err := planfile.Write(&b, twoRows(t)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	column := func(sheet, head string) string {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		name, err := excelize.ColumnNumberToName(slices.Index(rows[0], head) + 1)
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	part, target := column("指标", "其中")+"3", column("指标", "目标值")+"2"
	for cell, formula := range map[string]string{part: "1.1", target: "100+20"} {
		if err := f.SetCellFormula("指标", cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	b.Reset()
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	p, remarks, err := planfile.Read(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "plan.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if ind := p.Indicators[1]; ind.PartOf != "1.1" || !ind.SumsUp {
		t.Errorf("其中: %q %v", ind.PartOf, ind.SumsUp)
	}
	want := huibao.PlanRemark{Kind: huibao.PlanUnreadable, Place: huibao.Place{Sheet: "指标", Cell: target}, Found: "=100+20", Allowed: "直接填写的数或文字，不用公式（存的结果可能是旧的）"}
	if !slices.Contains(remarks, want) || p.Indicators[0].Target.IsNumber() {
		t.Errorf("目标值: %s, %+v", p.Indicators[0].Target, remarks)
	}
}

func twoRows(t *testing.T) *huibao.Plan {
	return built(t, func(x map[string][][]string) {
		x["指标"] = append(x["指标"], []string{"1.2", "其中女性", "计数", "人", "50", "全市", ""})
	})
}
