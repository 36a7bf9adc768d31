package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// Columns of 指标 after the key.
const (
	indCode = iota + 1
	indCategory
	indTaskNo
	indTask
	indName
	indKind
	indMeasure
	indLead
	indCompare
	indGoal
	indGoalWords
	indScope
	indAllocation
	indThis
	indReached
	indComplete
	indBasis
	indShare
	indPoints
	indForecast
	indLight
	indWas
	indNote
	indOpinion
	indLedger
	indTwins // the first of the hidden ones
)

// liveColumns are those of 指标 that are formulas over other sheets.
var liveColumns = []int{indAllocation, indThis, indReached, indComplete, indShare, indPoints}

// indicators writes 指标: every indicator with its figures as live formulas.
func (w *workbook) indicators() {
	g := w.grid(sheetInds)
	g.data(w.Plan.Title+"　指标进展", "标 ƒ 的列是公式，随台账变动；其余为值。"+w.Period.Chinese())
	heads := []string{"编码", "类别", "任务序号", "任务", "指标", "类型", "计量单位", "责任单位", "比较", "全区目标", "目标说明", "口径", "本市任务ƒ", "本期完成ƒ", "累计（现值）ƒ", "完成率ƒ", "完成率口径", "序时ƒ", "超欠百分点ƒ", "预计年末", "亮灯", "上期", "备注", "办公室意见", "查台账"}
	g.liveHeads(heads, liveColumns)
	for _, r := range w.Rows {
		g.next(keyOf(r.Code))
		w.indicatorRow(g, r)
	}
	g.finish(3, true, map[int]int{indCode: 7, indCategory: 12, indTaskNo: 6, indTask: 20, indName: 32, indLead: 18, indScope: 8, indNote: 44, indOpinion: 24})
	g.compared()
}

func legend(m *Model) string {
	return m.Period.Chinese() + "，数据截止 " + m.Plan.Day(m.Period).CutOff.Chinese() +
		"　● 达序时　▲ 滞后（低于序时 " + m.Plan.Yellow.String() + " 个百分点起）　■ 严重滞后（超过 " + m.Plan.Red.String() + " 个百分点）　○ 未评"
}

func (w *workbook) indicatorRow(g *grid, r IndicatorRow) {
	g.empty(indCode, indTwins+len(liveColumns)-1)
	g.text(indCode, "center", r.Code) // a text, for filters and for programs; the link has its own column
	if p, ok := g.ledgerRows[r.Code]; ok {
		g.linked(indLedger, sheetLedger, p)
	}
	g.text(indCategory, "left", r.Task.Category)
	g.ordinal(indTaskNo, r.Indicator.Task)
	g.text(indTask, "left", r.Task.Title)
	g.text(indName, "left", r.Name)
	g.text(indKind, "center", r.Kind.Label())
	g.text(indMeasure, "center", r.Measure)
	g.text(indLead, "left", w.Plan.UnitName(w.Plan.ResponsibleOf(r.Indicator)))
	g.text(indCompare, "center", r.Comparator.Label())
	goal, words := targetOf(r)
	g.figure(indGoal, scaled(r, goal), figureFormat(r))
	g.text(indGoalWords, "left", words)
	g.text(indScope, "center", r.Scope.Label())
	if d, ok := scaled(r, w.Plan.Allocation(r.Code, huibao.CityUnit)).Decimal(); ok {
		g.live(indAllocation, w.targetCell(r.Code, huibao.CityUnit, targetPart), d, figureFormat(r))
	}
	switch r.Kind {
	case huibao.KindCount:
		w.countCells(g, r)
	case huibao.KindRate:
		w.rateCells(g, r)
	default:
		if d, format, ok := shownFigure(r.Indicator, r.S); ok {
			g.number(indReached, huibao.Num(d), format)
			g.twinCell(indReached, d, format)
		}
	}
	if r.S.Completion.Valid() {
		g.text(indBasis, "center", basisWord(r))
	}
	g.text(indForecast, "center", forecastText(r))
	g.light(indLight, r.S.Light, lightWords(r.S))
	g.text(indWas, "center", wasWord(r.S))
	note := w.note(r)
	if r.Kind == huibao.KindMilestone {
		note = fmt.Sprintf("%d/%d 完成。", r.S.Held, r.S.Of) + note
	}
	g.text(indNote, "left", note)
	opinion := g.noteCells(indOpinion, huibao.CityUnit, "", r.Code, NoteSheets[0].Columns)
	g.height(note, 44, wrapped{r.Task.Category, 12}, wrapped{r.Task.Title, 20}, wrapped{r.Name, 32}, wrapped{opinion, 24})
}

