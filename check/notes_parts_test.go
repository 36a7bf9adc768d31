package check

import (
	"strings"
	"testing"
)

// TestParts asks of a 0 beside which something is said to have been done, and of a figure that is told in parts of which
// one is not done; and not of what is to come, of earlier stages, nor of what is in no figure.
func TestParts(t *testing.T) {
	for _, c := range []struct{ setup, asked, quiet string }{
		{"set 1.1 this 0\nset 1.1 cumulative 40\nform 1.1 measure 处",
			`本月新增3处|本月新增3处，均已验收|6月新增3处|本月已完成新建2处|又建成2处|本月竣工1处，验收合格|新增充电桩3处已投用|本月完成3处。`,
			`本月无新增|3处正在施工，预计7月完工|本月新开工3处|本月开工3处，均未完工|上月新增3处，本月无新增|计划7月新增3处|已完成40处|累计40处|3处已完工，待验收后计入|本月完成3处主体，未验收，未计入|本月签约3处，未开工|本月完成选址3处|5月新增3处已报|下月新增3处`},
		{"drop 1.1 this\nset 1.1 this 0\nset 1.1 cumulative 0\nprior 1.1 cumulative 0\nform 1.1 measure 处",
			`本月新增3处|本月新增3处，均已验收|6月新增3处|又建成2处|本月竣工1处，验收合格|已建成2处，正常使用|新增充电桩3处已投用|已竣工验收3处|累计完成3处|数据还没报上来，先填0|数据未统计，暂填0|名单没报齐`,
			`本月无新增|3处正在施工，预计7月完工|本月新开工3处|计划7月新增3处|3处已完工，待验收后计入|本月签约3处，未开工|本月完成选址3处|尚未开展|因资金未到位，未开工|去年已建成3处，今年无任务`},
		{"set 1.1 this 12\nset 1.1 cumulative 52\nform 1.1 measure 户",
			`8户验收，余4户在施|8户已验收，4户未验收|已验收8户，其余4户在建|验收8户，剩余4户正在施工|完工8户，另4户在建|8户完工，剩下4户下月完|12户中8户已完工|其中8户验收合格，4户待验收|竣工8户、在建4户|8户已通过验收，还有4户没验收|已完成8户，4户收尾|8户验收，余4户在施，未计入`,
			`12户验收，余4户在施|本月12户，另有4户在施|8户为平房，4户为楼房|8户5月开工，4户6月开工，均已验收|8户已验收，4户6月20日验收|验收12户，4户在施，年底前完成|完成12户，累计52户，剩余48户|8户低保户，余4户为一般户|完成12户，剩余48户正在施工`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			var cases []noteCase
			for _, note := range strings.Split(list, "|") {
				cases = append(cases, noteCase{note: note, setup: c.setup, asked: asked})
			}
			askedOf(t, cases)
		}
	}
}

// TestStateSaid asks of a milestone that is said to be done, or to have begun, beside another state.
func TestStateSaid(t *testing.T) {
	for _, c := range []struct{ setup, asked, quiet string }{
		{"set 5.1 state 推进中",
			`已全部完工并通过竣工验收|项目已竣工验收并投入使用|已建成投用|6月20日通过竣工验收，正式投入运行|系统已上线运行`,
			`已印发征求意见稿|初稿已完成|主体工程已完工，正在装修|一期已建成投用，二期在建|预计8月印发|完成招标，正在施工|方案已印发，正在组织实施|前期工作全部完成，已开工|已完成立项批复|完成80%|正在报市政府常务会审议|已通过专家评审，待印发|设备已到货，正在安装|已印发文件（市政办发〔2024〕12号），全面实施|6月18日印发实施|文件已于6月12日印发|办法已出台`},
		{"set 5.1 state 推进中\nform 5.1 donemeans 印发实施方案",
			`已印发文件（市政办发〔2024〕12号），全面实施|6月18日印发实施|文件已于6月12日印发|办法已出台`,
			`已印发征求意见稿|初稿已完成|主体工程已完工，正在装修|一期已建成投用，二期在建|预计8月印发|完成招标，正在施工|前期工作全部完成，已开工|已完成立项批复|完成80%|正在报市政府常务会审议|已通过专家评审，待印发|设备已到货，正在安装`},
		{"set 5.1 state 未启动",
			`已开工建设|正在施工|已完成招标，6月进场施工|完成60%|已启动`,
			`计划7月启动|尚未启动|待资金到位后开工|正在等上级文件|无`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.Split(list, "|") {
				askedOf(t, []noteCase{{note: "无", setup: c.setup + "\nset 5.1 progress " + note, asked: asked}})
			}
		}
	}
}

// TestNone asks beside a 0 of a note that by its tone does not stand for it, and of none that says why there is none.
func TestNone(t *testing.T) {
	const none = "drop 1.1 this\nset 1.1 this 0\nset 1.1 cumulative 0\nprior 1.1 cumulative 0\n"
	askedOf(t, []noteCase{
		{note: "0，其实有个村在吃了，民政说补贴没批先不报。", setup: none, asked: true},
		{note: "牌子其实挂上了，领导意思先压一压，到年底再亮。", setup: none, asked: true},
		{note: "0，三块场地都在打基础，预计9月交付。", setup: none},
		{note: "招标未完成，主体尚未动工，待资金到位后开工", setup: none},
		{note: "本县今年没任务，所以报0。", setup: none},
	})
	if got := messages(t, "L14", none+"set 1.1 note 0，其实有个村在吃了，民政说补贴没批先不报。"); !strings.HasSuffix(strings.TrimSpace(got), "是不是没有还不知道。") {
		t.Error(got)
	}
}

// TestLeftOpen asks of what is left out where the note does not read like those that doubt nothing, and of a place always.
func TestLeftOpen(t *testing.T) {
	askedOf(t, []noteCase{
		{note: "创建阶段的2个未计入，10个均通过省级验收。"},
		{note: "已申请未到货的14个未统计，本期10个均已领取并签字。"},
		{note: "由高崖乡统计的2个未计入", asked: true},
		{note: "10个均已领取并签字，资料齐全，不含岭头村", asked: true},
	})
}
