package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// Columns of 指标.
const (
	indThis = iota + 8
	indReached
	indComplete
	indShare
	indPoints
	indForecast
	indLight
	indTrend
	indWas
	indNote
)

// indicators writes 指标: every indicator with its figures as live formulas.
func (w *workbook) indicators() {
	g := w.grid(sheetInds)
	g.title(w.Plan.Title+"　指标进展", legend(w.Model), indNote)
	g.heads("编码", "任务", "指标", "计量单位", "目标值", "口径", "分解", "本期完成", "本年累计\n（比率、现行标准）", "完成率", "序时", "超欠\n百分点", "预计年末", "亮灯", "趋势", "上期", "备注")
	task := 0
	for _, r := range w.Rows {
		if r.Indicator.Task != task {
			task = r.Indicator.Task
			g.category(fmt.Sprintf("%d　%s", task, r.Task.Title))
		}
		g.row++
		w.indicatorRow(g, r)
	}
	g.finish(3, false, map[int]int{1: 7, 2: 6, 3: 32, 5: 12, 7: 11, 8: 12, 9: 15, indForecast: 18, indTrend: 14, indWas: 10, indNote: 44})
}

func legend(m *Model) string {
	return m.Period.Chinese() + "，数据截止 " + m.Plan.Day(m.Period).CutOff.Chinese() +
		"　● 达序时　▲ 滞后（低于序时 " + m.Plan.Yellow.String() + " 个百分点起）　■ 严重滞后（超过 " + m.Plan.Red.String() + " 个百分点）　○ 未评　* 含待说明报表"
}

func (w *workbook) indicatorRow(g *grid, r IndicatorRow) {
	g.codeCell(1, r.Code)
	g.text(2, "center", itoa(r.Indicator.Task))
	g.text(3, "left", r.Name)
	g.text(4, "center", r.Measure)
	w.target(g, r)
	g.text(6, "center", r.Scope.Label())
	w.allocation(g, 7, r.Code, huibao.CityUnit, r)
	for col := indThis; col <= indForecast; col++ {
		g.text(col, "center", "—")
	}
	switch r.Kind {
	case huibao.KindCount:
		w.countCells(g, r)
	case huibao.KindRate:
		w.rateCells(g, r)
	case huibao.KindStandard:
		g.number(indReached, r.S.Reached, placesFormat(2))
	case huibao.KindRelation:
		if d, format, ok := shownFigure(r.Indicator, r.S); ok {
			g.number(indReached, huibao.Num(d), format)
		}
	case huibao.KindMilestone:
		g.text(indReached, "center", fmt.Sprintf("%d/%d 完成", r.S.Held, r.S.Of))
	}
	g.text(indForecast, "center", forecastText(r))
	w.sparkline(g, r)
	g.light(indLight, r.S.Light, lightWords(r.S))
	g.text(indWas, "center", wasWord(r.S))
	note := w.note(r)
	g.text(indNote, "left", note)
	g.height(note, 44)
}

// forecastText is where the present pace ends, with its range.
func forecastText(r IndicatorRow) string {
	f := r.S.Forecast
	if f == nil {
		return "—"
	}
	text := group(f.At, r.Places) + "\n（" + group(f.Low, r.Places) + "—" + group(f.High, r.Places) + "）"
	return text
}

func wasWord(s *huibao.Standing) string {
	if s.Was == "" {
		return "—"
	}
	return s.Was.Label()
}

// allocation refers to the target's cell, where there is one.
func (w *workbook) allocation(g *grid, col int, code, unit string, r IndicatorRow) {
	d, ok := w.Plan.Allocation(code, unit).Decimal()
	if !ok || w.targetCol[unit] == "" {
		g.text(col, "center", "—")
		return
	}
	g.formula(col, w.targetCell(code, unit), d, placesFormat(r.Places))
}

func (w *workbook) countCells(g *grid, r IndicatorRow) {
	code := "$" + g.ref(1)
	w.sumCell(g, indThis, code, huibao.FieldThis, r, r.S.This)
	w.sumCell(g, indReached, code, huibao.FieldCumulative, r, r.S.Reached)
	if !r.S.Completion.Valid() {
		return
	}
	reached, target := g.ref(indReached), g.ref(7)
	share := fmt.Sprintf("%s/%s", reached, target)
	if r.Mode == huibao.ModeStock {
		baseCell := fmt.Sprintf("%s!$F$%d", sheetTargets, w.targetRow[r.Code])
		share = fmt.Sprintf("(%s-%s)/(%s-%s)", reached, baseCell, target, baseCell)
	}
	w.completionCells(g, r, share)
}

