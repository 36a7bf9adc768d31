package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// lag is a figure of the city that is behind: what the bulletin says of it (statement.md, 4).
type lag struct {
	IndicatorRow
	text   string          // the whole item, without its number
	people decimal.Decimal // whom a standard or a rate below its target leaves out
}

// paced reports whether a row is judged by points: the others are standards, relations, rates
// to be kept, milestones.
func paced(r IndicatorRow) bool {
	return r.Kind == huibao.KindCount && r.Comparator != huibao.AtMost || r.Kind == huibao.KindRate && (r.Mode == huibao.ModeCumulative || r.Mode == huibao.ModeStock)
}

func behind(s *huibao.Standing) bool {
	return s != nil && (s.Light == huibao.Yellow || s.Light == huibao.Red)
}

// countyBehind reports whether a county is behind in an indicator.
func (m *Model) countyBehind(unit, code string) bool {
	light, _ := m.UnitLight(unit, code)
	return light == huibao.Yellow || light == huibao.Red
}

// lags are the rows that are behind, worst first: red before yellow, those behind their pace by
// points, by how long, by code.
func (m *Model) lags() []lag {
	var list []lag
	for _, r := range m.Rows {
		if behind(r.S) && r.Scope != huibao.ScopeOutside {
			list = append(list, lag{r, m.lagText(r), m.leftOut(r)})
		}
	}
	slices.SortFunc(list, worstFirst)
	return list
}

// lagText is an item: reached of task, pace, what is lacking, counties, bureau, how long, why.
func (m *Model) lagText(r IndicatorRow) string {
	parts := []string{fmt.Sprintf("%s（第%d项）", m.called(r.Indicator), r.Task.No)}
	if text := m.reachedText(r, r.S); text != "" {
		parts = append(parts, text)
	}
	if text := m.behindCounties(r); text != "" {
		parts = append(parts, text)
	}
	last := "责任单位" + m.Plan.UnitName(m.Plan.ResponsibleOf(r.Indicator))
	switch {
	case r.S.Behind > 1:
		last += fmt.Sprintf("，已连续%d期滞后", r.S.Behind)
	case r.S.Was == huibao.Green && !r.S.AtDeadline:
		last += "，本期转为滞后"
	}
	if d := m.unanswered(r.Code); d != nil {
		last += fmt.Sprintf("，%s通报要求%s前说明滞后原因，未落实", periodHead(d.Period), monthDay(d.By, m.Period))
	}
	parts = append(parts, last)
	if why := m.cause(r); why != "" {
		parts = append(parts, "原因："+why)
	}
	return refBegin + r.Code + refEnd + strings.Join(parts, "。") + "。"
}

// reachedText says where a figure of the city or a unit stands, with the numbers that each
// percentage is of.
func (m *Model) reachedText(r IndicatorRow, s *huibao.Standing) string {
	text := ""
	switch r.Kind {
	case huibao.KindCount:
		text = m.countText(r, s)
	case huibao.KindRate:
		text = m.rateText(r, s)
	case huibao.KindStandard:
		text = m.standardText(r, s)
	case huibao.KindRelation:
		text = m.relationText(r, s)
	case huibao.KindMilestone:
		text = fmt.Sprintf("%d个单位中%d个已完成", s.Of, s.Held)
	}
	return text + m.without(s)
}

// relationText is of what must be a multiple of a reference, or, where the plan names none,
// of what must reach the target itself.
func (m *Model) relationText(r IndicatorRow, s *huibao.Standing) string {
	due := r.Target.String() + r.Measure
	if r.TargetRef != nil {
		due = r.TargetRef.Name + "的" + r.TargetRef.Factor.String() + "倍"
	}
	text := fmt.Sprintf("应不低于%s，%d个单位中%d个达到", due, s.Of, s.Held)
	switch rate := s.Rate(); {
	case !rate.Valid():
	case r.TargetRef == nil:
		text += "，最低" + plain(rate.Round(2), 2) + r.Measure
	default:
		text += "，最低" + rate.Round(2).StringFixed(2) + "倍"
	}
	return text
}

// without names the units that a figure lacks, each with what became of it.
func (m *Model) without(s *huibao.Standing) string {
	return m.withoutBy(s, func(w string) string { return holeWords[w] })
}

// withoutBy does, with words of its caller's.
func (m *Model) withoutBy(s *huibao.Standing, say func(string) string) string {
	if s.Unit != huibao.CityUnit || len(s.Holes) == 0 {
		return ""
	}
	byWord := map[string][]string{}
	var words []string
	for _, h := range s.Holes {
		w := statement.WordOf(h)
		if byWord[w] == nil {
			words = append(words, w)
		}
		byWord[w] = append(byWord[w], m.Plan.UnitName(h.Unit))
	}
	if len(s.Holes) > holesNamed {
		return fmt.Sprintf("（另有%d个单位的数未计入，见附件%d）", len(s.Holes), m.annexNumber(returnsAnnex))
	}
	slices.Sort(words)
	var list []string
	for _, w := range words {
		list = append(list, strings.Join(byWord[w], "、")+"（"+say(w)+"）")
	}
	return "，不含" + strings.Join(list, "、")
}

