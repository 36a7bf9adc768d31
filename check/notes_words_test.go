package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestNotes asks of notes that doubt their row's figure, and of no other: plain_true are of a row that is as it
// should be (10 个 of this period, 50 of the year).
func TestNotes(t *testing.T) {
	for list, asked := range map[string]bool{"plain_true": false, "plain_doubted": true} {
		var cases []noteCase
		for _, note := range linesOf(t, list) {
			cases = append(cases, noteCase{note: strings.TrimSpace(note), asked: asked})
		}
		askedOf(t, cases)
	}
	askedOf(t, []noteCase{
		{note: "无", setup: "set 3.1 note 650元标准自7月1日起执行"},
		{note: "无", setup: "set 3.1 note 新标准自7月1日起执行"},
		{note: "无", setup: "set 3.1 note 暂按690元预拨", asked: true},
		{note: "无", setup: "set 3.1 note 实际仍按650元执行", asked: true},
		{note: "无", setup: "set 3.1 note 上年按650元执行"},
		{note: "无", setup: "set 3.1 note 1月起按115元执行"},
		{note: "无", setup: "set 3.1 note 按省定标准执行"},
		{note: "无", setup: "set 3.1 note 补差额按45元发放"},
		{note: "无", setup: "set 3.1 note 新增对象自7月起按新标准执行"},
	})
}

// TestNotesOfCover asks of what the cover says of a row, and takes it for the row's explanation.
func TestNotesOfCover(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "一切正常", setup: "cover 1.1 应为28个", asked: true},
		{note: "一切正常", setup: "cover 1.1 数据未核实", asked: true},
		{note: "一切正常", setup: "cover 1.1 应为10个"},
		{note: "一切正常", setup: "cover 9.9 应为28个"},
		{note: "一切正常", setup: "cover 1.1 受降雨影响，进度滞后"},
	})
	in := input(good())
	for _, line := range [][]string{{"set", "3.1", "paid", "5000"}, {"cover", "3.1", "有对象死亡，已停发补贴"}} {
		if err := change(&in, line[0], line[1:]); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range Run(in).Findings {
		if f.Code == "L05" && f.Indicator == "3.1" && f.Status != huibao.StatusExplained {
			t.Errorf("%+v", f)
		}
	}
}

// TestOtherState asks of a milestone of which state and words differ.
func TestOtherState(t *testing.T) {
	const done = "set 5.1 state 已完成\nset 5.1 done 2024-06-20\nset 5.1 evidence 文号1\n"
	askedOf(t, []noteCase{
		{note: "无", setup: done + "set 5.1 progress 预计8月完成", asked: true},
		{note: "无", setup: done + "set 5.1 note 预计8月完成", asked: true},
		{note: "无", setup: done + "set 5.1 progress 已完工，待验收\nform 5.1 donemeans 竣工验收", asked: true},
		{note: "无", setup: done + "set 5.1 progress 已完工，待验收"},
		{note: "无", setup: done + "set 5.1 progress 已建成投用"},
		{note: "无", setup: done + "set 5.1 progress 验收单是我们自己先打印的，专家还没签", asked: true},
		{note: "无", setup: done + "set 5.1 progress 文件送市政府办会签，领导还没画圈", asked: true},
		{note: "无", setup: done + "set 5.1 progress 文件已印发，各县区2月1日起已执行，宣传海报张贴到乡镇"},
		{note: "无", setup: done + "set 5.1 progress 两局联合验收，评分92分，资料还没归档"},
		{note: "无", setup: "set 5.1 progress 文件送市政府办会签，领导还没画圈"},
		{note: "无", setup: "set 5.1 state 推进中\nset 5.1 note 文件送市政府办会签，领导还没画圈，状态填推进中"},
		{note: "无", setup: "set 5.1 state 推进中\nset 5.1 note 状态填了推进中，实际文件没起草，领导让先这样填", asked: true},
		{note: "无", setup: "set 5.1 progress 预计8月完成"},
		{note: "无", setup: "set 5.1 progress 已全部完成", asked: true},
		{note: "无", setup: "set 5.1 note 已全部完成", asked: true},
		{note: "无", setup: "set 5.1 note 此项已完成", asked: true},
		{note: "无", setup: "set 5.1 note 前期手续已全部完成"},
	})
}
