package importer

import (
	"testing"

	"huibao"
)

// TestDatedLine: a line around a unit's own table that dates its figures, as people write it: of June none is another month's.
func TestDatedLine(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	r := &reader{ret: &huibao.Return{Period: june}, known: Known{Period: june}}
	for text, want := range map[string]int{
		"统计期间:1-6月": 0, "统计期间:1—6月": 0, "统计时间:2024年1-6月": 0, "统计期间:1月-6月": 0, "统计期间:2024年1月至6月": 0, "统计区间:1~6月份": 0, "报告期:2024年6月": 0, "数据截至:6月30日": 0, "数据截至6.30": 0,
		"统计期间:1-5月": 5, "统计期间:1—5月": 5, "统计时间:2024年1-5月": 5, "统计期间:1月-5月": 5, "统计期间:2024年1月至5月": 5, "统计区间:1~5月份": 5, "报告期:2024年5月": 5, "数据截至:5月31日": 5, "数据截至5.31": 5,
	} {
		if got := r.untilIn(text); got.Month != want {
			t.Errorf("%s: %v, want month %d", text, got, want)
		}
	}
}