// holeWords are the four words as a text says them.
var holeWords = map[string]string{statement.WordMissing: "未报", statement.WordRejected: "退回未重报", statement.WordUnsure: "已报，正在核实", statement.WordLeftOut: "数据未核实，暂不计入"}

func (m *Model) countText(r IndicatorRow, s *huibao.Standing) string {
	now, ok := s.Reached.Decimal()
	if !ok {
		return ""
	}
	if r.Mode == huibao.ModeStock {
		return m.stockText(r, s, now)
	}
	text := "累计" + amount(now, r.Places, r.Measure)
	target, ok := s.Target.Decimal()
	if !ok || !s.Allocated || !s.Completion.Valid() {
		return text
	}
	if s.Met && s.Judged() {
		if now.Equal(target) {
			return text + "，已完成年度任务"
		}
		return text + "，已完成年度任务" + amount(target, r.Places, r.Measure)
	}
	p, _ := m.printedShares(s)
	text += fmt.Sprintf("，占年度任务%s的%s%%", amount(target, r.Places, r.Measure), trimmed(p.share.String()))
	return text + m.paceText(r, s, p)
}

// stockText is of a level: its share is that of the way from what there was.
func (m *Model) stockText(r IndicatorRow, s *huibao.Standing, now decimal.Decimal) string {
	text := "现有" + amount(now, r.Places, r.Measure)
	base, okB := s.Baseline.Decimal()
	target, okT := s.Target.Decimal()
	if !okB || !okT || !s.Allocated || len(s.Holes) > 0 {
		return text // what is there in part is not held to what there was in all
	}
	switch net := now.Sub(base); {
	case net.Sign() > 0:
		text += "，比年初净增" + amount(net, r.Places, r.Measure)
	case net.Sign() < 0:
		text += "，比年初减少" + amount(net.Neg(), r.Places, r.Measure)
	default:
		text += "，与年初相同"
	}
	if !s.Completion.Valid() {
		return text
	}
	p, _ := m.printedShares(s)
	text += fmt.Sprintf("，占年度净增任务%s的%s%%", amount(target.Sub(base), r.Places, r.Measure), signOut(trimmed(p.share.String())))
	return text + m.paceText(r, s, p)
}

// paceText says how a share stands to the pace, and what is lacking.
func (m *Model) paceText(r IndicatorRow, s *huibao.Standing, p percentages) string {
	gap, lacks := gapOf(r.Indicator, s)
	if s.AtDeadline {
		if s.Met || !lacks {
			return ""
		}
		if r.Kind == huibao.KindRate {
			return "，未完成，差" + strings.TrimSuffix(percentOf(s.Shortfall), "%") + "个百分点"
		}
		return "，未完成，差" + amount(gap, r.Places, r.Measure)
	}
	if !s.Judged() || s.Share.Sign() == 0 {
		return ""
	}
	text := "，序时" + trimmed(p.due.String()) + "%"
	switch {
	case s.Unit != huibao.CityUnit: // of a county its figures, which annex 2 has
	case !s.Points.Valid() || s.Points.Sign() == 0:
	case s.Points.Sign() < 0:
		text += "，低" + apartText(p.apart)
	case !s.Met:
		text += "，高" + apartText(p.apart)
	}
	if lacks && behind(s) && r.Kind == huibao.KindCount { // a rate's are its points
		text += "，欠" + amount(gap, r.Places, r.Measure)
		text += m.slowMonth(r, s)
	}
	return text
}

// slowMonth says that a period brought less than a third of what its pace asks of it.
func (m *Model) slowMonth(r IndicatorRow, s *huibao.Standing) string {
	this, ok := s.This.Decimal()
	target, okT := s.Target.Decimal()
	if !ok || !okT || s.Unit != huibao.CityUnit || r.Mode != huibao.ModeFlow {
		return ""
	}
	need := s.Share.Sub(m.Plan.Share(r.Indicator, m.Period.Prev())).Mul(huibao.Whole(target))
	if m.Period.Start().Month == 1 || need.Sign() <= 0 || huibao.Whole(this.Mul(decimal.NewFromInt(3))).Cmp(need) >= 0 {
		return ""
	}
	whose := "全市"
	if m.feedback != nil && m.feedback.unit.IsArea() {
		whose = honoured(m.feedback.unit)
	}
	head := "；" + periodHead(m.Period) + whose
	switch this.Sign() {
	case 0:
		return head + "没有新增"
	case -1:
		return head + "净减" + amount(this.Neg(), r.Places, r.Measure)
	}
	return head + "仅新增" + amount(this, r.Places, r.Measure)
}