// basisWord says what a completion is of.
func basisWord(r IndicatorRow) string {
	switch {
	case r.Mode == huibao.ModeStock:
		return "净增"
	case r.Kind == huibao.KindRate:
		return "与目标之比"
	}
	return "任务"
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

func (w *workbook) countCells(g *grid, r IndicatorRow) {
	w.sumCell(g, indThis, huibao.FieldThis, r, r.S.This)
	w.sumCell(g, indReached, huibao.FieldCumulative, r, r.S.Reached)
	if !r.S.Completion.Valid() {
		return
	}
	reached, target := g.ref(indReached), g.ref(indAllocation)
	share := fmt.Sprintf("%s/%s", reached, target)
	if r.Mode == huibao.ModeStock {
		base := w.targetCell(r.Code, huibao.CityUnit, targetBase)
		share = fmt.Sprintf("(%s-%s)/(%s-%s)", reached, base, target, base)
	}
	w.completionCells(g, r, share)
}

func (w *workbook) sumCell(g *grid, col int, f huibao.Field, r IndicatorRow, q huibao.Quantity) {
	if d, ok := q.Decimal(); ok {
		g.live(col, w.sumFormula(r.Code, f, max(r.Places, 0)), d.Round(r.Places), placesFormat(r.Places))
	}
}

// completionCells writes completion, pace and points: a value short of its target
// never shows as 100 %, and points are 0 where what is reached covers what is due.
func (w *workbook) completionCells(g *grid, r IndicatorRow, share string) {
	s := r.S
	short := s.Completion.Cmp(huibao.RatioOf(1, 1)) < 0
	g.live(indComplete, fmt.Sprintf("IF(%s<1,MIN(ROUND(%s,4),0.9999),ROUND(%s,4))", share, share, share), capped(s.Completion, short), percentFormat)
	num, den := w.shareCells(r.Code)
	g.live(indShare, fmt.Sprintf("ROUND(%s/%s,4)", num, den), s.Share.Round(4), percentFormat)
	if !s.Points.Valid() {
		return
	}
	points := fmt.Sprintf("ROUND((%s-%s/%s)*100,2)", share, num, den)
	if s.Points.Sign() == 0 && s.Completion.Cmp(s.Share) < 0 {
		points = fmt.Sprintf("IF(%s<%s/%s,0,%s)", share, num, den, points)
	}
	g.live(indPoints, points, s.Points.Percent(2), pointsFormat)
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
	rate := r.S.Rate()
	if !rate.Valid() {
		return
	}
	n := w.sumFormula(r.Code, huibao.FieldNumer, 6)
	d := w.sumFormula(r.Code, huibao.FieldDenom, 6)
	g.live(indReached, fmt.Sprintf("ROUND(%s/%s,4)", n, d), rate.Round(4), percentFormat)
	w.rateVerdict(g, r, n+"/"+d)
}

// rateVerdict writes the completion and points of a rate: of its target, or of the
// way from its baseline; a rate to be maintained has points against its target only.
func (w *workbook) rateVerdict(g *grid, r IndicatorRow, quotient string) {
	if !r.S.Points.Valid() {
		return
	}
	target := w.targetCell(r.Code, huibao.CityUnit, targetGoal)
	if r.S.Allocated {
		target = w.targetCell(r.Code, huibao.CityUnit, targetPart)
	}
	switch {
	case !r.S.Completion.Valid():
		g.live(indPoints, fmt.Sprintf("ROUND((%s-%s)*100,2)", quotient, target), r.S.Points.Percent(2), pointsFormat)
	case r.Mode == huibao.ModeStock:
		base := w.targetCell(r.Code, huibao.CityUnit, targetBase)
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
			text += "牵头单位所报 " + group(d, r.Places)
			if diff, ok := r.S.Difference.Decimal(); ok {
				text += "，" + apartBy(diff, r.Places)
			}
			text += "。"
		}
	}
	if r.S.Of > 0 {
		text += fmt.Sprintf("%d 个单位中 %d 个达到。", r.S.Of, r.S.Held)
	}
	if gap, ok := gapOf(r.Indicator, r.S); ok && r.Kind == huibao.KindCount && r.S.Light != huibao.Grey {
		text += lackWord(r.S) + " " + group(gap, r.Places) + " " + r.Measure + "。"
	}
	if w.openQuestion(r.Code) {
		text += "待说明。"
	}
	return text
}

// openQuestion reports whether a draft's figure rests on one that is asked about; an edition has
// none.
func (m *Model) openQuestion(code string) bool { return !m.Locked() && m.questioned(code) }

// apartBy says how what a lead bureau reports stands to the sum of the counties.
func apartBy(diff decimal.Decimal, places int32) string {
	switch diff.Sign() {
	case 1:
		return "多 " + group(diff, places)
	case -1:
		return "少 " + group(diff.Abs(), places)
	}
	return "与县（区）合计一致"
}

// lackWord is what is said of what is lacking: before its deadline, after it.
func lackWord(s *huibao.Standing) string {
	if s.AtDeadline {
		return "差"
	}
	return "欠"
}
