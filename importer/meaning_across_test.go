package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"huibao/importer"
	"huibao/internal/sheet"
)

// TestMeaningsAcross tells what the columns of a bureau's table by counties mean, which row of it
// is the bureau's own, and which heading is none of the plan's.
func TestMeaningsAcross(t *testing.T) {
	plan := samplePlan(t)
	p := &paper{name: "农机6月.xlsx", sheets: []*leaf{ownLeaf("表", "全市农机安全服务进展（2024年1-6月）\n填报单位：市农业农村局\n县区\t农机安全检查(含年检)\t\t农机手\n\t任务\t完成\t完成\n!merge A3:A4\n!merge B3:C3\n沙坡头区\t800\t450\t3\n中宁县\t900\t520\t4\n海原县\t900\t524\t5\n合计\t2600\t1494\t12\n")}}
	data := p.write(t)
	known := importer.Known{Plan: plan, Period: june, Limits: sheet.DefaultLimits(), Form: plan.ReadingForm}
	list, err := importer.Meanings(context.Background(), importer.File{Path: p.name, Size: int64(len(data)), Data: bytes.NewReader(data)}, known)
	want := "[{表 4 [{A 县区 单位，取“合计”一行   true} {B 任务 27.2 农机安全检查(含年检)：年度目标   false} {C 完成 27.2 农机安全检查(含年检)：本年累计   true}] [没有认出“农机手”是哪个指标]}]"
	if got := fmt.Sprint(list); err != nil || got != want {
		t.Errorf("got\n%s, %v\nwant\n%s", got, err, want)
	}
}
