package check

import (
	"strings"
	"testing"
)

// TestNotDone asks of a count of which some are told to be under way, moved on, or still open to objections; and not of
// what is beside it, was left out of it, or is beside a 0.
func TestNotDone(t *testing.T) {
	one := "form 1.1 name 村级文化广场\nform 1.1 measure 个\nform 1.1 target 3\nprior 1.1 cumulative 1\nset 1.1 this 1\nset 1.1 cumulative 2"
	for _, c := range []struct{ setup, asked, quiet string }{
		{count12,
			`12户中9户已验收，3户正在收尾|12户中3户正在收尾|其中3户正在收尾|10户正在施工|12户中9户验收签字，3户在建|已兑付9户，另3户尚未交机|3户因户主外出改至7月8日|红泉乡2户延至7月验收|已验收9户，其余3户7月才进场`,
			`12户已验收，另有3户正在收尾，未计|另3户正在收尾|还差48户，10户正在施工|本月12户，3户正在施工|累计52户，剩余48户正在施工|3户正在施工，未计入|3户正在收尾，验收后计入|60户正在施工|10户正在选址|原定6月的3户改至7月8日|本月12户，3户因雨改至7月8日|3户因雨由5月改至6月8日|其余3户7月进场|红泉乡9户、石坝镇3户，其余村7月才开工|设备3台正在安装|3户在建`},
		{one,
			`工程形象进度85%|项目形象进度已达90%，6月底验收|公示期至7月5日|评选结果公示至7月3日`,
			`工程已完工，工程款拨付60%|形象进度100%|其余1个形象进度85%|另1个项目，形象进度85%|公示期5月28日至6月3日|公示期至6月20日，无异议|补贴资金公示期至7月5日|公示期至7月5日，期满后计入`},
		{strings.Replace(one, "this 1\n", "this 0\n", 1),
			``,
			`工程形象进度85%|公示期至7月5日|1个正在施工`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' }) {
				askedOf(t, []noteCase{{note: note, setup: c.setup, asked: asked}})
			}
		}
	}
}

// TestOtherTime asks of a figure that was drawn too early, taken from another month or from the plan, done in an earlier
// year or counted before.
func TestOtherTime(t *testing.T) {
	one := "form 1.1 name 村级文化广场\nform 1.1 measure 个\nform 1.1 target 3\nprior 1.1 cumulative 1\nset 1.1 this 1\nset 1.1 cumulative 2"
	for _, c := range []struct{ setup, asked, quiet string }{
		{count12,
			`取自6月8日导出的平台数据|数据来自5月31日导出的台账|红泉、石坝两乡按5月数填列|缺报的两个村用4月数据代替|按全年目标平均到12个月|任务分摊到各月，每月12户|二标段4户5月已交付并列入上月完成数|其中4户已计入5月数`,
			`取自6月25日导出的平台数据|数据于6月26日从系统导出|取自6月24日导出的平台数据|红泉乡按6月数填列|资金按5月数拨付|目标按季度分解|上月漏报的4户已计入5月数并更正|已列入上月完成数的4户本月不再计|4户计入7月|另4户已列入上月完成数|4户列入上月计划，本月完成`},
		{one,
			`该广场2023年11月命名|红泉村广场，2023年12月20日通过竣工验收并投用`,
			`该广场2024年6月命名|2023年11月开工，6月12日竣工验收|原广场2009年建成，此次新建|2023年续建项目，6月验收|2022年竣工验收的设备继续使用|土地2023年11月批复|拆除2005年建成的旧戏台`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.Split(list, "|") {
				askedOf(t, []noteCase{{note: note, setup: c.setup, asked: asked}})
			}
		}
	}
	for note, asked := range map[string]bool{
		"另有2人已发现，暂未列入分母": true, "拒检的2人不列入分母": false, "两乡按5月数填列": true, "两乡按6月数填列": false,
	} {
		if got := messages(t, "L14", "set 2.1 note "+note) != ""; got != asked {
			t.Errorf("%s: asked %t", note, got)
		}
	}
}

// TestToldOfParts takes numbers that make the figure together for its parts, a round amount behind the exact one for
// the same, and parts of another number for nothing of the row's.
func TestToldOfParts(t *testing.T) {
	stations := "form 1.1 name 农机安全检查\nform 1.1 measure 台次\nset 1.1 this 88\nset 1.1 cumulative 521\nprior 1.1 cumulative 433"
	askedOf(t, []noteCase{
		{note: "乡镇报来76台次，县检测点12台次", setup: stations},
		{note: "乡镇报来76台次", setup: stations, asked: true},
		{note: "乡镇报来76台次，其中12台次未检", setup: stations, asked: true},
		{note: "17个乡镇全部报送，其中15个为零报告", setup: stations},
	})
	for note, asked := range map[string]bool{
		"6月支出115023元（约11.5万元）": false, "6月支出115023元（约12.5万元）": true,
	} {
		if got := messages(t, "L14", "set 3.1 people 1000\nset 3.1 months 6000\nset 3.1 paid 690000\nset 3.1 note "+note) != ""; got != asked {
			t.Errorf("%s: asked %t", note, got)
		}
	}
}
