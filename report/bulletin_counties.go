package report

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/pdf"
)

// lastNamed is how many of the hindmost counties are named.
const lastNamed = 3

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
			itoa(lights[huibao.Red]), itoa(lights[huibao.Grey]), b.lastCounties(r))})
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
		names = append(names, p.name+" "+p.by.PercentText(2))
	}
	if len(names) == 0 {
		return "—"
	}
	return strings.Join(names, "、")
}
