package report

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/pdf"
	"huibao/statement"
)

// demandUnits is how many units a demand names.
const demandUnits = 8

// Demands are what the bulletin asks of units by a day, each with the sentence that does.
func (m *Model) Demands() []statement.Demand {
	var list []statement.Demand
	for _, a := range m.asks() {
		for _, d := range a.of {
			d.Period, d.Edition, d.Sentence, d.By = m.Period, m.Edition, a.sentence, a.by
			list = append(list, d)
		}
	}
	return list
}

// Sentences are those of a text, without its tables and annexes.
func Sentences(list []statement.Printed) string {
	var b strings.Builder
	for _, p := range list {
		if p.Part == bodyPart && p.Row == "" {
			b.WriteString(p.Whole())
		}
	}
	return b.String()
}

// askingTexts are the sentences alone.
func (m *Model) askingTexts() []string {
	var list []string
	for _, a := range m.asks() {
		list = append(list, a.sentence)
	}
	return list
}

// asking is a sentence that asks for something, and of whom.
type asking struct {
	sentence string
	by       huibao.Date
	of       []statement.Demand
}

// asks are the sentences that ask for something by a day.
func (m *Model) asks() []asking {
	day := m.Plan.Day(m.Period)
	by := m.Plan.WorkingDays(day.Bulletin, m.Plan.MendDays())
	until := "于" + monthDay(by, m.Period) + "前"
	var list []asking
	add := func(by huibao.Date, say string, of []statement.Demand) {
		var names []string
		for i := range of {
			if of[i].Name = m.Plan.UnitName(of[i].Unit); !slices.Contains(names, of[i].Name) {
				names = append(names, of[i].Name)
			}
		}
		if len(of) > 0 {
			list = append(list, asking{joinLines(listed(names, demandUnits, "、", "等%d个单位") + say), by, of})
		}
	}
	absent, back, unsure := m.absentUnits()
	if !m.counting() {
		owed, _ := m.owing()
		var all []statement.Demand
		for _, u := range owed {
			if u.Sub == nil {
				all = append(all, statement.Demand{Ask: statement.AskReturn, Unit: u.Code, Name: u.Name})
			}
		}
		if len(all) > 0 {
			list = []asking{{"请各单位" + until + "报送本期报表。", by, all}}
		}
	} else {
		add(by, until+"补报。", absent)
	}
	add(by, until+"改正重报。", back)
	add(by, until+"核清所列数据。", unsure)
	if next := m.Period.Next(); next.Year == m.Period.Year {
		by := m.Plan.Day(next).Deadline
		add(by, fmt.Sprintf("会同各县（区），于%s前随%s报表说明滞后原因，列出逐月完成计划和责任人。", monthDay(by, m.Period), periodHead(next)), m.laggards())
	}
	return list
}

// absentUnits are the units of which no return came, of which it was sent back, and the rows that
// are being checked.
func (m *Model) absentUnits() (absent, back, unsure []statement.Demand) {
	for _, u := range m.Units {
		switch {
		case u.State == statement.WordMissing && !u.Reviews:
			absent = append(absent, statement.Demand{Ask: statement.AskReturn, Unit: u.Code})
		case u.State == huibao.StateRejected.Label():
			back = append(back, statement.Demand{Ask: statement.AskMend, Unit: u.Code})
		case u.State == statement.WordLeftOut:
			unsure = append(unsure, statement.Demand{Ask: statement.AskSettle, Unit: u.Code})
		case u.Sub != nil && u.Sub.Counts():
			for _, code := range u.Sub.HeldOut {
				unsure = append(unsure, statement.Demand{Ask: statement.AskSettle, Unit: u.Code, Code: code, Item: m.nameOf(code)})
			}
		}
	}
	return absent, back, unsure
}

// laggards are the bureaus of what is behind, with each of it.
func (m *Model) laggards() []statement.Demand {
	var list []statement.Demand
	for _, l := range m.lags() {
		list = append(list, statement.Demand{Ask: statement.AskCause, Unit: m.Plan.ResponsibleOf(l.Indicator), Code: l.Code, Item: m.itemName(l.IndicatorRow)})
	}
	return list
}

func (m *Model) itemName(r IndicatorRow) string {
	return fmt.Sprintf("%s（第%d项）", m.called(r.Indicator), r.Task.No)
}

