package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// planCheck is a P entry: a check of the plan against itself.
type planCheck struct {
	Check
	on func(*huibao.Plan, []huibao.PlanRemark) []hit
}

// ofPlan is the scope of what is found in a plan, which no return explains.
var ofPlan = &scope{Input: Input{Return: &huibao.Return{}, SHA256: "plan"}}

// Plan runs the P checks; all findings at once, by sheet and cell.
func Plan(p *huibao.Plan, remarks []huibao.PlanRemark) []huibao.Finding {
	var list []huibao.Finding
	for _, c := range planChecks() {
		for _, h := range c.on(p, remarks) {
			list = append(list, ofPlan.single(c.Check, h))
		}
	}
	return list
}

func planCatalogue() []Check {
	var list []Check
	for _, c := range planChecks() {
		list = append(list, c.Check)
	}
	return list
}

func planChecks() []planCheck {
	return []planCheck{
		{Check{"P01", huibao.Error, "方案缺表、缺栏或填写无法识别", "方案是一切核对的依据", "请按提示改正该单元格", nil}, unreadablePlan},
		{Check{"P02", huibao.Error, "重复或找不到的编码、名称", "指向不明的名称会算到别处去", "请改为单位表、指标表中已有的名称或编码，且不要重复", nil}, unknownNames},
		{Check{"P03", huibao.Error, "分解之和与全市不符", "各单位加起来应当不少于全市任务", "请核对“分解”表", nil}, allocationSums},
		{Check{"P04", huibao.Error, "类型、比较、目标值、计量单位不相配", "不相配的目标无法评价", "请核对“指标”表", nil}, mismatchedTargets},
		{Check{"P05", huibao.Error, "审核公式有误", "读不懂的公式核对不了任何数", "请按提示改正“审核公式”表中标出的位置", nil}, formulaErrors},
		{Check{"P06", huibao.Warning, "时间不合理", "时限应在年内，序时应逐期上升、到期为 100，修订应按先后", "请核对时限、“序时”和“修订”表", nil}, times},
		{Check{"P07", huibao.Warning, "目标与原文不符", "目标应当能在原文中找到", "请对照原文核对“目标值”，或补全“原文”", nil}, quotes},
		{Check{"P08", huibao.Info, "闲置或缺少序时", "没有人报的指标、没有任务的单位多半是漏填", "请核对；确实如此的不必改", nil}, idle},
		{Check{"P09", huibao.Error, "没有唯一的责任单位", "两个牵头单位的任务，每个指标要有一个责任单位", "请填“责任单位”", nil}, noResponsible},
		{Check{"P10", huibao.Error, "缺发放方式或进度方式", "不知怎样发放、怎样累计，就无法核对", "请填“发放方式”或“进度方式”", nil}, noMode},
		{Check{"P11", huibao.Warning, "单位的设立、更名、撤销与后继不清楚", "从哪一期起由谁报送、谁承接，由这些日期决定", "请核对“单位”表的名称、起始日期、撤销日期和后继", nil}, unitDays},
	}
}

// at is the place of a heading's cell in a row of the plan.
func at(p *huibao.Plan, r huibao.Row, heading string) huibao.Place {
	if r.Row == 0 {
		return huibao.Place{Sheet: r.Sheet}
	}
	return huibao.Place{Sheet: r.Sheet, Cell: sheet.Ref(r.Row, max(p.Columns[r.Sheet][heading], 1))}
}

func unreadablePlan(p *huibao.Plan, remarks []huibao.PlanRemark) []hit {
	var list []hit
	for _, r := range remarks {
		h := hit{place: r.Place, found: r.Found, expected: r.Allowed}
		switch r.Kind {
		case huibao.PlanSheetMissing:
			h.message = "方案缺少" + r.Allowed + "。"
		case huibao.PlanColumnMissing:
			h.message = fmt.Sprintf("“%s”表缺少栏目“%s”。", r.Place.Sheet, r.Allowed)
		case huibao.PlanUnreadable:
			h.message = fmt.Sprintf("%s：“%s”无法识别，应为%s。", r.Place, r.Found, r.Allowed)
		default:
			continue
		}
		list = append(list, h)
	}
	return append(list, wrongSettings(p)...)
}

