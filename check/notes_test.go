package check

import (
	"testing"

	"huibao"
)

// TestTold asks of a note that tells another figure than its cell holds, and of none of the
// many that tell of something else. The row says 10 个 of this period and 50 of the year.
func TestTold(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "本月完成28个", asked: true},
		{note: "已核对，本月完成28个。", asked: true},
		{note: "本期新增28个", asked: true},
		{note: "实际完成28个", asked: true},
		{note: "数据有误，以此为准：28", asked: true},
		{note: "实际完成50个"},
		{note: "实际完成10个"},
		{note: "计划30个，实际完成28个"},
		{note: "实际完成投资28万元"},
		{note: "镇村实际完成28个点位"},
		{note: "以验收单为准"},
		{note: "本月实际完成28个（已验收）", asked: true},
		{note: "本年累计完成150个", asked: true},
		{note: "本月完成1，280个，进度正常", asked: true},
		{note: "本月完成28.6个", asked: true},
		{note: "进一步加快，本月完成28个", asked: true},
		{note: "实际应为28个，系统录入有误", asked: true},
		{note: "应为28已报告", asked: true},
		{note: "更正为28个（漏报）", asked: true},
		{note: "按序时进度应为55个，因降雨影响滞后。"},
		{note: "上期误报为42个，本期已更正为40个。"},
		{note: "联系电话更正为13995551234"},
		{note: "单价应为1200元。"},
		{note: "面积实为1200平方米。"},
		{note: "实际受益人口应为1350人"},
		{note: "实为8个村的10个点。"},
		{note: "实际为4个镇实施"},
		{note: "本月新增4个（民办）"},
		{note: "验收时间改为7月10日"},
		{note: "本月完成10个"},
		{note: "本月完成10个，进一步加快"},
		{note: "本月完成28个，其中新建12个"},
		{note: "计划下月完成30个"},
		{note: "较上月增加3个"},
		{note: "累计完成150人"},
		{note: "本年累计完成50个"},
		{note: "6月完成28个，全年30个"},
		{note: "6月份完成28个", asked: true},
		{note: "上月完成28个"},
		{note: "本月完成28场培训"},
		{note: "本月新增8个，续建两个"},
		{note: "本月新增8个，其余为上月补报"},
		{note: "其中，本月新增8个"},
		{note: "本月新增8个，另有跨年项目"},
		{note: "本月新增28个，退出十八个"},
		{note: "本月完成8个，含结转"},
		{note: "本月完成8个（不含结转项目）"},
		{note: "本月预计完成28个"},
		{note: "本月计划完成28个"},
		{note: "本月应完成28个，因雨延误"},
		{note: "本月已开工28个"},
		{note: "城关镇本月完成8个"},
		{note: "今年目标28个，正在推进"},
		{note: "本季度完成28个"},
		{note: "本月完成投资28万元"},
		{note: "本月完成约28个"},
		{note: "本月完成率28%"},
		{note: "本月完成28，均已验收"},
		{note: "同比增加28个"},
		{note: "全年任务28个，已完成10个"},
		{note: "本月完成前期手续"},
		{note: "剩余28个计划9月完成"},
		{note: "因资金未到位，本月未完成"},
		{note: "验收28个，完工10个"},
		{note: "本月扣减重复的个体户，完成10个"},
		{note: "本月完成28个", setup: "drop 1.1 this"},
		{note: "本月新增28个", setup: "form 1.1 mode stock"},
		{note: "本年累计新增28个", setup: "form 1.1 mode stock"},
		{note: "本月完成28个", setup: "form 1.1 mode distinct"},
		{note: "本年累计完成28个", setup: "form 1.1 mode distinct", asked: true},
		{note: "本月完成10.3个", setup: "set 1.1 this 10.34"},
		{note: "本月完成10个", setup: "set 1.1 this 10.34"},
		{note: "本月完成10.4个", setup: "set 1.1 this 10.34", asked: true},
	})
}

// TestToldInOtherWords asks of notes whose figure is the row's in another word for its measure, and
// of none whose measure is another.
func TestToldInOtherWords(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "本期完成数应为28座", asked: true},
		{note: "应为28个因漏报2处", asked: true},
		{note: "本月均应为28个", asked: true},
		{note: "应为28因系统故障未改", asked: true},
		{note: "本月完成28处", asked: true},
		{note: "本期完成数应为10座"},
		{note: "应为28米"},
		{note: "应为28年"},
		{note: "户均应为28个"},
		{note: "平均每村应为28个"},
		{note: "应为28学位"},
		{note: "应为3个批次"},
		{note: "实际应为650元每月", setup: "set 3.1 note 实际为690元每月", asked: true},
		{note: "一切正常", setup: "set 3.1 note 实际为7800元每年"},
		{note: "应为28平方米", setup: "form 1.1 measure ㎡", asked: true},
		{note: "应为28㎡", setup: "form 1.1 measure 平方米", asked: true},
		{note: "应为0.01公里", setup: "form 1.1 measure 米"},
	})
}

