package report

import (
	"huibao"
	"huibao/internal/pdf"
)

// sideBySide is how many counties annex 2 sets side by side.
const sideBySide = 5

// countyAnnex is annex 2: the counties side by side, and how many of each one's
// indicators are on pace.
func (b *bulletin) countyAnnex(n int) {
	b.annex(n, "县（区）进展情况", b.legend())
	if len(b.Areas) > sideBySide {
		b.manyCounties()
		return
	}
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 13, Align: pdf.Centre}, {Title: "指标（计量单位）", Width: 36}, {Title: "序时%", Width: 13, Align: pdf.Right}}}
	for _, u := range b.Areas {
		t.Columns = append(t.Columns, pdf.Column{Title: "累计／任务", Group: u.Name, Width: 26, Align: pdf.Right}, pdf.Column{Title: "完成率%", Group: u.Name, Width: 12, Align: pdf.Right}, pdf.Column{Title: "欠", Group: u.Name, Width: 11, Align: pdf.Right}, pdf.Column{Title: "亮灯", Group: u.Name, Width: 19, Align: pdf.Centre})
	}
	for _, r := range b.Rows {
		if row, ok := b.countyRow(r); ok {
			t.Rows = append(t.Rows, pdf.Row{Cells: row, Refs: []string{r.Code}})
		}
	}
	t.Notes = 1
	b.doc.Table(t)
	b.doc.Small("未分解到县区的指标只列数、不评价；比率列分子／分母和比率。")
	b.countyStacks()
}

// lightChartTitle is what the chart of the counties' lights is called.
const lightChartTitle = "各县（区）指标亮灯情况（个）"

// countyStacks draws how each county's indicators stand.
func (b *bulletin) countyStacks() {
	var bars []pdf.Stack
	for _, u := range b.Areas {
		bars = append(bars, lightStack(u.Name, b.unitLights(u.Code)))
	}
	if len(bars) > 1 {
		b.doc.Stacks(lightChartTitle, lightLegend, bars)
	}
}

// lightLegend names the parts of a bar of lights, in their order.
var lightLegend = []string{"达序时", "滞后", "严重滞后", "未评"}

// lightStack is a bar of how many lights there are of each sort; each has a hatching of
// its own.
func lightStack(label string, lights map[huibao.Light]int) pdf.Stack {
	s := pdf.Stack{Label: label}
	for hatch, l := range lightOrder {
		_, colour := lightShape(l)
		s.Parts = append(s.Parts, pdf.Part{Count: lights[l], Colour: colour, Hatch: hatch})
	}
	return s
}

// sideways reports whether an indicator's figures are set side by side: counts and rates.
func sideways(r IndicatorRow) bool { return r.Kind == huibao.KindCount || r.Kind == huibao.KindRate }

// countyRow is one indicator across the counties.
func (b *bulletin) countyRow(r IndicatorRow) ([]pdf.Cell, bool) {
	if !sideways(r) {
		return nil, false
	}
	row, any := cells(r.Code, r.Name+"（"+r.Measure+"）", b.paceCell(r)), false
	for _, u := range b.Areas {
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil {
			row = append(row, cells("—", "—", "—", "—")...)
			continue
		}
		task, reached, share, gap := b.countyFigure(r, s)
		if task != "—" && r.Kind == huibao.KindCount && s.Reached.IsNumber() {
			reached += "/" + task
		}
		any = true
		row = append(row, cells(reached, share, gap)...)
		row = append(row, lightCell(s.Light, wordShort(s)))
	}
	return row, any
}

// paceCell is the share that is due of a row that is judged by its pace.
func (b *bulletin) paceCell(r IndicatorRow) string {
	if !paced(r) || !r.S.Share.Valid() || r.S.AtDeadline || r.S.Share.Sign() == 0 {
		return "—"
	}
	return percentCell(r.S.Share)
}
