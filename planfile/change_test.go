package planfile_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/planfile"
)

func built(t *testing.T, change func(map[string][][]string)) *huibao.Plan {
	t.Helper()
	x := map[string][][]string{
		"方案": {{"项目", "内容"}, {"名称", "某市方案"}, {"年度", "2024"}},
		"任务": {{"序号", "任务", "完成时限", "牵头单位", "配合单位"}, {"1", "任务一", "2024-12-31", "甲局", "各县（区）人民政府"}},
		"指标": {{"编码", "指标", "类型", "计量单位", "目标值", "口径", "备注"}, {"1.1", "培训", "计数", "人", "100", "全市", ""}},
		"单位": {{"编码", "名称", "级别", "人口"}, {"B1", "甲局", "市级部门", ""}, {"C1", "乙县", "县区", "10"}, {"C2", "丙县", "县区", "20"}, {"C3", "丁县", "县区", "30"}},
		"分解": {{"指标", "全市", "乙县", "丙县", "丁县"}, {"1.1", "", "20", "", ""}},
		"修订": {{"生效日期", "录入时间", "编码", "单位", "栏目", "原值", "新值", "依据"}},
	}
	if change != nil {
		change(x)
	}
	p, remarks := planfile.FromTables(x)
	if len(remarks) > 0 {
		t.Fatal(remarks)
	}
	return p
}

