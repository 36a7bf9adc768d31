package doubt

import "testing"

// TestOfLetter leaves of a letter what may be of its figures.
func TestOfLetter(t *testing.T) {
	for text, want := range map[string]string{
		"请审示": "", "根据《关于报送进展情况的通知》要求,我县及时组织填报,现报上,请审示": "我县及时组织填报", "按照通知要求,现将有关情况报送如下": "",
		"现将未经审核的数据报上": "现将未经审核的数据报上", "如数据有误请及时告知,我们立即更正": "", "如与部门不一致,以部门数据为准": "如与部门不一致,以部门数据为准",
		"上次报的作废,请以本次为准": "", "上月数据有误的已更正,本月按更正后填报": "本月按更正后填报", "初步统计表已报分管领导审定,现将正式表报来": "", "已报领导审定,但民政数据还没核": "已报领导审定,但民政数据还没核",
		"表里的公式没动过,数已填好": "数已填好", "如上月数填报": "如上月数填报", "格式对不对,不对我马上改": "", "数对不对,不清楚": "数对不对,不清楚", "数不对,后面再改": "数不对,后面再改", "数据未审,请审核": "数据未审",
	} {
		if got := OfLetter(text); got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}

// TestDraftForbids takes what may be done with a paper for no doubt.
func TestDraftForbids(t *testing.T) {
	for text, want := range map[string]bool{"未经审核": true, "未经审核不得外传": false, "未经审定请勿引用": false, "征求意见稿": true, "内部资料": false} {
		if Draft(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

// TestHeavyLetter finds no doubt in what clerks write to send a return off, and finds those that are plain.
func TestHeavyLetter(t *testing.T) {
	for text, want := range map[string]bool{
		"李科长,6月的表发您了,麻烦收到回个信": false, "上午发的那份格式不对,这是按模板重新填的,数没变,以这份为准": false, "王姐,报表发过来了,辛苦您看一下有没有漏项,我这边都填了": false,
		"因单位网络检修,昨天没发出去,今天补发6月报表,请谅解": false, "领导好!表格里的公式我没动,只填了白色的格子,数据报上请审阅": false, "表已报,附件密码是电话后四位,打不开请告诉我": false,
		"这次报表增加了一行新指标,我们按说明填了,不清楚的地方已电话问过市局": false, "各位领导好,附件是我局2024年6月民生实事月报,请审阅": false, "现将修改后的报表重新报上,前次报送的请删除": false,
		"乡镇的数没收齐,先按上月的数估了一个报上来,后面再改": true, "数据是照着去年的表估的,没有核对过,领导催得紧先报上": true,
	} {
		if rest := OfLetter(text); HeavyLetter(rest) != want {
			t.Errorf("%s: %d, not %v", text, Weight(rest), want)
		}
	}
}
