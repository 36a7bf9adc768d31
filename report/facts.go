package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/statement"
)

// facts are what a template may say of a period. Every indicator's sentence bears a
// mark of its code.
func (m *Model) facts(name string) map[string]any {
	day := m.Plan.Day(m.Period)
	owed, _ := m.owing()
	f := map[string]any{"期": m.Period.Chinese(), "事由": m.matter(), "数据截止": day.CutOff.Chinese(), "截止日": monthDay(day.CutOff, m.Period), "印发单位": m.Plan.Office, "任务数": len(m.Tasks), "指标数": m.Of, "应评数": m.due(), "可评数": m.Judged,
		"绿": m.Lights[huibao.Green], "黄": m.Lights[huibao.Yellow], "红": m.Lights[huibao.Red], "灰": m.Lights[huibao.Grey], "慢": m.Lights[huibao.Yellow] + m.Lights[huibao.Red],
		"应报": len(owed), "首期": m.first(), "略慢": m.slightly(), "到期": m.yearEnd(), "锁定": m.Locked(), "联系": m.Plan.Office != "" && m.Plan.Contact+m.Plan.Phone != "",
		"更正": []string(nil), "手改处": 0, "更正原因": "", "更正处": 0, "评价更正处": 0, "逐处": m.byRecord(), "原文号": m.issuedNumber()}
	if name == "更正" { // it is told by what the others print
		m.correctionFacts(f)
	}
	f["单位"], f["贵"], f["报表"], f["本单位评价"], f["本单位滞后"], f["待改正"], f["未计入"] = "", "", "", "", []string(nil), 0, []string(nil)
	f["总体"], f["未评"], f["指标评价"], f["变化"] = m.overall(), m.greyTasks(), m.judgedIndicators(), m.changes()
	f["少报"] = m.few()
	m.lagFacts(f)
	f["较快"] = m.quick()
	f["用语"], f["请示"] = m.phrased(), m.toLeader()
	m.taskFacts(f)
	if m.few() { // no headline of lights, no praise
		f["总体"], f["指标评价"], f["变化"], f["较快"] = m.returnsAlone(len(owed)), "", "", []string(nil)
		f["完成"], f["全部完成"], f["县区滞后"] = []string(nil), false, []string(nil)
		f["用语"], f["请示"] = []string(nil), ""
	}
	m.unitFacts(f)
	f["要求"], f["上期要求"] = m.askingTexts(), m.followed()
	f["核实"], f["不计入项"], f["相差"] = m.unsettled(statement.WordUnsure), m.unsettled(statement.WordLeftOut), m.differing("")
	m.dates(f)
	if m.feedback != nil {
		m.feedbackFacts(f)
	}
	return f
}

func (m *Model) correctionFacts(f map[string]any) {
	list, grave := m.Corrections(), 0
	for _, c := range list {
		if c.Grave {
			grave++
		}
	}
	f["更正"], f["更正原因"], f["更正处"], f["评价更正处"] = m.corrected(), m.correctionWhy(), len(list), grave
	if m.Issued != nil {
		f["手改处"] = len(m.handEdits())
	}
}

// first reports whether there is no period of the year before this one to compare with.
func (m *Model) first() bool { return m.Previous == nil || m.Previous.Period.Year != m.Period.Year }

// due is how many indicators should have been judged.
func (m *Model) due() int {
	n := 0
	for _, t := range m.Tasks {
		n += t.S.Due
	}
	return n
}

// nosMost is how many tasks are named by their numbers.
const nosMost = 10

func nos(list []int) string {
	if len(list) > nosMost {
		return itoa(len(list)) + "项"
	}
	var texts []string
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return "第" + strings.Join(texts, "、") + "项"
}

// overall is how many tasks stand where.
func (m *Model) overall() string {
	by := map[huibao.Light][]int{}
	partly := 0
	for _, t := range m.Tasks {
		by[t.S.Light] = append(by[t.S.Light], t.No)
		if t.S.Light == huibao.Green && 2*t.S.Due <= t.S.Of {
			partly++
		}
	}
	judged := len(m.Tasks) - len(by[huibao.Grey])
	if judged == 0 {
		return fmt.Sprintf("%d项任务均有应评的指标未评，暂不能评价。", len(m.Tasks))
	}
	if m.yearEnd() {
		return m.overallAtEnd(by, judged)
	}
	n := len(by[huibao.Green])
	text := fmt.Sprintf("%d项任务中，%d项可以评价：%d项达到序时进度，占可评任务的%s", len(m.Tasks), judged, n, percentOf(huibao.RatioOf(int64(n), int64(judged))))
	if n == 0 {
		text = fmt.Sprintf("%d项任务中，%d项可以评价：没有达到序时进度的", len(m.Tasks), judged)
	}
	if partly > 0 {
		text += fmt.Sprintf("（其中%d项仅部分指标到期可评）", partly)
	}
	return text + m.behindTasks(by) + "。"
}