func TestDiff(t *testing.T) {
	old := built(t, nil)
	if list := planfile.Diff(old, built(t, nil)); len(list) > 0 {
		t.Errorf("the same plan: %v", list)
	}
	now := built(t, func(x map[string][][]string) {
		x["指标"][1][4], x["指标"][1][6] = "120", "改"
		x["分解"][1][2] = "25"
		x["单位"] = append(x["单位"][:4], []string{"C4", "戊县", "县区", "5"})
		x["分解"][0][4] = "戊县"
	})
	var got []string
	changes := planfile.Diff(old, now)
	for _, c := range changes {
		got = append(got, strings.Join([]string{c.Sheet, c.Key, c.Kind, c.Field, c.Old, c.New}, "|"))
	}
	want := []string{"指标|1.1|changed|目标值|100|120", "指标|1.1|changed|备注||改", "单位|C4|added|||编码：C4；名称：戊县；级别：县区；人口：5",
		"单位|C3|removed||编码：C3；名称：丁县；级别：县区；人口：30|", "分解|1.1|changed|乙县|20|25"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	from := huibao.Date{Year: 2024, Month: 9, Day: 10}
	list := planfile.Revisions(changes, now, from, from, "会议")
	if len(list) != 2 || list[0].Column != huibao.ReviseTarget || list[0].New != "120" || list[1].Unit != "C1" || list[1].Column != huibao.ReviseAllocation {
		t.Errorf("%+v", list)
	}
}

func TestPropose(t *testing.T) {
	x, err := planfile.Propose(built(t, nil), "1.1", planfile.ByPopulation, huibao.Quantity{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range x.New {
		got = append(got, a.Unit+" "+a.Value.String())
	}
	if s := strings.Join(got, "; "); s != " 100; C2 32; C3 48" || len(x.Kept) != 1 {
		t.Errorf("%s, kept %v", s, x.Kept)
	}
	region := func(x map[string][][]string) { x["指标"][1][5] = "全区" }
	for _, c := range []struct {
		name, code, by, says string
		change               func(map[string][][]string)
	}{
		{"no code", "9.9", planfile.Equally, "没有编码", nil},
		{"a region's target", "1.1", planfile.Equally, "不是全市的数", region},
		{"no population", "1.1", planfile.ByPopulation, "丙县", func(x map[string][][]string) { x["单位"][3][3] = "" }},
		{"no reference", "1.1", "上年完成", "“参照”表的“上年完成”没有填 丙县、丁县", nil},
		{"all filled", "1.1", planfile.Equally, "没有可以再分的", func(x map[string][][]string) { x["分解"][1] = []string{"1.1", "100", "20", "40", "40"} }},
		{"a rate", "1.1", planfile.Equally, "不能分解", func(x map[string][][]string) { x["指标"][1][2] = "比率" }},
	} {
		if _, err := planfile.Propose(built(t, c.change), c.code, c.by, huibao.Quantity{}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
	if x, err = planfile.Propose(built(t, region), "1.1", planfile.Equally, huibao.MustNum("33")); err != nil || !x.Total.Equal(decimal.NewFromInt(33)) {
		t.Error(x, err)
	}
}

// TestPut writes into a plan as the office has it: what is there stays.
func TestPut(t *testing.T) {
	var b bytes.Buffer
	if err := planfile.Write(&b, built(t, nil)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("我的表"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("我的表", "A1", "保留"); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	p := read(t, b.Bytes())
	x, err := planfile.Propose(p, "1.1", planfile.Equally, huibao.Quantity{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := planfile.AllocationCells(&huibao.Plan{}, "1.1", x.New); err == nil || !strings.Contains(err.Error(), "没有“分解”表") {
		t.Error(err)
	}
	allocated, err := planfile.AllocationCells(p, "1.1", x.New) // 丙县 has no column yet
	if err != nil {
		t.Fatal(err)
	}
	filled, err := planfile.Put(b.Bytes(), allocated)
	if err != nil {
		t.Fatal(err)
	}
	again := read(t, filled)
	for _, a := range x.New {
		if got := again.Allocation("1.1", a.Unit); got.String() != a.Value.String() {
			t.Errorf("%s: %s, want %s", a.Unit, got, a.Value)
		}
	}
	columnUnderTitle(t, b.Bytes())
	from := huibao.Date{Year: 2024, Month: 9, Day: 10}
	cells, err := planfile.RevisionCells(p, []huibao.Revision{{From: from, Recorded: from, Indicator: "1.1", Column: huibao.ReviseTarget, Old: "100", New: "120", Basis: "会议"}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := planfile.Put(b.Bytes(), cells)
	if err != nil {
		t.Fatal(err)
	}
	q := read(t, out)
	if len(q.Revisions) != 1 || q.Revisions[0].New != "120" || q.Revisions[0].From != from {
		t.Errorf("%+v", q.Revisions)
	}
	if f, err = excelize.OpenReader(bytes.NewReader(out)); err != nil {
		t.Fatal(err)
	}
	if s, _ := f.GetCellValue("我的表", "A1"); s != "保留" {
		t.Errorf("%q", s)
	}
	if _, err := planfile.Put(out, cells); err == nil || !strings.Contains(err.Error(), "不会覆盖") {
		t.Error(err)
	}
}

// columnUnderTitle shares out in a plan whose sheet 分解 has a title above its headings:
// the new column's heading goes beside the others.
func columnUnderTitle(t *testing.T, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.InsertRows("分解", 1, 1), f.SetCellStr("分解", "A1", "各县任务")); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	p := read(t, b.Bytes())
	cells, err := planfile.AllocationCells(p, "1.1", []huibao.Allocation{{Indicator: "1.1", Unit: "C2", Value: huibao.MustNum("7").Or(decimal.Zero)}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := planfile.Put(b.Bytes(), cells)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, out).Allocation("1.1", "C2"); got.String() != "7" {
		t.Errorf("%v: %s", cells, got)
	}
}

// TestWriteDraft reads a drafted plan back, its marks and its review sheet.
func TestWriteDraft(t *testing.T) {
	p := built(t, nil)
	d := &huibao.Draft{Plan: p, Doubts: []huibao.Doubt{{Sheet: huibao.SheetIndicators, Key: "1.1", Heading: "目标值", Why: "原文是约数"}},
		Review: []huibao.Passage{{Task: 1, Quote: "惠及3万人", Why: "是效果"}}}
	if !d.Doubtful()["1.1"] || d.Doubtful()["1.2"] {
		t.Error("doubtful")
	}
	var b bytes.Buffer
	if err := planfile.WriteDraft(&b, d); err != nil {
		t.Fatal(err)
	}
	if q := read(t, b.Bytes()); q.Hash() != p.Hash() {
		t.Error("a drafted plan reads back as another")
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := f.GetComments("指标")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, n := range notes {
		found = found || n.Cell == "I2" && strings.Contains(n.Text, "待核：原文是约数")
	}
	rows, err := f.GetRows(planfile.ReviewSheet)
	if err != nil || !found || len(rows) != 3 || rows[2][2] != "惠及3万人" {
		t.Error(found, rows, err)
	}
	shown := planfile.ShowDraft(d)
	if shown.Tasks[0].Indicators[0].Confidence != "doubtful" || len(shown.Review) != 1 || shown.Tasks[0].Support[0] != "各县（区）人民政府" {
		t.Errorf("%+v", shown)
	}
}
