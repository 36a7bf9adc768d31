package importer_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// TestShareBehind reads a figure behind which stands what share it is, and asks where it is none.
func TestShareBehind(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	row := form.RowsOf(huibao.KindRate)[0]
	for text, read := range map[string]bool{
		"140（56.0%）": true, "140(56%)": true, "140人，完成56%": true, "140，占56.00%": true,
		"140（55%）": false, "140（56.1%）": false, "140（目标56%）": false, "140，56": false, "56%": false, "约140（56%）": false,
	} {
		p := copyPaper(t, form)
		l := p.leaf(huibao.KindRate.Label())
		n := slices.IndexFunc(l.rows, func(r []any) bool { return len(r) > 0 && r[0] == any(row.Code) })
		cols := slices.IndexFunc(l.rows, func(r []any) bool { return slices.Contains(r, any("分子")) })
		if n < 0 || cols < 0 {
			t.Fatal("no row or heading", n, cols)
		}
		numer := slices.Index(l.rows[cols], any("分子"))
		for len(l.rows[n]) < numer+2 {
			l.rows[n] = append(l.rows[n], nil)
		}
		l.rows[n][numer], l.rows[n][numer+1] = text, decimal.NewFromInt(250)
		got := readBack(t, plan, p.name, p.write(t)).RowByCode(row.Code).Quantity(huibao.FieldNumer)
		if want := huibao.NumInt(140); read != got.Equal(want) {
			t.Errorf("%q in %s: %s", text, sheet.Ref(n+1, numer+1), got)
		}
	}
}
