package report

import (
	"fmt"

	"huibao"
	"huibao/internal/book"
)

// targetHeads are the headings of 目标分解 with the widths of their columns.
var targetHeads = []column{{"键", 18}, {"单位", 24}, {"单位类别", 10}, {"任务序号", 8}, {"任务", 26}, {"编码", 7}, {"指标", 34}, {"类型", 7}, {"计量单位", 12}, {"比较", 8}, {"全区目标", 12},
	{"目标说明", 24}, {"口径", 8}, {"原值", 12}, {"分解", 12}, {"序时分子", 10}, {"序时分母", 10}}

// Columns of 目标分解 that formulas refer to.
const (
	targetGoal  = "K"
	targetBase  = "N"
	targetPart  = "O"
	targetNum   = "P"
	targetDen   = "Q"
	targetFirst = 2
)

// mostPairs is how many rows of indicators by units a sheet has; beyond, it has the city's.
const mostPairs = 50000

// fewPairs reports whether the pairs of indicators and units have room.
func (w *workbook) fewPairs() bool { return len(w.Rows)*(len(w.Plan.Units)+1) <= mostPairs }

// targetLine is an indicator's target, of the city or of a unit's share of it.
type targetLine struct {
	row  IndicatorRow
	unit string
}

// targets writes 目标分解: targets, baselines, allocations and due shares as in force for
// the period, to which the formulas refer.
func (w *workbook) targets() {
	var lines []targetLine
	for _, r := range w.Rows {
		lines = append(lines, targetLine{r, huibao.CityUnit})
		for i := range w.Plan.Units {
			u := w.Plan.Units[i].Code
			if _, ok := w.Plan.Allocation(r.Code, u).Decimal(); ok && w.fewPairs() {
				lines = append(lines, targetLine{r, u})
			}
		}
	}
	g := w.grid(sheetTargets)
	g.data("目标与分解（"+w.Period.Chinese()+"有效）", fmt.Sprintf("方案版本 %.12s；分解为空的不评，0 为无任务；序时＝序时分子÷序时分母", w.PlanVersion))
	fixed := g.headsOf(targetHeads)
	g.row += max(len(lines), 1)
	w.targetLast = g.row
	g.finish(0, true, fixed)
	t := &targetRows{workbook: w, line: w.styles.line(), left: w.styles.text("left"), centre: w.styles.text("center"), ordinal: w.styles.ordinal(), share: w.styles.number(generalFormat), format: map[string]int{}}
	styles := []int{t.line, t.left, t.centre, t.ordinal, t.share}
	for _, x := range lines {
		f := figureFormat(x.row)
		if _, ok := t.format[f]; !ok {
			t.format[f] = w.styles.number(f)
			styles = append(styles, t.format[f])
		}
	}
	heights := newRowHeights("20", targetHeads)
	w.b.Rows(sheetTargets, styles, func(out *book.RowWriter) {
		for i, x := range lines {
			out.Row(targetFirst+i, t.height(heights, x))
			t.write(out, x)
		}
	})
}

// targetRows writes the rows of 目标分解.
type targetRows struct {
	*workbook
	line, left, centre, ordinal, share int // styles
	format                             map[string]int
}

// height is that of a line whose texts wrap.
func (t *targetRows) height(h rowHeights, x targetLine) string {
	words := ""
	if x.unit == huibao.CityUnit {
		_, words = targetOf(x.row)
	}
	return h.of("单位", t.Plan.UnitName(x.unit), "任务", x.row.Task.Title, "指标", x.row.Name, "目标说明", words)
}

func (t *targetRows) write(out *book.RowWriter, x targetLine) {
	r := x.row
	out.Text(t.line, keyOf(r.Code, unitKey(x.unit)))
	out.Text(t.left, t.Plan.UnitName(x.unit))
	t.class(out, t.centre, x.unit)
	out.Int(t.ordinal, r.Indicator.Task)
	out.Text(t.left, r.Task.Title)
	out.Text(t.centre, r.Code)
	out.Text(t.left, r.Name)
	out.Text(t.centre, r.Kind.Label())
	out.Text(t.centre, r.Measure)
	city := x.unit == huibao.CityUnit
	if !city {
		for range 5 {
			out.Empty(t.centre)
		}
		t.number(out, r, t.Plan.Allocation(r.Code, x.unit))
		out.Empty(t.centre)
		out.Empty(t.centre)
		return
	}
	out.Text(t.centre, r.Comparator.Label())
	goal, words := targetOf(r)
	t.number(out, r, goal)
	out.Text(t.left, words)
	out.Text(t.centre, r.Scope.Label())
	t.number(out, r, r.Baseline)
	t.number(out, r, t.Plan.Allocation(r.Code, x.unit))
	out.Number(t.share, r.S.Share.Num)
	out.Number(t.share, r.S.Share.Den)
}

// number writes a figure of an indicator; rates are fractions.
func (t *targetRows) number(out *book.RowWriter, r IndicatorRow, q huibao.Quantity) {
	d, ok := scaled(r, q).Decimal()
	if !ok {
		out.Empty(t.centre)
		return
	}
	out.Number(t.format[figureFormat(r)], d)
}

// class writes what a unit is.
func (w *workbook) class(out *book.RowWriter, style int, code string) {
	if u := w.Plan.UnitByCode(code); u != nil {
		out.Text(style, u.Level.Label())
		return
	}
	out.Empty(style)
}

// targetOf is the number of an indicator's target, or its words.
func targetOf(r IndicatorRow) (huibao.Quantity, string) {
	if r.TargetRef != nil {
		return huibao.Quantity{}, r.TargetRef.Name + "×" + r.TargetRef.Factor.String()
	}
	return r.Target, ""
}

// scaled is a figure on the scale of the workbook: a percentage is a fraction.
func scaled(r IndicatorRow, q huibao.Quantity) huibao.Quantity {
	if d, ok := q.Decimal(); ok && r.Kind == huibao.KindRate {
		return huibao.Num(d.Shift(-2))
	}
	return q
}

// figureFormat is the number format of an indicator's figures.
func figureFormat(r IndicatorRow) string {
	switch r.Kind {
	case huibao.KindRate:
		return percentFormat
	case huibao.KindStandard, huibao.KindRelation:
		return placesFormat(2)
	}
	return placesFormat(r.Places)
}

// targetCell looks up a column of an indicator's row in 目标分解.
func (w *workbook) targetCell(code, unit, column string) string {
	return fmt.Sprintf(`INDEX(%s!$%s$2:$%s$%d,MATCH("%s",%s!$A$2:$A$%d,0))`, sheetTargets, column, column, w.targetLast, keyOf(code, unitKey(unit)), sheetTargets, w.targetLast)
}

func (w *workbook) shareCells(code string) (num, den string) {
	return w.targetCell(code, huibao.CityUnit, targetNum), w.targetCell(code, huibao.CityUnit, targetDen)
}
