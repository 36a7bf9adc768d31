package report

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/pdf"
)

// Lines of a template at which a table stands.
const (
	bodyTable  = "【滞后事项一览】"
	briefTable = "【需要关注的事项】"
)

// lagRows is how many rows stand in the text; the others stand in annex 1.
const lagRows = 12

// lagTable is the table of what is behind, within the text.
func (b *bulletin) lagTable() {
	t := pdf.Table{Columns: []pdf.Column{{Title: "序号", Width: 10, Align: pdf.Centre}, {Title: "事项（任务）", Width: 41}, {Title: "年度任务", Width: 27, Align: pdf.Right}, {Title: "累计", Width: 22, Align: pdf.Right},
		{Title: "完成率%", Width: 15, Align: pdf.Right}, {Title: "序时%", Width: 14, Align: pdf.Right}, {Title: "欠", Width: 18, Align: pdf.Right}, {Title: "责任单位", Width: 27}, {Title: "连续", Width: 11, Align: pdf.Centre}}}
	const paceColumn, gapColumn = 5, 6
	list := b.lags()
	for i, l := range list[:min(len(list), lagRows)] {
		task, reached, share, due, gap := b.lagCells(l.IndicatorRow)
		t.Rows = append(t.Rows, pdf.Row{Refs: []string{l.Code}, Cells: cells(itoa(i+1), fmt.Sprintf("%s（%d）", b.called(l.Indicator), l.Task.No), task, reached, share, due, gap, b.Plan.UnitName(b.Plan.ResponsibleOf(l.Indicator)), itoa(max(l.S.Behind, 1)))})
	}
	caption := "滞后事项一览"
	if b.yearEnd() { // there is no pace any more
		caption = "未完成事项一览"
		t.Columns[gapColumn].Title = "差"
		t.Columns = slices.Delete(t.Columns, paceColumn, paceColumn+1)
		for i := range t.Rows {
			t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, paceColumn, paceColumn+1)
		}
	}
	b.doc.captioned(caption, t)
	if more := len(list) - lagRows; more > 0 {
		b.doc.Small(fmt.Sprintf("其余%d项见附件1。", more))
	}
}

// lagCells are a row's figures in a table: what is to be done, what is, the percentages, what
// is lacking. The numbers are those of the text.
func (b *bulletin) lagCells(r IndicatorRow) (task, reached, share, due, gap string) {
	task, reached, share, due, gap = "—", "—", "—", "—", "—"
	s := r.S
	if d, ok := gapOf(r.Indicator, s); ok && paced(r) && r.Kind == huibao.KindCount {
		gap = group(d, r.Places)
	}
	if p, ok := b.printedShares(s); ok && paced(r) {
		share, due = fixedOne(p.share.String()), fixedOne(p.due.String())
		if s.AtDeadline {
			due = "—"
		}
	}
	target, okT := s.Target.Decimal()
	now, okN := s.Reached.Decimal()
	switch r.Kind {
	case huibao.KindCount:
		base, okB := s.Baseline.Decimal()
		switch {
		case okT && r.Mode == huibao.ModeStock && okB:
			task = "净增" + group(target.Sub(base), r.Places) + r.Measure
		case okT:
			task = group(target, r.Places) + r.Measure
		}
		if okN {
			reached = group(now, r.Places)
		}
	case huibao.KindRate:
		if okT {
			task = trimmed(target.String()) + "%"
		}
		if s.Rate().Valid() {
			reached = s.Numer.String() + "/" + s.Denom.String()
			if !paced(r) {
				share = percentCell(s.Rate())
			}
		}
	case huibao.KindStandard, huibao.KindRelation:
		task, reached = b.standardCells(r)
	case huibao.KindMilestone:
		task, reached = fmt.Sprintf("%d个单位", s.Of), fmt.Sprintf("%d/%d完成", s.Held, s.Of)
	}
	return task, reached, share, due, gap
}

func (b *bulletin) standardCells(r IndicatorRow) (task, reached string) {
	task = "—"
	promise := b.Plan.City(r.Indicator)
	if d, ok := promise.DueStandard().Decimal(); ok {
		task = trimmed(group(d, 2)) + r.Measure
	}
	if r.Kind == huibao.KindRelation && r.TargetRef != nil {
		task = refText(r.Indicator) + "倍"
	}
	reached = fmt.Sprintf("%d/%d到位", r.S.Held, r.S.Of)
	switch low, ok := r.S.Reached.Decimal(); {
	case r.Kind == huibao.KindRelation && r.S.Rate().Valid():
		reached += "，最低" + r.S.Rate().Round(2).StringFixed(2) + "倍"
	case ok:
		reached += "，最低" + trimmed(group(low, 2))
	}
	return task, reached
}

// fixedOne prints a percentage of a table with one decimal at least.
func fixedOne(s string) string {
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return signOut(s)
}

// leaderTable is the table of 专报: all that is behind, how much, where, why, who.
func (b *bulletin) leaderTable() {
	t := pdf.Table{Columns: []pdf.Column{{Title: "事项（项）", Width: 40}, {Title: "差多少", Width: 38}, {Title: "主要在", Width: 30}, {Title: "原因（单位所述）", Width: 44}, {Title: "责任单位", Width: 30}}}
	for _, l := range b.lags() {
		t.Rows = append(t.Rows, pdf.Row{Refs: []string{l.Code}, Cells: cells(fmt.Sprintf("%s（%d）", b.called(l.Indicator), l.Task.No), b.shortText(l.IndicatorRow), b.worstPlace(l.IndicatorRow), b.causeCell(l.IndicatorRow), b.Plan.UnitName(b.Plan.ResponsibleOf(l.Indicator)))})
	}
	b.doc.captioned("需要关注的事项", t)
}

// causeCell is why a row is behind; where that was asked for by a day now past and nobody said,
// that.
func (b *bulletin) causeCell(r IndicatorRow) string {
	if d := b.unanswered(r.Code); d != nil {
		return "未说明（" + periodHead(d.Period) + "通报要求" + monthDay(d.By, b.Period) + "前说明）"
	}
	return b.cause(r)
}

// shortText is how much a row lacks, in few words.
func (b *bulletin) shortText(r IndicatorRow) string {
	s := r.S
	if !paced(r) {
		_, reached, share, _, _ := b.lagCells(r)
		if r.Kind == huibao.KindRate {
			return reached + "，" + share + "%"
		}
		return reached
	}
	var list []string
	if p, ok := b.printedShares(s); ok && p.apart.Sign() < 0 && !s.AtDeadline {
		list = append(list, "低"+trimmed(p.apart.Abs().String())+"点")
	}
	if gap, ok := gapOf(r.Indicator, s); ok && r.Kind == huibao.KindCount {
		list = append(list, lackWord(s)+amount(gap, r.Places, r.Measure))
	}
	if s.Light == huibao.Red && !s.AtDeadline || len(list) == 0 {
		list = append(list, s.Light.Label())
	}
	return strings.Join(list, "，")
}

// worstPlace names the county that lacks most.
func (b *bulletin) worstPlace(r IndicatorRow) string {
	name := "—"
	worst := huibao.Ratio{}
	for _, u := range b.Areas {
		s := b.UnitStanding(u.Code, r.Code)
		if !behind(s) {
			continue
		}
		gap := s.Shortfall
		if !gap.Valid() {
			gap = huibao.RatioOf(0, 1)
		}
		if !worst.Valid() || gap.Cmp(worst) > 0 {
			worst, name = gap, u.Name
		}
	}
	return name
}
