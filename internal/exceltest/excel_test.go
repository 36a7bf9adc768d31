package exceltest

import (
	"bytes"
	"context"
	"maps"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/sheet"
)

// TestCoercion holds what Excel is known to do with codes that look like numbers.
func TestCoercion(t *testing.T) {
	f := excelize.NewFile()
	for i, row := range []struct {
		key   any
		value int
	}{{"2.1", 1}, {"2.10", 10}, {"i2.1", 100}, {"i2.10", 1000}, {"I2.1", 10000}, {2.1, 100000}} {
		for col, v := range []any{row.key, row.value} {
			if err := f.SetCellValue("Sheet1", sheet.Ref(i+1, col+1), v); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := map[string][2]string{
		"D1": {`SUMIFS($B$1:$B$6,$A$1:$A$6,"2.1")`, "100011"},
		"D2": {`SUMIFS($B$1:$B$6,$A$1:$A$6,"i2.1")`, "10100"},
		"D3": {`SUMIFS($B$1:$B$6,$A$1:$A$6,"i2.?")`, "10100"},
		"D4": {`SUMIFS($B$1:$B$6,$A$1:$A$6,"i2*",$B$1:$B$6,1000)`, "1000"},
		"D5": {`INDEX(Sheet1!$B$1:$B$6,MATCH("2.10",$A$1:$A$6,0))`, "10"},
		"D6": {`IFERROR(INDEX($B$1:$B$6,MATCH("i3",$A$1:$A$6,0)),"none")`, "none"},
		"D7": {`IF(B1/B2<1,MIN(ROUND((B1-B2)/(B2*2+6*5),2),5),"a")&"x"`, "-9/50x"},
		"D8": {`SUMPRODUCT(--($A$1:$A$6<>$B$1:$B$6))+1`, "7"},
		"D9": {`B1/A9`, "#DIV/0!"},
		"E1": {`D1*2`, "200022"},
		"E2": {`MATCH("none",$D$1:$D$6,0)`, "6"},
		"E3": {`E1+1`, "200023"},
	}
	for at, x := range want {
		if err := f.SetCellFormula("Sheet1", at, x[0]); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	x := Open(t, book)
	for at, got := range x.Formulas() {
		if w := want[at[len("Sheet1!"):]]; got != w[1] {
			t.Errorf("%s is %s, want %s", w[0], got, w[1])
		}
	}
	before := x.Formulas()
	for _, edit := range []struct {
		why      string
		row, col int
		formula  string
		moved    string
	}{
		{"a cell that is added up", 3, 2, "D2", "10007"},
		{"a cell that is looked up", 3, 1, "D2", "10000"},
		{"a cell that was empty", 9, 1, "D9", "1/7"},
		{"what a sum of a sum adds up", 1, 2, "E3", "200035"},
		{"a formula", 1, 4, "E1", "14"},
		{"a formula that is looked up", 6, 4, "E2", "#N/A"},
	} {
		undo := x.Edit("Sheet1", edit.row, edit.col, 7)
		if got := x.Formulas()["Sheet1!"+edit.formula]; got != edit.moved {
			t.Errorf("%s: %s is %s, want %s", edit.why, edit.formula, got, edit.moved)
		}
		undo()
		if got := x.Formulas(); !maps.Equal(got, before) {
			t.Errorf("%s: after it was taken back: %v, want %v", edit.why, got, before)
		}
	}
}
