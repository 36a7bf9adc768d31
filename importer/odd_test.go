package importer_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// swapped is a workbook with a text in its parts replaced, n times in all.
func swapped(t *testing.T, data []byte, from, to string, n int) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		n -= strings.Count(string(text), from)
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(bytes.ReplaceAll(text, []byte(from), []byte(to))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if n != 0 {
		t.Fatalf("%q stands there %d times fewer", from, n)
	}
	return out.Bytes()
}

// TestBrokenCell asks for the one cell that holds no value, names it, and reads all
// others.
func TestBrokenCell(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	want := fill(p, form)
	p.leaf("计数").set("20.1", "本期完成", decimal.NewFromInt(987654))
	ret := readBack(t, plan, p.name, swapped(t, p.write(t), "<v>987654</v>", "<v>NaN</v>", 1))
	if !remarked(ret, "20.1", huibao.FieldThis, huibao.RemarkUnreadable) || ret.RowByCode("20.1").Values.Of(huibao.FieldThis).Text != "NaN" {
		t.Errorf("%+v", ret.RowByCode("20.1").Values.Of(huibao.FieldThis))
	}
	if r, ok := ret.Has(huibao.RemarkOddities); !ok || !strings.Contains(r.Text, "该格没有取数（计数：") {
		t.Errorf("%+v", r)
	}
	for _, d := range differences(ret, form.Unit.Code, want) {
		if !strings.HasPrefix(d, "20.1 ") {
			t.Error(d)
		}
	}
}

// TestSignatures: what people sign with under a table is no row with figures; a figure
// beside it is.
func TestSignatures(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, c := range []struct {
		row  []any
		want int
	}{
		{[]any{"填报人：张三", "", "审核人：李四", "", "", "2024-06-28"}, 0},
		{[]any{"", "单位负责人（签字）：", "", "", "", "王五", "0955-7010274"}, 0},
		{[]any{"联系电话：", "", "", "", "", decimal.NewFromInt(13900000000)}, 0},
		{[]any{"填报人：张三", "", "", "", "", decimal.NewFromInt(26)}, 1},
		{[]any{"", "", "填报培训", "", "", decimal.NewFromInt(26)}, 1},
		{[]any{"", "", "审核人员培训", "", "", "26"}, 1},
	} {
		p := copyPaper(t, form)
		want := fill(p, form)
		l := p.leaf("计数")
		l.rows = append(l.rows, []any{}, c.row)
		ret := readBack(t, plan, p.name, p.write(t))
		if len(ret.Extra) != c.want {
			t.Errorf("%v: %+v", c.row, ret.Extra)
		}
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%v: %s", c.row, d[0])
		}
	}
}

// TestTabOfAnotherMonth: beside sheets that say the period, a tab of another month is left
// out and named; one that only has an old name is read.
func TestTabOfAnotherMonth(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, c := range []struct {
		says   string
		others bool
	}{{"2024年5月", true}, {"2024年6月", false}} {
		p := copyPaper(t, form)
		want := fill(p, form)
		old := p.clone().leaf("计数")
		old.name = "5月"
		old.rows[1][0] = "填报单位：海原县　报告期：" + c.says
		old.set("14.1", "本期完成", decimal.NewFromInt(99))
		p.sheets = append(p.sheets, old)
		ret := readBack(t, plan, p.name, p.write(t))
		_, left := ret.Has(huibao.RemarkOtherPeriods)
		_, twice := ret.Has(huibao.RemarkTableTwice)
		if left != c.others || twice == c.others {
			t.Errorf("%s: left out %v, compared %v", c.says, left, twice)
		}
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%s: %s", c.says, d[0])
		}
	}
}
