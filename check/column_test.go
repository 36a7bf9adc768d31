package check

import (
	"slices"
	"strings"
	"testing"
)

// fiveFlows are rows of which the year and the month cannot be taken for each other, but for 6.4.
const fiveFlows = `del 1.1
del 1.2
add 6.1 count 甲
add 6.2 count 乙
add 6.3 count 丙
add 6.4 count 丁
add 6.5 count 戊
series 6.1 20 21 19 20 21
series 6.2 7 7 6 8 7
series 6.3 240 250 245 240 251
series 6.4 1 0 1 0 1
series 6.5 10 0 15 12 8
`

// acceptedWorks are works that are counted when they are accepted, most of them at once.
const acceptedWorks = `del 1.1
del 1.2
add 6.1 count 甲
add 6.2 count 乙
add 6.3 count 丙
series 6.1 1 1 1 1 2
series 6.2 2 2 2 2 4
series 6.3 4 4 4 4 6
form 6.1 target 12
form 6.2 target 24
form 6.3 target 45
`

// TestColumnsHeld: what is wrong of a column as a whole holds all its rows that could be read in two ways, also
// those that look well by themselves and those whose note gives a reason for something else; a row
// that can be read in one way counts.
func TestColumnsHeld(t *testing.T) {
	for _, c := range []struct{ name, script, code, held string }{
		{"the year as the month", fiveFlows + "set 6.1 this 122\nset 6.2 this 41\nset 6.3 this 1470\nset 6.4 this 4\nset 6.5 this 51\nset 6.2 note 受连续降雨影响，施工进度滞后", "H10", "6.1、6.2、6.3、6.4、6.5"},
		{"but for one month", fiveFlows + "set 6.1 this 122\nset 6.2 this 41\nset 6.3 this 1470\nset 6.4 this 4\nset 6.5 this 11", "H10", "6.1、6.2、6.3、6.4"},
		{"but for one month, each row explained", fiveFlows + "set 6.1 this 122\nset 6.2 this 41\nset 6.3 this 1250\nset 6.4 this 4\nset 6.5 this 11\nset 6.1 note 本月集中验收，一次完成较多\nset 6.2 note 本月集中验收，一次完成较多\nset 6.3 note 本月集中验收，一次完成较多\nset 6.4 note 本月集中验收，一次完成较多", "H10", ""},
		{"one row alone", fiveFlows + "set 6.1 this 22\nset 6.2 this 7\nset 6.3 this 1470\nset 6.4 this 1\nset 6.5 this 11", "H10", ""},
		{"one row of few periods", "series 1.1 8 8\nprior 1.1 cumulative 40\nset 1.1 this 48\nset 1.1 cumulative 88\nformula 1.1 cumulative 88\nform 1.1 target 1000", "H10", "1.1"},
		{"one row that the unit adds up itself", "series 1.1 8 8\nprior 1.1 cumulative 40\nset 1.1 this 48\nset 1.1 cumulative 88\nform 1.1 target 1000", "H10", ""},
		{"explained, yet the office's", "series 1.1 8 8\nprior 1.1 cumulative 40\nset 1.1 this 48\nset 1.1 cumulative 88\nformula 1.1 cumulative 88\nform 1.1 target 1000\nset 1.1 note 因集中验收，本月完成较多", "H10", "1.1"},
		{"the year's target at once", "series 1.1 8 8 8 8 8\nset 1.1 this 72\nset 1.1 cumulative 112\nform 1.1 target 100", "H03", "1.1"},
		{"the year's target at once, explained", "series 1.1 8 8 8 8 8\nset 1.1 this 72\nset 1.1 cumulative 112\nform 1.1 target 100\nset 1.1 note 因集中验收，本月完成较多", "H03", ""},
		{"works completed", acceptedWorks + "set 6.1 this 6\nset 6.2 this 12\nset 6.3 this 23", "H10", ""},
		{"not what was left", acceptedWorks + "set 6.1 this 7\nset 6.2 this 13\nset 6.3 this 24", "H10", "6.1、6.2、6.3"},
		{"the unit adds up each row", fiveFlows + "set 6.1 this 122\nset 6.1 cumulative 223\nset 6.2 this 41\nset 6.2 cumulative 76\nset 6.3 this 1470\nset 6.3 cumulative 2696\nset 6.4 this 4\nset 6.4 cumulative 7\nset 6.5 this 51\nset 6.5 cumulative 96", "H10", ""},
		{"four rows as large as before, that the unit adds up", fiveFlows + "set 6.1 this 101\nset 6.1 cumulative 202\nset 6.2 this 35\nset 6.2 cumulative 70\nset 6.3 this 1226\nset 6.3 cumulative 2452\nset 6.5 this 45\nset 6.5 cumulative 90\nset 6.4 this 1", "H10", ""},
		{"the month as the year", fiveFlows + "set 6.1 cumulative 21\nset 6.2 cumulative 6\nset 6.3 cumulative 244\nset 6.4 cumulative 3\nset 6.5 cumulative 44", "H01", "6.1、6.2、6.3、6.4、6.5"},
		{"all turned, one that may go over 100", "add 6.1 rate 甲率\nadd 6.2 rate 乙率\nform 6.2 over100 x\nadd 6.3 rate 丙率\nset 2.1 numerator 100\nset 2.1 denominator 95\nset 6.1 numerator 40\nset 6.1 denominator 30\n" +
			"set 6.2 numerator 20\nset 6.2 denominator 19\nset 6.3 numerator 9\nset 6.3 denominator 5", "L04", "2.1、6.1、6.3、6.2"},
	} {
		v := Run(scripted(t, c.script))
		if found := ofCode(t, v, c.code); c.held != "" && len(found) != 1 {
			t.Errorf("%s: %d findings of %s: %+v", c.name, len(found), c.code, v.Findings)
		} else if c.held != "" && strings.Join(found[0].Indicators(), "、") != c.held {
			t.Errorf("%s: %s", c.name, found[0].Message)
		}
		want := strings.FieldsFunc(c.held, func(r rune) bool { return r == '、' })
		slices.Sort(want)
		if got := slices.Sorted(slices.Values(v.HeldOut)); !slices.Equal(got, want) {
			t.Errorf("%s: held %v, want %v", c.name, got, want)
		}
	}
}

