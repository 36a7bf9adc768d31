package importer

import "testing"

func TestTotals(t *testing.T) {
	for name, want := range map[string]bool{"合计": true, " 合 计 ": true, "合计：": true, "（合计）": true, "县区合计": true, "合计（个）": true, "小计": true, "总计数": true, "全市": true, "共计": true,
		"": false, "全市新增就业": false, "各类补贴资金发放合计": false, "小计算机教室": false, "全市合计": true, "总计划": false} {
		if isTotal(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
