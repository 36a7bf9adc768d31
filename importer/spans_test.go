package importer_test

import (
	"strings"
	"testing"

	"huibao"
	"huibao/internal/sheet"
)

// headed writes headings into columns of 计数 that are found by ours.
func headed(d *desk, headings map[string]string) {
	for label, text := range headings {
		col := d.paper.leaf("计数").col(label) + 1
		head := d.row
		for v := ""; v != label; head-- {
			v, _ = d.GetCellValue("计数", sheet.Ref(head-1, col))
		}
		d.check(d.SetCellStr("计数", sheet.Ref(head, col), text))
	}
}

// TestHeadingsOfPeriods: in a return of June a heading for another period, or for something
// else, has no figure of June under it, and no cumulative that a formula makes of it.
func TestHeadingsOfPeriods(t *testing.T) {
	for _, c := range []struct {
		this, cumulative string
		want, sum        string
		asked            string
	}{
		{"本期完成", "本年累计", "15", "115", ""},
		{"6月完成", "1-6月累计", "15", "115", ""},
		{"本期完成*", "截至7月2日累计", "15", "115", ""},
		{"6月当月", "上半年累计", "15", "115", ""},
		{"5月完成", "本年累计", "missing", "missing", "“5月完成”不是2024年6月的数"},
		{"2023年6月完成", "本年累计", "missing", "missing", "“2023年6月完成”不是2024年6月的数"},
		{"本期完成", "1-5月累计", "15", "missing", "“1-5月累计”不是2024年6月的数"},
		{"计划完成", "本年累计", "missing", "missing", "本年累计的公式用了“计划完成”栏，不知是不是本期完成的数"},
		{"去年同期", "本年累计", "missing", "missing", "本年累计的公式用了“去年同期”栏，不知是不是本期完成的数"},
		{"7月计划", "本年累计", "missing", "missing", "本年累计的公式用了“7月计划”栏，不知是不是本期完成的数"},
		{"计划数", "本年累计", "missing", "missing", "本年累计的公式用了“计划数”栏，不知是不是本期完成的数"},
		{"任务数", "本年累计", "missing", "missing", "本年累计的公式用了“任务数”栏，不知是不是本期完成的数"},
		{"年度目标", "本年累计", "missing", "missing", "本年累计的公式用了“年度目标”栏，不知是不是本期完成的数"},
		{"上期累计", "本年累计", "missing", "missing", "本年累计的公式用了“上期累计”栏，不知是不是本期完成的数"},
		{"完成率", "本年累计", "missing", "missing", "本年累计的公式用了“完成率”栏，不知是不是本期完成的数"},
		{"备注", "本年累计", "missing", "missing", "本年累计的公式用了“备注”栏，不知是不是本期完成的数"},
		{"本月完成", "本年累计", "15", "115", ""},
		{"本期完成数", "本年累计", "15", "115", ""},
		{"完成情况（本期）", "本年累计", "15", "115", ""},
		{"当月完成情况", "本年累计", "15", "115", ""},
		{"6月份完成任务数", "本年累计", "15", "115", ""},
		{"本期完成任务数", "本年累计", "15", "115", ""},
		{"", "本年累计", "missing", "115", ""},
		{"本期完成（仅填城区数）", "本年累计", "missing", "missing", "标题“本期完成（仅填城区数）”的括号里写着“仅填城区数”，不知是不是全部的本期完成，没有读"},
		{"本期完成（累计）", "本年累计", "missing", "missing", "标题“本期完成（累计）”的括号里写着“累计”，不知是不是全部的本期完成，没有读"},
		{"本期完成", "本年累计（不含续建）", "15", "missing", "标题“本年累计（不含续建）”的括号里写着“不含续建”，不知是不是全部的本年累计，没有读"},
		{"本期完成（必填）", "本年累计（公里）", "15", "115", ""},
		{"本期完成（6月）", "本年累计（1-6月）", "15", "115", ""},
		{"本期完成（核减填负数）", "2024年累计", "15", "115", ""},
		{"本期完成（5月）", "本年累计", "missing", "missing", "“本期完成（5月）”不是2024年6月的数"},
		{"本期完成（1-6月）", "本年累计", "missing", "missing", "“本期完成（1-6月）”不是2024年6月的数"},
		{"本期完成", "本年累计（1-5月）", "15", "missing", "“本年累计（1-5月）”不是2024年6月的数"},
		{"本期完成", "截至5月底累计", "15", "missing", "“截至5月底累计”不是2024年6月的数"},
		{"本期完成", "2023年累计", "15", "missing", "“2023年累计”不是2024年6月的数"},
		{"本期完成（5月26日至6月25日）", "本年累计（1月1日—6月25日）", "15", "115", ""},
		{"本期完成（5月26日—6月25日）", "本年累计=上期累计+本期完成", "15", "115", ""},
		{"本期完成（截至6月25日）", "本年累计（截至6月25日）", "15", "115", ""},
		{"①本期完成", "②本年累计", "15", "115", ""},
		{"本月新增完成", "本年累计", "15", "115", ""},
		{"本期完成（实数）", "本年累计（实数）", "15", "115", ""},
		{"本期实际完成（不含计划）", "本年累计", "15", "115", ""},
		{"本期完成（4月26日—6月25日）", "本年累计", "missing", "missing", "“本期完成（4月26日—6月25日）”不是2024年6月的数"},
		{"本期完成（6月10日—6月25日）", "本年累计", "missing", "missing", "“本期完成（6月10日—6月25日）”不是2024年6月的数"},
		{"本期完成（4月26日—5月25日）", "本年累计", "missing", "missing", "“本期完成（4月26日—5月25日）”不是2024年6月的数"},
		{"本期完成（截至6月10日）", "本年累计", "missing", "missing", "“本期完成（截至6月10日）”不是2024年6月的数"},
		{"本期完成（截至5月25日）", "本年累计", "missing", "missing", "“本期完成（截至5月25日）”不是2024年6月的数"},
		{"本期完成", "本年累计（2月1日—6月25日）", "15", "missing", "“本年累计（2月1日—6月25日）”不是2024年6月的数"},
		{"本期完成（不含计划外）", "本年累计", "missing", "missing", "标题“本期完成（不含计划外）”的括号里写着“不含计划外”，不知是不是全部的本期完成，没有读"},
		{"本期完成（含中宁县）", "本年累计", "missing", "missing", "标题“本期完成（含中宁县）”的括号里写着“含中宁县”，不知是不是全部的本期完成，没有读"},
	} {
		ret, this := readDesk(t, func(d *desk) {
			headed(d, map[string]string{"本期完成": c.this, "本年累计": c.cumulative})
			before, now, sum := d.at("上期累计", 0), d.at("本期完成", 0), d.at("本年累计", 0)
			d.check(d.SetCellDefault(d.sheet, before, "100"))
			d.check(d.SetCellDefault(d.sheet, now, "15"))
			d.saved(sum, before+"+"+now, "115")
		})
		got := func(q huibao.Quantity) string {
			if q.IsMissing() {
				return "missing"
			}
			return q.String()
		}
		unclear, _ := ret.Has(huibao.RemarkColumnUnclear)
		asked, _, _ := strings.Cut(unclear.Text, "\n")
		if a, b := got(this.Quantity), got(ret.RowByCode("20.1").Quantity(huibao.FieldCumulative)); a != c.want || b != c.sum || asked != c.asked {
			t.Errorf("%q, %q: %s, %s, %q", c.this, c.cumulative, a, b, asked)
		}
		for _, r := range ret.RowByCode("20.1").Remarks {
			if r.Kind == huibao.RemarkIssuedOther {
				t.Errorf("%q, %q: what we print is looked for there: %q", c.this, c.cumulative, r.Text)
			}
		}
	}
}

