package check

import (
	"strings"
	"testing"

	"huibao"
)

// notesTrue are notes of a row that is as it should be (10 个 of this period, 50 of the year): none
// is asked about.
const notesTrue = `
此数为全县数
含示范区2个
含社区2个
含甲县2个
按10个计入
共完成10个
共检查12家企业
16月实际：12
5月实际：12
10个均为实际完成数，不含7月计划数
10个不含5月已报的87个
不是估算数，有台账可查
未包括7月预约的12个
另有12个预约7月检查，未计入
另有15户正在施工，未计入
其中3户为未脱贫户
其中2个村未完成土地流转手续，不影响
数据已与统计局核对
待市局确认后补录下月数
数据已核实
已核实
经核实，无误
已完成验收
均已验收
其中4个已投用，6个正在办理移交
其中5个为续建
其中2个为上年结转
含上年结转2个
含补报上月2个
上月漏报2个，本月已补报
本月数据经统计局核定
未验收的不计入
不含未验收的3个
待验收的3个未计入
未完工的2个未计入
另有3个待验收
另有2个正在施工，预计8月完工
尚有70个未开工
其余70个未完工
剩余项目预计9月底完成
预计年底完成全年任务
预计8月底前全部完成
计划7月再完成20个
较预计进度提前
比预计数多2个
已超过预计
按计划推进
受降雨影响，进度滞后
因资金未到位，2个项目进展缓慢
其中4个资金尚未拨付
其中3个未发放补贴资金
其中2户未签订协议
其中4个村未完成确权
其中4个已完工，未结算
其中3个已建成，未移交
其中2个未纳入平台
涉及待核实人员已全部核实
待核实的2户已剔除
已核减重复3个
重复的3个已扣减
上月多报2个，本月已扣减
应核减的2个已核减
按要求核减死亡对象3人后的数
需扣除的2个已扣除
经省厅核减后为10个
初步设计已批复
初步验收合格
按实际完成填报
以验收单为准
按台账统计
按人月统计
待遇按月发放
估算投资1200万元
含未成年人3人
含预备党员2名
包括未就业毕业生5人
含在校生4人
其中4个为计划内项目
本月数未变化
其中1个为提前完成
7月起由县住建局接管
本月数含补录2个，已核实
全部完成并通过验收
已完成，资料归档中
已完成，决算未审计
其中3个已完工，待审计
项目验收资料待归档
6个项目资金待拨付
2个项目待移交社区
因疫情影响暂缓2个，其余按计划
待7月统一验收的5个不计入本期
未开工2个，已列入下月计划
剩余工程量预计7月中旬完成
下月计划完成12个
预计全年可超额完成
预计受益群众3000人
估计受益1200人
累计完成50个，占全年50%
完成数与住建系统一致
系统数据与本表一致，已核对
较上月多2个，系集中验收
上月未完成的2个本月完成
上月未验收的3个本月已验收
上月暂估的2个本月已核定
上月待核实的1个经核实计入
原预计8月完成，提前完成
不含已拆除的1个
不含重复
不含上年结转
有1户资料不全，未计入
个别项目手续不全，正在补办
缺少技术人员，进度较慢
缺资金2000万元
完成质量有待进一步提高
服务水平待提升
数据来源：县民政局
以县民政局台账为准
数据由各乡镇上报汇总
各乡镇均已上报
全县12个乡镇已全部统计
含高崖乡2个
其中高崖乡2个、李俊乡3个
高崖乡未开展此项工作
高崖乡无此项任务
大约每村1个
每个约200平方米
平均每个投资约30万元
超过序时进度
未出现超期
暂无新增
暂停2个，已调整地点
目标任务待下达
计划任务待市局调整后变更
标准待省厅明确
3座在建
累计完成210人
经核实2户不符合条件
以县民政局台账为准
现场核查2次
上月少报2个，本月补上
原报12个，核减2个
按台账计
单位：个
计量单位为个
本年累计50个
累计完成50个
核减3个后为10个
无
`

