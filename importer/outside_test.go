package importer

import "testing"

// TestNotWhole tells texts outside a table that leave something out of its figures from those that
// leave out what is rightly no part of them, and from what is asked of whoever fills it in.
func TestNotWhole(t *testing.T) {
	for text, want := range map[string]bool{
		"注:以上数据不含高崖乡": true,
		"海原县另报":       true,
		"未报3个乡镇":      true,
		"数据不全,月底补充":   true,
		"不含在建项目":      false,
		"在建的不计":       false,
		"续建项目均不纳入":    false,
		"金额不含税":       false,
		"逾期未报的将通报":    false,
		"实现学校不全覆盖问题":  false,
	} {
		if got := notWhole.MatchString(partsLeft.ReplaceAllString(text, "")); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
