package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao"
)

// TestOutsideMany finds the line that doubts a table under more lines than are told of, and says
// where it stops telling.
func TestOutsideMany(t *testing.T) {
	plan := samplePlan(t)
	var b strings.Builder
	b.WriteString("全市农机安全服务进展（2024年1-6月）\n填报单位：市农业农村局\n县区\t农机安全检查(含年检)\t\t农机手\n\t任务\t完成\t完成\n!merge A3:A4\n!merge B3:C3\n沙坡头区\t800\t450\t3\n中宁县\t900\t520\t4\n海原县\t900\t524\t5\n合计\t2600\t1494\t12\n")
	for n := range 60 {
		fmt.Fprintf(&b, "各乡镇按季开展安全宣传活动之%d\n", n+1)
	}
	b.WriteString("以上不含海原县\n")
	p := &paper{name: "农机6月.xlsx", sheets: []*leaf{ownLeaf("表", b.String())}}
	ret := readBack(t, plan, p.name, p.write(t))
	if len(ret.Rows) == 0 {
		t.Fatalf("nothing was read: %+v", ret.Remarks)
	}
	var told, doubts []string
	for _, m := range ret.Remarks {
		switch m.Kind {
		case huibao.RemarkOutside:
			told = append(told, m.Text)
		case huibao.RemarkNotWhole:
			doubts = append(doubts, m.Text)
		}
	}
	if !slices.Equal(doubts, []string{"以上不含海原县"}) {
		t.Errorf("doubts: %q", doubts)
	}
	if n := len(told); n != 41 || told[n-1] != "各乡镇按季开展安全宣传活动之41……（以下还有文字，不再列出）" {
		t.Errorf("%d told, the last %q", n, told[max(n-1, 0):])
	}
}
