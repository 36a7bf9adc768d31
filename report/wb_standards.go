package report

import (
	"fmt"

	"huibao"
	"huibao/inforce"
)

// standards writes 标准: every standard and relation by the units that carry it
// out: what it was, what is due, what is in force and since when, to whom and how much.
func (w *workbook) standards() {
	g := w.grid(sheetStd)
	g.data("标准落实", w.Period.Chinese()+"　标 ƒ 的列是公式，随台账变动；其余为值。应发＝实际执行标准×累计发放人月（次），年内调整标准、补差发放等不能这样推算的不列；未计入的数不列")
	g.liveHeads([]string{"编码", "标准（关系）", "计量单位", "原标准", "应执行", "单位", "实际执行ƒ", "执行日期", "是否到位", "期末对象人数ƒ", "累计发放人月（次）ƒ", "累计实发（元）ƒ", "其中补发ƒ", "应发（元）ƒ", "差额（元）ƒ"}, []int{7, 10, 11, 12, 13, 14, 15})
	for _, r := range w.Rows {
		if r.Kind != huibao.KindStandard && r.Kind != huibao.KindRelation {
			continue
		}
		lines := w.standardLines(r)
		if len(lines) == 0 {
			continue
		}
		for _, x := range lines {
			g.next(keyOf(r.Code, unitKey(x.unit)))
			w.standardRow(g, r, x)
		}
		w.standardTotal(g, r)
	}
	g.finish(3, true, map[int]int{1: 7, 2: 30, 3: 11, 6: 24, 7: 12})
	if g.row > g.head {
		g.compared()
	}
}

// standardLine is one unit's row of a standard, nil where it does not count.
type standardLine struct {
	unit string
	row  *huibao.ReturnRow
	why  string
}

func (w *workbook) standardLines(r IndicatorRow) []standardLine {
	var list []standardLine
	for _, a := range w.Plan.Assignments(r.Indicator) {
		if a.Role == huibao.RoleCheck {
			continue
		}
		x := standardLine{unit: a.Subject}
		if s := w.Counting(a.Return); s != nil && s.Return != nil && !s.Holds(r.Code) {
			x.row = s.Return.RowByCode(r.Code)
		}
		if x.row == nil {
			x.why = "未报或未计入"
			for _, h := range r.S.Holes {
				if h.Unit == a.Subject {
					x.why = h.Why
				}
			}
		}
		list = append(list, x)
	}
	return list
}

func (w *workbook) standardRow(g *grid, r IndicatorRow, x standardLine) {
	g.text(1, "center", r.Code)
	g.text(2, "left", r.Name)
	g.text(3, "center", r.Measure)
	g.figure(4, r.Baseline, placesFormat(2))
	due := w.dueStandard(r, x.unit)
	g.figure(5, due, placesFormat(2))
	g.text(6, "center", w.Plan.UnitName(x.unit))
	g.empty(7, 15+len(g.liveCols))
	g.height(r.Name, 30)
	if x.row == nil {
		g.text(9, "center", x.why)
		return
	}
	main := huibao.FieldStandard
	if r.Kind == huibao.KindRelation {
		main = huibao.FieldOwn
	}
	w.ledgerNumber(g, 7, cellKey{r.Code, x.unit, main}, x.row.Quantity(main), placesFormat(2))
	if since := x.row.Values.Of(huibao.FieldSince).Date; !since.IsZero() {
		g.text(8, "center", since.String())
	}
	g.text(9, "center", w.inForce(r, x.row.Quantity(main), due))
	if r.Kind == huibao.KindRelation || r.PayBy == huibao.PayNothing {
		return
	}
	for i, f := range []huibao.Field{huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay} {
		format := wholeFormat
		if i > 1 {
			format = placesFormat(2)
		}
		w.ledgerNumber(g, 10+i, cellKey{r.Code, x.unit, f}, x.row.Quantity(f), format)
	}
	w.dueAmount(g, r, x.row)
}

// ledgerNumber looks a value up in 台账.
func (w *workbook) ledgerNumber(g *grid, col int, of cellKey, q huibao.Quantity, format string) {
	at, stands := w.ledgerCell[of]
	d, ok := q.Decimal()
	if !ok || !stands {
		g.settled(col, q, format)
		return
	}
	g.live(col, fmt.Sprintf("ROUND(%s,6)", at.number()), d.Round(6), format)
}

func (w *workbook) dueStandard(r IndicatorRow, unit string) huibao.Quantity {
	promise := w.Plan.Promise(inforce.Assignment{Indicator: r.Indicator, Subject: unit, Role: huibao.RolePart})
	return promise.DueStandard()
}

func (w *workbook) inForce(r IndicatorRow, q, due huibao.Quantity) string {
	d, ok := q.Decimal()
	goal, known := due.Decimal()
	switch {
	case !ok || !known:
		return "—"
	case r.Comparator.Meets(huibao.Whole(d), huibao.Whole(goal)):
		return "到位"
	}
	return "未到位"
}