func (w *workbook) sumCell(g *grid, col int, code string, f huibao.Field, r IndicatorRow, q huibao.Quantity) {
	d, ok := q.Decimal()
	if !ok {
		g.text(col, "center", quantityText(q, 0))
		return
	}
	g.formula(col, w.sumFormula(code, f.Label(r.Kind), "", max(r.Places, 0)), d.Round(r.Places), placesFormat(r.Places))
}

// completionCells writes completion, pace and points: a value short of its target
// never shows as 100 %, and points are 0 where what is reached covers what is due.
func (w *workbook) completionCells(g *grid, r IndicatorRow, share string) {
	s := r.S
	short := s.Completion.Cmp(huibao.RatioOf(1, 1)) < 0
	g.formula(indComplete, fmt.Sprintf("IF(%s<1,MIN(ROUND(%s,4),0.9999),ROUND(%s,4))", share, share, share), capped(s.Completion, short), percentFormat)
	num, den := w.shareCells(r.Code)
	g.formula(indShare, fmt.Sprintf("ROUND(%s/%s,4)", num, den), s.Share.Round(4), percentFormat)
	if !s.Points.Valid() {
		return
	}
	points := fmt.Sprintf("ROUND((%s-%s/%s)*100,2)", share, num, den)
	if s.Points.Sign() == 0 && s.Completion.Cmp(s.Share) < 0 {
		points = fmt.Sprintf("IF(%s<%s/%s,0,%s)", share, num, den, points)
	}
	g.formula(indPoints, points, s.Points.Percent(2), pointsFormat)
}

// capped is a completion rounded to four places, below 1 while it is short.
func capped(r huibao.Ratio, short bool) decimal.Decimal {
	d := r.Round(4)
	if short && d.Cmp(decimal.NewFromInt(1)) >= 0 {
		return decimal.New(9999, -4)
	}
	return d
}

func (w *workbook) rateCells(g *grid, r IndicatorRow) {
	code := "$" + g.ref(1)
	rate := r.S.Rate()
	if !rate.Valid() {
		return
	}
	n := w.sumFormula(code, huibao.FieldNumer.Label(r.Kind), "", 6)
	d := w.sumFormula(code, huibao.FieldDenom.Label(r.Kind), "", 6)
	g.formula(indReached, fmt.Sprintf("ROUND(%s/%s,4)", n, d), rate.Round(4), percentFormat)
	w.rateVerdict(g, r, n+"/"+d)
}

// rateVerdict writes the completion and points of a rate: of its target, or of the
// way from its baseline; a rate to be maintained has points against its target only.
func (w *workbook) rateVerdict(g *grid, r IndicatorRow, quotient string) {
	if !r.S.Points.Valid() {
		return
	}
	row := w.targetRow[r.Code]
	target := fmt.Sprintf("%s!$E$%d/100", sheetTargets, row)
	if r.S.Allocated {
		target = w.targetCell(r.Code, huibao.CityUnit) + "/100"
	}
	switch {
	case !r.S.Completion.Valid():
		g.formula(indPoints, fmt.Sprintf("ROUND((%s-%s)*100,2)", quotient, target), r.S.Points.Percent(2), pointsFormat)
	case r.Mode == huibao.ModeStock:
		base := fmt.Sprintf("%s!$F$%d/100", sheetTargets, row)
		w.completionCells(g, r, fmt.Sprintf("(%s-%s)/(%s-%s)", quotient, base, target, base))
	default:
		w.completionCells(g, r, fmt.Sprintf("%s/(%s)", quotient, target))
	}
}

// note says in words what the figures of a row leave out.
func (w *workbook) note(r IndicatorRow) string {
	text := ""
	if !r.S.Judged() && r.S.Reason != "" {
		text += r.S.Reason + "。"
	}
	if names := w.holeNames(r.S, len(r.S.Holes)); names != "" {
		text += "不含" + names + "。"
	}
	text += w.caughtUp(r.Code)
	if r.S.Other != nil {
		if d, ok := r.S.Other.Value.Decimal(); ok {
			text += "牵头单位核对数 " + group(d, r.Places)
			if diff, ok := r.S.Difference.Decimal(); ok && !diff.IsZero() {
				text += "，相差 " + group(diff, r.Places)
			}
			text += "。"
		}
	}
	if r.S.Of > 0 {
		text += fmt.Sprintf("%d 个单位中 %d 个达到。", r.S.Of, r.S.Held)
	}
	if r.S.Shortfall.Valid() && r.Kind == huibao.KindCount && r.S.Light != huibao.Grey {
		text += "尚欠应达 " + group(r.S.Shortfall.Round(r.Places), r.Places) + " " + r.Measure + "。"
	}
	if r.S.Starred {
		text += "* 含待说明报表。"
	}
	return text
}