// outcome is what came of a demand: the cell that says so, and how a text says it of those of
// which it is so. Unmet is a demand that was not met.
type outcome struct {
	statement.Demand
	cell, text string
	unmet      bool
}

// outcomes are what came of what the bulletin of the period before asked for, from returns and
// figures alone.
func (m *Model) outcomes() []outcome {
	var list []outcome
	for _, d := range m.AskedBefore {
		if m.past(d) {
			list = append(list, m.outcomeOf(d))
		}
	}
	return list
}

// past reports whether the day of a demand is, when the bulletin comes out.
func (m *Model) past(d statement.Demand) bool { return d.By.Before(m.Plan.Day(m.Period).Bulletin) }

func (m *Model) outcomeOf(d statement.Demand) outcome {
	switch d.Ask {
	case statement.AskReturn, statement.AskMend:
		return m.returned(d)
	case statement.AskSettle:
		return m.settled(d)
	}
	return m.explained(d)
}

// excused says why nothing can come of a unit any more: it was merged, or owes no return of the
// period; "" where one is owed.
func (m *Model) excused(unit string) string {
	if heir := m.Plan.Heir(unit); heir != unit {
		return "已并入" + m.Plan.UnitName(heir)
	}
	if m.owes(unit) {
		return ""
	}
	return "本期不报"
}

// returned is of a return that was asked for.
func (m *Model) returned(d statement.Demand) outcome {
	of := periodHead(d.Period) + "数"
	done := map[statement.Ask]string{statement.AskReturn: "已补报", statement.AskMend: "已重报"}[d.Ask]
	switch {
	case d.Counted:
		return outcome{d, monthDay(d.Came, m.Period) + "收到，已计入" + of, done, false}
	case !d.Came.IsZero():
		return outcome{d, monthDay(d.Came, m.Period) + "收到，未计入" + of, done + "、未计入" + of, false}
	}
	if why := m.excused(d.Unit); why != "" {
		return outcome{d, of + "仍未计入，" + why, why + "、" + of + "仍未计入", false}
	}
	return outcome{d, of + "仍未计入，" + periodHead(m.Period) + "报表" + m.sentWord(d.Unit), "的" + of + "仍未计入", true}
}

// sentWord is what became of a unit's return of the period.
func (m *Model) sentWord(unit string) string {
	if m.Counting(unit) != nil {
		return "已报"
	}
	return m.Absence(unit)
}

// settled is of a row that was being checked: what became of it in this period's return, which
// does not say whether that of the period asked about was settled.
func (m *Model) settled(d statement.Demand) outcome {
	this := periodHead(m.Period)
	as := func(what string) outcome { return outcome{d, this + what, "的" + this + what, false} }
	sub := m.Counting(d.Unit)
	why := m.excused(d.Unit)
	switch {
	case sub == nil && why != "":
		return outcome{d, why, "（" + why + "）", false}
	case sub == nil && d.Code != "":
		why = this + "报表" + m.sentWord(d.Unit)
		return outcome{d, why, "（" + why + "）", false}
	case sub == nil:
		return as("报表" + m.sentWord(d.Unit))
	case d.Code == "":
		return as("报表已报")
	case slices.Contains(sub.LeftOut, d.Code):
		return as("数经决定不计入")
	case sub.Holds(d.Code):
		return as("数在核实")
	case rowSays(sub, d.Code):
		return as("数已计入")
	case sub.Return != nil && sub.Return.RowByCode(d.Code) != nil:
		return as("数未填")
	}
	return outcome{d, this + "不报", "本期不报", false}
}

// rowSays reports whether a return's row of an indicator has a figure, a word or a day, notes aside.
func rowSays(sub *huibao.Submission, code string) bool {
	if sub.Return == nil {
		return false
	}
	row := sub.Return.RowByCode(code)
	return row != nil && row.Values.Any(func(v huibao.Value) bool {
		return v.Field != huibao.FieldNote && (v.Quantity.IsNumber() || v.Word != "" || !v.Date.IsZero())
	})
}

