package importer_test

import (
	"strings"
	"testing"

	"huibao"
)

// TestSenderTried: whose a table is that nobody signs is told by its indicators, and not tried for each bureau where
// that would be to read a long register once for each.
func TestSenderTried(t *testing.T) {
	plan := samplePlan(t)
	head := "2024年6月农机安全检查情况\n县区,农机安全检查(台次)\n"
	areas := []string{"沙坡头区", "中宁县", "海原县"}
	for rows, claimed := range map[int]bool{0: true, 30000: false} {
		text := head
		for i, area := range areas {
			text += area + "," + []string{"531", "607", "612"}[i] + "\n"
		}
		text += strings.Repeat("其他,1\n", rows)
		ret := readBack(t, plan, "表.csv", []byte(text))
		_, none := ret.Has(huibao.RemarkNoUnit)
		if got := ret.Unit != ""; got != claimed || none == claimed {
			t.Errorf("%d rows more: unit %q, %v", rows, ret.Unit, none)
		}
	}
}
