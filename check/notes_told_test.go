package check

import (
	"strings"
	"testing"
)

// count12 is a count of households: 12 of the month, 52 of the year, 100 to do, 40 and 11 in May.
const count12 = "form 1.1 name 困难家庭厨卫改造\nform 1.1 measure 户\nform 1.1 target 100\nseries 1.1 8 7 6 8 11\nset 1.1 this 12\nset 1.1 cumulative 52"

// TestToldOtherwise holds the numbers of a note to those of the row: the month's, the year's, the month's before, the
// rest, the percentage, the parts. What is of another thing, rounded, or of a part is not asked about.
func TestToldOtherwise(t *testing.T) {
	for _, c := range []struct{ setup, asked, quiet string }{
		{count12, // the year so far
			`累计改造54户，满意度98%|截至5月底累计42户，6月12户|今年以来累计完成12户，涉及3个村|全县累计完成51户、剩余49户|截至6月25日，累计54户，发放资金20万元|1—6月共改造厨卫54户|累计完成54户，已核实无误，本月12户`,
			`累计改造52户，满意度98%|今年以来累计52户，本月12户|累计发放补助资金31.2万元|红泉乡累计完成9户，本月12户|累计入户排查230户，本月改造12户|截至5月底累计40户，6月12户|累计约50户|累计54户（含2023年结转2户）|累计55户，核减3户|其中低保户累计30户|二期累计完成20户|累计培训54人`},
		{count12, // the month
			`本月完成13户，累计52户|13户均已验收签字|6月改造11户，累计52户`,
			`本月完成12户，累计52户|12户均已验收签字|48户均已列入计划|30户均为低保户|本月新增10户，续建2户|6月15日完成11户，6月20日1户|本月入户13户|本月完成12户，其中一期11户`},
		{count12, // the months before
			`较5月增加3户|较上月减少1户|环比增长20%|上月9户，本月12户|5月改造15户，6月改造12户|比5月（14户）少2户`,
			`较5月增加1户|较上月增加1户，主要是资金到位|环比增长9%|环比增长9.1%|环比增加30%（累计）|上月11户，本月12户|比5月（11户）多1户|较5月底增加12户|较去年同期多5户|5月3户、6月9户|参会企业86家，较上月增加12家|用工较上月增加3人`},
		{count12, // the rest and the percentage
			`剩余46户列入四季度计划|还差50户|缺口47户|年度目标100户，累计52户，占55.5%|占年度任务的55%|完成率54.2%，超序时|累计完成年度任务的60%|完成全年目标任务的12.5%`,
			`剩余48户列入四季度计划|还差48户，其中20户已开工|剩余45户正在设计，3户放弃|剩余30户在施工|占年度任务的52%|年度目标100户，累计52户，完成52%|全年任务100户，资金支付占60%|完成率52.0%|完成年度任务的约55%|完成序时任务的104%|完成投资210万元，占计划的70%|12户办结率100%|其中二期完成率80%|年度目标120户，完成率43.3%|资金支付率60%|较计划进度快2个百分点`},
		{count12, // parts that don't make the month's figure
			`其中红泉乡5户、石坝镇4户、下河镇4户|红泉乡5户，石坝镇4户，下河镇2户|上旬3户，中旬5户，下旬3户|厨房4户、卫生间5户、其他4户|共2个社区，分别为东城社区7户、西城社区4户|红泉乡5户、石坝镇8户，合计13户|张家村报来7户，李家村报来6户|红泉乡5户、石坝镇4户、下河镇4户，合计13户`,
			`其中红泉乡5户、石坝镇4户|红泉乡5户、石坝镇4户、下河镇3户，合计12户|上旬3户，中旬5户，下旬4户|低保户6户、残疾户5户、独居老人户4户|厨房9户、卫生间7户|红泉乡20户、石坝镇18户、下河镇14户|红泉乡5户、石坝镇4户、下河镇2户等|红泉乡5户（其中新庄村2户）、石坝镇7户|红泉乡5户，其中新庄村2户，石坝镇7户|红泉乡5户、石坝镇4户、下河镇2户；南川乡1户|红泉、石坝两地各5户，下河镇2户|入户调查30户，其中红泉乡14户、石坝镇16户|计划7月改造红泉乡6户、石坝镇7户|涉及红泉乡2个村、石坝镇1个村|红泉乡30人、石坝镇28人|红泉乡5户、石坝镇4户为重点|剩余红泉乡20户、石坝镇28户`},
		{count12, // what a paper found
			`宁建发〔2024〕31号核定改造10户`,
			`宁建发〔2024〕31号核定改造12户|宁建发〔2024〕31号下达改造100户|依据宁建发〔2024〕31号，补助标准每户5000元|宁建发〔2024〕31号核定改造60户，分两批`},
		{"form 1.1 name 农机安全检查\nform 1.1 measure 台次\nset 1.1 this 30\nset 1.1 cumulative 130",
			`检查拖拉机33台，每台1次|检查16台，每台2次`,
			`检查拖拉机30台，每台1次|检查15台，每台2次|检查28台，其中2台复检1次|抽检33台，每天1次`},
		{"form 1.1 name 管网改造\nform 1.1 measure 公里\nform 1.1 target 60\nprior 1.1 cumulative 24.3\nset 1.1 this 14.8\nset 1.1 cumulative 39.1",
			`共3条，长4200米、6100米、3500米|县道6.4公里、乡道5.3公里、村道2.1公里|完工2条，即人民路8.6公里、建设街5.2公里|累计38.1公里`,
			`共3条，长5200米、6100米、3500米|县道6.4公里、乡道5.3公里、村道3.1公里|长4200米、6100米|累计39公里|累计39.12公里|累计1.2万米的沟槽已回填|占任务的65.1%|占任务的65%|占任务的65.2%`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.Split(list, "|") {
				askedOf(t, []noteCase{{note: note, setup: c.setup, asked: asked}})
			}
		}
	}
}

