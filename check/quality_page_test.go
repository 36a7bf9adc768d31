package check_test

import (
	"fmt"
	"strings"
)

// limits says what can't be told from truth, and why.
const limits = `
## 查不出的差错，和原因

- 数位颠倒（132 写成 123）而累计由公式算出：与真实的起伏没有区别。手填累计时由 H02 查出。
- 一年中头一次有数、又没有分解任务的指标：没有可比的数。
- 缩小的数（×1/100 等）落在每月只有几件的指标上：1 件和 100 件的百分之一没有区别；有三期以上稳定历史、平时在 24 以上的才判断（差百倍的，平均在 500 以上）。
- ×10 的差错在没有上期时只按任务、序时和本单位其他各行判断，有 1 期时不判断，2、3 期时只判断每期都有数的行；在起伏本来就大的指标（月度相差几倍）上与真实的大月相混。
- ×2（里与公里、学期与学年）只在有确定应发数、应执行标准时判断。
- 分子少了一半而分母不变的，在应当维持的比率上与真的退步没有区别；只增不减的由 H01 查出。
- 补贴一行的人数、人月、实发都与上期相同：按季发放的两个月里本来如此。
- 一行的累计正好填成年度任务：一次做完的事本来如此；每期差不多的行一下子完成几倍于以往的才由 V17 问，比序时超前 60 个百分点以上而多数单位没有的由 X02 问。
- 存量少了一半：与真的减少没有区别；少到不足一半的由 H05 问。
- 两行互换而两行的数又相近：互换前后都合理。
- 一列错开一行，而各行的数本来就小或相近：错开前后都合理；行越多、各行大小越不同，越看得出。
`

// qualityPage is docs/checks-quality.md: the first world in full, the others beside it.
func qualityPage(list []slipOf, all []outcome) string {
	var b strings.Builder
	first := worlds[0]
	fmt.Fprintf(&b, "# 审核规则的效果\n\n由 `go test ./check -run TestQuality -quality` 生成：按各类工作的规律随机生成 %d 年、%d 个县、每月 %d 个指标的数，逐一埋入一处差错，看是否在该行（或整份报表）报出核实性以上的问题。查不出的也列在表中。\n\n", first.seasons, first.counties, len(works))
	fmt.Fprintf(&b, "没有差错的报表 %d 份，误报 %.2f 条/份（%s），要求少于 %.1f 条。\n\n", all[0].returns, all[0].rate(), all[0].byCode(), mostAsked)
	b.WriteString("| 差错 | 次数 | 查出 | 95% 区间 | 目标 |\n|---|---|---|---|---|\n")
	for k, x := range list {
		line(&b, x.name, all[0].hits[k], all[0].tries[k], x.aim)
	}
	for _, x := range all[0].between.slips {
		line(&b, x.name, x.hits, x.tries, x.aim)
	}
	b.WriteString("\n## 别的单位、别的年份\n\n同样的差错，埋在另外几种年份里：只有 3 个县；数大 20 倍、小到二十分之一的单位；看不到上期的（刚开始用）；各县任务相同；一年的数集中在 12 月验收；补贴按季发放；按月忽多忽少（年中翻倍、空月、下月补报）；一年的事成批、集中在季末、年初或年末做（与方案的序时无关）。“—”是没有可埋的行。\n\n| 差错 |")
	for _, w := range worlds {
		b.WriteString(" " + w.name + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(worlds)) + "\n")
	for k, x := range list {
		b.WriteString("| " + x.name + " |")
		for _, o := range all {
			b.WriteString(" " + shareText(o.hits[k], o.tries[k]) + " |")
		}
		b.WriteByte('\n')
	}
	b.WriteString("\n| 没有差错的报表 | 份数 | 误报（条/份） | 各是什么 |\n|---|---|---|---|\n")
	for i, o := range all {
		fmt.Fprintf(&b, "| %s | %d | %.2f | %s |\n", worlds[i].name, o.returns, o.rate(), o.byCode())
	}
	return b.String() + limits
}

func line(b *strings.Builder, name string, hits, tries int, least float64) {
	aim := "—"
	if least > 0 {
		aim = fmt.Sprintf("≥ %.0f%%", 100*least)
	}
	low, high := wilson(hits, tries)
	fmt.Fprintf(b, "| %s | %d | %.1f%% | %.1f%%—%.1f%% | %s |\n", name, tries, 100*float64(hits)/float64(max(tries, 1)), 100*low, 100*high, aim)
}

// shareText is a share with its interval, short.
func shareText(hits, tries int) string {
	if tries == 0 {
		return "—"
	}
	low, high := wilson(hits, tries)
	return fmt.Sprintf("%.0f%%（%.0f—%.0f）", 100*float64(hits)/float64(tries), 100*low, 100*high)
}
