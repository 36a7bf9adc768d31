package formula

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// table are the cells of a test: a number, a text after ', TRUE, ?; none is blank.
type table map[string]string

func (c table) Extent(string) (rows, cols int) { return 10, 10 }

func (c table) Cell(sheet string, row, col int) Operand {
	name := string(rune('A'+col-1)) + decimal.NewFromInt(int64(row)).String()
	if sheet != "" {
		name = sheet + "!" + name
	}
	switch text := c[name]; {
	case text == "":
		return Operand{Kind: KindBlank}
	case text == "TRUE":
		return boolOf(true)
	case text == "?":
		return Operand{}
	case text[0] == '\'':
		return textOf(text[1:])
	default:
		return NumberOf(decimal.RequireFromString(text))
	}
}

func TestCellFormulas(t *testing.T) {
	cells := table{"A1": "10", "A2": "35", "A3": "'x", "A4": "0.1", "A5": "?", "B1": "'12", "B2": "TRUE", "B3": "'85%", "明细!B2": "7", "it's 1!A1": "3"}
	for formula, want := range map[string]string{
		"10+35": "45", "6+9": "15", "A1+A2": "45", "$A$1-A$2*2": "-60", "(A1+A2)/9": "5", "-A1^2": "100", "2^3^2": "64", "1+2%": "1.02", "--5": "5", "1.5E2": "150",
		"A4+0.2-0.3": "0", "SUM(A1:A4)": "45.1", "SUM(A:A)": "?", "SUM(A1:A4,5,B1)": "50.1", "SUM(A1,A3)": "10", "SUM(明细!B1:B9)": "7", "'it''s 1'!A1*2": "6", "明细!B2": "7",
		"ROUND(2.345,2)": "2.35", "ROUND(-2.5,0)": "-3", "ROUND(1234,-2)": "1200", "ROUND(A1/3,2)": "3.33",
		`IF(A1>5,"多",1)`: "多", "IF(A1<=5,1,2)": "2", "IF(A1<>10,1)": "FALSE", `IF(A3="X",1,0)`: "1", `IF(C1="",0,1)`: "0", "IF(C1=0,3,4)": "3", "IF(A1>5,1,A5)": "1",
		`IF(ISNUMBER(A2),ROUND(N(A1)+A2,2),"")`: "45", `IF(ISNUMBER(A3),ROUND(N(A1)+A3,2),"")`: "", `IF(ISNUMBER(A2),ROUND(N(A3)+A2,2),"")`: "35",
		`IF(COUNT(A1,A2)=2,IF(A2=0,"",ROUND(A1/A2,2)),"")`: "0.29", "COUNT(A1:B4)": "3", "MAX(A1:A4,1)": "35", "MIN(A1:A4)": "0.1", "ABS(-3)": "3", "INT(-2.5)": "-3",
		"AND(A1>1,A2>1)": "TRUE", "OR(A1>99,A2>99)": "FALSE", "NOT(A1>99)": "TRUE", "A1/C1": "#DIV/0!", "IFERROR(A1/C1,0)": "0", "A1+B1": "22", "A1+B2": "11", "ISBLANK(C1)": "TRUE",
		"C1": "0", " A1 +\n A2 ": "45", "IF(A1>5,,1)": "0", "log10": "0", "LOG10(A1)": "?", "A1:A2": "?", "A1+B3": "?", "A5+1": "?", "A3+1": "?", "VLOOKUP(A1,A:B,2,0)": "?", `A1&"户"`: "?", "A1^0.5": "?",
		"[1]Sheet1!A1": "?", "#REF!+1": "#REF!", "明细!#REF!*2": "#REF!", "'it''s 1'!#REF!": "#REF!", "IFERROR(#REF!,26)": "26", "IF(A1>5,1,#N/A)": "1", "SUM(A1,#REF!)": "#REF!", "#REFS": "?",
		"DATE(2024,1,1)": "45292", "DATE(2024,2,30)": "?", "DATE(1900,1,1)": "?", "名称+1": "?", "A1+": "?", "(A1": "?", "SUM()": "?", "ROUND(1)": "?", `"a`: "?", "A1 A2": "?", "{1,2}": "?", "SUM(A1:INDEX(A:A,3))": "?", "A3>1": "?",
		"A1B": "?", "Sheet1!A1:Sheet2!A2": "?", "": "?",
	} {
		got := "?"
		if f, err := ParseCell(formula, At{Row: 9, Col: 9}); err == nil {
			if o := f.Eval(cells); o.Known() {
				got = o.Plain()
			}
		}
		if got != want {
			t.Errorf("=%s: %q, want %q", formula, got, want)
		}
	}
}

