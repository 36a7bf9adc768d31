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
		"":                     "本月累计 当月累计完成 全年数 合计 数量 总数 今年 本年度 截至6月底 落实情况 当前进度 累计目标 计划累计 预计累计 去年累计 上月末累计 下月数 未完成数 已开工 累计完成投资 完成率 新增 累计6月 月数 月额",
	} {
		for text := range strings.FieldsSeq(list) {
			if got := composedHeading(text); got != want {
				t.Errorf("%s: %q, want %q", text, got, want)
			}
		}
	}
}

// TestHeadingsOfKinds holds headings of the other columns to what they say, and those of another time, a part or
// another thing to nothing, or to what else they are.
func TestHeadingsOfKinds(t *testing.T) {
	for want, list := range map[huibao.Field]string{
		huibao.FieldTarget:     "计划量 指标数 年度指标 市定任务 市级下达任务数 承诺数 年度承诺 本年任务 今年计划数 24年目标 2024年市定任务 任务总数 核定目标 分解任务数 民生实事目标 责任目标 全年应完成 年度计划完成 年初任务数",
		huibao.FieldCumulative: "年初至今 今年以来 截止目前 到目前为止 迄今 截至报告期 24年1-6月完成 2024.1-6完成 2024.01-06完成 前六个月累计 二季度末累计 截至2024.6.30完成 任务完成数 工作完成情况 累积完成 完成小计 报告期末累计",
		huibao.FieldThis:       "本月已完成 月度完成数 本月进度数 24年6月完成 6月单月",
		huibao.FieldPrevious:   "上月累计完成 上月末累计 截至上月底 截止上月底完成 年初至上月累计 上期累计数",
		huibao.FieldStandard:   "当前补助标准 实际发放标准 现行月标准 执行的标准 目前执行标准",
		huibao.FieldMeasure:    "计数单位 数量单位 指标单位",
		"":                     "剩余任务 结转任务 下年计划 累计任务 本月任务 计划投资 市级任务 目标人群 任务来源 考核任务 指标值 计划完成数 应完成 上月数 上月完成 报告期完成 报告期数 原补助标准 上年标准 国家标准 建设标准 提标前标准 统计单位 去年年初至今 未完成任务数 计划完成情况 任务完成 本年数",
	} {
		for text := range strings.FieldsSeq(list) {
			if got, _ := headingOf(text); got != want {
				t.Errorf("%s: %q, want %q", text, got, want)
			}
		}
	}
}
