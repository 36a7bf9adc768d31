package doubt

import (
	"strings"
	"testing"
)

// TestHedged tells figures that may be wrong, are being put right, wait for somebody or were chosen from what only sounds so.
func TestHedged(t *testing.T) {
	for list, doubted := range map[string]bool{`
88人次可能偏大
10个岗位可能和1.2重复
估计漏报了几户
正在逐户剔重
两边差3人，原因在查
请分管领导审定后再报
待局长签字后才能用
两个数不一样，取大数
甲局报15场，乙局报18场，取其中大的
18公里以设计图纸里程填
用合同数量代替
多领的下月扣回
分母是老数字
还是以前的名单
为冲半年进度报的
把7月预约的一并录入
比实际适配的要多
先按预拨，结算后再调
里程由施工单位自报
计量证书尚未签认
甲镇16户改造完成后尚未组织入户验收
6月补贴还没打卡到户
6月补贴还没打卡，名单已公示
乡镇报7场，有照片佐证的5场
`: true, `
可能因降雨影响工期
避免重复统计，已与1.2比对
已剔除可能重复的2人
正在比对名单后发放
方案待县长审定后实施
请领导放心，数据真实
取平均每户2.5人
按合同约定完成
以设计标准施工
下月再调整施工计划
不再使用旧口径
旧数据已替换
为冲刺全年目标，加班加点
把好质量关，验收合格后计入
比实际需求少，下半年增加
工程款结算后再拨
由施工单位自检合格
施工单位自报后经监理核实
资金证书未办理不影响使用
16户改造完成后已组织验收
6月补贴已打卡到户
新增5人，补贴还没打卡
`: false} {
		for note := range strings.Lines(strings.TrimSpace(list)) {
			note = strings.TrimSpace(note)
			if got := OfNote(note); (len(got) > 0) != doubted {
				t.Errorf("%s: %+v", note, got)
			}
		}
	}
}
