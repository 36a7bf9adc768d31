package check

import (
	"strings"
	"testing"
)

// TestNotYet asks of works that are done only after the cut-off, or in part, by what their own note says; and not of
// works that are done and of which another step, or another thing, is to come.
func TestNotYet(t *testing.T) {
	one := "form 1.1 name 村级文化广场\nform 1.1 measure 个\nform 1.1 target 3\nprior 1.1 cumulative 1\nset 1.1 this 1\nset 1.1 cumulative 2"
	for _, c := range []struct{ setup, asked, quiet string }{
		{one,
			`红泉村广场，6月18日进场，计划7月10日通水|红泉村广场，定于7月8日组织竣工验收|预计8月初交付|已批复立项，7月开标|看台施工至3层|涉及3个村级广场，完成2个|灯杆7月中旬到货|7月12日才安装`,
			`6月14日竣工验收，7月1日投用|6月20日完工，计划7月10日开放|另1个计划7月10日验收|看台施工至3层，未计|6月18日进场，6月24日通水|二期预计8月初交付|涉及3个村级广场，完成3个|配套路灯7月中旬到货|工程款7月10日支付|计划6月20日验收|2023年7月开标，6月竣工|5月开标`},
		{count12,
			`比上月多1户，退出3户未扣|已注销2户尚未核减|6月进场12户，预计8月初交付|验收10户；2户外出，未参加验收`,
			`比上月多1户，退出3户已扣|退出300户未扣|6月进场20户，预计8月初交付|12户已验收，预计8月初交付|验收12户；2户外出，未参加验收|6月完工12户，定于7月8日组织回访|红泉乡计划7月10日完工`},
	} {
		for list, asked := range map[string]bool{c.asked: true, c.quiet: false} {
			for _, note := range strings.Split(list, "|") {
				askedOf(t, []noteCase{{note: note, setup: c.setup, asked: asked}})
			}
		}
	}
}
