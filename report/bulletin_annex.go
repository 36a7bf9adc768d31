package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/pdf"
	"huibao/statement"
)

// indicatorAnnex is annex 1: one row an indicator.
func (b *bulletin) indicatorAnnex(n int) {
	b.annex(n, "指标进展一览表", b.legend())
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 14, Align: pdf.Centre}, {Title: "指标", Width: 42}, {Title: "计量单位", Width: 15, Align: pdf.Centre}, {Title: "年度任务", Width: 28, Align: pdf.Right}, {Title: "本期", Width: 17, Align: pdf.Right},
		{Title: "累计（现值）", Width: 26, Align: pdf.Right}, {Title: "完成率%", Width: 15, Align: pdf.Right}, {Title: "序时%", Width: 14, Align: pdf.Right}, {Title: "超（+）欠（−）百分点", Width: 20, Align: pdf.Right},
		{Title: "亮灯", Width: 26, Align: pdf.Centre}, {Title: "责任单位", Width: 32}, {Title: "备注", Width: 48}}}
	category := ""
	for _, r := range b.Rows {
		if r.Scope == huibao.ScopeOutside {
			continue
		}
		if r.Task.Category != category {
			category = r.Task.Category
			t.Rows = append(t.Rows, pdf.Row{Category: category})
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: b.indicatorCells(r), Refs: []string{r.Code}})
	}
	b.doc.Table(t)
	b.doc.Small("完成率为累计与年度任务之比（存量为净增与净增任务之比，比率为与目标之比）；县（区）的欠数各按本级任务取整，未作调整。")
}

func (b *bulletin) indicatorCells(r IndicatorRow) []pdf.Cell {
	task, reached, share, due, _ := b.lagCells(r)
	task = strings.TrimSuffix(task, r.Measure)
	switch {
	case r.Kind == huibao.KindRate && r.S.Rate().Valid():
		reached = percentCell(r.S.Rate()) + "%"
		if !paced(r) {
			share = "—"
		}
	case r.Kind == huibao.KindCount && !r.S.Allocated && r.Scope == huibao.ScopeRegion:
		task = "全区合计，未分解"
	}
	apart := "—"
	if p, ok := b.printedShares(r.S); ok && paced(r) && r.S.Judged() && r.S.Points.Valid() && !r.S.AtDeadline && !nothingWhole(r.S, p) {
		apart = signed(p.apart)
	}
	if r.Kind == huibao.KindCount && !r.S.Reached.IsNumber() || r.Kind == huibao.KindRate && !r.S.Rate().Valid() {
		reached = orDash(r.S.Word)
		if len(r.S.Holes) > 0 { // what is not there is of no target or pace
			reached = statement.Lacking(r.S.Holes)
		}
	}
	row := cells(r.Code, r.Name, r.Measure, task, quantityText(r.S.This, r.Places), reached, share, due, apart)
	row = append(row, lightCell(r.S.Light, wordShort(r.S)))
	return append(row, cells(b.Plan.UnitName(b.Plan.ResponsibleOf(r.Indicator)), b.remark(r))...)
}

// nothingWhole reports whether a figure is below its share of the year and yet owes nothing:
// what is due of things that come whole is less than the next of them.
func nothingWhole(s *huibao.Standing, p percentages) bool {
	return s.Points.Sign() == 0 && p.apart.Sign() < 0
}

// signed prints points of a table with their sign.
func signed(d decimal.Decimal) string {
	text := fixedOne(d.Abs().String())
	switch d.Sign() {
	case 1:
		return "+" + text
	case -1:
		return minus + text
	}
	return text
}

// wordShort is a standing's word without what it rests on, which the remark says.
func wordShort(s *huibao.Standing) string {
	word, _, _ := strings.Cut(s.Word, "（")
	return word
}