// returnsAlone says who reported, and that this is too little to say where the tasks stand.
func (m *Model) returnsAlone(owed int) string {
	counted := 0
	for _, u := range m.Units {
		if !u.Reviews && u.Sub != nil && u.Sub.Counts() {
			counted++
		}
	}
	text := fmt.Sprintf("应报%d个单位，收到可以计入的报表%d份。%d项任务的%d个指标中，", owed, counted, len(m.Tasks), m.Of)
	if m.due() == 0 {
		return text + "本期没有应评的。"
	}
	if m.Judged == 0 {
		return text + fmt.Sprintf("本期应评%d个，均未评，暂不对任务进展作总体评价。", m.due())
	}
	return text + fmt.Sprintf("本期应评%d个，已评%d个，暂不对任务进展作总体评价。", m.due(), m.Judged)
}

// namely names tasks by their numbers, where they are few.
func namely(list []int) string {
	if len(list) > nosMost {
		return ""
	}
	return "，为" + nos(list)
}

func (m *Model) behindTasks(by map[huibao.Light][]int) string {
	text := ""
	if list := by[huibao.Yellow]; len(list) > 0 {
		text += fmt.Sprintf("；%d项滞后%s", len(list), namely(list))
	}
	if list := by[huibao.Red]; len(list) > 0 {
		return text + fmt.Sprintf("；%d项严重滞后%s", len(list), namely(list))
	}
	if text == "" {
		return "；没有滞后的"
	}
	return text + "；没有严重滞后的"
}

func (m *Model) judgedIndicators() string {
	lagging := 0
	for _, r := range m.Rows {
		if behind(r.S) && r.Scope != huibao.ScopeOutside {
			lagging++
		}
	}
	text := fmt.Sprintf("%d项任务的%d个指标中，本期应评%d个，已评%d个", len(m.Tasks), m.Of, m.due(), m.Judged)
	if lagging > 0 {
		word := "滞后"
		if m.yearEnd() {
			word = "未完成或未达标"
		}
		text += fmt.Sprintf("，%s%s", amongst(lagging, m.Judged), word)
	}
	if open := m.due() - m.Judged; open > 0 {
		text += fmt.Sprintf("；%d个因数据未报或正在核实未评", open)
	}
	return text + "。"
}

// amongst is how many of those named before.
func amongst(n, of int) string {
	if n == of && n > 1 {
		return "均"
	}
	return fmt.Sprintf("其中%d个", n)
}

// changes says which tasks' lights are others than a period before.
func (m *Model) changes() string {
	if m.first() || m.yearEnd() { // done or not is no change of pace
		return ""
	}
	var worse, better, lost []int
	for _, t := range m.Tasks {
		switch was, now := t.S.Was, t.S.Light; {
		case !was.Judged() || was == now:
		case !now.Judged():
			lost = append(lost, t.No)
		case now.Worse(was):
			worse = append(worse, t.No)
		default:
			better = append(better, t.No)
		}
	}
	var list []string
	add := func(of []int, what, none string) {
		switch {
		case len(of) > 0:
			list = append(list, nos(of)+what)
		case none != "":
			list = append(list, none)
		}
	}
	if len(worse)+len(better)+len(lost) == 0 {
		return "与" + periodHead(m.Previous.Period) + "相比，各项任务的评价没有变化。"
	}
	add(worse, "转差", "没有任务转差")
	add(better, "转好", "没有任务转好")
	add(lost, "转为未评", "")
	return "与" + periodHead(m.Previous.Period) + "相比，" + strings.Join(list, "，") + "。"
}

// lagFacts are the items that are behind: by pace, standards that are not carried out, single
// counties.
func (m *Model) lagFacts(f map[string]any) {
	var slow, unmet []string
	var units []string
	for _, l := range m.lags() {
		if paced(l.IndicatorRow) {
			slow = append(slow, l.text)
		} else {
			unmet = append(unmet, l.text)
		}
		if u := m.Plan.UnitName(m.Plan.ResponsibleOf(l.Indicator)); !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	f["县区多"] = len(m.Areas) > sideBySide
	f["滞后"], f["未落实"], f["县区滞后"], f["滞后单位"] = slow, unmet, m.slowCounties(), units
}

// slowCounties are counties that are behind where the city is not, a sentence each.
func (m *Model) slowCounties() []string {
	var list []string
	for _, u := range m.Areas {
		var items []string
		for _, r := range m.Rows {
			if behind(r.S) || !m.countyBehind(u.Code, r.Code) {
				continue
			}
			s := m.UnitStanding(u.Code, r.Code)
			items = append(items, refBegin+r.Code+refEnd+m.called(r.Indicator)+m.reachedText(r, s))
		}
		if len(items) > 0 {
			list = append(list, u.Name+listed(items, countiesNamed, "；", "等%d项，见附件2"))
		}
	}
	return list
}

// quickMost is how many items are named as ahead, quickPoints by how much they must be.
const quickMost = 5

var quickPoints = huibao.RatioOf(10, 100)

// quick are counts that reached the year's task, or are far ahead, with nothing missing and no
// county behind; never a standard, which is a duty.
func (m *Model) quick() []string {
	var rows []IndicatorRow
	for _, r := range m.Rows {
		s := r.S
		if r.Kind != huibao.KindCount || s.Light != huibao.Green || len(s.Holes) > 0 || !s.Points.Valid() || m.first() && !s.Met || m.questioned(r.Code) {
			continue
		}
		if (s.Met || s.Points.Cmp(quickPoints) >= 0) && !slices.ContainsFunc(m.Areas, func(u *huibao.Unit) bool { return m.countyBehind(u.Code, r.Code) }) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b IndicatorRow) int { return b.S.Points.Cmp(a.S.Points) })
	var list []string
	for _, r := range rows[:min(len(rows), quickMost)] {
		list = append(list, fmt.Sprintf("%s%s%s（第%d项）%s", refBegin, r.Code, refEnd+m.called(r.Indicator), r.Task.No, m.reachedText(r, r.S)))
	}
	return list
}

