package doubt

import "testing"

func TestCalled(t *testing.T) {
	for text, want := range map[string]bool{
		"注:本期完成为1—6月累计数": true, "本期填的是累计": true, "计数表本期完成填的是累计数": true, "本月完成数填报的是年初以来累计": true, "本期完成一栏按累计数": true,
		"本期完成为截至6月底累计": true, "表中数字均为计划数": true, "实发为预计数": true, "以上数据按全年目标数": true, "标准表为1—5月数据,6月数据待财政核定": true,
		"本期完成为当月新增数": false, "本年累计为1—6月累计数": false, "本期完成数不是累计数": false, "本期完成与累计均已核对": false, "本年累计=上期累计+本期完成": false,
		"完成数已达年度目标": false, "完成数为年度目标的80%": false, "年度目标为任务数": false, "累计完成年度任务一半以上": false, "数据待汇总": false,
		"本期完成数填本月新增,累计数自动计算": false, "本期、累计": false, "以上各项工作全部按计划完成。": false, "表中数据按全年计划填报": true, "以上数据等均经审核。": false, "金额、人数等经县审计局核实": false, "人数尚等财政局核定": true, "本月数为6月当月合计": false, "本年累计为1月至本月累计": false, "本月累计完成数据已核": false,
	} {
		if got := CallsOther(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	for text, want := range map[string]int{"标准表为1—5月数据,6月数据待财政核定": 5, "注:本表为5月底数据": 5, "标准表是2024年1-6月累计数据": 6, "本表于5月印发": 0, "本表5月由财政核定": 0, "以下为一季度数": 3, "以上数据均为上半年数": 6, "下列数据为5月份数据": 5, "以下为5月份新开工的项目": 0, "以上为一季度末已交付的2户": 0} {
		if got := SheetUntil(text); got != want {
			t.Errorf("%s: %d", text, got)
		}
	}
	for text, want := range map[string]string{"本表实发金额单位为万元": "万元", "单位:万元/万人": "万元", "本表单位为万人": "万人", "单位:万平方米": "万平方米", "金额单位:元": "", "填报单位:万宁市": "", "责任单位:百色市": "", "单位:户": ""} {
		if got := ScaledUnit(text); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}