func TestRelativeFormulas(t *testing.T) {
	cells := table{"A1": "10", "B1": "35", "A2": "4"}
	for formula, want := range map[string]string{"RC[-2]+RC[-1]": "45", "R1C1*2": "20", "SUM(R1C1:R[1]C[-2])": "14", "ROUND(R[1]C1/3,1)": "1.3", "RC[-9]": "?", "R[-1]C": "?", "A1": "?"} {
		got := "?"
		if f, err := ParseCell(formula, At{Row: 1, Col: 3, R1C1: true}); err == nil {
			if o := f.Eval(cells); o.Known() {
				got = o.Plain()
			}
		}
		if got != want {
			t.Errorf("=%s: %q, want %q", formula, got, want)
		}
	}
}

func TestAgrees(t *testing.T) {
	for _, c := range []struct {
		formula, saved string
		want           bool
	}{
		{"10+35", "45", true}, {"10+35", "15", false}, {"0.1+0.2", "0.3", true}, {"1/3", "0.333333333333333", true}, {"1/3", "0.333", false},
		{"0.1+0.2-0.3", "0.0000000000000000555", true}, {"1E15+1", "1000000000000001", true}, {"ROUND(28.5,0)", "29", true}, {"ROUND(28.5,0)", "28", true}, {"ROUND(28.4,0)", "29", false},
		{"6+9", "0", false}, {"6-6", "0", true}, {`"x"`, "0", false},
	} {
		f, err := ParseCell(c.formula, At{Row: 1, Col: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Eval(table{}).Agrees(decimal.RequireFromString(c.saved)); got != c.want {
			t.Errorf("=%s saved as %s: %v", c.formula, c.saved, got)
		}
	}
}

func TestRefs(t *testing.T) {
	f, err := ParseCell(`VLOOKUP(A1,明细!$B$2:C3,2,0)+D:D`, At{Row: 1, Col: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []Range{{"", 1, 1, 1, 1}, {"明细", 2, 2, 3, 3}, {"", 1, 4, lastRow, 4}}
	if got := f.Refs(); len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%v", got)
	}
}

// TestCellBounds: nothing that a workbook holds runs away.
func TestCellBounds(t *testing.T) {
	for _, formula := range []string{strings.Repeat("(", 9000), strings.Repeat("-", 9000) + "1", "1" + strings.Repeat("+1", 8000), strings.Repeat("9", 9000), "1" + strings.Repeat("/3", 2000), "SUM(A1:XFD1048576)",
		"9E59" + strings.Repeat("*9E59", 500), strings.Repeat("SUM(", 3000)} {
		if f, err := ParseCell(formula, At{Row: 1, Col: 1}); err == nil {
			f.Eval(table{"A1": "1"})
		}
	}
}

// FuzzCellFormula holds that no formula of a cell makes its door fail, and that one
// with brackets around it gives the same.
func FuzzCellFormula(f *testing.F) {
	for _, s := range []string{`IF(ISNUMBER(A1),ROUND(N(A2)+A1,2),"")`, "SUM(A1:B2,'x y'!$C3)/3%", "RC[-1]+R[2]C3", "1:1", "2^-1", `"a""b"`, "[1]S!A1", "$", "A$", "'"} {
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, relative bool) {
		at, cells := At{Row: 5, Col: 5, R1C1: relative}, table{"A1": "10", "B2": "'x", "C3": "0.1"}
		x, err := ParseCell(s, at)
		if err != nil {
			return
		}
		o := x.Eval(cells)
		y, err := ParseCell("("+s+")", at)
		if err != nil {
			return
		}
		if p := y.Eval(cells); o.Known() && p.Known() && o.Plain() != p.Plain() {
			t.Fatalf("%q is %s, in brackets %s", s, o.Plain(), p.Plain())
		}
	})
}
