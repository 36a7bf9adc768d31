package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/regexp"
)

// ReadyItem is one thing to look at before a year's first period is issued: what is so, what
// comes of it if nothing is done, what to do. Codes are the indicators or names that it is
// about. All texts are Chinese.
type ReadyItem struct {
	Topic string   `json:"topic"`
	What  string   `json:"what"`
	Then  string   `json:"then"`
	Do    string   `json:"do,omitempty"`
	Codes []string `json:"codes,omitempty"`
}

// Ready lists what will come out wrong, or not at all, if a plan is put to use as it is
// (laws.md, 8); first is the period that it begins with. Findings are the plan's own.
func Ready(p *huibao.Plan, findings []huibao.Finding, first huibao.Period) []ReadyItem {
	now := inforce.At(p, first)
	var list []ReadyItem
	for _, look := range []func(*inforce.Plan) []ReadyItem{silentPlan, unasked, unallotted, nameless, baselessRates, oddMeasures, unopened, calendarGaps, verbNames} {
		list = append(list, look(now)...)
	}
	return append(planErrors(findings), list...)
}

func item(list []string, topic, what, then, do string) []ReadyItem {
	if len(list) == 0 {
		return nil
	}
	return []ReadyItem{{topic, fmt.Sprintf(what, len(list)), then, do, list}}
}

func planErrors(findings []huibao.Finding) []ReadyItem {
	var codes, sums []string
	for _, f := range findings {
		switch {
		case f.Code == "P03":
			sums = append(sums, f.Message)
		case f.Severity == huibao.Error:
			codes = append(codes, f.Message)
		}
	}
	return slices.Concat(item(codes, "方案", "有 %d 处错误", "改正以前不能下发和汇总", "逐条见 huibao plan check"),
		item(sums, "分解", "%d 个指标的分解之和与全市不符", "各县（区）都完成了，全市也可能没有完成，或反之", "请核对“分解”表"))
}

func silentPlan(p *inforce.Plan) []ReadyItem {
	var none []string
	for _, x := range [][2]string{{"联系人", p.Contact}, {"联系电话", p.Phone}, {"印发单位", p.Office}} {
		if x[1] == "" {
			none = append(none, x[0])
		}
	}
	return item(none, "方案", "“方案”表有 %d 项没有填", "报表、审核意见和通报上没有联系的人或落款", "请填“方案”表")
}

// unasked are the units without a row: they get no return, and are never missing.
func unasked(p *inforce.Plan) []ReadyItem {
	var idle, review []string
	in := AcrossInput{Plan: p, Period: p.Period()}
	for i := range p.Units {
		u := &p.Units[i]
		switch {
		case u.Level == huibao.LevelCity || u.Ended(p.Period().End()) || len(p.UnitAssignments(u.Code)) > 0:
		case u.Level == huibao.LevelBureau && in.leads(u.Code):
			review = append(review, u.Name)
		default:
			idle = append(idle, u.Name)
		}
	}
	return slices.Concat(item(idle, "单位", "%d 个单位本期没有要报的行", "不向它们下发，也不算未报", "应当报送的，请核对“指标”表的责任单位、报送方式、报送单位"),
		item(review, "单位", "%d 个牵头单位只会审县（区）的数，自己没有要报的行", "收到的是会审表；不交不影响汇总", ""))
}

func unallotted(p *inforce.Plan) []ReadyItem {
	var none, most []string
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.Kind != huibao.KindCount || ind.Scope == huibao.ScopeOutside || !ind.Target.IsNumber() {
			continue
		}
		if !p.Allocation(ind.Code, huibao.CityUnit).IsNumber() {
			none = append(none, ind.Code)
		}
		for _, a := range p.Assignments(ind) {
			if a.Role == huibao.RolePart && !p.Allocation(ind.Code, a.Subject).IsNumber() && !slices.Contains(none, ind.Code) {
				most = append(most, ind.Code+" "+p.UnitName(a.Subject))
			}
		}
	}
	return slices.Concat(item(none, "分解", "%d 个指标没有全市任务", "只列数，全市没有完成率、序时和亮灯", "请填“分解”表的“全市”（口径是全区的，填分给本市的数）"),
		item(most, "分解", "另有 %d 处没有分解到报送的单位", "这些单位只列数，不评价", "请填“分解”表；确无任务的填 0"))
}

func nameless(p *inforce.Plan) []ReadyItem {
	var list []string
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; ind.Kind == huibao.KindRate && ind.Scope != huibao.ScopeOutside && (ind.Numerator == "" || ind.Denominator == "") {
			list = append(list, ind.Code)
		}
	}
	return item(list, "比率", "%d 个比率没有写分子、分母是什么", "报表上这两格是空的，各单位的口径会不一样", "请填“指标”表的“分子”“分母”")
}

