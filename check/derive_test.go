package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao"
)

// derivations is the table of what follows: the last counted cumulative, this period's
// figure and the cumulative as read (_ is blank, / does not apply, = the result of the
// form's formula, ? what can't be read), then this period's figure and the cumulative as they are judged (~ is
// derived), and what is said of the row. The unit has no allocation.
const derivations = `
_ _ _ | _ _ V01
_ _ / | _ /
_ _ 0 | _ 0
_ _ 849 | _ 849
_ / _ | / /~
_ / / | / /
_ / 0 | / 0
_ / 849 | _ 849 V02
_ 0 _ | 0 _~ H11
_ 0 / | 0 _~ H11
_ 0 0 | 0 0
_ 0 849 | 0 849
_ 7 _ | 7 _~ H11
_ 7 / | 7 _ V02
_ 7 0 | 7 0 L03
_ 7 849 | 7 849
/ _ _ | _ _ V01
/ _ / | _ /
/ _ 0 | 0~ 0
/ _ 849 | 849~ 849
/ / _ | / /~
/ / / | / /
/ / 0 | / 0
/ / 849 | _ 849 V02
/ 0 _ | 0 0~
/ 0 / | 0 0~
/ 0 0 | 0 0
/ 0 849 | 0 849 V08
/ 7 _ | 7 7~
/ 7 / | 7 _ V02
/ 7 0 | 7 0 V08 L03
/ 7 849 | 7 849 V08
0 _ _ | _ _ V01
0 _ / | _ /
0 _ 0 | 0~ 0
0 _ 849 | 849~ 849
0 / _ | / /~
0 / / | / /
0 / 0 | / 0
0 / 849 | _ 849 V02
0 0 _ | 0 0~
0 0 / | 0 0~
0 0 0 | 0 0
0 0 849 | 0 849 H02
0 7 _ | 7 7~
0 7 / | 7 _ V02
0 7 0 | 7 0 L03
0 7 849 | 7 849 H02
842 _ _ | _ _ V01
842 _ / | _ / V12
842 _ 0 | -842~ 0 H01
842 _ 849 | 7~ 849
842 / _ | / 842~ V12
842 / / | / 842~ V12
842 / 0 | / 0 V12
842 / 849 | / 849 V12
842 0 _ | 0 842~
842 0 / | 0 _ V02
842 0 0 | 0 0 H02
842 0 849 | 0 849 H02
842 7 _ | 7 849~
842 7 / | 7 _ V02
842 7 0 | 7 0 L03
842 7 849 | 7 849
`

// others are further rows of the table. Before them stands what else is so: dark (nothing
// counts of a period since the last), late (collecting begins in the year, without an
// opening), first (nothing can have come before), task (there is an allocation), tick
// (零报告), meant (the city's target is not broken down to the unit), nothing (its task is 0),
// filled N (上期累计 as the sheet has it). - is a mark of none.
const others = `
dark 842 7 _ | 7 _~ H11
dark 842 7 =849 | 7 _~ H11
dark 842 7 849 | 7 849
dark 842 7 =856 | 7 856
dark 842 _ 849 | _ 849
dark 842 - _ | 0 _~ H11
dark 842 / _ | / _~ V12
dark filled 900 842 7 _ | 7 907~
dark filled 900 842 7 =907 | 7 907
dark filled 842 842 7 =849 | 7 _~ H11
dark filled 500 842 7 =507 | 7 _~ H11
late _ 7 =7 | 7 _~ H11
late _ 7 7 | 7 7
late filled 30 _ 7 =37 | 7 37
late filled 30 _ 7 _ | 7 37~
first _ 7 _ | 7 7~
first _ 0 _ | 0 0~
first _ _ 7 | 7~ 7
first _ - _ | - /~
first task _ - _ | 0 0~
first task _ / _ | / /~ V12
first _ 无 _ | - /~
first meant _ - _ | - /~
first meant _ / _ | / /~
first nothing _ - _ | - /~
first nothing _ / _ | / /~
842 ? / | _ / V02 V12
_ ? / | _ / V02
842 ? 849 | _ 849 V02
842 - _ | 0 842~
842 - 842 | 0 842
842 - 849 | 0 849 H02
842 - - | 0 _ V02
842 _ - | _ - V12
842 7 - | 7 _ V02
0 - _ | - /~
0 - 0 | 0 0
0 - - | - -
0 task - _ | 0 0~
0 task _ - | 0 0~
0 task / _ | / /~ V12
0 task / 7 | / 7 V12
0 task _ / | _ / V12
0 0 - | 0 0~
tick 842 _ _ | 0 842~
tick 842 _ 849 | 7~ 849
tick 842 3 _ | 3 845~
tick dark 842 _ _ | 0 _~ H11
tick / _ _ | 0 0~
filled 840 842 7 847 | 7 847 H12
filled 7 842 842 849 | 842 849 H02
filled 900 842 7 _ | 7 849~ H02
first filled 30 _ 7 _ | 7 37~
842 7 =849 | 7 849
842 7 =999 | 7 999 H02
`

