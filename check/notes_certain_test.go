package check

import (
	"strings"
	"testing"
)

// TestCertain asks of no clause that denies a doubt or leaves out what is in doubt; but of those that look like one.
func TestCertain(t *testing.T) {
	for list, asked := range map[string]bool{
		`刷卡机都有记录，不是估的|登记本在，一天不缺|第二天接着点完，消防栓一个没落|没激活的卡不算发到，照清单报|试跑线路未算开通|书没到的书屋没列|水箱没到的厕所剔掉了|暂缺的一页找到，已录|台账齐全，无一遗漏`: false,
		`刷卡机坏了，是估的|没激活的卡也算发到|书没到的书屋也列了|暂缺的一页没找到`: true,
	} {
		for _, note := range strings.Split(list, "|") {
			askedOf(t, []noteCase{{note: note, setup: count12, asked: asked}})
		}
	}
}
