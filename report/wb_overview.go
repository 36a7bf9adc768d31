package report

import (
	"fmt"

	"huibao"
	"huibao/internal/theme"
)

// overview writes 总览: one page with the lights, what is behind and what is
// missing, and a native chart.
func (w *workbook) overview() {
	g := w.grid(sheetOverview)
	g.title(w.Plan.Title, w.Period.Chinese()+"　数据截止 "+w.Plan.Day(w.Period).CutOff.Chinese()+"　数据校验码 "+w.Checksum, 8)
	g.row = 3
	w.headline(g)
	w.categoryTable(g)
	w.areaTable(g)
	w.behindTable(g)
	w.missingTable(g)
	g.head = 0
	g.finish(0, false, map[int]int{1: 26, 2: 12, 3: 12, 4: 12, 5: 12, 6: 12, 7: 14, 8: 54})
	if g.row <= overviewRows {
		g.onePage()
	}
}

// overviewRows is how many rows of 总览 are legible on one page.
const overviewRows = 72

// headline writes the figures of the first line.
func (w *workbook) headline(g *grid) {
	g.row++
	for i, h := range []string{"任务（项）", "● 达序时", "▲ 滞后", "■ 严重滞后", "○ 未评", "指标（个）", "本期可评", "报送"} {
		g.b.Text(g.name, g.ref(i+1), h)
		g.style(i+1, g.styles.head())
	}
	g.b.Check(g.b.SetRowHeight(g.name, g.row, theme.RowHeight+4))
	g.row++
	owed, received := w.owing()
	for i, n := range []int{len(w.Tasks), w.Lights[huibao.Green], w.Lights[huibao.Yellow], w.Lights[huibao.Red], w.Lights[huibao.Grey], w.Of, w.Judged} {
		g.count(i+1, n)
	}
	g.text(8, "left", fmt.Sprintf("应报 %d，已收 %d，未报 %d", len(owed), received, len(w.Missing)))
	g.b.Check(g.b.SetRowHeight(g.name, g.row, theme.RowHeight+6))
}

// categoryTable writes how the indicators of each category stand.
func (w *workbook) categoryTable(g *grid) {
	var names []string
	lights := map[string]map[huibao.Light]int{}
	for _, c := range w.Categories {
		names = append(names, c.Name)
		lights[c.Name] = map[huibao.Light]int{}
	}
	for _, r := range w.Rows {
		if of := lights[r.Task.Category]; of != nil {
			of[r.S.Light]++
		}
	}
	w.lightTable(g, "类别", "各类别指标亮灯情况（个）", names, func(i int) map[huibao.Light]int { return lights[names[i]] })
}

// areaTable writes how each county's indicators stand, where the counties are few enough for a page.
func (w *workbook) areaTable(g *grid) {
	if len(w.Areas) < 2 || len(w.Areas) > widestCounties {
		return
	}
	var names []string
	for _, u := range w.Areas {
		names = append(names, u.Name)
	}
	w.lightTable(g, "县（区）", lightChartTitle, names, func(i int) map[huibao.Light]int { return w.unitLights(w.Areas[i].Code) })
}

// unitLights is how many of a unit's indicators stand how.
func (m *Model) unitLights(unit string) map[huibao.Light]int {
	lights := map[huibao.Light]int{}
	for s := range m.Consolidation.Units[unit].All() {
		lights[s.Light]++
	}
	return lights
}

// behindTable lists the yellow and red indicators with who answers for them.
func (w *workbook) behindTable(g *grid) {
	g.row += 2
	for i, h := range []string{"滞后指标", "编码", "亮灯", "完成率", "序时", "超欠百分点", "责任单位", "情况"} {
		g.b.Text(g.name, g.ref(i+1), h)
		g.style(i+1, g.styles.head())
	}
	list := w.lags()
	for _, l := range list {
		r := l.IndicatorRow
		g.row++
		g.text(1, "left", w.called(r.Indicator))
		g.text(2, "center", r.Code)
		g.light(3, r.S.Light, lightWords(r.S))
		g.behindCells(r)
		g.text(7, "left", w.Plan.UnitName(w.Plan.ResponsibleOf(r.Indicator)))
		g.text(8, "left", w.note(r))
		g.height(w.note(r), 54, wrapped{w.Plan.UnitName(w.Plan.ResponsibleOf(r.Indicator)), 14}, wrapped{w.called(r.Indicator), 26}, wrapped{lightWords(r.S), 12})
	}
	if len(list) == 0 {
		g.row++
		g.text(1, "left", "本期没有滞后的指标")
	}
}

// behindCells writes how far a row is, what is due of it and how far apart the two are: of a
// standard or a rate to be kept, which have no pace, none.
func (g *grid) behindCells(r IndicatorRow) {
	if !paced(r) {
		for col := 4; col <= 6; col++ {
			g.text(col, "center", "—")
		}
		return
	}
	g.ratio(4, r.S.Completion)
	g.ratio(5, r.S.Share)
	if r.S.Points.Valid() {
		g.number(6, huibao.Num(r.S.Points.Percent(2)), pointsFormat)
		return
	}
	g.text(6, "center", "—")
}

// ratio writes a share as a percentage; — where there is none.
func (g *grid) ratio(col int, r huibao.Ratio) {
	if !r.Valid() {
		g.text(col, "center", "—")
		return
	}
	g.number(col, huibao.Num(capped(r, r.Cmp(huibao.RatioOf(1, 1)) < 0)), percentFormat)
}

// missingTable names the units that are missing or must mend.
func (w *workbook) missingTable(g *grid) {
	g.row += 2
	for i, h := range []string{"未报、退回和待说明的单位", "状态", "待改错误", "待说明"} {
		g.b.Text(g.name, g.ref(i+1), h)
		g.style(i+1, g.styles.head())
	}
	for _, u := range w.Model.Units {
		if u.Sub != nil && u.Sub.State == huibao.StateAccepted {
			continue
		}
		g.row++
		g.text(1, "left", u.Name)
		g.text(2, "center", u.State)
		g.count(3, u.Errors)
		g.count(4, u.Warnings)
	}
}
