package doubt

import (
	"strings"
	"testing"
)

// doneTrue are what is written beside something that is done, doneNot what is not written there.
const (
	doneTrue = `
已完成
已建成投用
6月20日竣工验收
原计划8月完成，提前完成
已按计划完成
较计划提前2个月完成
方案已印发，正在宣传
已完工，下一步做好管护
一期已建成，二期预计8月完工
已完成，预计8月完成审计
已投入使用，尚未办理结算
完成100%
工程进度100.00%
已全部完成，下一步计划开展培训
已完工，竣工资料正在办理
如期完成
提前完成全年任务
已挂牌，正常运行
`
	doneNot = `
预计8月完成
计划8月底竣工
力争9月投入使用
拟于7月印发
主体已完工，预计8月投用
正在施工
正在抓紧建设
尚未完工
还没有印发
方案征求意见，正在修改
完成80%
形象进度约65%
处于招标阶段
待资金到位后开工
推进中
将于7月上线
`
	openTrue = `
正在施工
主体已完成
前期工作已完成
已完成招标
已完成60%
已完成主体工程
预计8月完成
`
	openNot = `
已完成
已全部完成
目前已建成投用
已经印发实施
已完工，正在整理资料
`
)

// TestStates tells what is written of a thing against the state in which it is said to be.
func TestStates(t *testing.T) {
	lines := func(s string) []string { return strings.Split(strings.TrimSpace(s), "\n") }
	for _, c := range []struct {
		list  string
		tell  func(string) string
		asked bool
	}{
		{doneTrue, func(s string) string { return Underway(s, false) }, false},
		{doneNot, func(s string) string { return Underway(s, false) }, true},
		{openTrue, Done, false}, {openNot, Done, true},
	} {
		for _, text := range lines(c.list) {
			if got := c.tell(text); (got != "") != c.asked {
				t.Errorf("%s: %q", text, got)
			}
		}
	}
	if Underway("已完工，待验收", true) == "" || Underway("已完工，待验收", false) != "" {
		t.Error("what counts once it was accepted")
	}
}
