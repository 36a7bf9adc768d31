package importer_test

import (
	"bytes"
	"strings"
	"testing"

	"huibao"
	"huibao/internal/annotate"
)

var reviewed = strings.Repeat("ab", 32)

func review() annotate.List {
	return annotate.List{Widths: []int{8, 16, 60}, Rows: []annotate.Row{
		{Class: annotate.Title, Texts: []string{huibao.ReviewSheet}},
		{Class: annotate.Head, Texts: []string{"编号", "位置", "问题"}},
		{Class: annotate.Item, Texts: []string{"V02", "计数!F17", "本期完成“约1200”不是数字。"}, Sheet: "计数", Cell: "F17"},
		{Class: annotate.Line, Texts: []string{huibao.ReviewOf + reviewed}},
	}}
}

// TestReviewedAgain reads an annotated copy as what was annotated, and knows what it
// mends; also where a unit's own sheet has taken the name of our list.
func TestReviewedAgain(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, own := range []bool{false, true} {
		p := copyPaper(t, form)
		want := fill(p, form)
		if own {
			p.sheets = append(p.sheets, &leaf{name: huibao.ReviewSheet, rows: [][]any{{"本单位的审核意见"}, {"同意上报"}}})
		}
		data := p.write(t)
		notes := []annotate.Note{{Sheet: "计数", Cell: "F5", Text: "强制性（V02）：不对。"}, {Sheet: "计数", Cell: "F6", Text: "核实性（H01）：请说明。", Grade: annotate.Ask}}
		var b bytes.Buffer
		if err := annotate.Into(&b, bytes.NewReader(data), int64(len(data)), notes, review()); err != nil {
			t.Fatal(err)
		}
		ret := readBack(t, plan, p.name, b.Bytes())
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%v: %s", own, strings.Join(d, "\n"))
		}
		if ret.Follows != reviewed {
			t.Errorf("%v: it follows %q", own, ret.Follows)
		}
	}
}

// TestReviewAlone knows our list of findings without a return, as a workbook and as
// text, whatever the file is called; a table that speaks of it is none.
func TestReviewAlone(t *testing.T) {
	plan := samplePlan(t)
	var b bytes.Buffer
	if err := annotate.Alone(&b, review()); err != nil {
		t.Fatal(err)
	}
	text := "审核意见,,\n编号,位置,问题\nV02,计数!F17,不是数字\n" + huibao.ReviewOf + reviewed + ",,\n"
	for name, x := range map[string]struct {
		data []byte
		bare bool
	}{
		"海原县_2024-06-审核意见.xlsx": {b.Bytes(), true},
		"海原县更正.csv":             {[]byte(text), true},
		"海原县.csv":               {[]byte(strings.ReplaceAll(text, reviewed, "不详")), false},
		"海原县2.csv":              {[]byte("表,,\n" + text), false},
	} {
		ret := readBack(t, plan, name, x.data)
		r, ok := ret.Has(huibao.RemarkNotSpreadsheet)
		if ok != x.bare || ok && (r.Text != "这是审核意见，不是报表" || ret.Follows != reviewed || len(ret.Rows) > 0) {
			t.Errorf("%s: %v, %+v, follows %q", name, ok, r, ret.Follows)
		}
		if unit := plan.UnitByName("海原县").Code; ret.Unit != unit {
			t.Errorf("%s is of %q", name, ret.Unit)
		}
	}
}
