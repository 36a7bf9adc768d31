package check

import (
	"strings"
	"testing"
)

// TestToldInParts reckons the parts of a figure that are told as all there are, or of which none is in another, and so
// many of each of so many things; and asks of none that may overlap, be some of them, or be of later.
func TestToldInParts(t *testing.T) {
	times := "form 1.1 name 审验驾驶员（检查和换证）\nform 1.1 measure 人次\nset 1.1 this 30\nset 1.1 cumulative 130"
	machines := "form 1.1 name 农机安全检查\nform 1.1 measure 台次\nset 1.1 this 30\nset 1.1 cumulative 130"
	shows := "form 1.1 name 送戏下乡演出\nform 1.1 measure 场\nset 1.1 this 6\nset 1.1 cumulative 46"
	jobs := "form 1.1 name 新增残疾人就业\nform 1.1 measure 人\nset 1.1 this 12\nset 1.1 cumulative 52"
	for _, c := range []struct{ setup, asked, quiet string }{
		{count12,
			`红泉乡5户、石坝镇4户、下河镇3户、南川乡1户|1号楼5户、2号楼5户，其余4户为平房|红泉乡5户、石坝镇4户，余4户在下河镇|1栋3个单元，每单元5户|7个村，每村改造2户|低保户6户、残疾户5户、独居老人户3户，互不重复|全年累计竣工50户|累计占年度目标100户的41.5%|累计完成年度任务100户的60%`,
			`1号楼5户、2号楼5户，其余2户为平房|红泉乡5户、石坝镇4户，余3户在下河镇|红泉乡6户、石坝镇6户，其余3户待验收|1栋3个单元，每单元4户|2栋3个单元，每单元5户|7个村，每村计划改造2户|4个村，每村3户|7个村，每村入户2户|7个村，每村2人|低保户6户、残疾户5户、独居老人户3户|低保户5户、残疾户4户、独居老人户3户，互不重复|全年累计竣工52户|累计占年度目标100户的52%|累计占资金100万元的41.5%|7个村，每户补助5000元`},
		{times,
			`流水号SJ2024-0145至SJ2024-0172，一人次一号|号牌号段宁05-21034至宁05-21061|签到册序号1—28|30人次中审验15人次、换证12人次|举办1期，参训24人`,
			`号牌号段宁05-21034至宁05-21063|流水号SJ2024-0145至SJ2024-0174，一人次一号|流水号SJ2024-0145至SJ2024-0176，其中作废2个|收据0145至0172|流水号SJ2024-0145至SJ2025-0172|文号〔2024〕12号至16号|30人次中审验18人次、换证12人次|审验15人次、换证12人次|30人次中初次15人次、女性12人次|举办1期，参训30人|举办2期，参训24人|举办1期，参训24人、复训6人次，共30人次|举办1期，参训240人`},
		{machines,
			`其中拖拉机20台次、联合收割机12台次`,
			`其中拖拉机20台次、联合收割机10台次|其中拖拉机20台次、联合收割机5台次|灯光不合格20台次、制动不合格12台次，均已整改`},
		{shows,
			`3个村，每村演出3场|走进4个社区，每社区2场`,
			`3个村，每村演出2场|3个村，每村每年演出3场|3个村，每村观众300人|计划走进3个村，每村3场|30个村，每村3场`},
		{jobs,
			`按比例就业5人、公益性岗位3人、自主创业3人、灵活就业2人`,
			`按比例就业5人、公益性岗位3人、自主创业2人、灵活就业2人|低保户5人、重度残疾6人、女性4人|按比例就业5人、公益性岗位3人`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.Split(list, "|") {
				askedOf(t, []noteCase{{note: note, setup: c.setup, asked: asked}})
			}
		}
	}
}
