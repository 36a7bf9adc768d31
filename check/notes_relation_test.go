package check

import "testing"

// TestRelations asks of notes by how something in them stands to the figure, and of none of which it stands well. The row
// says 10 个 of this period and 50 of the year.
func TestRelations(t *testing.T) {
	const works = "form 1.1 measure 户\nform 1.1 donemeans 竣工验收并投入使用\nset 1.1 this 12"
	askedOf(t, []noteCase{
		{note: "单位是件不是户", setup: works, asked: true},
		{note: "单位是户不是件", setup: works},
		{note: "12是外墙保温总面积", setup: works, asked: true},
		{note: "12是验收合格面积", setup: works},
		{note: "另有系统显示11户", setup: works, asked: true},
		{note: "台账显示12户", setup: works},
		{note: "其中3户在下月初", setup: works, asked: true},
		{note: "其中3户补贴下月发", setup: works},
		{note: "还在公示", setup: works, asked: true},
		{note: "公示无异议", setup: works},
		{note: "补贴资金公示中", setup: works},
		{note: "竣工验收排在7月上旬", setup: works, asked: true},
		{note: "竣工验收排在6月上旬", setup: works},
		{note: "已投入使用，挂牌定在9月1日", setup: works},
		{note: "已建成，投入使用定在9月1日", setup: works, asked: true},
		{note: "单位为户", setup: works},
		{note: "有3户在整改", setup: works, asked: true},
		{note: "12户，留下验收单的9户", setup: works, asked: true},
		{note: "12户，留下验收单的12户", setup: works},
		{note: "12户系去年普查时的数", setup: works, asked: true},
		{note: "12户系6月验收数", setup: works},
		{note: "主体封顶了，按12户报", setup: works, asked: true},
		{note: "其中5户审计指出收入超线，不该享受", setup: works, asked: true},
		{note: "另有5户收入超线，不该享受", setup: works},
		{note: "与丙局合办，两家都报", asked: true},
		{note: "含市里那场", asked: true},
		{note: "补牌3副也在内", asked: true},
		{note: "含城镇妇女2个", setup: "form 1.1 name 农村妇女筛查", asked: true},
		{note: "含城镇妇女2个", setup: "form 1.1 name 妇女筛查(含城镇)"},
		{note: "重复的几个下月统一剔除", asked: true},
		{note: "重复的几个已统一剔除"},
		{note: "10是取整数", asked: true},
		{note: "10个为约考登记人数", asked: true},
		{note: "10个一个不落都办了"},
		{note: "12户一户没落都是待验的", setup: works, asked: true},
		{note: "没见面的算成见了，下一步抓紧推进", setup: works, asked: true},
		{note: "下一步抓紧推进，没见面的算成见了", setup: works, asked: true},
	})
}
