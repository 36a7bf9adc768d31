package check

import (
	"strings"
	"testing"
)

// groundsTrue and groundsDoubted are notes on who answers for a figure, of which time and of whom it is
// and how it was counted, by the row on which they stand: of the first none is asked about, of the
// second each.
var (
	groundsTrue = map[string]string{
		"1.1": `
台账齐全
无台账问题
已建立台账
台账、佐证材料齐全
佐证材料后补
盖章件后补
照片随后补报
已电话通知各乡镇
电话回访满意
经电话核实
由县民政局汇总上报
数据来源：县民政局
来源清楚
2个未录入系统，本月已补录
已录入系统
均已上传平台
自评合格
已通过自查
为完成考核任务，加快推进
按考核要求填报
为迎接检查，已完善资料
资金已凑齐
已四舍五入保留两位小数
单价取整
按设计要求施工
按合同约定支付
按合同工期推进
按批复方案实施
按完成数量统计
人数为6月底数
含6月数
其中2个为2024年完成
含以前年度结转
含往年续建
2023年开工
口径与上月一致
统计口径未变化
与去年口径不同
口径无差异
未发现重复计入
未达标的2个不计入
在建项目不计入
在建的未计入
上月未完成的2个本月完成，已计入
未将在建项目计入
不合格的2个已剔除
未成年人2人计入
10个中2个为新建
10个中2个已投用
15个中2个已退出
入户20个，其中2个放弃
以审计要求归档
先填表后审批
先建后报
快报已送阅
为示范点
10个为示范小区
已补报
`,
		"2.1": `
分母已剔除重复
分母已扣除死亡人员
分子为本年累计数
分母为6月底数
筛查人数较上月增加
未筛查的2例已通知
未随访人员已补访
分母来自统计局
实际筛查95人
`,
		"3.1": `
人数为6月末数
累计人月算到6月
实发含补发2万元
实发含提标补差
含1-5月补发
实发金额已核对
人月数已核对
`,
	}
	groundsDoubted = map[string]string{
		"1.1": `
无台账
没有任何佐证材料
未见台账
暂无花名册
查无原始记录
数据由乡镇电话报来，未见台账
施工单位口头上报
为企业口头报的数
来源不明
数据依据不足
未录入系统
尚未上传平台
还没有登记台账
系自评数
乡镇自报数
企业自报的
系照顾考核排名填报
应付检查填的
为不影响排名先报
凑数
凑够10个
为虚数
编的
1为示例
样例
？
10？
后补
数据后补
下周再补报
先填上
先填着
暂时填个数
先占位
快报数据
为月度快报数
以年报为准
取整数
已取整
按整数填报
四舍五入到十位
零头舍去
按里程设计数计
按合同里程统计
按中标规模填报
按图纸数算
10个为2023年结余数
为2023年完成数
含以前年度
含往年数
包括历年未报的
该数与5月报表口径不同
口径有变化
口径已放宽
与省厅口径不一致
未达标2人已计入
未验收的也算作完成
在建的一并计入
意向签约的视同完成
正在施工的也统计在内
预约的均计入
10个中2个已退出
10个中有2个不符合条件
10个中2个为外县的
10个中2个已注销
先报10个
实际安置8个
`,
		"2.1": `
分母已扣除拒检人数
分母不含外出人员
分子含体检对象
用的是去年分母
沿用去年基数
电话未接通的也计为已随访
拒检的按已筛查统计
筛查人数含体检人数
入住数含已签约数
实际筛查80人，其余已预约
分母为5月末数
无台账
`,
		"3.1": `
人数为5月末数
累计人月只算到5月
人月含7月
含7月预发
实发含取暖费补贴120万元
实发金额含慰问金
无签收单
实发为5月数
`,
	}
)

// TestGrounds tells the one from the other.
func TestGrounds(t *testing.T) {
	for asked, lists := range map[bool]map[string]string{false: groundsTrue, true: groundsDoubted} {
		for code, list := range lists {
			for note := range strings.Lines(strings.TrimSpace(list)) {
				note = strings.TrimSpace(note)
				if got := messages(t, "L14", "set "+code+" note "+note) != ""; got != asked {
					t.Errorf("%s %s: asked %v", code, note, got)
				}
			}
		}
	}
}
