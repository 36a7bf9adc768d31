package report

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/pdf"
)

// lastNamed is how many of the hindmost counties are named.
const lastNamed = 3

// sideBySide is how many counties annex 2 sets side by side.
const sideBySide = 12

// countyAnnex is annex 2: the counties side by side, and how many of each one's
// indicators are on pace.
func (b *bulletin) countyAnnex(n int) {
	b.annex(n, "县（区）进展情况", b.legend())
	if len(b.Areas) > sideBySide {
		b.manyCounties()
		return
	}
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "指标", Width: 52}, {Title: "计量单位", Width: 18, Align: pdf.Centre}}}
	for _, u := range b.Areas {
		t.Columns = append(t.Columns, pdf.Column{Title: "累计", Group: u.Name, Width: 20, Align: pdf.Right}, pdf.Column{Title: "完成率%", Group: u.Name, Width: 18, Align: pdf.Right}, pdf.Column{Title: "亮灯", Group: u.Name, Width: 22, Align: pdf.Centre})
	}
	for _, r := range b.Rows {
		if row, ok := b.countyRow(r); ok {
			t.Rows = append(t.Rows, pdf.Row{Cells: row, Refs: []string{r.Code}})
		}
	}
	b.doc.Table(t)
	b.doc.Small("未分解到县区的指标只列数、不评价。")
	b.countyStacks()
}

// lightChart is what the chart of the counties' lights is called.
const lightChart = "各县（区）指标亮灯情况（个）"

// countyStacks draws how each county's indicators stand.
func (b *bulletin) countyStacks() {
	var bars []pdf.Stack
	for _, u := range b.Areas {
		lights := map[huibao.Light]int{}
		for _, s := range b.Consolidation.Units[u.Code] {
			lights[s.Light]++
		}
		bars = append(bars, lightStack(u.Name, lights))
	}
	if len(bars) > 1 {
		b.doc.Stacks(lightChart, lightLegend, bars)
	}
}

// lightLegend names the parts of a bar of lights, in their order.
var lightLegend = []string{"达序时", "滞后", "严重滞后", "未评"}

// lightStack is a bar of how many lights there are of each sort; each has a hatching of
// its own.
func lightStack(label string, lights map[huibao.Light]int) pdf.Stack {
	s := pdf.Stack{Label: label}
	for hatch, l := range []huibao.Light{huibao.Green, huibao.Yellow, huibao.Red, huibao.Grey} {
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
	row, any := cells(r.Code, r.Name, r.Measure), false
	for _, u := range b.Areas {
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil {
			row = append(row, cells("—", "—", "—")...)
			continue
		}
		reached, share := quantityText(s.Reached, r.Places), "—"
		if r.Kind == huibao.KindRate && s.Rate().Valid() {
			reached = percentCell(s.Rate()) + "%"
		}
		if s.Completion.Valid() {
			share = percentCell(s.Completion)
		}
		any = true
		row = append(row, cells(reached, share)...)
		row = append(row, lightCell(s.Light, wordShort(s)))
	}
	return row, any
}

// manyCounties is annex 2 where there are too many counties to be set side by side:
// how many stand where, and which come last.
func (b *bulletin) manyCounties() {
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "指标", Width: 70},
		{Title: "已评", Width: 16, Align: pdf.Right}, {Title: "达序时", Width: 18, Align: pdf.Right}, {Title: "滞后", Width: 16, Align: pdf.Right},
		{Title: "严重滞后", Width: 20, Align: pdf.Right}, {Title: "未评", Width: 16, Align: pdf.Right}, {Title: "完成率最低的县（区）", Width: 80}}}
	for _, r := range b.Rows {
		if !b.byCounties(r) {
			continue
		}
		lights := map[huibao.Light]int{}
		judged := 0
		for _, u := range b.Areas {
			if s := b.UnitStanding(u.Code, r.Code); s != nil {
				lights[s.Light]++
				if s.Judged() {
					judged++
				}
			}
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: cells(r.Code, r.Name, itoa(judged), itoa(lights[huibao.Green]), itoa(lights[huibao.Yellow]),
			itoa(lights[huibao.Red]), itoa(lights[huibao.Grey]), b.lastCounties(r)), Refs: []string{r.Code}})
	}
	b.doc.Table(t)
	b.doc.Small("各县（区）的数见汇总表“县区对比”。")
}

// lastCounties names the counties with the lowest completion (rates: the rate).
func (b *bulletin) lastCounties(r IndicatorRow) string {
	type place struct {
		name string
		by   huibao.Ratio
	}
	var list []place
	for _, u := range b.Areas {
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil || !s.Judged() {
			continue
		}
		by := s.Completion
		if r.Kind == huibao.KindRate {
			by = s.Rate()
		}
		if by.Valid() {
			list = append(list, place{u.Name, by})
		}
	}
	slices.SortStableFunc(list, func(a, b place) int { return a.by.Cmp(b.by) })
	var names []string
	for _, p := range list[:min(len(list), lastNamed)] {
		names = append(names, p.name+" "+percentOf(p.by))
	}
	if len(names) == 0 {
		return "—"
	}
	return strings.Join(names, "、")
}
