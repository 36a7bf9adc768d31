package importer_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestTextRates reads every row of a table of rates in which all numbers were saved as texts, whether the first
// of them is filled in or not; its words (口径: 本年累计) are headings elsewhere.
func TestTextRates(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, blank := range []bool{false, true} {
		p := copyPaper(t, form)
		fill(p, form)
		l := p.leaf(huibao.KindRate.Label())
		num := l.col(huibao.FieldNumer.Label(huibao.KindRate))
		first := true
		for _, row := range l.rows[l.headRow()+1:] {
			for i, c := range row {
				if d, is := c.(decimal.Decimal); is {
					row[i] = fmt.Sprint(d)
				}
			}
			if blank && first && len(row) > num+1 {
				row[num], row[num+1], first = "", "", false
			}
		}
		ret := readBack(t, plan, p.name, p.write(t))
		n := 0
		for _, row := range form.Rows {
			if row.Kind != huibao.KindRate {
				continue
			}
			got := ret.RowByCode(row.Code)
			switch {
			case got == nil:
				t.Errorf("%s was not read (blank %v)", row.Code, blank)
			case !(blank && n == 0) && (!got.Quantity(huibao.FieldNumer).IsNumber() || !got.Quantity(huibao.FieldDenom).IsNumber()):
				t.Errorf("%s: %s of %s (blank %v)", row.Code, got.Quantity(huibao.FieldNumer), got.Quantity(huibao.FieldDenom), blank)
			}
			n++
		}
		if n < 2 {
			t.Fatalf("%d rates", n)
		}
	}
}
