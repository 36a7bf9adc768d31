package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/pdf"
	"huibao/statement"
)

// feedbackText is the name of what goes to one unit alone: no 通报.
const feedbackText = "反馈"

// taskTable is where a template wants what the unit must mend or explain.
const taskTable = "【待改正和说明的事项】"

// feedback is a text for one unit: whose it is, and the whole city's figures beside it.
type feedback struct {
	unit  *huibao.Unit
	whole *statement.Consolidation
}

// Feedback writes what goes to a unit alone of a model made of its part of the plan; whole is
// the city's. An area reads of its own figures, a bureau of those that it answers for.
func Feedback(w io.Writer, m *Model, unit *huibao.Unit, whole *statement.Consolidation) (Laid, error) {
	own := *m
	own.feedback = &feedback{unit, whole}
	title := m.Period.Chinese() + "民生实事进展情况反馈（" + unit.Name + "）"
	end := &ending{names: []string{"指标进展一览表"}}
	switch {
	case unit.IsArea():
		end.annexes = (*bulletin).ownAnnex
	case !slices.ContainsFunc(own.Rows, func(r IndicatorRow) bool { return sideways(r) && own.byCounties(r) }):
		end.annexes = func(b *bulletin) { b.indicatorAnnex(0) }
	default:
		end.names = append(end.names, "县（区）进展情况")
		end.annexes = func(b *bulletin) {
			b.indicatorAnnex(1)
			b.countyAnnex(2)
		}
	}
	return own.official(w, feedbackText, title, end)
}

// feedbackFacts are what the template may say beside the others.
func (m *Model) feedbackFacts(f map[string]any) {
	u := m.feedback.unit
	f["单位"], f["贵"] = u.Name, honoured(u)
	sub := m.Shown(u.Code)
	f["报表"] = ""
	switch word := m.Absence(u.Code); {
	case m.Counting(u.Code) != nil || !m.owes(u.Code):
	case word == statement.WordRejected && sub != nil:
		f["报表"] = "已退回，尚未重报（" + cutClause(maskedText(sub.Why), causeMost) + "）"
	case word == statement.WordMissing:
		f["报表"] = "尚未收到"
	case word == statement.WordLeftOut:
		f["报表"] = "未采用"
	default:
		f["报表"] = "正在核实，尚未计入"
	}
	f["本单位评价"], f["本单位滞后"] = m.ownStanding(), m.ownLags()
	f["待改正"] = len(m.openFindings())
	f["未计入"], f["相差"] = m.leftAside(), m.differing(u.Code)
}

// owes reports whether a unit owes a return of the period.
func (m *Model) owes(unit string) bool {
	return slices.ContainsFunc(m.Plan.ReportingUnits(), func(u *huibao.Unit) bool { return u.Code == unit })
}

// honoured is how a unit is spoken to.
func honoured(u *huibao.Unit) string {
	name := []rune(u.Name)
	switch last := string(name[max(len(name)-1, 0):]); {
	case u.IsArea() && strings.Contains("县区市旗", last):
		return "贵" + last
	case last == "局":
		return "贵局"
	}
	return "贵单位"
}

// ownStanding is how many of a unit's indicators stand where.
func (m *Model) ownStanding() string {
	green, lagging := 0, 0
	for _, r := range m.Rows {
		switch {
		case r.Scope == huibao.ScopeOutside:
		case behind(r.S):
			lagging++
		case r.S.Judged():
			green++
		}
	}
	text := fmt.Sprintf("%s的%d个指标中，本期应评%d个", honoured(m.feedback.unit), m.Of, m.due())
	if m.Judged < m.due() {
		text += fmt.Sprintf("，已评%d个", m.Judged)
	}
	if m.Judged > 0 {
		text += fmt.Sprintf("，%d个达序时或达标，%d个滞后", green, lagging)
	}
	if open := m.due() - m.Judged; open > 0 {
		text += fmt.Sprintf("；%d个因数据未报或正在核实未评", open)
	}
	return text + "。"
}

// ownLags are the rows in which a unit is behind, a sentence each.
func (m *Model) ownLags() []string {
	var list []string
	for _, l := range m.lags() {
		parts := []string{fmt.Sprintf("%s（第%d项）", m.called(l.Indicator), l.Task.No)}
		said := m.reachedText(l.IndicatorRow, l.S)
		if l.S.Behind > 1 {
			said += fmt.Sprintf("，已连续%d期滞后", l.S.Behind)
		} else if l.S.Was == huibao.Green {
			said += "，本期转为滞后"
		}
		parts = append(parts, said)
		if !m.feedback.unit.IsArea() {
			if text := m.behindCounties(l.IndicatorRow); text != "" {
				parts = append(parts, text)
			}
			if u := m.Plan.ResponsibleOf(l.Indicator); u != m.feedback.unit.Code {
				parts = append(parts, "责任单位"+m.Plan.UnitName(u))
			}
		}
		list = append(list, refBegin+l.Code+refEnd+strings.Join(parts, "。")+"。")
	}
	return list
}

