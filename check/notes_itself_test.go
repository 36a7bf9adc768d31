package check

import "testing"

// TestOfItself asks of notes by which the row's own figure, or some of it, should not count, and of none that says so of
// others. The row says 10 个 of this period and 50 of the year.
func TestOfItself(t *testing.T) {
	const works = "form 1.1 measure 户\nform 1.1 donemeans 竣工验收并投入使用\nset 1.1 this 11"
	askedOf(t, []noteCase{
		{note: "□已核对 ☑未核对", asked: true},
		{note: "☑已核对 □未核对"},
		{note: "☑全部验收 □部分验收 □未验收"},
		{note: "□全部验收 ☑部分验收", asked: true},
		{note: "11户为3号楼；2号楼24户9月完工", setup: works},
		{note: "11户均已完成，其中8户7月验收", setup: works, asked: true},
		{note: "11户是在建项目，秋季交付", setup: works, asked: true},
		{note: "11户的资料被退回补正", setup: works, asked: true},
		{note: "另有3户的资料被退回补正", setup: works},
		{note: "6月20日举行开工仪式", setup: works + "\nform 1.1 measure 所\nset 1.1 this 1", asked: true},
		{note: "工程量完成过半", setup: works + "\nform 1.1 measure 所\nset 1.1 this 1", asked: true},
		{note: "6月20日竣工，3月举行过开工仪式", setup: works + "\nform 1.1 measure 所\nset 1.1 this 1"},
		{note: "3月举行开工仪式，6月20日竣工", setup: works + "\nform 1.1 measure 所\nset 1.1 this 1"},
		{note: "死亡、迁出的未剔除", asked: true},
		{note: "本月未剔除"},
		{note: "重复的已剔除"},
		{note: "数据取整", asked: true},
		{note: "单价取整"},
		{note: "按年初计划数除以12填列", asked: true},
		{note: "邻近的丙县境内2个也在内", asked: true},
		{note: "7月10日才能通水", asked: true},
		{note: "6月10日才能通水"},
		{note: "与丙局合办的，两家都统计了", asked: true},
		{note: "与丙局合办的，约定由我方统计"},
		{note: "用的是上季度名册", asked: true},
		{note: "统计到6月10日前", asked: true},
		{note: "统计到6月25日"},
		{note: "填表人王芳，审核人：赵刚"},
		{note: "在建的3个验收后再计入"},
	})
}