// explained is of what was behind.
func (m *Model) explained(d statement.Demand) outcome {
	i := slices.IndexFunc(m.Rows, func(r IndicatorRow) bool { return r.Code == d.Code })
	if i < 0 {
		return outcome{d, "已不在任务中", "已不在任务中", false}
	}
	r := m.Rows[i]
	switch {
	case !r.S.Judged():
		return outcome{d, "本期未评", "本期未评", false}
	case !behind(r.S) && r.S.AtDeadline:
		return outcome{d, "已完成", "已完成", false}
	case !behind(r.S) && !paced(r):
		return outcome{d, "本期已达标", "已达标", false}
	case !behind(r.S):
		return outcome{d, "本期已达序时", "已达到序时进度", false}
	case m.cause(r) != "":
		return outcome{d, "已说明原因", "已说明原因", false}
	}
	if heir := m.Plan.Heir(d.Unit); heir != d.Unit { // it was not asked
		return outcome{d, m.excused(d.Unit), "原责任单位" + m.excused(d.Unit), false}
	}
	came, owed := false, false
	for _, a := range m.Plan.Assignments(r.Indicator) {
		owed = owed || m.owes(a.Return)
		sub := m.Counting(a.Return)
		if sub == nil || sub.Return == nil {
			continue
		}
		came = true
		if row := sub.Return.RowByCode(r.Code); row != nil && row.Note() != "" || explains(sub, r.Code) {
			return outcome{d, "报表中有说明", "报表中有说明", false} // of what is not certain
		}
	}
	if !came && !owed {
		return outcome{d, "本期不报", "本期不报", false}
	}
	if !came {
		return outcome{d, periodHead(m.Period) + "报表未计入，未见说明", "未见说明", true}
	}
	return outcome{d, "未说明原因", "未说明原因", true}
}

// explains reports whether a unit said something of a row.
func explains(sub *huibao.Submission, code string) bool {
	return slices.ContainsFunc(sub.Findings, func(f huibao.Finding) bool {
		return f.Explanation != nil && slices.Contains(f.Indicators(), code)
	})
}

// unanswered finds what was asked of an indicator that is behind and not answered, or nil.
func (m *Model) unanswered(code string) *statement.Demand {
	for i := range m.AskedBefore {
		d := &m.AskedBefore[i]
		if d.Ask == statement.AskCause && d.Code == code && m.past(*d) && m.explained(*d).unmet {
			return d
		}
	}
	return nil
}

// followed says what came of what was asked for, in one sentence; "" for nothing.
func (m *Model) followed() string {
	list := m.outcomes()
	if len(list) == 0 {
		return ""
	}
	type group struct {
		ask   statement.Ask
		text  string
		names []string
	}
	var groups []*group
	for _, o := range list {
		name := o.Name
		switch o.Ask {
		case statement.AskSettle:
			name += o.Item
		case statement.AskCause:
			name = o.Item
			if o.unmet {
				name = strings.TrimSuffix(name, "）") + "，" + o.Name + "）"
			}
		}
		i := slices.IndexFunc(groups, func(g *group) bool { return g.ask == o.Ask && g.text == o.text })
		if i < 0 {
			i = len(groups)
			groups = append(groups, &group{ask: o.Ask, text: o.text})
		}
		groups[i].names = append(groups[i].names, name)
	}
	text := ""
	for i, g := range groups {
		if i > 0 {
			text += "；"
		}
		text += listed(g.names, demandUnits, "、", "等%d项") + g.text
	}
	annex := "附件"
	if len(m.annexes()) > 1 {
		annex += itoa(m.annexNumber(returnsAnnex))
	}
	return periodHead(list[0].Period) + "通报要求的事项：" + text + "，逐条见" + annex + "。"
}

// followTable is what came of each demand.
func (b *bulletin) followTable() {
	list := b.outcomes()
	if len(list) == 0 {
		return
	}
	t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 50}, {Title: "事项", Width: 84}, {Title: "要求", Width: 40}, {Title: "期限", Width: 30, Align: pdf.Centre}, {Title: "落实情况", Width: 80}}}
	for _, o := range list {
		item, refs := o.Item, []string{RefReturns}
		if item == "" {
			item = periodHead(o.Period) + "报表"
		}
		if b.nameOf(o.Code) != "" {
			refs = []string{o.Code}
		}
		t.Rows = append(t.Rows, pdf.Row{Refs: refs, Cells: cells(o.Name, item, string(o.Ask), monthDay(o.By, b.Period), o.cell)})
	}
	b.doc.captioned(periodHead(list[0].Period)+"通报要求的落实情况", t)
}
