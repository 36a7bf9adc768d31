package planfile_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"huibao"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func read(t *testing.T, data []byte) *huibao.Plan {
	t.Helper()
	p, remarks, err := planfile.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "plan.xlsx", sheet.DefaultLimits())
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	return p
}

// TestRoundTrip reads the sample's plan, writes it and reads it again: the same plan,
// the same version, the same bytes.
func TestRoundTrip(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "samples", "files", "plan.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, data)
	if len(p.Tasks) != 27 || len(p.Indicators) != 86 || len(p.Units) != 23 {
		t.Errorf("%d tasks, %d indicators, %d units", len(p.Tasks), len(p.Indicators), len(p.Units))
	}
	var a, b bytes.Buffer
	if err := planfile.Write(&a, p); err != nil {
		t.Fatal(err)
	}
	if err := planfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.Equal(a.Bytes(), data) {
		t.Error("the bytes differ")
	}
	q := read(t, a.Bytes())
	if diff := cmp.Diff(p, q, cmp.AllowUnexported(huibao.Quantity{}), cmpopts.IgnoreFields(huibao.Plan{}, "Columns")); diff != "" {
		t.Error(diff)
	}
	if p.Hash() != q.Hash() {
		t.Error("the versions differ")
	}
}

func tables() map[string][][]string {
	return map[string][][]string{
		"方案": {{"项目", "内容"}, {"名称", "某市方案"}, {"年度", "2024"}},
		"任务": {{"序号", "任务", "完成时限", "牵头单位", "配合单位"}, {"1", "任务一", "2024年12月底前", "甲局", "各县（区）人民政府"}},
		"指标": {{"指标", "编码", "类型", "计量单位", "目标值", "口径", "报送期"}, {"新增学位", "1.1", "计数", "个", "１，２００", "全市", "11-3"}},
		"单位": {{"编码", "名称", "级别", "类区"}, {"B1", "甲局", "市级部门", ""}, {"C1", "乙县", "县区", "三类区；2024-02-01 二类区"}},
		"分解": {{"指标", "全市", "乙县"}, {"1.1", "1200", "1.2万"}},
	}
}

// TestForgiving reads what people write: columns in any order, full-width digits,
// groups, 底前, 万.
func TestForgiving(t *testing.T) {
	p, remarks := planfile.FromTables(tables())
	if len(remarks) > 0 {
		t.Fatal(remarks)
	}
	ind := p.IndicatorByCode("1.1")
	if ind.Target.String() != "1200" || p.Allocation("1.1", "C1").String() != "12000" || p.Tasks[0].Deadline.String() != "2024-12-31" {
		t.Errorf("%s %s %s", ind.Target, p.Allocation("1.1", "C1"), p.Tasks[0].Deadline)
	}
	if len(p.Tasks[0].Support) != 1 || p.Tasks[0].Support[0] != "C1" {
		t.Errorf("support %v", p.Tasks[0].Support)
	}
	for m, want := range map[int]bool{1: true, 3: true, 4: false, 10: false, 11: true} {
		if ind.Months.Has(huibao.Period{Year: 2024, Month: m}) != want {
			t.Errorf("month %d", m)
		}
	}
	u := p.UnitByCode("C1")
	if a, b := u.ClassAt(huibao.Date{Year: 2024, Month: 1, Day: 31}), u.ClassAt(huibao.Date{Year: 2024, Month: 2, Day: 1}); a != "三类区" || b != "二类区" {
		t.Errorf("classes %s %s", a, b)
	}
}

// TestGroups reads the names that stand for all areas or offices, as plans write them, and
// no others.
func TestGroups(t *testing.T) {
	for name, want := range map[string]string{
		"各县（市、区）人民政府": "C1", "各县(市、区)": "C1", "各县区": "C1", "各镇（街道）": "C1", "各乡镇人民政府": "C1", "各街道办事处": "C1",
		"市政府各有关部门（单位）": "B1", "市直有关单位": "B1", "各有关部门": "B1", "甲局、各县（市、区）人民政府": "B1 C1",
		"各县（市、区": "", "各学校": "", "丙局（甲、乙）": "",
	} {
		x := tables()
		x["任务"][1][4] = name
		p, remarks := planfile.FromTables(x)
		if len(remarks) > 0 != (want == "") {
			t.Errorf("%s: %+v", name, remarks)
		} else if want != "" && strings.Join(p.Tasks[0].Support, " ") != want {
			t.Errorf("%s: %v", name, p.Tasks[0].Support)
		}
	}
}

