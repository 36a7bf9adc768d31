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
		"本期完成（必填）": huibao.FieldThis, "本期完成（含结转）": huibao.FieldThis, "本年累计（含结转）": huibao.FieldCumulative, "完成情况（累计）": huibao.FieldCumulative, "完成数（本月）": huibao.FieldThis, "完成数（累计）": huibao.FieldCumulative,
		"本年累计（元）": huibao.FieldCumulative, "本期完成（6月）": huibao.FieldThis, "计划数（目标）": huibao.FieldTarget, "本期实际完成": huibao.FieldThis, "本月实际完成数（户）": huibao.FieldThis,
	} {
		if got, ok := headingOf(text); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %s %v, want %s", text, got, ok, want)
		}
	}
}