// TestDerivations works the tables out, each as a row of a return that is judged.
func TestDerivations(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(derivations + others) {
		left, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		seen[left] = true
		if got := derivation(t, strings.Fields(left)); got != want {
			t.Errorf("%s | %s, want %s", left, got, want)
		}
	}
	few := func(n string) []string { return []string{"_", "/", "0", n} }
	for _, last := range few("842") {
		for _, this := range few("7") {
			for _, total := range few("849") {
				if left := strings.Join([]string{last, this, total}, " "); !seen[left] {
					t.Errorf("the table lacks %s", left)
				}
			}
		}
	}
}

// said are the checks whose voices the tables name.
var said = []string{"V01", "V02", "V07", "V08", "V12", "L03", "H01", "H02", "H11", "H12"}

// derivation judges one row of the table and says what became of it.
func derivation(t *testing.T, words []string) string {
	t.Helper()
	in := input(good())
	in.Form.Rows, in.Return.Rows = in.Form.Rows[:1], in.Return.Rows[:1]
	row, r := &in.Form.Rows[0], &in.Return.Rows[0]
	row.Target, row.Allocated, r.Values = huibao.Quantity{}, false, huibao.Values{}
	row.Prior = huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Counted: true, Values: map[huibao.Field]huibao.Quantity{}}
	var cells []string
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "dark":
			row.Prior.Period, row.Prior.Counted, row.Prior.Dark = huibao.Period{Year: 2024, Month: 4}, false, []huibao.Period{{Year: 2024, Month: 5}}
		case "late":
			row.Prior = huibao.Prior{}
		case "first":
			row.Prior = huibao.Prior{Fresh: true}
		case "task":
			row.Target, row.Allocated = huibao.NumInt(1000), true
		case "meant": // of the city, and not broken down to the unit
			row.Target = huibao.NumInt(1000)
		case "nothing":
			row.Target, row.Allocated = huibao.NumInt(0), true
		case "tick":
			in.Return.ZeroReport = &huibao.Value{Text: huibao.ZeroTicked, Source: huibao.Source{Sheet: huibao.FrontSheet, Cell: "B15"}}
		case "filled":
			i++
			r.Values.Set(cellOfTable(huibao.FieldPrevious, words[i]))
		default:
			cells = append(cells, words[i])
		}
	}
	if cells[0] != "_" {
		row.Prior.Values[huibao.FieldCumulative] = cellOfTable(huibao.FieldCumulative, cells[0]).Quantity
	}
	for i, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		if cells[i+1] != "_" {
			r.Values.Set(cellOfTable(f, cells[i+1]))
		}
	}
	before := fmt.Sprintf("%+v", slices.Collect(r.Values.All()))
	v := Run(in)
	if fmt.Sprintf("%+v", slices.Collect(r.Values.All())) != before {
		t.Errorf("%v: the values read were changed", words)
	}
	judged := v.Return.RowByCode("1.1")
	out := []string{shownOf(judged.Values.Of(huibao.FieldThis)), shownOf(judged.Values.Of(huibao.FieldCumulative))}
	for _, f := range v.Findings {
		if slices.Contains(said, f.Code) {
			out = append(out, f.Code)
		}
	}
	return strings.Join(out, " ")
}

func cellOfTable(f huibao.Field, text string) huibao.Value {
	v := huibao.Value{Field: f, Text: text, Source: huibao.Source{Sheet: "计数", Cell: map[huibao.Field]string{huibao.FieldPrevious: "E4", huibao.FieldThis: "F4", huibao.FieldCumulative: "G4"}[f]}}
	if result, ok := strings.CutPrefix(text, "="); ok {
		v.Text, v.Formula, v.Origin = result, "ROUND(N(E4)+F4,2)", huibao.OriginFormula
	}
	switch text {
	case "?":
		v.Text, v.Remarks = "约7", []huibao.Remark{{Kind: huibao.RemarkUnreadable, Text: "约"}}
	case "/":
		v.Quantity = huibao.NA()
	case "-", "无":
		v.Quantity, v.Remarks = huibao.NA(), []huibao.Remark{{Kind: huibao.RemarkNone}}
	default:
		v.Quantity = huibao.MustNum(v.Text)
	}
	return v
}

func shownOf(v huibao.Value) string {
	s := v.Quantity.String()
	switch {
	case s == "/" && v.Has(huibao.RemarkNone):
		s = "-"
	case s == "":
		s = "_"
	}
	if v.Origin == huibao.OriginDerived {
		s += "~"
	}
	return s
}
