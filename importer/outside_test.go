package importer

import (
	"strings"
	"testing"

	"huibao"
	"huibao/internal/sheet"
)

// outsideTrue are texts outside the table of a truthful return of June, of whatever unit: none is
// asked about, for a question holds every row of the table.
const outsideTrue = `
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
`

// outsideDoubted are texts that say that the table's figures are not whole, not final, or others.
const outsideDoubted = `
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
`

// TestOutside tells texts outside a table that doubt its figures from those that do not.
func TestOutside(t *testing.T) {
	p := page{Sheet: &sheet.Sheet{Name: "表"}, grid: &sheet.Grid{}}
	r := &reader{known: Known{Period: huibao.Period{Year: 2024, Month: 6}}, ret: &huibao.Return{}}
	const earlier = "数据截至5月25日\n截至5月31日\n数据截至5月25日，6月数据还没有出来\n以上统计截至2023年12月"
	for list, want := range map[string]huibao.RemarkKind{outsideTrue: "", outsideDoubted: huibao.RemarkNotWhole, earlier: huibao.RemarkUntil} {
		for line := range strings.Lines(strings.TrimSpace(list)) {
			if got, _ := r.outside(p, 9, sheet.Cell{Raw: strings.TrimSpace(line), Type: sheet.Text}); got != want {
				t.Errorf("%s: %q, not %q", strings.TrimSpace(line), got, want)
			}
		}
	}
}
