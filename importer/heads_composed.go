package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// People put a heading of figures together of a few words: until when (截至目前, 今年以来), that it is all of it (累计,
// 已), that it was done (完成, 落实), how it is counted (数, 情况); or of which month, and that it is new. Lists of whole
// headings find what was seen before; a heading of nothing but such words is read by what they say together.
type headWord struct {
	is    headKind
	words *regexp.Regexp // at the beginning of what is left
}

// headKind is what a word of a heading says.
type headKind int

const (
	headUntil   headKind = iota // up to now
	headYear                    // of this year
	headMonth                   // of the month alone
	headAll                     // all that there is until now
	headTrue                    // that it is so
	headWhole                   // all of several, or what is so now: of what is done only
	headDone                    // that it was done
	headGoes                    // that it goes on, which is told in words as a rule
	headNew                     // that it came with the month
	headCounted                 // how it is counted
	headTold                    // how things are
)

// headWords in the order in which they are tried.
var headWords = []headWord{
	{headUntil, regexp.MustCompile(`^(?:(?:截[至止到]?|[至到])(?:目前|当前|现在|今日?|本[月期季](?:底|末|止)?|[月期季]末|(?:填报|统计|报送|上报)(?:日|时|之日)|报告期末?|(?:20\d\d年|今年|本年)?(?:1[0-2]|0?[1-9])月(?:底|末|份|[0-3]?\d日)?)|本[月期季][底末止]|报告期末|[月期季]末|自?年初至今|至今|(?:今年|本年|年初|开年|本?年度)以来|自(?:1|元|一)月(?:起|以来)|年内)(?:为?止)?`)},
	{headYear, regexp.MustCompile(`^(?:20\d\d年度?|今年|本年度?|当年|年度)`)},
	{headMonth, regexp.MustCompile(`^(?:[当本][月期]|单月|月度?|(?:1[0-2]|[1-9])月份?(?:当月|单月)?)`)},
	{headAll, regexp.MustCompile(`^累计`)},
	{headTrue, regexp.MustCompile(`^(?:已经?|实际|实有|实)`)},
	{headWhole, regexp.MustCompile(`^(?:合计|小计|共计|总计|总共|共|总|现有?|目前|当前)`)},
	{headDone, regexp.MustCompile(`^(?:完成(?:目标任务|任务|工作)?|兑现|办结|办理|办|达到|达成|实现|落实|实施)`)},
	{headGoes, regexp.MustCompile(`^(?:推进|进展|进度)`)},
	{headNew, regexp.MustCompile(`^(?:新增|净增|增加|发生)`)},
	{headCounted, regexp.MustCompile(`^(?:数量|数额|总数|总量|总额|数值|绝对数|实物量|工作量|数|量|值|额|实绩)`)},
	{headTold, regexp.MustCompile(`^(?:情况|状况)`)},
}

// composedHeading is what a heading of such words alone means; "" where they may be of two things (本月累计,
// 全年数), and what leaves out or looks ahead has other words.
func composedHeading(bare string) huibao.Field {
	rest, words, said := plainPeriods(bare), 0, [headTold + 1]int{}
	for ; rest != ""; words++ {
		is, long := headWordOf(rest)
		if long == 0 || words > 0 && is == headMonth { // 累计6月
			return ""
		}
		said[is]++
		rest = rest[long:]
	}
	until, year, whole, counted := said[headUntil], said[headYear], said[headWhole], said[headCounted]
	done, all := said[headDone], said[headAll]+said[headTrue]
	if counted > 0 {
		done += said[headGoes]
	}
	switch {
	case said[headMonth] > 0:
		if counted > 0 && !strings.HasPrefix(bare, "月") { // 月数 are months
			done++
		}
		if until+said[headAll]+whole+year+said[headTold] == 0 && done+said[headNew] > 0 {
			return huibao.FieldThis
		}
	case said[headNew] > 0, said[headTold] > 0 && (said[headDone] == 0 || until+year+all == 0):
	case until > 0 && words > 1, done > 0 && year+all+whole+counted > 0, all > 0 && all+counted+year+whole > 1:
		return huibao.FieldCumulative
	}
	return ""
}

// headWordOf is the word with which a text begins, and how long it is; 0 without one.
func headWordOf(text string) (is headKind, long int) {
	for _, w := range headWords {
		if at := w.words.FindStringIndex(text); at != nil && at[1] > long {
			is, long = w.is, at[1]
		}
	}
	return is, long
}

