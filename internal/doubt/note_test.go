package doubt

import (
	"strings"
	"testing"
)

// noteTrue are notes that say nothing against their row's figure, whatever it counts.
const noteTrue = `
6月培训2期，共35人，均已取得合格证书
截至6月底，已完成主体工程，正在进行内部装修
因项目资金未及时到位，工程进度较慢，下一步将协调财政部门尽快拨付
本月开展招聘会2场，提供岗位1200个，达成意向320人
全县12个乡镇均已完成，其中高崖乡3个、史店乡2个
本月新增对象12人，退出对象5人
根据宁民发〔2024〕12号文件，自2024年1月起执行新标准
补发1-5月差额部分
含上月补报2户
7月计划完成20户
剩余25户计划于8月底前全部完成
按计划8月份开工建设
年度任务已提前完成
较去年同期增加15人
与上月持平
与上年持平
因机构改革，职责划转至县住建局
本月无新增
该项工作安排在下半年实施
待省上资金下达后实施
前期手续办理中
正在进行招投标
正在办理施工许可
已签订施工合同，正在进场
已完成初步验收，待市级复验
已完成县级验收，市级验收计划9月进行
市级已核查通过
数据已录入系统，待系统审核
系统审核已通过
已在全国系统中录入
部分群众外出务工，入户难度较大
部分老人不愿改造
2户因拆迁放弃改造
有3户因去世取消
超额完成部分为群众自筹资金
超出目标部分为上年结转
包括低保户20户、特困户15户
含城镇15户、农村20户
其中男20人、女15人
不含外县户籍
包含非户籍人员2人
包括未成年人5人
3人因病未参加考试
2人未取得证书
未通过考核的2人不计入
补贴资金已发放到位
补贴资金待拨付
7月发放6月补贴
6月补贴于7月10日前发放
按季度发放，本季度补贴已发放
一次性发放全年补贴
发放标准按省定标准执行
标准未调整
执行原标准
从7月起提高到715元
每人每月提高25元
累计发放资金597.6万元
争取中央资金300万元
投资估算1200万元
总投资约3000万元
设计变更后长度调整为12.5公里
原计划12公里，因征地调整为10公里
完成路基5公里、路面3公里
形象进度60%
完成工程量的65%
数据来源：全国残疾人系统
数据由卫健局提供
联系人：张三，电话0955-7012345
详见附件
见附表
附名单
经县政府常务会议研究同意
经局党组会议审定
按市局6月20日通知要求填报
根据市局反馈意见已修改
上月数据已按市局要求更正
上月误报1户，本月已核减
本月核减重复2户
核减死亡2人
因死亡核减2人
动态管理，有进有出
人员流动，数据有变化
本期数含5月26日至6月25日
统计时段为5月26日至6月25日
数据截止6月25日
系6月当月数
`

// noteDoubts are notes that say something against it, by themselves or with the row.
const noteDoubts = `
数据为5月底数
5月底数据
填的是1-5月累计
这个是全年任务数
为全年任务数
填的计划数
此处为目标值
此数含计划数
含下半年计划5户
包括7月份的3户
其中2户7月1日完成
有5户还没改造完
数据大概
具体数字待查
具体数待定
数据暂时无法核实
数据无法核实
乡镇上报数，未核
乡镇报的数，没有核对
未经统计部门认定
待统计部门认定
等市局确认
市局尚未确认
以市局确认数为准
以系统数为准
以实际验收数为准
以年底决算数为准
数据偏大
可能统计重复
人数有重复
与5月重复
含5月已报的3户
海城镇数据暂缺
海城镇还没统计上来
海城镇未统计在内
缺海城镇
仅城区
仅指城区
只包括城区
不全
统计不全
还有几个村没报
个别村未报
先报这些
先填这些
暂时填这些
随便填的
瞎填
不清楚
不确定
数字不确定
可能不对
好像是35
估摸着
按去年数填
参照上月填报
参照去年
按比例推算
按平均数推算
由系统自动生成，未核对
不是最终数
最终数待出
还会变
后期会调整
`

// TestOfNote tells the one from the other.
func TestOfNote(t *testing.T) {
	for list, doubts := range map[string]bool{noteTrue: false, noteDoubts: true} {
		for note := range strings.Lines(strings.TrimSpace(list)) {
			note = strings.TrimSpace(note)
			if got := OfNote(note); (len(got) > 0) != doubts {
				t.Errorf("%s: %+v", note, got)
			}
		}
	}
	for text, month := range map[string]int{"此为5月份数据": 5, "为1-5月数据": 5, "5月数据": 0, "5月数据已更正": 0} {
		if got := MonthOf(text); got != month {
			t.Errorf("%s: month %d", text, got)
		}
	}
}

// TestDraft tells the names of drafts from those of returns.
func TestDraft(t *testing.T) {
	for name, want := range map[string]bool{"海原县6月(草稿)": true, "海原县6月(预计数)": true, "计数(未审核)": true, "征求意见稿": true, "海原县6月(待核)": true,
		"海原县6月-勿用": true, "海原县6月报表(未定稿)": true, "计数-旧": true, "计数(旧)": true, "海原县6月-样表": true, "海原县2024年6月民生实事计划表": true, "6月(试填)": true, "快报(未审)": true,
		"老旧小区改造6月": false, "海原县6月计划完成情况": false, "更新改造旧管网": false, "考试报名人数6月": false, "6月_试点乡镇": false,
		"海原县6月(快报)": true, "海原县6月预报": true, "海原县6月报表(暂定)": true, "海原县6月快报数": true, "天气预报服务6月": false, "民生实事快报6月": false,
		"海原县6月": false, "海原县6月(盖章版)": false, "海原县6月(已审核)": false, "海原县6月_更正": false, "海原县5月漏报补报": false, "民生实事报表模板_海原县": false, "计数(终稿)": false} {
		if Draft(name) != want {
			t.Errorf("%s: draft %v", name, !want)
		}
	}
	for name, want := range map[string]bool{"计数(备份)": true, "计数-备查": true, "计数原表": true, "计数": false, "计数(2)": false, "计数(草稿)": true,
		"海原数据": false, "固原表": false, "6月海原数据": false, "计数-海原表": false, "原表": true, "6月原稿": true, "计数(原数)": true, "海原县-原表": true} {
		if DraftTab(name) != want {
			t.Errorf("tab %s: %v", name, !want)
		}
	}
	for text, want := range map[string]bool{"市交通局2024年6月民生实事快报(未审)": true, "市交通局2024年6月民生实事快报": false, "海原县2024年6月民生实事预计完成情况表": true, "市交通运输局2024年6月民生实事计划表": true, "海原县2024年6月民生实事进展表(试填)": true,
		"海原县2024年6月民生实事进展情况表": false, "2024年民生实事任务计划完成情况统计表": false, "预计2024年9月完成": false, "2024年6月预计完成3个,详见情况表": false} {
		if DraftTitle(text) != want {
			t.Errorf("%s: a draft's title %v", text, !want)
		}
	}
}
