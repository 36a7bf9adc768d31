package importer

import "testing"

// TestSinceOtherYear tells the titles of tables of several years from those of programmes of several
// years that name the year's own figures.
func TestSinceOtherYear(t *testing.T) {
	for title, want := range map[string]bool{
		"残疾人就业三年行动（2022—2024年）2024年1—5月完成情况统计表": false,
		"“十四五”(2021-2025年)残疾人就业2024年1-6月完成情况":   false,
		"十四五(2021-2025年)规划2024年6月任务完成情况":        false,
		"2022—2024年残疾人就业行动2024年6月进展情况":          false,
		"2022-2024年民生实事2024年1-6月完成情况":           false,
		"2023-2024学年2024年上半年完成情况":               false,
		"2024年民生实事1-6月完成情况":                     false,
		"2024-2026年就业行动完成情况":                    false,
		"2023年7月-2024年6月完成情况":                   true,
		"2023年以来完成情况":                           true,
		"2021年至今2024年6月完成情况":                    true,
		"民生实事完成情况（2022—2024年）":                  true,
		"残疾人就业三年行动（2022—2024年）完成情况":             true,
		"残疾人就业三年行动（2022—2024年）完成情况（截至2024年6月）":  true,
		"2021-2024年累计完成情况（截至2024年6月）":           true,
		"2021-2024年累计完成情况（2024年6月）":             true,
		"2022—2024年残疾人就业2023年1-12月完成情况":         true,
		"三年行动（2022—2024年）2022-2024年累计完成情况":      true,
	} {
		if got := sinceOtherYear(title, 2024); got != want {
			t.Errorf("%s: %v", title, got)
		}
	}
}
