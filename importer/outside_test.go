package importer

import (
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
)

// outsideTrue are texts outside the table of a truthful return of June, of whatever unit: none is
// asked about, for a question holds every row of the table.
const outsideTrue = `
数据按重点人群统计
注：按城市规划区范围统计
补贴资金由省市县按比例分配
分母按2024年人口数
注：数据按省厅批复口径统计
更正后请于5日前重报
填报有误的请及时联系
注：金额单位为万元
本表一式两份
逾期未报的将通报批评
逾期未报的将通报
1.未报送的单位将予以通报
未按时上报的单位，取消评优资格
数据来源：民政局
资料来源：各镇（街道）
含市本级
备注：以上数据为截至6月30日
数据截至2024年6月30日24时
统计时间：2024年1—6月
数据截至7月2日，含6月全月
经办人：张三
审核人：李四（已审核）
制表日期：2024年7月2日
下月5日前报送
每月5日前报送市政府督查室，节假日顺延
次月5日前上报
各单位于次月上报本月数据
以实际完成为准
完成数以竣工验收为准
以验收合格证为准
根据省厅要求，未完工项目不统计
未开工项目不计入
在建的不计
续建项目均不纳入
未经验收的不计入完成数
未通过验收的不统计
停工项目不计入
未列入年度计划的不计入
不含在建项目
不含上年结转
金额不含税
同一人参加多次培训，重复的不计
重复人员不计
完成率=完成数/目标数
注：完成率=本年累计÷年度目标×100%，本年累计为1月至本月累计
注：不涉及的指标填“/”，无数据填0
填报要求：不得漏报、错报
严禁漏报、瞒报
经核对，无漏报、错报情况
经核查，不存在漏报
数据不全的退回重报
填报不完整的报表将予退回
本表不含涉密内容
本表内容不包含国家秘密
未报视为零报告
未报0个
应报12个乡镇，已报12个，未报0个
无未报单位
无未统计项目
纸质件另报
盖章扫描件另行报送
佐证材料另报
本项不计分
该项指标不计入年度考核
以上、以下均不含本数
未经审核不得对外公布
未经审定不得引用
以上项目预计年底全部完工
个别项目因天气延期，预计8月完工
数据正常，预计8月完成年度任务
数据已核实
以上数据均已核实，真实准确
经统计局核定
以上数据已与统计局核对一致
初步设计已批复
投资为概算批复数
实现学校不全覆盖问题
解决漏报问题2起
统计口径：农村公路里程，不含城区道路
统计口径：指新建里程，不含维修
含补发上月漏报部分
截至5月底未完成的2户已于6月完成
5月漏报的3户已补报
本表由各县（市、区）填报，市发改委汇总
金额单位：万元，保留两位小数
其他需要说明的情况：无
截至目前，所有项目均已开工
项目审批资料不全的，暂缓开工
因村级资料不全，2户未通过审核
暂缺配套资金200万元
尚缺施工许可手续的项目2个
目标任务可能调整，以市里文件为准
指标解释以省厅发布为准
只统计竣工项目
以上均为实际完成数
原报表作废，以此表为准
较上月数据增加12户
上期累计按上月数填列
未纳入目标的项目不统计
表中数据由系统导出，与系统一致
下一步将加快进度，预计9月底前全部完成
本表数据截至6月30日，均已核实
以上数据由各乡镇报送、县民政局审核
数据真实准确，如有不实愿承担责任
本表数据经县政府分管领导审定
注：1.按季度填报；2.逾期不予受理
完成率按年度目标计算
本月无新增的填0
灰色单元格为自动计算，请勿修改
不得更改表格格式
未涉及的指标可不填
未完工程数不在本表统计
填报人对数据真实性负责
联系方式变更请及时告知
5月数据已更正，本表为更正后数据
上月漏报的2个已在本月补报
上月错报已更正
原上报数据有误，以本表为准
此表为最终数据
以上为最终核定数
以上为审计后的数据
经复核，数据无变动
因机构改革，由住建局填报
含市直学校
包含开发区数据
存在问题：资金缺口较大
存在问题：部分项目手续不全
下步打算：7月底前全部开工
2个项目未开工，原因是征地未完成
3个乡镇未完成任务
2个村因搬迁未实施
部分乡镇进度滞后
待资金到位后开工
本表仅供内部使用
内部资料，注意保密
打印后盖章报送
电子版发至邮箱
单位为万元的保留两位小数
请勿使用简称
纸质版为准备存档
按目标任务分解填报
单位：个、户、公里
单位：万元
填报单位：万宁市
单位：万源市
以上各项工作全部按计划完成。
金额、人数等经县审计局核实
数据截至6月24日
数据截止：2024年6月20日
截至6月10日已完成招标
以上数据含市本级
以上数据均为实际完成数
个别指标进度滞后
部分指标目标有调整
本期完成为6月数
本期完成为5月26日至6月25日数
此为1-6月数据
各项数据均为实际完成数，无预估数
以上数据均已核实，无未核实数据
所有数据均未使用估算
注：以上数据均为实际完成数，不含计划数
注：以上数据不含预计数、估算数
本表数据均非预计数
注：数据未含在建工程
数据不含中央、自治区驻县单位
以上数据不含外县
注：本表不含市本级项目
注：不含乙县、丙区
以上数据不包括乙县的数据
注：1.本表统计农村公路；2.不含国省干线。
农机数据不含农垦系统
未全部上报的单位予以通报
累计投资含在建项目
本期数为5、6月合计数
本月数为6月当月合计
未经领导审定不得公布
本表供领导参考
项目先占位后建设
残联的系统没有更新要求
上期累计数据为5月底数
数据每周五报送
`