// TestColumnAlone: of a row that is not less than before it is said that it is held because of its column alone.
func TestColumnAlone(t *testing.T) {
	script := strings.Replace(fiveFlows, "series 6.5 10 0 15 12 8", "series 6.5 40 40", 1) + "set 6.1 cumulative 21\nset 6.2 cumulative 6\nset 6.3 cumulative 244\nset 6.4 cumulative 2\nset 6.5 cumulative 84"
	found := ofCode(t, Run(scripted(t, script)), "H01")
	if len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	for _, c := range found[0].Cells {
		if alone := strings.Contains(c.Message, "单看不小于上期累计"); alone != (c.Indicator == "6.5") {
			t.Errorf("%s: %s", c.Indicator, c.Message)
		}
	}
	if strings.Count(found[0].Message, "只因整栏可疑") != 1 {
		t.Error(found[0].Message)
	}
}

// TestOwnCheckColumn: that our own column 自检 cannot be computed holds no row.
func TestOwnCheckColumn(t *testing.T) {
	v := Run(scripted(t, "unread 1.1 self_check #REF!\nvalue 1.1 self_check error-value #REF!"))
	if len(v.HeldOut) != 0 || v.State != "accepted" {
		t.Errorf("held %v, %s", v.HeldOut, v.State)
	}
	v = Run(scripted(t, "unread 1.1 cumulative #REF!\nvalue 1.1 cumulative error-value #REF!"))
	if !slices.Equal(v.HeldOut, []string{"1.1"}) {
		t.Errorf("held %v", v.HeldOut)
	}
}