// openFindings are what the unit must mend or explain, errors first.
func (m *Model) openFindings() []huibao.Finding {
	sub := m.Shown(m.feedback.unit.Code)
	if sub == nil {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(sub.Findings), func(f huibao.Finding) bool {
		return !f.Stands() || f.Severity != huibao.Error && f.Severity != huibao.Warning
	})
	slices.SortStableFunc(list, func(a, b huibao.Finding) int { return a.Severity.Rank() - b.Severity.Rank() })
	return list
}

// tasksTable sets what the unit must mend or explain, and where in its return.
func (b *bulletin) tasksTable() {
	t := pdf.Table{Columns: []pdf.Column{{Title: "位置", Width: 24}, {Title: "指标", Width: 34}, {Title: "问题", Width: 56}, {Title: "怎么办", Width: 42}}}
	for _, f := range b.openFindings() {
		var names []string
		for _, code := range f.Indicators() {
			names = append(names, code+" "+b.nameOf(code))
		}
		place := strings.Trim(f.Sheet+"!"+f.Cell, "!")
		if n := len(f.Places()); n > 1 {
			place += fmt.Sprintf(" 等%d格", n)
		}
		row := pdf.Row{Cells: cells(place, listed(names, countiesNamed, "；", "等%d个"), mask.Text(f.Message), mask.Text(f.Remedy))}
		if codes := f.Indicators(); len(codes) == 1 && b.Plan.IndicatorByCode(codes[0]) != nil {
			row.Refs = codes
		}
		t.Rows = append(t.Rows, row)
	}
	b.doc.captioned("待改正和说明的事项", t)
}

// leftAside are the unit's rows that the city's figures are without, and why.
func (m *Model) leftAside() []string {
	sub := m.Counting(m.feedback.unit.Code)
	if sub == nil {
		return nil
	}
	var list []string
	for _, r := range m.Rows {
		if !slices.Contains(sub.HeldOut, r.Code) {
			continue
		}
		why := "正在核实"
		if slices.Contains(sub.LeftOut, r.Code) {
			why = "不计入"
			for _, d := range m.Decisions {
				if d.Kind == huibao.DecisionLeaveOut && d.Unit == sub.Unit && d.Row == r.Code && !d.Lapsed {
					why += "：" + cutClause(maskedText(d.Why), causeMost)
				}
			}
		}
		list = append(list, refBegin+r.Code+refEnd+m.called(r.Indicator)+"（"+why+"）")
	}
	return list
}

// ownAnnex is an area's table: its own figures, with the city's share beside them where
// nothing is missing of it.
func (b *bulletin) ownAnnex() {
	b.annex(0, "指标进展一览表", legendLine)
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "指标", Width: 56}, {Title: "计量单位", Width: 18, Align: pdf.Centre}, {Title: "年度任务", Width: 26, Align: pdf.Right}, {Title: "本期", Width: 20, Align: pdf.Right},
		{Title: "累计（现值）", Width: 28, Align: pdf.Right}, {Title: "完成率%", Width: 18, Align: pdf.Right}, {Title: "序时%", Width: 16, Align: pdf.Right}, {Title: "超（+）欠（−）百分点", Width: 22, Align: pdf.Right}, {Title: "欠", Width: 18, Align: pdf.Right},
		{Title: "亮灯", Width: 24, Align: pdf.Centre}, {Title: "全市完成率%", Width: 22, Align: pdf.Right}}}
	for _, r := range b.Rows {
		if r.Scope == huibao.ScopeOutside {
			continue
		}
		row := b.indicatorCells(r)
		_, _, _, _, gap := b.lagCells(r)
		city := "—"
		if s := b.feedback.whole.CityStanding(r.Code); s != nil && len(s.Holes) == 0 && paced(r) {
			if p, ok := b.printedShares(s); ok {
				city = fixedOne(p.share.String())
			}
		}
		own := append(slices.Clone(row[:9]), pdf.Cell{Text: gap}, row[9], pdf.Cell{Text: city})
		t.Rows = append(t.Rows, pdf.Row{Cells: own, Refs: []string{r.Code}})
	}
	t.Notes = 1
	b.doc.Table(t)
	b.doc.Small("完成率为累计与本级年度任务之比（存量为净增与净增任务之比，比率为与目标之比）；全市完成率只列没有缺数的。")
}