func baselessRates(p *inforce.Plan) []ReadyItem {
	var list []string
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; ind.Kind == huibao.KindRate && ind.Scope != huibao.ScopeOutside && ind.Basis == "" && ind.Mode == huibao.ModeMaintain && ind.BasisOf() == huibao.BasisNow {
			list = append(list, ind.Code)
		}
	}
	return item(list, "比率", "%d 个维持的比率没有写数据口径", "按时点数审核：分子、分母变小时不问", "分子、分母从年初累计的，请在“数据口径”填“本年累计”")
}

func oddMeasures(p *inforce.Plan) []ReadyItem {
	var relations, money []string
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		switch {
		case ind.Kind == huibao.KindRelation && !huibao.IsMoney(ind.Measure) && ind.TargetRef != nil && ind.Numerator == "":
			relations = append(relations, ind.Code)
		case ind.Kind == huibao.KindStandard && !strings.HasPrefix(ind.Measure, "元"):
			money = append(money, ind.Code)
		}
	}
	return slices.Concat(item(relations, "计量单位", "%d 个关系指标的计量单位不是“本单位数值”的单位", "报表请各单位填的是本单位的数值（如元/月），不是倍数，容易填错", "请把计量单位改为所填数值的单位"),
		item(money, "计量单位", "%d 个标准不以元计", "实发、应发按元核对，会相差一万倍", "请改以元计"))
}

// unopened are, where the first period is not the year's, the rows whose earlier figures
// nobody knows: their cumulative must be typed.
func unopened(p *inforce.Plan) []ReadyItem {
	var stocks, flows []string
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.Kind != huibao.KindCount || len(p.Assignments(ind)) == 0 {
			continue
		}
		opened := slices.ContainsFunc(p.Openings, func(o huibao.Opening) bool { return o.Indicator == ind.Code })
		switch {
		case ind.Mode == huibao.ModeStock && !ind.Baseline.IsNumber() && !opened:
			stocks = append(stocks, ind.Code)
		case ind.Mode != huibao.ModeStock && !opened && p.Period().Start().Month > 1 && !ind.Start.After(p.Period().Start()) && p.Share(ind, p.Period().Prev()).Sign() > 0:
			flows = append(flows, ind.Code)
		}
	}
	return slices.Concat(item(stocks, "期初", "%d 个存量指标没有原值，也没有期初", "不知道净增了多少，只列数，不评价", "请填“指标”表的“原值”，或“期初”表各单位的数"),
		item(flows, "期初", "从"+p.Period().Chinese()+"开始，%d 个累计的指标没有期初", "各单位要在报表上直接填本年累计；只填本期的会被问", "请填“期初”表（到上一期末各单位的累计），或让各单位填累计"))
}

func calendarGaps(p *inforce.Plan) []ReadyItem {
	var none, strange []string
	for _, period := range p.Periods() {
		if !slices.ContainsFunc(p.Calendar, func(d huibao.CalendarDay) bool { return d.Period == period }) {
			none = append(none, period.String())
		}
	}
	for _, d := range p.Calendar {
		if p.Collects(d.Period) != nil {
			strange = append(strange, d.Period.String())
		}
	}
	return slices.Concat(item(strange, "日历", "报送日历有 %d 行不是方案年度的报告期", "这些报告期不能下发和汇总", "请核对“方案”表的年度、报告周期和“报送日历”"),
		item(none, "日历", "%d 个报告期不在报送日历中", "按缺省：数据截止当月 25 日，次月 5 日报送截止", "与此不同的，请填“报送日历”"))
}

// verbAlone are names that say what was done and not to what.
var verbAlone = regexp.MustCompile(`^(?:新增|新建|改建|扩建|新改扩建|建设|建成|完成|实施|开展|推进|培训|发放|救助|补助|资助|提高|提升|达到|创建|治理|改造|整治|覆盖|筛查|落实|安置|举办|组织|配备|购置|率|数量|人数|户数|长度|面积|金额|标准)+$`)

func verbNames(p *inforce.Plan) []ReadyItem {
	var list []string
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; verbAlone.MatchString(ind.Name) {
			list = append(list, ind.Code+" "+ind.Name)
		}
	}
	return item(list, "名称", "%d 个指标的名称没有说是什么事", "报表、通报上就是这几个字，看的人不知道说的是什么", "请在“指标”表写全，如“新建社区食堂”")
}
