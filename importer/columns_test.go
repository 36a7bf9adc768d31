package importer

import (
	"testing"

	"huibao"
)

// TestHeadingsThatDeny: a heading that says in brackets that its figures are others than those
// of its name is of no column; one that says more of the same is.
func TestHeadingsThatDeny(t *testing.T) {
	for text, want := range map[string]huibao.Field{
		"本期完成（累计）": "", "本期完成（含上年结转）": huibao.FieldThis, "本期完成（含去年续建项目）": huibao.FieldThis, "本期完成（含上年）": "", "本期完成（上年结转前）": "", "本年累计（含在建）": "", "本期完成（计划）": "", "分子（去年同期）": "", "本年累计（上年）": "", "本年累计实发（预计）": "", "累计完成（开工）": "",
		"上月已筛查数（分子）": "", "去年同期（分母）": "", "累计完成（不含结转）": "", "完成数（待验收）": "",
		"已筛查数（分子）": huibao.FieldNumer, "分子（签约人数）": huibao.FieldNumer, "目标人群（分母）": huibao.FieldDenom, "计划生育人数（分母）": huibao.FieldDenom, "本期完成（必填）": huibao.FieldThis, "本期完成（含结转）": huibao.FieldThis, "本年累计（含结转）": huibao.FieldCumulative, "完成情况（累计）": huibao.FieldCumulative, "完成数（本月）": huibao.FieldThis, "完成数（累计）": huibao.FieldCumulative,
		"本年累计（元）": huibao.FieldCumulative, "本期完成（6月）": huibao.FieldThis, "计划数（目标）": huibao.FieldTarget, "本期实际完成": huibao.FieldThis, "本月实际完成数（户）": huibao.FieldThis,
		"①本期完成": huibao.FieldThis, "本月新增完成": huibao.FieldThis, "本期实际完成（不含计划）": huibao.FieldThis, "累计发放人月（次）数": huibao.FieldMonths, "本年累计=上期累计+本期完成": huibao.FieldCumulative, "本年累计=上年累计+本期完成": "",
		"说明/备注": huibao.FieldNote, "说明、备注": huibao.FieldNote, "说明及备注": huibao.FieldNote, "原因说明": huibao.FieldNote, "问题说明": huibao.FieldNote, "计划说明": "", "本月新增计划": "",
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
		"完成户数（仅填城区数）": "仅填城区数", "完成数（只填新建）": "只填新建", "完成数（估填）": "估填", "完成户数（按户填报，以栋计）": "按户填报,以栋计", "完成数（由各镇填，缺李旺镇）": "由各镇填,缺李旺镇",
		"完成数（填新建数）": "填新建数", "完成数（1-6月，仅城区）": "1-6月,仅城区", "完成数（累计，缺李旺镇）": "累计,缺李旺镇", "完成数（城区必填）": "城区必填", "完成数（含沙坡头区）": "含沙坡头区", "完成数（含中宁县）": "含中宁县", "完成数（实际只有城区）": "实际只有城区",
		"完成数（含示范区）": "", "完成数（含开发区）": "", "完成数（含市本级）": "", "完成数（含全县）": "", "完成数（核减填负数）": "", "完成数（没有填0）": "",
		"完成数（选填）": "", "完成数（如实填报）": "", "完成数（请填写整数）": "", "完成数（填数字）": "", "完成数（只填数字）": "", "完成数（按计量单位填）": "", "完成数（由县区填报）": "", "完成数（各县区填）": "", "完成数（填报单位填写）": "",
		"完成数": "", "完成数（人）": "", "累计完成（万元）": "", "完成数（个/场）": "", "完成数（台、户）": "", "完成数（必填）": "", "完成数（截至6月底）": "", "完成数（1-6月）": "", "累计完成（含结转）": "",
		"累计完成（已核实）": "", "完成情况（保留一位小数）": "", "累计完成（以系统数为准）": "", "（三）完成数": "", "完成数（④=②+③）": "", "完成数（C）": "", "完成情况（累计）": "", "完成数（本年）": "",
	} {
		if got := openBracket(fold(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestDoubtedHeadings: of a column of our own form nothing is read whose heading was made to say
// that it is of a part; no heading that we issue says so.
func TestDoubtedHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"本年累计（仅填城区数）": "仅填城区数", "本期完成（只填新建）": "只填新建", "本年累计（不含续建）": "不含续建", "本期完成（累计）": "累计", "本年累计实发（元）（估）": "元)(估", "分母（去年同期）": "去年同期",
		"本年累计（必填）": "", "本年累计（元）": "", "本期完成（6月）": "", "本年累计（1-6月）": "", "分子（签约人数）": "", "完成数（本月）": "", "备注（仅填原因）": "", "本期完成（实数）": "", "累计发放人月（次）数": "", "本期实际完成（不含计划）": "", "本期实际完成（不含计划外）": "不含计划外", "累计发放人月（人）数": "人)数", "本年累计": "",
	} {
		if _, got := doubtedHeading(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for _, kind := range huibao.Kinds() {
		for _, c := range huibao.Columns(kind) {
			if _, got := doubtedHeading(c.Label); got != "" {
				t.Errorf("our own %s: %q", c.Label, got)
			}
		}
	}
}