// outsideDoubted are texts that say that the table's figures are not whole, not final, or others.
const outsideDoubted = `
数据从群里统计
注：按规划面积统计
数据按比例分配
分母用的是去年人口
计数表27.3行数据有误，应为31
27.2、27.3两行填反了
计数表F列填的是累计数
请按电话更正：农机安全检查86
更正：27.2本期应为86
以上F列均为万台次
注：以上数据不含高崖乡
海原县另报
未报3个乡镇
未报：高崖乡、李俊乡
高崖乡未报
高崖乡尚未上报
还有2个乡镇未上报
数据不全，月底补充
2个乡镇数据未报送，其余已核实
尚缺2个乡镇数据
暂缺高崖乡数据
部分乡镇数据缺失
仅统计了8个乡镇
仅含城关镇数据
以上数据仅为城区数
高崖乡除外
漏报2个乡镇
数据尚未汇总齐
本表有漏报，下月补报
统计口径：不含沙坡头区
快报数，以年报为准
数据为快报数
初步统计数
以上为估计数
本表为6月预计数
本表数据为推算数
数据待定
最终数据以统计局公布为准
以审计结果为准
后续数据可能有调整
以上数据含在建项目
本月数为暂按上月数填报
本表沿用上月数据
系统数据未更新
以上数据未经核实
此表作废
测试数据
截至6月25日，6月26日后的未统计
2个镇的数下月报送
其中高崖乡数据未经核实
数据不完整，仅供参考
高崖乡（未报）
此数据未经核实不得引用
注：金额为估算数
缺报2个村
表内数据以后可能会修正
李俊乡的数还没报来
差2个乡镇没报
有3个乡镇没交
缺高崖、李俊两乡数据
缺三个乡数
除高崖乡外
仅报县直数据
本表只含城区学校
只有部分乡镇的数据
乡镇数据正在收集
数据还在收集中
数据正在核对
正在核实中
数字未最后确定
非最终数据
不是最终数
临时数据
过渡数据
暂报
先行上报，后续更正
先报，待核实后更正
数据将于下月更正
7月将重新上报
此数据为估算
均为估计
均按计划数填报
按目标数填列
填的是计划数
数据有误
数据有误，待更正
数据错误，请勿使用
请勿使用本表
旧表
草表
此表仅作测试
不作数
以纸质版为准
以邮件为准
以另一张表为准
以补充报表为准
填报单位：海原县　报告期：2024年6月　数据截止：2024年6月25日　单位：万
单位：百
说明：单位为万
2024年民生实事计数指标填报表（测试）
计数指标填报表（样表）
以上数据均为累计数
计数指标均为累计数
个别指标数据有出入
部分数据未核实
数据截至6月20日
截至6月10日数据
以上数据含乙县
本期数据包括乙县代管村
以上数据不含未核实乡镇
以上数据不含乙县、高崖乡
以上数据不含乙县移民村
数据未含在建工程，为预计数
以上数据不含县直单位
以上数据不含民办学校
注：数据均为估算，无实测
注：乡镇数据未全部上报
注：累计含在建60公里
注：本月数为5、6月合计
本期报表未经领导审定，请勿使用
此次数据仅供内部参考，勿汇总
本表为练习填报
此表先占位，数据周五报
注：本期完成为1—6月累计数。
本期完成一栏填的是年初以来累计
注：表中数字均为计划数
6月数据待财政核定
残联的数没有更新
`

