package importer

import (
	"testing"

	"huibao"
)

// TestHeadingsThatDeny: a heading that says in brackets that its figures are others than those
// of its name is of no column; one that says more of the same is.
func TestHeadingsThatDeny(t *testing.T) {
	for text, want := range map[string]huibao.Field{
		"本期完成（累计）": "", "本年累计（含在建）": "", "本期完成（计划）": "", "分子（去年同期）": "", "本年累计（上年）": "", "本年累计实发（预计）": "", "累计完成（开工）": "",
		"上月已筛查数（分子）": "", "去年同期（分母）": "", "累计完成（不含结转）": "", "完成数（待验收）": "",
		"已筛查数（分子）": huibao.FieldNumer, "分子（签约人数）": huibao.FieldNumer, "目标人群（分母）": huibao.FieldDenom, "计划生育人数（分母）": huibao.FieldDenom, "本期完成（必填）": huibao.FieldThis, "本期完成（含结转）": huibao.FieldThis, "本年累计（含结转）": huibao.FieldCumulative, "完成情况（累计）": huibao.FieldCumulative, "完成数（本月）": huibao.FieldThis, "完成数（累计）": huibao.FieldCumulative,
		"本年累计（元）": huibao.FieldCumulative, "本期完成（6月）": huibao.FieldThis, "计划数（目标）": huibao.FieldTarget, "本期实际完成": huibao.FieldThis, "本月实际完成数（户）": huibao.FieldThis,
	} {
		if got, ok := headingOf(text); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %s %v, want %s", text, got, ok, want)
		}
	}
}

// TestOpenBrackets: what a heading says in brackets is asked about unless it leaves its figures
// what they are.
func TestOpenBrackets(t *testing.T) {
	for text, want := range map[string]string{
		"完成数（农村）": "农村", "累计完成（上级反馈）": "上级反馈", "完成数【城镇】": "城镇", "完成数(已受理)": "已受理", "累计完成（含未验收）": "含未验收",
		"完成数": "", "完成数（人）": "", "累计完成（万元）": "", "完成数（个/场）": "", "完成数（台、户）": "", "完成数（必填）": "", "完成数（截至6月底）": "", "完成数（1-6月）": "", "累计完成（含结转）": "",
		"累计完成（已核实）": "", "完成情况（保留一位小数）": "", "累计完成（以系统数为准）": "", "（三）完成数": "", "完成数（④=②+③）": "", "完成数（C）": "", "完成情况（累计）": "", "完成数（本年）": "",
	} {
		if got := openBracket(fold(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