// TestDoubted asks of notes that call their row's figure an estimate, unverified or unfinished, and
// of none that says so of something else.
func TestDoubted(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "本期10为预计数", asked: true},
		{note: "预计数，以月底为准", asked: true},
		{note: "数据未核实", asked: true},
		{note: "本月数据尚未核实，下月调整", asked: true},
		{note: "待核实", asked: true},
		{note: "系估算数", asked: true},
		{note: "其中4个尚未验收", asked: true},
		{note: "完成10个，其中4个未完工", asked: true},
		{note: "含计划建设3个", asked: true},
		{note: "包括在建4个", asked: true},
		{note: "上月多报6个，应核减", asked: true},
		{note: "仍按650元执行", setup: "set 3.1 note 实际仍按650元执行", asked: true},
		{note: "一切正常", setup: "set 3.1 note 仍按115元执行"},
		{note: "系统数，与台账不一致，待核", asked: true},
		{note: "预计", asked: true},
		{note: "数据为5月底数", asked: true},
		{note: "上月数", asked: true},
		{note: "不含岭头村", asked: true},
		{note: "东河镇未报", asked: true},
		{note: "其中4个正在施工", asked: true},
		{note: "数据为6月底数"},
		{note: "同上月"},
		{note: "与台账一致"},
		{note: "不含示范村"},
		{note: "不含农村"},
		{note: "另有4个正在施工"},
		{note: "与预计数一致"},
		{note: "高于预计数"},
		{note: "预计8月全部完成"},
		{note: "数据已核实"},
		{note: "已核实，无误"},
		{note: "另有2个待核实"},
		{note: "上月多报6个，本月已核减"},
		{note: "其中4个已验收"},
		{note: "其中4个未验收", setup: "form 1.1 donemeans 开工即计"},
		{note: "其中4个尚未验收", setup: "form 1.1 donemeans 竣工验收，不含在建", asked: true},
		{note: "其中4个村尚未验收"},
		{note: "不含年检", setup: "form 1.1 donemeans 检查(含年检)", asked: true},
		{note: "不含年检", setup: "form 1.1 donemeans 检查"},
		{note: "不含1.2", asked: true},
		{note: "不含在建3个"},
		{note: "含结转3个"},
		{note: "其中2个资金未到位"},
		{note: "待验收后拨付资金"},
		{note: "受雨季影响，进度为预计的八成"},
		{note: "其中4个改造后尚未组织验收", asked: true},
		{note: "有签到的4个", asked: true},
		{note: "有签到的10个"},
		{note: "10为套数，折合20个", asked: true},
		{note: "20套，折合10个"},
		{note: "另有20套，折合40个"},
		{note: "2个在建项目因未竣工没有统计在内"},
		{note: "10个为剔除后数"},
		{note: "台账无缺漏"},
		{note: "6月补贴还没打卡"},
		{note: "6月补贴还没打卡", setup: "form 1.1 name 发放租赁补贴户数", asked: true},
	})
}

// noteCase is a note, the lines of a case before it, and whether it is asked about.
type noteCase struct {
	note  string
	setup string
	asked bool
}

func askedOf(t *testing.T, list []noteCase) {
	t.Helper()
	for _, c := range list {
		if asked := messages(t, "L14", c.setup+"\nset 1.1 note "+c.note) != ""; asked != c.asked {
			t.Errorf("%s %q: asked %t", c.setup, c.note, asked)
		}
	}
}

// TestToldOfQuarter takes a month's figure for none of a quarter's return.
func TestToldOfQuarter(t *testing.T) {
	for note, asked := range map[string]bool{"本月完成4个": false, "本季度完成28个": true, "本季完成10个": false, "本期完成28个": true} {
		in := input(good())
		in.Form.Period = huibao.Period{Year: 2024, Month: 6, Quarter: true}
		in.Return.Period, in.Collecting = in.Form.Period, in.Form.Period
		if err := change(&in, "set", []string{"1.1", "note", note}); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range Run(in).Findings {
			found = found || f.Code == "L14"
		}
		if found != asked {
			t.Errorf("%q: asked %t", note, found)
		}
	}
}
