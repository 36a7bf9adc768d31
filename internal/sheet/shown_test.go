package sheet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shownFormats are number formats, with what of a number they show, and what a reader makes
// of that.
var shownFormats = []struct{ code, raw, shown, text string }{
	{"General", "12345678901.25", "", "12345678901.25"},
	{"", "1", "", "1"},
	{"0", "1999.6", "", "2000"},
	{"0", "1999.5", "", "2000"},
	{"0", "-0.5", "", "-1"},
	{"#,##0.00", "1796.5400000000001", "", "1796.54"},
	{"0.00_);[红色](0.00)", "-1.005", "", "(1.01)=-1.01"},
	{"#,##0_);(#,##0)", "-12", "", "(12)=-12"},
	{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0", "", "-?"},
	{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "-1234567.5", "", "-1,234,567.50"},
	{`0;-0;;@`, "0", "", "?"},
	{`[$¥-804]#,##0.0`, "1012.25", "", "¥1,012.3=1,012.3"},
	{`"¥"#,##0.00;[Red]"¥"-#,##0.00`, "-5", "", "¥-5.00=-5.00"},
	{`#,##0;[Red]#,##0`, "-1234", "", "1,234=-1,234"},
	{`0;0`, "-12", "", "12?"},
	{`"-"0`, "15", "", "-15?"},
	{`"1"0`, "15", "", "115?"},
	{`[$1]0`, "15", "", "115?"},
	{`0"0"`, "15", "", "150?"},
	{`0.0"5"`, "1.2", "", "1.25?"},
	{`000-0000`, "1234567", "", "123-4567?"},
	{`00000`, "12", "", "12"},
	{`0.0##`, "12.5", "", "12.5"},
	{`#.##`, "0.25", "", "0.25"},
	{`"已完成"`, "15", "", "已完成?"},
	{`General"户"`, "15", "", "15户?"},
	{`G/通用格式"户"`, "-15", "", "-15户?"},
	{`[DBNum1][$-804]General`, "15", "", "15"},
	{`0"元/人/月"`, "690.4", "", "690元/人/月?"},
	{`0"人"`, "12", "", "12人?"},
	{"0%", "0.856", "86%", "86%?"},
	{"0.0%", "0.85550000000000004", "85.6%", "85.6%?"},
	{"0.00%;[Red]0.00%", "-0.05", "-5.00%", "5.00%=-5.00%?"},
	{"yyyy-mm-dd", "45473", "2024-06-30", "2024-06-30?"},
	{`m"月"d"日"`, "45356", "2024-03-05", "3月5日?"},
	{`yyyy"年"m"月"d"日"`, "45473.75", "2024-06-30", "2024年6月30日?"},
	{"[$-804]yyyy/m/d h:mm;@", "45473.75", "2024-06-30", "2024/6/30 18:00?"},
	{"[$-804]yyyy/m/d h:mm AM/PM;@", "45473.75", "2024-06-30", "2024/6/30 6:00 PM?"},
	{"mmm-yy", "45473", "2024-06-30", "6-24?"},
	{"aaaa", "45473", "2024-06-30", "星期日?"},
	{"h:mm", "0.5", "", "12:00?"},
	{"m/d", "12", "1900-01-12", "1/12?"},
	{"[h]:mm", "1.5", "", "36:00?"},
	{"[", "1.5", "", "?"},
	{"[m", "1.5", "", "2160?"},
	{"mm:ss.0", "0.5", "", "00:00?"},
	{"@", "12", "", "12"},
	{";;;", "12", "", "?"},
	{"0.00E+00", "12", "", "12"},
	{"# ?/?", "0.5", "", "0.5"},
	{`0!.0,"万"`, "12345", "1.2万", "1.2万?"},
	{`0!.0,万`, "15500", "1.6万", "1.6万?"},
	{`0\.0000"万元"`, "12345", "1.2345万元", "1.2345万元?"},
	{`0"."0,"万"`, "12345", "1.2万", "1.2万?"},
	{`#,##0,`, "12345", "12", "12?"},
	{`0.00,,"百万"`, "12345678", "12.35百万", "12.35百万?"},
	{`0!.00,,"亿"`, "1234567890", "12.35亿", "12.35亿?"},
	{`0,"千"`, "12345", "12千", "12千?"},
	{`0"万"`, "12", "12万", "12万?"},
	{`0"千克"`, "12", "", "12千克?"},
	{`[>=10000]0!.0,"万";0`, "12345", "1.2万", "1.2万?"},
	{`[>=10000]0!.0,"万";0`, "999.4", "", "999"},
	{`[>=10000]0!.0,"万";0`, "-9", "", "-9"},
	{`[<0]0;[=1]"是";0.0`, "2.25", "", "2.3"},
	{`0;"负;"0;0`, "-3.4", "", "负;3?"},
}

// TestFormats: text is Display's, with what it is read as where that differs, and a ?
// where more than the figure is shown.
func TestFormats(t *testing.T) {
	for _, c := range shownFormats {
		cell := Cell{Type: Number, Raw: c.raw, Format: newNumFmt(200, c.code)}
		if got := Shown(cell, false); got != c.shown {
			t.Errorf("%s of %s shown as %q, want %q", c.raw, c.code, got, c.shown)
		}
		v, ok := Display(cell, false)
		got := v.Text
		if v.Bare != "" && v.Bare != v.Text {
			got += "=" + v.Bare
		}
		if !v.Plain {
			got += "?"
		}
		if !ok || got != c.text {
			t.Errorf("%s of %s displayed as %q, want %q", c.raw, c.code, got, c.text)
		}
	}
}

func TestNewNumFmt(t *testing.T) {
	for _, c := range []struct {
		id   int
		code string
		want NumFmt
	}{
		{0, "", NumFmt{Class: ClassGeneral, Places: -1}},
		{2, "", NumFmt{ID: 2, Code: "0.00", Class: ClassNumber, Places: 2}},
		{10, "", NumFmt{ID: 10, Code: "0.00%", Class: ClassPercent, Places: 2}},
		{14, "", NumFmt{ID: 14, Code: "yyyy/m/d", Class: ClassDate, Places: -1}},
		{31, "", NumFmt{ID: 31, Code: `yyyy"年"m"月"d"日"`, Class: ClassDate, Places: -1}},
		{32, "", NumFmt{ID: 32, Code: `h"时"mm"分"`, Class: ClassTime, Places: -1}},
		{49, "", NumFmt{ID: 49, Code: "@", Class: ClassText, Places: -1}},
		{164, ";;;", NumFmt{ID: 164, Code: ";;;", Class: ClassHidden, Places: -1}},
		{165, `0!.0,"万"`, NumFmt{ID: 165, Code: `0!.0,"万"`, Class: ClassScaled, Places: 1, Scale: 4}},
		{166, `"`, NumFmt{ID: 166, Code: `"`, Class: ClassHidden, Places: -1}},
	} {
		if diff := cmp.Diff(c.want, newNumFmt(c.id, c.code)); diff != "" {
			t.Errorf("%d %s: %s", c.id, c.code, diff)
		}
	}
}

func TestSerialDate(t *testing.T) {
	for _, c := range []struct {
		raw      string
		date1904 bool
		want     [3]int
		ok       bool
	}{
		{"1", false, [3]int{1900, 1, 1}, true}, {"59", false, [3]int{1900, 2, 28}, true}, {"60", false, [3]int{}, false},
		{"61", false, [3]int{1900, 3, 1}, true}, {"45473", false, [3]int{2024, 6, 30}, true}, {"45473.9999", false, [3]int{2024, 6, 30}, true},
		{"44011", true, [3]int{2024, 6, 30}, true}, {"0", true, [3]int{1904, 1, 1}, true}, {"0", false, [3]int{}, false},
		{"2958465", false, [3]int{9999, 12, 31}, true}, {"2958466", false, [3]int{}, false}, {"2957003", true, [3]int{9999, 12, 31}, true},
		{"2957004", true, [3]int{}, false}, {"-1", false, [3]int{}, false}, {"x", false, [3]int{}, false}, {"1e999999999", false, [3]int{}, false},
		{"4.5473E4", false, [3]int{2024, 6, 30}, true},
	} {
		y, m, d, ok := SerialDate(c.raw, c.date1904)
		if got := [3]int{y, m, d}; got != c.want || ok != c.ok {
			t.Errorf("%s %v: %v %v", c.raw, c.date1904, got, ok)
		}
	}
}

func TestDecimal15(t *testing.T) {
	for raw, want := range map[string]string{"796.5400000000001": "796.54", "0.1": "0.1", "1E3": "1000", "1.5e-3": "0.0015", "-0.30000000000000004": "-0.3",
		"110101199003078888": "110101199003079000", "999999999999999.9": "1000000000000000", "+5": "5", "12.": "12", ".5": "0.5"} {
		if d, err := Decimal15(raw); err != nil || d.String() != want {
			t.Errorf("%s: %s %v", raw, d, err)
		}
	}
	for _, raw := range []string{"", "-", "1e", "1e9999", "0x10", "1,2", "１", "--1", "NaN", "1 ", "1.2.3"} {
		if _, err := Decimal15(raw); err == nil {
			t.Errorf("%q read as a number", raw)
		}
	}
}

func TestRefs(t *testing.T) {
	for _, c := range []struct {
		ref      string
		row, col int
	}{{"A1", 1, 1}, {"F12", 12, 6}, {"Z9", 9, 26}, {"AA10", 10, 27}, {"XFD1048576", 1048576, 16384}} {
		if row, col, ok := ParseRef(c.ref); row != c.row || col != c.col || !ok || Ref(row, col) != c.ref {
			t.Errorf("%s: %d %d %v %s", c.ref, row, col, ok, Ref(row, col))
		}
	}
	for _, ref := range []string{"", "A", "1", "A0", "A1048577", "XFE1", "AAAA1", "A1B", "A-1", "A1:B2"} {
		if _, _, ok := ParseRef(ref); ok {
			t.Errorf("%q read as a cell", ref)
		}
	}
}
