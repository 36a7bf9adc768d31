package report

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/pdf"
)

func (b *bulletin) taskAnnex(n int) {
	b.annex(n, "任务进展一览表", legendLine)
	t := pdf.Table{Columns: []pdf.Column{{Title: "序号", Width: 13, Align: pdf.Centre}, {Title: "任务", Width: 38}, {Title: "牵头单位", Width: 30},
		{Title: "进展", Width: 130}, {Title: "亮灯", Width: 22, Align: pdf.Centre}, {Title: "较上期", Width: 20, Align: pdf.Centre}, {Title: "评价", Width: 20, Align: pdf.Centre}}}
	category := ""
	for i := range b.Tasks {
		r := &b.Tasks[i]
		if r.Category != category {
			category = r.Category
			t.Rows = append(t.Rows, pdf.Row{Category: category})
		}
		row := cells(itoa(r.No), r.Title, unitNames(b.Plan, r.Lead), r.Progress)
		row = append(row, lightCell(r.S.Light, r.Light))
		row = append(row, cells(r.Change, fmt.Sprintf("%d项中评%d项", r.S.Of, r.S.Judged))...)
		out := pdf.Row{Cells: row}
		for _, ind := range r.Indicators {
			out.Refs = append(out.Refs, ind.Code)
		}
		t.Rows = append(t.Rows, out)
	}
	b.doc.Table(t)
	b.paceLine()
}

// lineLeast is how many periods make a line.
const lineLeast = 3

// paceLine draws how the share of judged indicators on pace has moved in the year.
func (b *bulletin) paceLine() {
	var points []pdf.Point
	for _, c := range b.periods() {
		green, judged := 0, 0
		for i := range c.City {
			if c.City[i].Judged() {
				judged++
				if c.City[i].Light == huibao.Green {
					green++
				}
			}
		}
		if judged > 0 {
			points = append(points, pdf.Point{Label: periodHead(c.Period), Num: green, Den: judged, Text: huibao.RatioOf(int64(green), int64(judged)).PercentText(2)})
		}
	}
	if len(points) >= lineLeast {
		b.doc.Line("各期达序时指标占可评指标的比例", points)
	}
}

// standardAnnex is annex 3: each standard and relation by the units that carry it out,
// where they are few, else what they come to together.
func (b *bulletin) standardAnnex(n int) {
	b.annex(n, "标准落实情况", legendLine)
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "标准（关系）", Width: 52}, {Title: "计量单位", Width: 22, Align: pdf.Centre},
		{Title: "原标准", Width: 18, Align: pdf.Right}, {Title: "应执行", Width: 18, Align: pdf.Right}, {Title: "最低执行", Width: 20, Align: pdf.Right}, {Title: "到位", Width: 14, Align: pdf.Centre},
		{Title: "各单位", Width: 52}, {Title: "期末人数", Width: 20, Align: pdf.Right}, {Title: "累计实发（元）", Width: 32, Align: pdf.Right}, {Title: "亮灯", Width: 24, Align: pdf.Centre}}}
	for _, r := range b.Rows {
		if r.Kind != huibao.KindStandard && r.Kind != huibao.KindRelation {
			continue
		}
		lowest := quantityText(r.S.Reached, 0)
		due := quantityText(r.Target, 0)
		if r.Kind == huibao.KindRelation {
			due = r.Comparator.Label() + refText(r.Indicator)
			if rate := r.S.Rate(); rate.Valid() {
				lowest = rate.Round(2).StringFixed(2) + " 倍"
			}
		}
		row := cells(r.Code, r.Name, r.Measure, quantityText(r.Baseline, 0), due, lowest, fmt.Sprintf("%d/%d", r.S.Held, r.S.Of), b.unitStandards(r),
			quantityText(r.S.People, 0), quantityText(r.S.Paid, 2))
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
			text = b.Plan.UnitName(x.unit) + " " + d.String()
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
	b.annex(n, "报送与审核情况", "")
	t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 50}, {Title: "状态", Width: 22, Align: pdf.Centre}, {Title: "收到", Width: 26, Align: pdf.Centre},
		{Title: "时限", Width: 26, Align: pdf.Centre}, {Title: "版次", Width: 14, Align: pdf.Right}, {Title: "待改错误", Width: 20, Align: pdf.Right}, {Title: "待说明", Width: 18, Align: pdf.Right},
		{Title: "已说明", Width: 18, Align: pdf.Right}, {Title: "情况", Width: 90}}}
	for _, u := range b.Units {
		row := cells(u.Name, u.State, u.Received, u.Timely)
		if u.Sub == nil {
			t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells("—", "—", "—", "—", "")...)})
			continue
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells(itoa(u.Sub.Version), itoa(u.Errors), itoa(u.Warnings), itoa(u.Explain), mask.Text(u.Sub.Why))...)})
	}
	b.doc.Table(t)
	bars := []pdf.Bar{}
	for _, c := range b.Categories {
		if c.Judged > 0 {
			share := huibao.RatioOf(int64(c.OnPace), int64(c.Judged))
			bars = append(bars, pdf.Bar{Label: c.Name, Num: c.OnPace, Den: c.Judged, Text: share.PercentText(2)})
		}
	}
	b.doc.Bars("各类别指标达序时占比（按可评指标数）", bars)
	b.doc.Small("数据校验码 " + b.Checksum + "　方案版本 " + fmt.Sprintf("%.12s", b.PlanVersion))
}