func (m *Model) rateText(r IndicatorRow, s *huibao.Standing) string {
	rate := s.Rate()
	if !rate.Valid() {
		return ""
	}
	text := fmt.Sprintf("%s（%s/%s）", percentOf(rate), s.Numer, s.Denom)
	if len(s.Holes) > 0 {
		text = fmt.Sprintf("%s/%s", s.Numer, s.Denom) // no percentage of a part
	}
	target, ok := s.Target.Decimal()
	if !ok {
		return text
	}
	goal := trimmed(target.String()) + "%"
	if !paced(r) {
		if r.Comparator == huibao.Equal {
			return text + "，应为" + goal
		}
		if r.Comparator == huibao.AtMost {
			return text + "，应不超过" + goal
		}
		return text + "，应达" + goal
	}
	if !s.Completion.Valid() {
		return text + "，年度目标" + goal
	}
	p, _ := m.printedShares(s)
	return text + fmt.Sprintf("，为目标%s的%s%%", goal, trimmed(p.share.String())) + m.paceText(r, s, p)
}

// standardText names the units that are below what is due, with whom it concerns.
func (m *Model) standardText(r IndicatorRow, s *huibao.Standing) string {
	promise := m.Plan.City(r.Indicator)
	due := promise.DueStandard()
	var below []string
	for _, a := range m.Plan.Assignments(r.Indicator) {
		u := m.UnitStanding(a.Subject, r.Code)
		if u == nil {
			u = s
		}
		low, ok := u.Reached.Decimal()
		if !ok || u.Held > 0 || a.Role == huibao.RoleCheck {
			continue
		}
		text := m.Plan.UnitName(a.Subject) + "执行" + amount(low, 2, r.Measure)
		if n, ok := u.People.Decimal(); ok && n.Sign() > 0 {
			text += "，涉及" + plain(n, 0) + "人"
		}
		below = append(below, text)
	}
	text := ""
	if d, ok := due.Decimal(); ok {
		text = "应执行" + amount(d, 2, r.Measure)
	}
	if len(below) == 0 {
		return text + fmt.Sprintf("，%d个单位中%d个执行到位", s.Of, s.Held)
	}
	return strings.TrimPrefix(text+"，"+listed(below, countiesNamed, "；", "等%d个单位"), "，")
}

// countiesNamed is how many counties an item names.
const countiesNamed = 5

// behindCounties names the counties of a row that lack most of their pace.
func (m *Model) behindCounties(r IndicatorRow) string {
	if !paced(r) || r.Kind == huibao.KindRate {
		return m.lowCounties(r)
	}
	type place struct {
		name string
		gap  decimal.Decimal
	}
	var list []place
	for _, u := range m.Areas {
		if s := m.UnitStanding(u.Code, r.Code); behind(s) {
			if gap, ok := gapOf(r.Indicator, s); ok {
				list = append(list, place{u.Name, gap})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b place) int { return b.gap.Cmp(a.gap) })
	if len(list) == 0 {
		return ""
	}
	var names, gaps []string
	measure := r.Measure
	for _, p := range list[:min(len(list), countiesNamed)] {
		gap := plain(p.gap, r.Places)
		if r.Measure == "元" { // each in 元, 万元 or 亿元
			gap, measure = amount(p.gap, r.Places, r.Measure), ""
		}
		names, gaps = append(names, p.name), append(gaps, gap)
	}
	text := strings.Join(names, "、")
	if len(list) > countiesNamed {
		text = fmt.Sprintf("%d个县（区）滞后，最多的%s", len(list), text)
		if r.S.AtDeadline {
			text = fmt.Sprintf("%d个县（区）未完成，最多的%s", len(list), strings.Join(names, "、"))
		}
	}
	if len(names) > 1 {
		text += "分别"
	}
	return text + lackWord(r.S) + strings.Join(gaps, "、") + measure
}

// lowCounties names the counties whose rate is below what it must be.
func (m *Model) lowCounties(r IndicatorRow) string {
	if r.Kind != huibao.KindRate {
		return ""
	}
	var list []string
	for _, u := range m.Areas {
		if s := m.UnitStanding(u.Code, r.Code); behind(s) && s.Rate().Valid() {
			list = append(list, fmt.Sprintf("%s%s（%s/%s）", u.Name, percentOf(s.Rate()), s.Numer, s.Denom))
		}
	}
	return listed(list, countiesNamed, "、", "等%d个县（区）")
}
