package book

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// hostile are texts that must never become anything but text.
var hostile = []string{"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "＝1+1", "'x", "a\x00b", "a\x0bb", "_x000D_", "\u202eabc", "\ufffe", "<a>&\"", strings.Repeat("字", 40000), "\t=1", "\xff\xfe"}

func hostileBook(t *testing.T) []byte {
	t.Helper()
	b := New("表 '1' 甲")
	for i, s := range hostile {
		b.Text("表 '1' 甲", "A"+decimal.NewFromInt(int64(i+1)).String(), s)
	}
	b.Number("表 '1' 甲", "B1", decimal.RequireFromString("0.1"))
	b.Number("表 '1' 甲", "B2", decimal.RequireFromString("1234567890123456"))
	b.Formula("表 '1' 甲", "C1", "B1*3", decimal.RequireFromString("0.3"))
	b.FormulaText("表 '1' 甲", "C2", `IF(B1>1,"<大>","小&")`, "小&")
	b.Check(b.AddComment("表 '1' 甲", excelize.Comment{Cell: "B1", Text: "注"}))
	var out bytes.Buffer
	if err := b.Finish(&out, Meta{Title: "题", Creator: "我", Time: time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSafe writes hostile texts: no formula but ours, valid XML, quoted where they
// begin like a formula; the bytes repeat.
func TestSafe(t *testing.T) {
	data := hostileBook(t)
	if !bytes.Equal(data, hostileBook(t)) {
		t.Error("the bytes differ")
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i := range hostile {
		ref := "A" + decimal.NewFromInt(int64(i+1)).String()
		if formula, _ := f.GetCellFormula("表 '1' 甲", ref); formula != "" {
			t.Errorf("%s became the formula %s", ref, formula)
		}
		if kind, _ := f.GetCellType("表 '1' 甲", ref); kind != excelize.CellTypeSharedString {
			t.Errorf("%s is of type %v", ref, kind)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case p.Name == "xl/styles.xml" && !bytes.Contains(body, []byte(`quotePrefix="1"`)):
			t.Error("no quotePrefix")
		case strings.HasPrefix(p.Name, "xl/worksheets/sheet") && !bytes.Contains(body, []byte(`<f>B1*3</f><v>0.3</v>`)):
			t.Error("the cached number is not there")
		case strings.HasPrefix(p.Name, "xl/worksheets/sheet") && !bytes.Contains(body, []byte(`<v>小&amp;</v>`)):
			t.Error("the cached text is not there")
		}
	}
}

// TestNumber is the door: at most 15 digits.
func TestNumber(t *testing.T) {
	for text, want := range map[string]bool{"0": true, "-12.50": true, "123456789012345": true, "1234567890123450000": true, "1234567890123456": false, "0.1234567890123456": false} {
		if _, ok := Number(decimal.RequireFromString(text)); ok != want {
			t.Errorf("%s: %v", text, ok)
		}
	}
}
