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