var (
	// targetAnyhow heads all that is to be done in the year (总任务量), by whoever set it (市定任务, 2024年承诺数).
	// What may as well head the names (年度, 任务 or 指标 alone) needs a word that it is a number or whose it is.
	targetAnyhow = regexp.MustCompile(`^(?:` + targetYear + `)?总(?:目标|任务|计划)(?:任务|目标)?(?:数量?|量|值|额)?$` +
		`|^(?:` + targetYear + `)(?:` + targetBy + `)?` + targetNouns + `(?:` + targetCounts + `)?$` +
		`|^(?:` + targetBy + `)` + targetNouns + `(?:` + targetCounts + `)?$` +
		`|^(?:工作|考核|责任|绩效|预期|(?:民生)?实事|方案)?(?:目标(?:任务)?|任务|计划(?:任务)?|承诺|指标)(?:数量?|量|总数|总量|分解数)$` +
		`|^(?:工作|考核|责任|绩效|预期|(?:民生)?实事|方案)目标值?$` +
		`|^(?:` + targetYear + `)(?:计划|应|需|要求)完成(?:任务)?(?:数量?|量)?$|^应完成任务(?:数量?|量)?$`)

	// progressAnyhow heads how far things are, in words as a rule.
	progressAnyhow = regexp.MustCompile(`^(?:目前|当前|最新|现阶段|工作|项目|任务|实事|具体|总体|主要|实际)*(?:进展|推进|落实|办理)(?:情况|状况|成效)?$`)

	// untilNow heads what was done since January by that alone.
	untilNow = regexp.MustCompile(`^(?:(?:截[至止到]?|[至到])(?:目前|当前|现在|今日?|(?:填报|统计|报送|上报)(?:日|时|之日)?|报告期末?)(?:为?止)?|截[至止到]?本[月期][底末]?|自?年初至今|[至迄]今(?:为止)?|(?:今年|本年|年初|开年)以来)$`)

	// workDone heads what was done of a task, or how it stands.
	workDone = regexp.MustCompile(`^(?:任务|工作|指标|实事|事项|项目)完成情况$|^(?:任务|工作|指标)(?:实际|累计|已)*完成(?:数量?|量|值)$|^完成(?:目标|指标|任务)(?:数量?|量)$`)

	// lastUntil heads what was done up to the end of the last period.
	lastUntil = regexp.MustCompile(`^(?:截[至止到]?|[至到]|年初至)?(?:上个?月|上期|上报告期|上次)(?:份|底|末|止)?(?:为止)?(?:累计|合计)(?:已|实际)?(?:完成)?(?:数量?|量|值|额|情况)?$|^(?:截[至止到]?|[至到]|年初至)(?:上个?月|上期|上报告期)(?:份|底|末|止)?(?:为止)?(?:已|实际)?(?:完成)?(?:数量?|量|值|额|情况)?$`)

	// standardNow heads a standard that is in force.
	standardNow = regexp.MustCompile(`^(?:现行?|目前|当前|实际)(?:执行)?(?:的)?(?:月|每月|人均)?(?:发放|补助|补贴|保障|救助|低保|供养)?标准(?:值)?$|^执行(?:的)?标准值?$`)

	// measureAnyhow heads measures.
	measureAnyhow = regexp.MustCompile(`^(?:数量|计数|度量|计算|指标)单位$`)

	// notesAnyhow heads what a unit has to say of its rows: what went wrong, why, what comes next (存在问题及下一步).
	notesAnyhow = regexp.MustCompile(`^` + noteWords + `(?:(?:以?及其?|[和与、/,])` + noteWords + `)*$`)

	// namesAnyhow heads the names of what is counted, where nothing else in the table does.
	namesAnyhow = regexp.MustCompile(`^(?:民生|惠民|为民|办|实事|工作|任务|项目|事项|指标|具体|重点|主要|考核|统计|填报|监测|评价|数据|服务|业务|[二三四]级|[分子细])+(?:项目|事项|名称|指标|任务|工作|内容|实事|清单|项)*$`)
)

// The parts of a heading of targets: of which year, by whom they were set, what they are, and that they are numbers.
const (
	targetYear   = `20\d\d年度?|今年|本年度?|当年|年度|全年|年初|年`
	targetBy     = `市级?(?:定|下达|分配|核定|分解)|上级下达|下达|分配|分解|核定|承诺|规定`
	targetNouns  = `(?:目标任务|任务目标|任务指标|计划任务|目标|任务|计划|指标|承诺)`
	targetCounts = `数量?|量|值|总数|总量|分解数`
	noteWords    = `(?:目前|当前|主要|尚?存在?|遇到|工作|其[他它]|有关|需要?)*的?(?:问题|困难|不足|短板|(?:滞后|未完成|未达标)?原因(?:分析|说明)?|(?:整改|解决|工作)?(?:措施|举措|对策|建议|打算)|(?:情况|补充|文字|问题)?说明|备注|下一?(?:步|阶段)的?(?:工作)?(?:打算|计划|安排|措施|举措|思路|建议)?)`
)

// composedAnyhow is what a heading means that is put together of words of other kinds: of targets, of the last
// period, of standards, of measures; "" for others.
func composedAnyhow(bare string) huibao.Field {
	plain := plainPeriods(bare)
	for _, of := range []struct {
		field huibao.Field
		heads *regexp.Regexp
	}{
		{huibao.FieldTarget, targetAnyhow}, {huibao.FieldTarget, countedTarget}, {huibao.FieldCumulative, untilNow}, {huibao.FieldCumulative, workDone},
		{huibao.FieldPrevious, lastUntil}, {huibao.FieldStandard, standardNow}, {huibao.FieldMeasure, measureAnyhow},
		{huibao.FieldNote, notesAnyhow},
	} {
		if of.heads.MatchString(plain) {
			return of.field
		}
	}
	return ""
}