// dueAmount writes what is due and the difference, where a standard is paid in full
// and has been in force all year.
func (w *workbook) dueAmount(g *grid, r IndicatorRow, row *huibao.ReturnRow) {
	std, ok := row.Quantity(huibao.FieldStandard).Decimal()
	months, okM := row.Quantity(huibao.FieldMonths).Decimal()
	paid, okP := row.Quantity(huibao.FieldPaid).Decimal()
	since := row.Values.Of(huibao.FieldSince).Date
	yearStart := huibao.Date{Year: w.Plan.Year, Month: 1, Day: 1}
	if !ok || !okM || !okP || r.PayBy == huibao.PayTopUp || r.PayBy == huibao.PayByTerm || r.PayBy == huibao.PayFull && (since.IsZero() || since.After(yearStart)) {
		return
	}
	due := std.Mul(months)
	g.live(14, fmt.Sprintf("ROUND(%s*%s,2)", g.ref(7), g.ref(11)), due.Round(2), placesFormat(2))
	g.live(15, fmt.Sprintf("ROUND(%s-%s,2)", g.ref(12), g.ref(14)), paid.Sub(due.Round(2)).Round(2), placesFormat(2))
}

// standardTotal writes the city's row: the lowest in force, and what was paid in all.
func (w *workbook) standardTotal(g *grid, r IndicatorRow) {
	g.next(keyOf(r.Code, unitKey(huibao.CityUnit)))
	g.empty(1, 15+len(g.liveCols))
	g.text(1, "center", r.Code)
	g.text(2, "left", r.Name)
	g.text(3, "center", r.Measure)
	g.text(6, "center", huibao.CityName)
	g.height(r.Name, 30)
	if d, format, ok := shownFigure(r.Indicator, r.S); ok {
		g.settled(7, huibao.Num(d), format)
	}
	g.light(9, r.S.Light, lightWords(r.S))
	if r.Kind == huibao.KindRelation {
		return
	}
	for i, x := range []struct {
		f huibao.Field
		q huibao.Quantity
	}{{huibao.FieldPeople, r.S.People}, {huibao.FieldMonths, r.S.Months}, {huibao.FieldPaid, r.S.Paid}, {huibao.FieldBackPay, r.S.BackPay}} {
		d, ok := x.q.Decimal()
		if !ok {
			continue
		}
		format, places := wholeFormat, int32(0)
		if i > 1 {
			format, places = placesFormat(2), 2
		}
		if !d.Equal(d.Round(places)) {
			places = -min(d.Exponent(), 0)
			format = placesFormat(places)
		}
		g.live(10+i, w.sumFormula(r.Code, x.f, places), d.Round(places), format)
	}
}

// milestones writes 事项: every milestone by unit.
func (w *workbook) milestones() {
	g := w.grid(sheetMiles)
	g.data("事项", w.Period.Chinese()+"　状态、完成日期和佐证以各单位所报为准")
	g.heads("编码", "事项", "单位", "状态", "完成日期", "佐证材料（文号）", "进展", "亮灯", "说明")
	for _, r := range w.Rows {
		if r.Kind != huibao.KindMilestone {
			continue
		}
		for _, x := range w.standardLines(r) {
			g.next(keyOf(r.Code, unitKey(x.unit)))
			w.milestoneRow(g, r, x)
		}
		g.next(keyOf(r.Code, unitKey(huibao.CityUnit)))
		g.empty(1, 9)
		g.text(1, "center", r.Code)
		g.text(2, "left", r.Name)
		g.text(3, "left", huibao.CityName)
		g.text(4, "center", fmt.Sprintf("%d/%d 完成", r.S.Held, r.S.Of))
		g.light(8, r.S.Light, lightWords(r.S))
	}
	g.finish(2, true, map[int]int{1: 7, 2: 34, 3: 16, 6: 26, 7: 34, 9: 30})
}

func (w *workbook) milestoneRow(g *grid, r IndicatorRow, x standardLine) {
	g.text(1, "center", r.Code)
	g.text(2, "left", r.Name)
	g.text(3, "left", w.Plan.UnitName(x.unit))
	g.empty(4, 9)
	if s := w.UnitStanding(x.unit, r.Code); s != nil {
		g.light(8, s.Light, lightWords(s))
	}
	if x.row == nil {
		g.text(4, "center", x.why)
		return
	}
	words := map[huibao.Field]string{}
	for v := range x.row.Values.All() {
		words[v.Field] = maskedWord(v)
	}
	g.text(4, "center", orDash(words[huibao.FieldState]))
	g.text(5, "center", orDash(words[huibao.FieldDone]))
	g.text(6, "left", orDash(words[huibao.FieldEvidence]))
	g.text(7, "left", orDash(words[huibao.FieldProgress]))
	g.text(9, "left", orDash(words[huibao.FieldNote]))
	g.height(words[huibao.FieldProgress], 34, wrapped{r.Name, 34}, wrapped{words[huibao.FieldEvidence], 26}, wrapped{words[huibao.FieldNote], 30})
}