func unknownNames(p *huibao.Plan, remarks []huibao.PlanRemark) []hit {
	var list []hit
	for _, r := range remarks {
		switch r.Kind {
		case huibao.PlanUnknownName:
			list = append(list, hit{place: r.Place, found: r.Found, expected: r.Allowed, message: fmt.Sprintf("%s：找不到“%s”，应为%s。", r.Place, r.Found, r.Allowed)})
		case huibao.PlanDuplicate:
			list = append(list, hit{place: r.Place, found: r.Found, message: fmt.Sprintf("%s：“%s”重复。", r.Place, r.Found)})
		}
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if no, ok := huibao.CodeTask(ind.Code); !ok || no != ind.Task || p.TaskByNo(ind.Task) == nil {
			place := at(p, ind.At, "编码")
			list = append(list, hit{place: place, code: ind.Code, found: ind.Code, message: fmt.Sprintf("%s：编码 %s 与任务 %d 不符，或没有这项任务。", place, ind.Code, ind.Task)})
		}
		if ref := ind.TargetRef; ref != nil && !(planNames{p}).HasReference(ref.Name) {
			place := at(p, ind.At, "目标值")
			list = append(list, hit{place: place, code: ind.Code, found: ref.Name, message: fmt.Sprintf("%s：“参照”表中没有“%s”。", place, ref.Name)})
		}
		if ind.PartOf != "" && p.IndicatorByCode(ind.PartOf) == nil {
			place := at(p, ind.At, "其中")
			list = append(list, hit{place: place, code: ind.Code, found: ind.PartOf, message: fmt.Sprintf("%s：没有编码为 %s 的指标。", place, ind.PartOf)})
		}
	}
	return slices.Concat(list, circles(p), sameNumbers(p))
}

// circles are indicators that are parts of each other, so that none is the whole; each circle is
// told once, at its first in the plan.
func circles(p *huibao.Plan) []hit {
	var list []hit
	told := map[string]bool{}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		chain, seen := []string{ind.Code}, map[string]bool{ind.Code: true}
		next := p.IndicatorByCode(ind.PartOf)
		for next != nil && !seen[next.Code] {
			chain, seen[next.Code] = append(chain, next.Code), true
			next = p.IndicatorByCode(next.PartOf)
		}
		if next == nil || next != ind || told[ind.Code] {
			continue // it has a whole, or hangs on a circle of others
		}
		for _, code := range chain {
			told[code] = true
		}
		place := at(p, ind.At, "其中")
		message := fmt.Sprintf("%s：%s 互为“其中”，分不出哪个是总数。", place, strings.Join(append(chain, ind.Code), " → "))
		if len(chain) == 1 {
			message = fmt.Sprintf("%s：%s 写成了自己的“其中”。", place, ind.Code)
		}
		list = append(list, hit{place: place, code: ind.Code, found: ind.PartOf, message: message})
	}
	return list
}

// sameNumbers are codes that are the same number (2.1 and 2.10): what looks them up as numbers
// adds their rows up.
func sameNumbers(p *huibao.Plan) []hit {
	var list []hit
	first := map[string]string{}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		d, err := huibao.ParseDecimal(ind.Code)
		if err != nil {
			continue
		}
		switch twin, twice := first[d.String()]; {
		case !twice:
			first[d.String()] = ind.Code
		case twin != ind.Code:
			place := at(p, ind.At, "编码")
			list = append(list, hit{place: place, code: ind.Code, severity: huibao.Info, found: ind.Code, expected: "与 " + twin + " 不相等的编码",
				message: fmt.Sprintf("%s：编码 %s 与 %s 作为数是相等的，另外做表查找、汇总时两行容易算到一起；本程序不受影响。", place, ind.Code, twin)})
		}
	}
	return list
}

func mismatchedTargets(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	hundred := decimal.NewFromInt(100)
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		target, has := ind.Target.Decimal()
		say := func(heading, text string, sev huibao.Severity) {
			place := at(p, ind.At, heading)
			list = append(list, hit{place: place, code: ind.Code, severity: sev, found: ind.Target.String(), message: place.String() + "：" + ind.Code + " " + text})
		}
		switch {
		case ind.Kind == huibao.KindRate && has && target.GreaterThan(hundred) && !ind.Over100:
			say("目标值", "比率的目标 "+target.String()+" 超过 100。", "")
		case ind.Kind == huibao.KindMilestone && has:
			say("目标值", "事项没有数值目标。", "")
		case has && target.Sign() < 0:
			say("目标值", "目标值为负。", "")
		case ind.Kind == huibao.KindStandard && !strings.Contains(ind.Measure, "元"):
			say("计量单位", "标准的计量单位“"+ind.Measure+"”不含“元”。", huibao.Warning)
		case ind.Mode == huibao.ModeStock && !ind.Baseline.IsNumber():
			say("原值", "存量指标没有原值，只列示不评。", huibao.Warning)
		}
	}
	return list
}

func noResponsible(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; p.ResponsibleOf(ind) == "" && ind.Scope != huibao.ScopeOutside {
			place := at(p, ind.At, "责任单位")
			list = append(list, hit{place: place, code: ind.Code, message: fmt.Sprintf("%s：%s 没有唯一的责任单位。", place, ind.Code)})
		}
	}
	return list
}

func noMode(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.Kind == huibao.KindStandard && ind.PayBy == "" {
			place := at(p, ind.At, "发放方式")
			list = append(list, hit{place: place, code: ind.Code, message: fmt.Sprintf("%s：标准 %s 没有发放方式。", place, ind.Code)})
		}
		if ind.Kind == huibao.KindRate && ind.Mode == "" {
			place := at(p, ind.At, "进度方式")
			list = append(list, hit{place: place, code: ind.Code, message: fmt.Sprintf("%s：比率 %s 没有进度方式。", place, ind.Code)})
		}
	}
	return list
}