// questioned reports whether a figure rests on one that is asked about and not answered yet,
// or is another than the lead bureau's.
func (m *Model) questioned(code string) bool {
	return slices.ContainsFunc(m.Submissions(), func(s huibao.Submission) bool {
		return s.Period == m.Period && s.Counts() && slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool {
			return f.Stands() && (f.Severity == huibao.Warning || f.Severity == huibao.Error) && slices.Contains(f.Indicators(), code)
		})
	})
}

func (m *Model) taskFacts(f map[string]any) {
	var done []string
	for _, t := range m.Tasks {
		if t.S.Done {
			done = append(done, fmt.Sprintf("第%d项“%s”", t.No, t.Title))
		}
	}
	judged := len(m.Tasks) - m.Lights[huibao.Grey]
	f["完成"], f["全部完成"] = done, judged > 0 && len(done) == judged
}

// slightly is how many of the city's indicators count as on pace and are yet behind it, by less
// than makes them yellow: a text that says on pace says so of them.
func (m *Model) slightly() int {
	n := 0
	for _, r := range m.Rows {
		if r.Scope != huibao.ScopeOutside && r.S.Light == huibao.Green && wordShort(r.S) == "略慢" {
			n++
		}
	}
	return n
}

// unsettled are the figures that lack a unit which has reported, by the word for why, with the
// unit; those of a return that was left out whole are told with the returns.
func (m *Model) unsettled(word string) []string {
	var list []string
	for _, r := range m.Rows {
		var names []string
		for _, h := range r.S.Holes {
			if name := m.Plan.UnitName(h.Unit); statement.WordOf(h) == word && !slices.Contains(names, name) && !m.wholeLacks(r, h.Unit) && (word != statement.WordLeftOut || m.Counting(h.Unit) != nil) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			list = append(list, refBegin+r.Code+refEnd+listed(names, countiesNamed, "、", "等%d个单位")+m.called(r.Indicator))
		}
	}
	return list
}

// wholeLacks reports whether a part lacks a unit with its whole, which is told of that.
func (m *Model) wholeLacks(r IndicatorRow, unit string) bool {
	s := m.CityStanding(r.PartOf)
	return s != nil && slices.ContainsFunc(s.Holes, func(h huibao.Hole) bool { return h.Unit == unit })
}

// differing are the figures that the lead bureau gives otherwise than the counties do
// together: of one bureau, or of all.
func (m *Model) differing(of string) []string {
	var list []string
	for _, r := range m.Rows {
		if of != "" && m.Plan.ResponsibleOf(r.Indicator) != of {
			continue
		}
		if d, ok := r.S.Difference.Decimal(); ok && !d.IsZero() {
			list = append(list, refBegin+r.Code+refEnd+m.called(r.Indicator)+amount(d.Abs(), r.Places, r.Measure))
		}
	}
	return list
}

// dates are the days by which something is asked for.
func (m *Model) dates(f map[string]any) {
	day := m.Plan.Day(m.Period)
	f["补报期限"] = monthDay(m.Plan.WorkingDays(day.Bulletin, m.Plan.MendDays()), m.Period)
	next := m.Period.Next()
	f["下期"], f["下期期限"] = "", ""
	if next.Year == m.Period.Year {
		f["下期"], f["下期期限"] = periodHead(next), monthDay(m.Plan.Day(next).Deadline, m.Period)
	}
}

// monthDay is a day as a text says it: 7月15日, with the year where it is another one.
func monthDay(d huibao.Date, p huibao.Period) string {
	if d.Year != p.Year {
		return d.Chinese()
	}
	return fmt.Sprintf("%d月%d日", d.Month, d.Day)
}
