package doubt

import "testing"

// TestOfLetter leaves of a letter what may be of its figures.
func TestOfLetter(t *testing.T) {
	for text, want := range map[string]string{
		"请审示": "", "根据《关于报送进展情况的通知》要求,我县及时组织填报,现报上,请审示": "我县及时组织填报", "按照通知要求,现将有关情况报送如下": "",
		"现将未经审核的数据报上": "现将未经审核的数据报上", "如数据有误请及时告知,我们立即更正": "", "如与部门不一致,以部门数据为准": "如与部门不一致,以部门数据为准",
		"上次报的作废,请以本次为准": "", "上月数据有误的已更正,本月按更正后填报": "本月按更正后填报", "初步统计表已报分管领导审定,现将正式表报来": "", "已报领导审定,但民政数据还没核": "已报领导审定,但民政数据还没核",
		"表里的公式没动过,数已填好": "表里的,数已填好", "如上月数填报": "如上月数填报", "数据未审,请审核": "数据未审",
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