// TestSumsBesideAPlan: where a cumulative was saved as a figure, it rests on the column before it if it is
// 上期累计 with that; one that is another figure was typed.
func TestSumsBesideAPlan(t *testing.T) {
	for _, c := range []struct{ head, now, sum, want string }{
		{"7月计划", "15", "115", ""},
		{"备注", "15", "115", ""},
		{"7月计划", "15", "108", "108"},
		{"7月计划", "0", "100", "100"},
		{"本月完成", "15", "115", "115"},
	} {
		ret, _ := readDesk(t, func(d *desk) {
			headed(d, map[string]string{"本期完成": c.head})
			for label, text := range map[string]string{"上期累计": "100", "本期完成": c.now, "本年累计": c.sum} {
				d.check(d.SetCellDefault(d.sheet, d.at(label, 0), text))
			}
		})
		got := ret.RowByCode("20.1").Quantity(huibao.FieldCumulative)
		if c.want == "" && !got.IsMissing() || c.want != "" && got.String() != c.want {
			t.Errorf("%s %s, %s: %s", c.head, c.now, c.sum, got)
		}
	}
}

// TestNamesBesideCodes: a name that comes to that of another row puts the code in doubt; one
// that is only written otherwise does not.
func TestNamesBesideCodes(t *testing.T) {
	for name, want := range map[string]string{"农村公路路况提升": "", "农村公路路况提升工程": "", "路况提升": "", "": "", "更新四类管线（改造）": "", "改造城镇老旧小区": "21.2", "城镇老旧小区": "21.2", "完全是别的事": ""} {
		ret, v := readDesk(t, func(d *desk) { d.check(d.SetCellStr(d.sheet, d.at("指标", 0), name)) })
		mismatch := ""
		for _, r := range ret.RowByCode("20.1").Remarks {
			if r.Kind == huibao.RemarkRowMismatch {
				mismatch = r.Text
			}
		}
		if mismatch != want || !v.Quantity.IsNumber() {
			t.Errorf("%q: %q, %s", name, mismatch, v.Quantity)
		}
	}
}
