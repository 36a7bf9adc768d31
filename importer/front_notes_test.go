package importer_test

import (
	"slices"
	"testing"

	"huibao"
)

// TestFrontNotes reads what the cover says besides the tables by the rows that it names.
func TestFrontNotes(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	a, b := form.Rows[0], form.Rows[1]
	for _, c := range []struct {
		cells []any
		want  map[string]string
		holds bool
	}{
		{[]any{a.Code, "漏报2户，应为12户"}, map[string]string{a.Code: "漏报2户，应为12户"}, false},
		{[]any{a.Code + "应为12户；" + b.Code + "：数据未核实。"}, map[string]string{a.Code: "应为12户", b.Code: "数据未核实"}, false},
		{[]any{"", "指标" + a.Code + "：因雨延误；正在整改"}, map[string]string{a.Code: "因雨延误；正在整改"}, false},
		{[]any{"", a.Name + "：应为12户"}, map[string]string{a.Code: "应为12户"}, false},
		{[]any{"", "企业见习岗位用的是去年基数"}, map[string]string{"1.5": "用的是去年基数"}, false},
		{[]any{"", "事业单位实习岗位为口头上报"}, map[string]string{"1.4": "为口头上报"}, false},
		{[]any{"S15", a.Code + "应为12户"}, map[string]string{"S15": a.Code + "应为12户"}, false},
		{[]any{"1b2c3d4e-H04", "因雨未开工"}, map[string]string{"H04": "因雨未开工"}, false},
		{[]any{"1b2c3d4e-H03-" + a.Code + "-F5", "集中验收"}, map[string]string{a.Code: "集中验收"}, false},
		{[]any{"", "6月各项与5月相同，已与台账核对"}, map[string]string{"H04": "6月各项与5月相同，已与台账核对"}, false},
		{[]any{"本月没有新增，各数不变", ""}, map[string]string{"H04": "本月没有新增，各数不变"}, false},
		{[]any{"", "6月数据与监理系统一致"}, map[string]string{}, false},
		{[]any{"", "1. 按要求填报"}, map[string]string{}, false},
		{[]any{"", "99.9 应为12户"}, map[string]string{}, false},
		{[]any{"", "无"}, map[string]string{}, false},
		{[]any{"", "以上数据未经核实"}, map[string]string{}, true},
		{[]any{"", a.Code + "：因雨延误。以上数据均未经核实"}, map[string]string{a.Code: "因雨延误"}, true},
		{[]any{"", "此为5月份数据"}, map[string]string{}, true},
		{[]any{"", "本表数据截至5月底"}, map[string]string{}, true},
	} {
		p := copyPaper(t, form)
		front := p.leaf(huibao.FrontSheet)
		n := slices.IndexFunc(front.rows, func(r []any) bool { return len(r) > 0 && r[0] == any("其他情况说明") })
		if n < 0 {
			t.Fatal("the blank return has no heading 其他情况说明")
		}
		for len(front.rows) < n+3 {
			front.rows = append(front.rows, nil)
		}
		front.rows[n+2] = c.cells
		ret := readBack(t, plan, p.name, p.write(t))
		if len(ret.OtherNotes) != len(c.want) {
			t.Errorf("%v: %v", c.cells, ret.OtherNotes)
		}
		for code, text := range c.want {
			if ret.OtherNotes[code] != text {
				t.Errorf("%v: %s is %q, not %q", c.cells, code, ret.OtherNotes[code], text)
			}
		}
		if holds := slices.ContainsFunc(ret.Remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkNotWhole || m.Kind == huibao.RemarkUntil }); holds != c.holds {
			t.Errorf("%v: doubts all rows: %v", c.cells, holds)
		}
	}
}