// notesDoubted are notes that say that the row's figure is none yet.
const notesDoubted = `
按12个计入
共检查12个
6月实际：12
6月份应为12个
此数为全市数
含中宁县2个
含市直2个
10个中2个未验收
状态待确认
本期应填12，笔误
应为12，因系统误录
多填了一个8
少填了一位
上表数据为5月数
未更新，沿用5月数
10为累计数
本期填的是累计数
其中3个为7月1日完成
此数为全市数
系统故障，暂填10
科长要求再核一下
10个为开工数
上月数据已更正，本月数为预计数
上期多报2户已核减；本期数据未核实
上月漏报已补报，本月应核减2户
数据未核实，已向乡镇反馈要求补充
多报3户，已通知乡镇下月核减
经核查应核减2户
按审计意见需扣减3户
与实际比应剔除2户
其中4个未开工
其中4个待开工
其中已完成的4个未验收
其中已完工4个未验收
10个为预计数
系预计数
为初步统计数
本月为预估数
数据为暂估
本月数据待核实
数据尚未核实
尚未核实
数据未经核实
待核定
数据有待进一步核实
其中4个尚未验收
其中4个未完工
其中，2个尚未完工
有4个尚未完工
4个未验收
含在建3个
含未完工2个
含预计7月完成的3个
包括计划新建的2个
含拟建2个
上月多报2个，应核减
应扣减3个
其中3个需核减
暂按上月数填报
沿用上月数
数据不准，待更正
数据可能有误
具体数据以统计局公布为准
以最终核定数为准
估计完成10个
预计完成10个
大约数
本月数据不全
缺2个乡镇数据
不含高崖乡
高崖乡未报
初步数据
快报数
此数为估计
数字是估的
估数
粗略统计
还没核实
没核对过
来不及核实
等核实后再改
以后再更正
下月再调整
下月据实调整
待统计局反馈后修改
数据待补
暂报数
先报这个数
先按10个报
先按计划数填
按计划数填报
按任务数填报
按目标数填写
按上期数填的
照上月填
这是5月的数
为1-5月数据
含7月上旬完成的2个
含下月完成的3个
包含尚未完工的2个
其中3个正在施工
其中2个还在建设中
其中1个主体未完
有2个没验收
含拟新增4个
含已签约未开工3个
数据缺高崖乡
李俊乡数据未报
还差2个乡没统计
部分乡镇未上报
未包含李俊乡
只统计了城区
仅为县城数据
数据有出入
数据存疑
与台账不一致
与系统数据不符
不准确
可能偏大
可能有重复
有重复，未剔除
未去重
多报了2个
少报3个
漏报2个，下月补报
重复统计2个
应是9个
改为12
不是10个，是12个
填错了
单位是万
单位为百个
单位应为户
大概数
大约10个
约10个
10个左右
不少于10个
待定
拟完成10个
计划完成10个
累计完成60个
本年累计60
上月少报2个
有2个是重复的
数字以民政局为准
暂按估算填列
尚未复核
按人次统计
单位：人
全年数
为累计数
本月重复
核减3个后为7个
原报10个，核减3个
改报12
更正：12个
实际12个
实际完成数为12个
统计局认定12个
现场核查12个
审计核定8个
`

// TestNotes asks of notes that doubt their row's figure, and of no other.
func TestNotes(t *testing.T) {
	for list, asked := range map[string]bool{notesTrue: false, notesDoubted: true} {
		var cases []noteCase
		for note := range strings.Lines(strings.TrimSpace(list)) {
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
		{note: "无", setup: "set 5.1 progress 预计8月完成"},
		{note: "无", setup: "set 5.1 progress 已全部完成", asked: true},
		{note: "无", setup: "set 5.1 note 已全部完成", asked: true},
		{note: "无", setup: "set 5.1 note 此项已完成", asked: true},
		{note: "无", setup: "set 5.1 note 前期手续已全部完成"},
	})
}
