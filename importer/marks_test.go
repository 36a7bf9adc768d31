package importer

import (
	"testing"

	"huibao"
)

// TestMarks tells marks of none from marks of what does not apply, and both from texts
// that are neither.
func TestMarks(t *testing.T) {
	for text, want := range map[string]string{
		"-": "none", "－": "none", " — ": "none", "——": "none", "--": "none", "–": "none", "无": "none", "无。": "none", "没有": "none", "暂 无": "none", "无新增": "none", "本月没有": "none",
		"/": "outside", "／": "outside", "\\": "outside", "不涉及": "outside", "无此项": "outside", "不适用": "outside", "N/A": "outside", "无任务": "outside",
		"暂无数据": "", "无法统计": "", "没有完成": "", "无变化": "", "未报": "", "—5": "", "一": "", "零": "0", "0": "0",
	} {
		q, _ := ReadNumber(text, "户")
		v := huibao.Value{Quantity: q, Text: text}
		describeMark(&v)
		got := q.String()
		if got == "/" {
			got = map[bool]string{true: "none", false: "outside"}[v.Has(huibao.RemarkNone)]
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestTicked reads the box of 零报告 as people tick it; one that is left alone, or in
// doubt, is not ticked.
func TestTicked(t *testing.T) {
	for text, want := range map[string]bool{
		huibao.ZeroTicked: true, "未填的计数行本期均为 0　√是": true, "未填的计数行本期均为 0  □√是": true, "☑": true, "√": true, "是": true, " 是 ": true, "✔是": true, "未填的计数行本期均为0 是": true, "■是": true,
		huibao.ZeroText: false, "": false, "否": false, "☑否": false, "不是": false, "无": false, "☐是": false, "☒是": false, "□是 □否": false, "0": false,
	} {
		if got := ticked(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
