package importer

import "huibao/internal/regexp"

// People put a heading of what was done together: until when (目前, 今年以来, 月末), that it is all of it (累计, 已,
// 共), that it was done, and how it is counted (数, 情况). Of such words alone any order that is one heading is read.
var (
	// doneAnyhow is such a heading; 本月累计 may be of the month and is none (thisTotal), nor is 累计目标.
	doneAnyhow = regexp.MustCompile(`^(?:(?:截[至止到]?|[至到])?(?:目前|现在|当前|今日|[月期季]末)(?:为?止)?|现|[今本]年以?来?|年内|年初以?来|自?年初至今|至今)?(?:已|共|总共?|合计|实际|实)*(?:累计(?:已|共|总共?|实际)*(?:完成|实现|办结|落实)?|(?:完成|实现|办结)(?:累计)?)(?:任务|工作|目标任务)?(?:总?(?:数量?|量|值|额)|情况|实绩|进度)?(?:至今)?$`)

	// targetAnyhow heads all that is to be done in the year (总任务量).
	targetAnyhow = regexp.MustCompile(`^(?:全年|年度)?总(?:目标|任务|计划)(?:任务|目标)?(?:数量?|量|值|额)?$`)

	// progressAnyhow heads how far things are, in words as a rule.
	progressAnyhow = regexp.MustCompile(`^(?:目前|当前|最新|现阶段|工作|项目|任务|实事|具体|总体|主要|实际)*(?:进展|推进|落实|办理)(?:情况|状况|成效)?$`)
)