// TestAllAtOnce remarks every mistake, by sheet and cell.
func TestAllAtOnce(t *testing.T) {
	x := tables()
	x["指标"][1][2], x["指标"][1][4] = "数", "约1200"
	x["任务"][1][3] = "丙局"
	delete(x, "单位")
	_, remarks := planfile.FromTables(x)
	got := map[string]huibao.PlanRemarkKind{}
	for _, r := range remarks {
		got[r.Place.Sheet+r.Place.Cell] = r.Kind
	}
	want := map[string]huibao.PlanRemarkKind{"单位": huibao.PlanSheetMissing, "指标C2": huibao.PlanUnreadable, "指标E2": huibao.PlanUnreadable, "任务D2": huibao.PlanUnknownName, "分解C1": huibao.PlanUnknownName}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestHolidays keeps the calendar of a plan that has one, and says what is wrong with it.
func TestHolidays(t *testing.T) {
	list := tables()
	list["节假日"] = [][]string{{"日期", "休/班", "备注"}, {"2024-09-29", "班", ""}, {"2024-10-01", "休", "国庆节"}}
	p, remarks := planfile.FromTables(list)
	want := []huibao.Holiday{{Date: huibao.Date{Year: 2024, Month: 9, Day: 29}, Work: true}, {Date: huibao.Date{Year: 2024, Month: 10, Day: 1}, Note: "国庆节"}}
	if diff := cmp.Diff(want, p.Holidays, cmpopts.IgnoreFields(huibao.Holiday{}, "At")); diff != "" || len(remarks) > 0 {
		t.Error(diff, remarks)
	}
	var b bytes.Buffer
	if err := planfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if again := read(t, b.Bytes()); again.Hash() != p.Hash() || len(again.Holidays) != 2 {
		t.Errorf("read again: %+v", again.Holidays)
	}
	bare, _ := planfile.FromTables(tables())
	if changes := planfile.Diff(bare, p); len(changes) != 2 || changes[0].Sheet != "节假日" {
		t.Errorf("changes: %v", changes)
	}
	list["节假日"][2][1] = "放假"
	if _, remarks := planfile.FromTables(list); len(remarks) != 1 || remarks[0].Place.Cell != "B3" {
		t.Errorf("remarks: %+v", remarks)
	}
}

// TestPhrases keeps the office's words for its texts and what the public reads, writes neither
// into a plan that has none, and refuses a situation that there is not.
func TestPhrases(t *testing.T) {
	list := tables()
	list["通报用语"] = [][]string{{"情形", "用语"}, {"连续三期滞后", "提请市政府分管领导调度。"}, {"请示", "请予调度"}}
	for i := range list["指标"] {
		list["指标"][i] = append(list["指标"][i], map[bool]string{true: "公示名称", false: "为群众办的事"}[i == 0])
	}
	p, remarks := planfile.FromTables(list)
	if len(remarks) > 0 || p.PhraseFor(huibao.LongBehind) != "提请市政府分管领导调度" || p.PhraseFor(huibao.FarBehind) != "" || p.Indicators[0].PublicName != "为群众办的事" {
		t.Errorf("%+v %+v", p.Phrases, remarks)
	}
	var b bytes.Buffer
	if err := planfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if again := read(t, b.Bytes()); again.Hash() != p.Hash() {
		t.Errorf("read again: %+v", again.Phrases)
	}
	bare, _ := planfile.FromTables(tables())
	if bare.Hash() == p.Hash() || len(planfile.Tables(bare)["指标"][0]) >= len(planfile.Tables(p)["指标"][0]) {
		t.Error("a plan without the column has it")
	}
	list["通报用语"][2][0] = "请示领导"
	if _, remarks := planfile.FromTables(list); len(remarks) != 1 || remarks[0].Place.Cell != "A3" {
		t.Errorf("remarks: %+v", remarks)
	}
}