// remark says what a row's figures rest on or lack.
func (b *bulletin) remark(r IndicatorRow) string {
	var list []string
	holes, many := b.holesCell(r.S)
	if _, rests, ok := strings.Cut(r.S.Word, "（"); ok {
		rests = strings.TrimSuffix(rests, "）")
		if many { // it says of whom
			rests = strings.TrimPrefix(rests, "未计入县区")
			list, holes = append(list, holes), ""
		}
		list = append(list, rests)
	}
	if r.Kind == huibao.KindCount && r.Mode == huibao.ModeStock && r.S.Baseline.IsNumber() {
		list = append(list, "年初"+r.S.Baseline.String())
	}
	if r.Kind == huibao.KindRate && r.S.Rate().Valid() {
		list = append(list, r.S.Numer.String()+"/"+r.S.Denom.String())
	}
	if holes != "" {
		list = append(list, holes)
	}
	if p, ok := b.printedShares(r.S); ok && r.S.Judged() && r.S.Points.Valid() && paced(r) && nothingWhole(r.S, p) {
		list = append(list, "按整数计，已达到期数")
	}
	if d, ok := r.S.Difference.Decimal(); ok && !d.IsZero() {
		list = append(list, "牵头单位所报"+closeUp(apartBy(d, r.Places)))
	}
	if b.openQuestion(r.Code) {
		list = append(list, "待说明")
	}
	return strings.Join(list, "；")
}

// holesCell says in few words which units a figure lacks: by name where there are few counties,
// else how many, for a cell has three lines at most.
func (b *bulletin) holesCell(s *huibao.Standing) (text string, many bool) {
	switch {
	case len(s.Holes) == 0:
		return "", false
	case len(s.Holes) > 1 && len(b.Areas) > sideBySide || len(s.Holes) > holesNamed:
		return fmt.Sprintf("缺%d个单位，见附件%d", len(s.Holes), b.annexNumber(returnsAnnex)), true
	}
	return strings.TrimLeft(b.withoutBy(s, func(w string) string { return w }), "，"), false
}

// standardAnnex is annex 3: each standard and relation by the units that carry it out,
// where they are few, else what they come to together.
func (b *bulletin) standardAnnex(n int) {
	b.annex(n, "补贴待遇标准执行情况", b.legend())
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "标准（关系）", Width: 52}, {Title: "计量单位", Width: 22, Align: pdf.Centre},
		{Title: "原标准", Width: 18, Align: pdf.Right}, {Title: "应执行", Width: 18, Align: pdf.Right}, {Title: "最低执行", Width: 20, Align: pdf.Right}, {Title: "到位", Width: 14, Align: pdf.Centre},
		{Title: "各单位", Width: 52}, {Title: "期末人数", Width: 20, Align: pdf.Right}, {Title: "累计实发（万元）", Width: 32, Align: pdf.Right}, {Title: "亮灯", Width: 24, Align: pdf.Centre}}}
	for _, r := range b.Rows {
		if r.Kind != huibao.KindStandard && r.Kind != huibao.KindRelation {
			continue
		}
		lowest := trimmed(quantityText(r.S.Reached, 2))
		promise := b.Plan.City(r.Indicator)
		due := trimmed(quantityText(promise.DueStandard(), 2))
		if r.Kind == huibao.KindRelation && r.TargetRef != nil {
			due = r.Comparator.Label() + refText(r.Indicator)
			if rate := r.S.Rate(); rate.Valid() {
				lowest = rate.Round(2).StringFixed(2) + " 倍"
			}
		}
		row := cells(r.Code, r.Name, r.Measure, trimmed(quantityText(r.Baseline, 2)), due, lowest, fmt.Sprintf("%d/%d", r.S.Held, r.S.Of), b.unitStandards(r),
			quantityText(r.S.People, 0), wanText(r.S.Paid))
		t.Rows = append(t.Rows, pdf.Row{Cells: append(row, lightCell(r.S.Light, r.S.Word)), Refs: []string{r.Code}})
	}
	b.doc.Table(t)
	b.doc.Small("到位：执行的标准不低于应执行标准（关系：达到参照的倍数）的单位数／应执行的单位数。")
}

func refText(ind *huibao.Indicator) string {
	if ind.TargetRef == nil {
		return ""
	}
	return ind.TargetRef.Name + "×" + ind.TargetRef.Factor.String()
}