// explanationsMost is how many explanations annex 5 quotes.
const explanationsMost = 60

// explanationAnnex is annex 5: what units said of warnings, and what the office decided.
func (b *bulletin) explanationAnnex(n int) {
	b.annex(n, "核实说明摘录", "")
	t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 34}, {Title: "编号", Width: 14, Align: pdf.Centre}, {Title: "指标", Width: 14, Align: pdf.Centre},
		{Title: "问题", Width: 96}, {Title: "说明", Width: 80}, {Title: "状态", Width: 18, Align: pdf.Centre}}}
	more := 0
	for _, u := range b.Units {
		if u.Sub == nil || !u.Sub.Counts() {
			continue
		}
		for _, f := range u.Sub.Findings {
			if f.Explanation == nil || f.Status == huibao.StatusOpen {
				continue
			}
			if len(t.Rows) == explanationsMost {
				more++
				continue
			}
			f = maskFinding(f)
			t.Rows = append(t.Rows, pdf.Row{Cells: cells(u.Name, f.Code, rowText(f), f.Message, strings.Join(strings.Fields(*f.Explanation), " "), f.Status.Label()), Refs: f.Indicators()})
		}
	}
	if len(t.Rows) == 0 {
		b.doc.Small("本期没有已说明的问题。")
	} else {
		b.doc.Table(t)
	}
	if more > 0 {
		b.doc.Small(fmt.Sprintf("另有 %d 条见汇总表“问题清单”。", more))
	}
	if text := b.decisions(); text != "" {
		b.doc.Small("办公室的决定：" + strings.ReplaceAll(text, "\n", "；"))
	}
}

// correctionAnnex sets the old figures beside the new; it is the only annex.
func (b *bulletin) correctionAnnex() {
	b.annex(0, "更正前后对照表", "")
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 14, Align: pdf.Centre}, {Title: "指标", Width: 100}, {Title: "计量单位", Width: 26, Align: pdf.Centre},
		{Title: "原通报", Width: 50, Align: pdf.Right}, {Title: "更正为", Width: 50, Align: pdf.Right}}}
	for _, c := range b.Corrections() {
		t.Rows = append(t.Rows, pdf.Row{Cells: cells(c.Code, c.Name, c.Measure, c.Old, c.New), Refs: []string{c.Code}})
	}
	b.doc.Table(t)
	if why := b.correctionWhy(); why != "" {
		b.doc.Small("更正原因：" + why)
	}
	b.doc.Small("数据校验码 " + b.Checksum)
}
