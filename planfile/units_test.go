package planfile_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huibao"
	"huibao/planfile"
)

// TestDatedUnits reads names and days that change, and writes them again; plans without
// them have no columns for the days.
func TestDatedUnits(t *testing.T) {
	p := built(t, func(x map[string][][]string) {
		x["单位"] = [][]string{{"编码", "名称", "级别", "后继", "起始日期", "撤销日期"}, {"B1", "甲局", "市级部门", "", "", ""},
			{"C1", "乙县；2024-11-01 乙区", "县区", "", "", ""}, {"C2", "丙县", "县区", "乙区", "", "2024-03-28"}, {"C3", "丁县", "县区", "", "2024年7月1日", ""}}
		x["分解"][0][2] = "乙区"
	})
	want := []huibao.Unit{{Code: "C1", Name: "乙县", Renamed: []huibao.DatedName{{From: huibao.Date{Year: 2024, Month: 11, Day: 1}, Name: "乙区"}}},
		{Code: "C2", Name: "丙县", Successor: "C1", End: huibao.Date{Year: 2024, Month: 3, Day: 28}},
		{Code: "C3", Name: "丁县", Start: huibao.Date{Year: 2024, Month: 7, Day: 1}}}
	for i, w := range want {
		u := p.Units[i+1]
		if u.Name != w.Name || !slices.Equal(u.Renamed, w.Renamed) || u.Successor != w.Successor || u.Start != w.Start || u.End != w.End {
			t.Errorf("%+v, want %+v", u, w)
		}
	}
	if p.Allocation("1.1", "C1").String() != "20" {
		t.Error("a column headed by the later name is not read")
	}
	var b bytes.Buffer
	if err := planfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if q := read(t, b.Bytes()); q.Hash() != p.Hash() {
		t.Error(cmp.Diff(p.Units, q.Units))
	}
	if head := planfile.Tables(p)["单位"][0]; !slices.Contains(head, "撤销日期") {
		t.Errorf("%v", head)
	}
	if head := planfile.Tables(built(t, nil))["单位"][0]; slices.Contains(head, "起始日期") || slices.Contains(head, "撤销日期") {
		t.Errorf("%v", head)
	}
}

// TestNamesWithoutDays remarks a second name that has no day, and a name that is taken.
func TestNamesWithoutDays(t *testing.T) {
	for text, kind := range map[string]huibao.PlanRemarkKind{"乙县；乙区": huibao.PlanUnreadable, "乙县；11月 乙区": huibao.PlanUnreadable, "乙县；2024-11-01 甲局": huibao.PlanDuplicate} {
		x := tables()
		x["单位"][2][1] = text
		_, remarks := planfile.FromTables(x)
		if len(remarks) == 0 || remarks[0].Kind != kind || remarks[0].Place.Sheet != "单位" {
			t.Errorf("%s: %+v", text, remarks)
		}
	}
}

// TestEmptyOwnColumn takes the format's own column 市本级 for no error where it is empty
// and no unit is called so.
func TestEmptyOwnColumn(t *testing.T) {
	for value, n := range map[string]int{"": 0, "5": 1} {
		x := tables()
		x["分解"] = [][]string{{"指标", "全市", "市本级", "乙县"}, {"1.1", "1200", value, "1200"}}
		if _, remarks := planfile.FromTables(x); len(remarks) != n {
			t.Errorf("%q: %+v", value, remarks)
		}
	}
}