// TestOutside tells texts outside a table that doubt its figures from those that do not.
func TestOutside(t *testing.T) {
	p := page{Sheet: &sheet.Sheet{Name: "表"}, grid: &sheet.Grid{}}
	june := huibao.Period{Year: 2024, Month: 6}
	plan := inforce.At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "C01", Name: "甲县", Level: huibao.LevelCounty}, {Code: "C02", Name: "乙县", Level: huibao.LevelCounty}, {Code: "C03", Name: "丙区", Level: huibao.LevelCounty}},
		Calendar: []huibao.CalendarDay{{Period: june, CutOff: huibao.Date{Year: 2024, Month: 6, Day: 25}, Deadline: huibao.Date{Year: 2024, Month: 7, Day: 5}}}}, june)
	r := &reader{known: Known{Period: june, Plan: plan}, ret: &huibao.Return{Unit: "C01", Period: june, Rows: []huibao.ReturnRow{{Sheet: "表"}}}}
	const earlier = "标准表为1—5月数据，6月数据另补\n12项残联数据仍为5月数\n农机数据系5月底数\n本期完成填的是5月数\n表中数据为1-5月\n数据截至5月25日\n截至5月31日\n为5月数据\n此为5月份报表\n数据截至5月25日，6月数据还没有出来\n以上统计截至2023年12月"
	for list, want := range map[string]huibao.RemarkKind{outsideTrue: "", outsideDoubted: huibao.RemarkNotWhole, earlier: huibao.RemarkUntil} {
		for line := range strings.Lines(strings.TrimSpace(list)) {
			if got, _ := r.outside(p, 9, sheet.Cell{Raw: strings.TrimSpace(line), Type: sheet.Text}); got != want {
				t.Errorf("%s: %q, not %q", strings.TrimSpace(line), got, want)
			}
		}
	}
}

// TestOutsideWithoutPlan knows a county by the name on its form.
func TestOutsideWithoutPlan(t *testing.T) {
	p := page{Sheet: &sheet.Sheet{Name: "表"}, grid: &sheet.Grid{}}
	for unit, want := range map[string]huibao.RemarkKind{"甲县": "", "市民政局": huibao.RemarkNotWhole} {
		r := &reader{ret: &huibao.Return{Rows: []huibao.ReturnRow{{Sheet: "表"}}, Stamp: &huibao.Form{Unit: huibao.UnitRef{Name: unit}}}}
		for _, text := range []string{"数据不含中央、自治区驻县单位", "以上数据不含外县", "注:不含乙县、沙坡头区"} {
			if got, _ := r.outside(p, 9, sheet.Cell{Raw: text, Type: sheet.Text}); got != want {
				t.Errorf("%s: %s: %q, not %q", unit, text, got, want)
			}
		}
		for _, text := range []string{"以上数据不含高崖乡", "注：不含甲县", "不含乙县、高新区"} {
			if got, _ := r.outside(p, 9, sheet.Cell{Raw: text, Type: sheet.Text}); got != huibao.RemarkNotWhole {
				t.Errorf("%s: a part of it left out: %s: %q", unit, text, got)
			}
		}
		if got, _ := r.outside(p, 9, sheet.Cell{Raw: "注：1.本表统计农村公路；2.不含国省干线。", Type: sheet.Text}); got != "" {
			t.Errorf("%s: other roads left out: %q", unit, got)
		}
	}
}
