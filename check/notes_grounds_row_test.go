package check

import "testing"

// TestGroundsOfRow tells what is counted all the same by what the row itself is of.
func TestGroundsOfRow(t *testing.T) {
	named := func(name string) string { return "form 1.1 name " + name }
	means := func(text string) string { return "form 1.1 donemeans " + text }
	askedOf(t, []noteCase{
		{note: "外出人员已计入", setup: named("外出人员培训")},
		{note: "外出人员已计入", setup: named("返乡人员培训"), asked: true},
		{note: "预约就诊人次计入", setup: named("预约诊疗人次")},
		{note: "预约就诊人次计入", setup: named("门诊人次"), asked: true},
		{note: "报废120辆已计入", setup: named("老旧车辆报废更新")},
		{note: "报废120辆已计入", setup: named("新增公交车"), asked: true},
		{note: "停用的也计入", setup: means("含停用的设施")},
		{note: "停用的也计入", setup: means("建成即计，不含停用的"), asked: true},
		{note: "停用的也计入", setup: means("投用(停用的除外)"), asked: true},
		{note: "含补换发证件2个", setup: named("残疾人证办理")},
		{note: "含补证2个", setup: named("残疾人证办理")},
		{note: "含补换发证件2个", setup: named("电动车上牌"), asked: true},
		{note: "含补办2个", setup: named("残疾人证办理"), asked: true},
	})
}

// TestCarriedOver takes what was carried over from the year before for that, whether it is named or called 上年.
func TestCarriedOver(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "含上年结转3个"},
		{note: "含2023年结转3个"},
		{note: "含2023年续建3个"},
		{note: "含2021年结转3个", asked: true},
		{note: "含2023年完成3个", asked: true},
	})
}