// TestToldOfOthers does the same for rates and for what was paid.
func TestToldOfOthers(t *testing.T) {
	rate := "form 2.1 name 公租房入住率\nset 2.1 numerator 93\nset 2.1 denominator 100\nset 2.1 note "
	paid := "set 3.1 people 1000\nset 3.1 months 6000\nset 3.1 paid 690000\nset 3.1 note "
	for note, asked := range map[string]bool{
		rate + "入住率91.5%": true, rate + "6月末入住率94.2%，较好": true,
		rate + "入住率93%": false, rate + "入住率93.0%": false, rate + "入住率低于目标95%": false, rate + "上年入住率91.5%": false, rate + "其中东区入住率91.5%": false, rate + "满意率91.5%": false, rate + "5月末入住率91.5%": false, rate + "入住率约91%": false,
		paid + "1—6月共发放72.1万元": true, paid + "累计发放72.1万元": true, paid + "6月末领取人数995人": true,
		paid + "1—6月共发放69万元": false, paid + "1—6月共发放69.0万元": false, paid + "本月发放11.5万元": false, paid + "累计发放69万元，另有慰问金3万元": false, paid + "1—5月共发放57.5万元": false, paid + "5月末领取人数995人": false, paid + "6月末领取人数1000人": false,
	} {
		if got := messages(t, "L14", note) != ""; got != asked {
			t.Errorf("%q: asked %t", note[strings.LastIndex(note, "note "):], got)
		}
	}
}

// TestToldReckoned says how what was told was reckoned, at the cell of the figure that it is of.
func TestToldReckoned(t *testing.T) {
	for note, want := range map[string]string{
		"累计改造54户":        "G4：本年累计填的是 52，说明里却写着“累计改造54户”，不知以哪个为准",
		"上旬3户，中旬5户，下旬3户": "F4：本期完成填的是 12，说明里却写着“上旬3户、中旬5户、下旬3户”（3＋5＋3＝11）",
		"较5月增加3户":        "说明里却写着“较5月增加3户”（那时计入的是 11）",
		"缺口47户":          "G4：本年累计填的是 52，说明里却写着“缺口47户”（年度目标 100，还剩 48）",
		"累计完成年度任务的60%，进度快于序时": "（52÷100 是 52%）",
	} {
		if got := messages(t, "L14", count12+"\nset 1.1 note "+note); !strings.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", note, got, want)
		}
	}
}

// TestNotVouched: what is not signed or handed in is asked about however true the rest of the note reads.
func TestNotVouched(t *testing.T) {
	for note, asked := range map[string]bool{"档案资料正在完善，个别户未签字": true, "档案资料正在完善": false} {
		askedOf(t, []noteCase{{note: note, setup: count12, asked: asked}})
	}
}
