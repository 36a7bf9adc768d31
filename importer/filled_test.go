package importer

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
)

// TestFilledIn: the sum of what was before and of nothing is not filled in, another formula is.
func TestFilledIn(t *testing.T) {
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		before, this, cum any
		formula           string
		filled            bool
	}{
		{100, nil, 100, "A1+B1", false},
		{nil, nil, 0, "A2+B2", false},
		{nil, nil, nil, `IF(B3="","",A3+B3)`, false},
		{100, nil, nil, "", false},
		{100, nil, 120, "100+20", true},
		{nil, nil, 120, "100+20", true},
		{100, nil, 100, "", true},
		{100, 0, 100, "A8+B8", true},
	}
	for i, c := range cases {
		for col, v := range []any{c.before, c.this, c.cum} {
			if v != nil {
				check(f.SetCellValue("Sheet1", sheet.Ref(i+1, col+1), v))
			}
		}
		if c.formula != "" {
			check(f.SetCellFormula("Sheet1", sheet.Ref(i+1, 3), c.formula))
		}
	}
	var b bytes.Buffer
	check(f.Write(&b))
	book, err := sheet.Open(t.Context(), bytes.NewReader(b.Bytes()), int64(b.Len()), "x.xlsx", sheet.DefaultLimits())
	check(err)
	grid, err := book.SheetByName("Sheet1").Grid(t.Context())
	check(err)
	tab := table{page: page{grid: grid}, kind: huibao.KindCount, columns: map[huibao.Field]int{huibao.FieldPrevious: 1, huibao.FieldThis: 2, huibao.FieldCumulative: 3}}
	for i, c := range cases {
		if got := tab.filledIn(i + 1); got != c.filled {
			t.Errorf("%v: %t", c, got)
		}
	}
}