// wanText prints money in 万元 for a table.
func wanText(q huibao.Quantity) string {
	if d, ok := q.Decimal(); ok {
		return group(d.DivRound(wan, 2), 2)
	}
	return quantityText(q, 2)
}

// unitsNamed is how many units a cell names.
const unitsNamed = 12

// unitStandards names what is in force in each unit, the short ones first where there
// are many.
func (b *bulletin) unitStandards(r IndicatorRow) string {
	w := &workbook{Model: b.Model}
	var short, all []string
	for _, x := range w.standardLines(r) {
		text := b.Plan.UnitName(x.unit) + " "
		if x.row == nil {
			short = append(short, text+x.why)
			continue
		}
		f := huibao.FieldStandard
		if r.Kind == huibao.KindRelation {
			f = huibao.FieldOwn
		}
		q := x.row.Quantity(f)
		text += quantityText(q, 0)
		if d, ok := q.Decimal(); ok {
			text = b.Plan.UnitName(x.unit) + " " + group(d, max(0, -d.Exponent()))
		}
		if w.inForce(r, q, w.dueStandard(r, x.unit)) == "未到位" {
			short = append(short, text+"（未到位）")
		} else {
			all = append(all, text)
		}
	}
	return listed(append(short, all...), unitsNamed, "，", "等%d个单位")
}

func (b *bulletin) returnAnnex(n int) {
	b.annex(n, "报送和审核情况", "")
	t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 50}, {Title: "状态", Width: 22, Align: pdf.Centre}, {Title: "收到", Width: 26, Align: pdf.Centre},
		{Title: "时限", Width: 26, Align: pdf.Centre}, {Title: "版次", Width: 14, Align: pdf.Right}, {Title: "待改错误", Width: 20, Align: pdf.Right}, {Title: "待说明", Width: 18, Align: pdf.Right},
		{Title: "已说明", Width: 18, Align: pdf.Right}, {Title: "情况", Width: 90}}}
	for _, u := range b.Units {
		state := u.State
		if u.Reviews {
			state = "会审" + state
		}
		row := cells(u.Name, state, u.Received, u.Timely)
		if u.Sub == nil {
			t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells("—", "—", "—", "—", "")...), Refs: []string{RefReturns}})
			continue
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells(itoa(u.Sub.Version), itoa(u.Errors), itoa(u.Warnings), itoa(u.Explain), closeUp(mask.Text(u.Sub.Why)))...), Refs: []string{RefReturns}})
	}
	b.doc.Table(t)
	b.followTable()
	if text := b.decisions(); text != "" {
		b.doc.Small("办公室的决定：" + strings.ReplaceAll(text, "\n", "；"))
	}
	b.doc.Small(checkMark + b.Checksum + "　方案版本 " + fmt.Sprintf("%.12s", b.PlanVersion))
}

// correctionAnnex sets what was printed beside what is, what is grave first; it is the only
// annex.
func (b *bulletin) correctionAnnex() {
	b.annex(0, "更正前后对照表", "")
	t := pdf.Table{Columns: []pdf.Column{{Title: "所在位置", Width: 44}, {Title: "内容", Width: 62}, {Title: "原通报", Width: 78}, {Title: "更正为", Width: 78}}}
	list := b.Corrections()
	for i, c := range list {
		if c.Grave && i == 0 {
			t.Rows = append(t.Rows, pdf.Row{Category: "评价、名单和项数的变化"})
		}
		if !c.Grave && i > 0 && list[i-1].Grave {
			t.Rows = append(t.Rows, pdf.Row{Category: "其他数字和文字"})
		}
		row := pdf.Row{Cells: cells(c.Where, c.Name, c.Old, c.New)}
		if c.Code != "" {
			row.Refs = []string{c.Code}
		}
		t.Rows = append(t.Rows, row)
	}
	if n := b.noticesToo(); n > 0 {
		b.doc.Small(fmt.Sprintf("公示中的相应内容（%d处）另行更正。", n))
	}
	b.doc.Table(t)
	b.doc.Small(checkMark + b.Checksum)
}
