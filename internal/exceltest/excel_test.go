package exceltest

import (
	"bytes"
	"context"
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
	undo := x.Edit("Sheet1", 3, 2, 7)
	if got := x.Text("Sheet1", 2, 4); got != "10007" {
		t.Errorf("after an edit: %s", got)
	}
	undo()
	if got := x.Text("Sheet1", 2, 4); got != want["D2"][1] {
		t.Errorf("after it was taken back: %s", got)
	}
}
