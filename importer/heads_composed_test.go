package importer

import (
	"strings"
	"testing"

	"huibao"
)

// TestComposedHeadings holds headings that people put together to what they say, and those of something else, or
// of two things, to nothing.
func TestComposedHeadings(t *testing.T) {
	for want, list := range map[huibao.Field]string{
		huibao.FieldCumulative: "至6月底累计 累计到6月 累计至本月 本年度累计完成数 本年度已完成 当年累计完成 年度完成数 今年以来完成 年内累计 目前已完成 现已完成 合计完成 总完成数 累计数量 实际累计 实际数量 实施完成数 落实数 已兑现数 进展数 报告期末累计 本月止累计 截至填报日完成",
		huibao.FieldThis:       "当月新增 六月完成 本期发生数 当月值 月完成",
		"":                     "本月累计 当月累计完成 全年数 合计 数量 总数 今年 本年度 截至6月底 落实情况 当前进度 累计目标 计划累计 预计累计 去年累计 上月末累计 下月数 未完成数 已开工 累计完成投资 完成率 新增 累计6月",
	} {
		for text := range strings.FieldsSeq(list) {
			if got := composedHeading(text); got != want {
				t.Errorf("%s: %q, want %q", text, got, want)
			}
		}
	}
}
