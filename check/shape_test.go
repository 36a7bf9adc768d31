package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao"
)

func TestShapeOf(t *testing.T) {
	for formula, want := range map[string]string{
		"B5*10": "B[0]*10", "SUM(明细!C2:C9)": "SUM(明细!C[-3]:C[4])", "SUM(Sheet2!C2:C9)": "SUM(SHEET2!C[-3]:C[4])", "'6月 A1'!C5+$D$3+E$4": "'6月 A1'!C[0]+$D$3+E$4",
		"12+5": "", "LOG10(100)": "", "ROUND(B5,0)*10": "ROUND(B[0],0)*10", "[1]表!D6": "[1]表!D[1]",
	} {
		if got := shapeOf(formula, 5); got != want {
			t.Errorf("%s: %q, want %q", formula, got, want)
		}
	}
}

// TestOwnFormulas asks of formulas of a unit's own that are not as the others of their column, or multiply by ten what
// would be as usual without.
func TestOwnFormulas(t *testing.T) {
	const rows = 6
	script := "del 1.1\ndel 1.2\n"
	for i := range rows {
		script += fmt.Sprintf("add 6.%d count 甲\nseries 6.%d %d %d %d\nset 6.%d this %d\n", i+1, i+1, 20+3*i, 21+3*i, 23+3*i, i+1, 22+3*i)
	}
	column := func(at int, odd string) (list []string) {
		for i := range rows {
			list = append(list, fmt.Sprintf("明细!C%d", 10+i))
		}
		list[at] = odd
		return list
	}
	for _, c := range []struct {
		name     string
		formulas []string
		also     string
		want     []string
	}{
		{"all alike", column(2, "明细!C12"), "", nil},
		{"of another row", column(2, "明细!C11"), "", []string{"H14 6.3 false"}},
		{"further down behind a subtotal", column(5, "明细!C16"), "", nil},
		{"the last is the one before it", column(5, "明细!C14"), "", []string{"H14 6.6 false"}},
		{"ten times", column(2, "ROUND(明细!C12,0)*10"), "set 6.3 this 280\n", []string{"H14 6.3 false", "V11 6.3 true"}},
		{"a tenth, alone", []string{"", "", "", "明细!C12/10"}, "set 6.4 this 3\n", []string{"V11 6.4 true"}},
		{"typed in another measure, as usual", []string{"", "", "", "0.31*100"}, "set 6.4 this 31\n", nil},
		{"each of its own", []string{"明细!C1", "明细!C7", "明细!D3", "明细!F12", "明细!C2", "表!A1"}, "", nil},
		{"no references", []string{"12+5", "3+8+1", "10+2", "5+5", "20+1", "30*1"}, "", nil},
	} {
		in := scripted(t, script+c.also)
		for i, formula := range c.formulas {
			row := in.Return.RowByCode(fmt.Sprintf("6.%d", i+1))
			row.Row = 10 + i
			v := row.Values.Of(huibao.FieldThis)
			v.Formula, v.Source.Cell = formula, fmt.Sprintf("F%d", 10+i)
			row.Values.Set(v)
		}
		var got []string
		for _, f := range Run(in).Findings {
			if f.Code == "V11" || f.Code == "H14" {
				got = append(got, fmt.Sprintf("%s %s %t", f.Code, strings.Join(f.Indicators(), " "), f.Holds))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
