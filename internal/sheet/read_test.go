package sheet

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

func open(t *testing.T, data []byte) *Book {
	t.Helper()
	b, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAgainstExcelize reads a workbook that excelize wrote and compares every cell
// with excelize's raw reading.
func TestAgainstExcelize(t *testing.T) {
	f := excelize.NewFile()
	for r := 1; r <= 50; r++ {
		for c := 1; c <= 8; c++ {
			ref := Ref(r, c)
			switch (r + c) % 5 {
			case 0:
				_ = f.SetCellValue("Sheet1", ref, fmt.Sprintf("文字 <%d> & \"x\" _x0041_", r*c))
			case 1:
				_ = f.SetCellValue("Sheet1", ref, float64(r*c)/7)
			case 2:
				_ = f.SetCellValue("Sheet1", ref, r%2 == 0)
			case 3:
				_ = f.SetCellFormula("Sheet1", ref, "1+1")
			}
		}
	}
	if err := f.MergeCell("Sheet1", "A1", "B2"); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	b := open(t, buf.Bytes())
	g, err := b.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Merges) != 1 || g.Merges[0] != (Range{1, 1, 2, 2}) {
		t.Errorf("merges %v", g.Merges)
	}
	for r := 1; r <= 50; r++ {
		for c := 1; c <= 8; c++ {
			want, err := f.GetCellValue("Sheet1", Ref(r, c), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			got := g.At(r, c)
			if r <= 2 && c <= 2 {
				continue // excelize shows the anchor in all of a merge
			}
			if got.Raw != want {
				t.Errorf("%s: %q, excelize %q", got.Ref(), got.Raw, want)
			}
			if got.HasFormula != ((r+c)%5 == 3) {
				t.Errorf("%s: formula %v", got.Ref(), got.HasFormula)
			}
		}
	}
}
