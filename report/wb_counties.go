package report

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
)

// columnsPerCounty: reached, allocation, completion, light.
const columnsPerCounty = 4

// counties writes 县区对比: for every indicator that the counties report, each
// one's figure against its allocation.
func (w *workbook) counties() {
	g := w.grid(sheetCounties)
	heads := []string{"编码", "指标", "计量单位"}
	target := "分解（目标）"
	if w.fewPairs() {
		target += "ƒ"
	}
	for _, u := range w.Areas {
		heads = append(heads, u.Name+"\n累计（比率）ƒ", target, "完成率ƒ", "亮灯")
	}
	sub, ranked := legend(w.Model), len(w.Areas) >= fewestRanked
	if ranked {
		heads = append(heads, "位次")
		sub += "　有县区未报、未评或不足五个可比的不排位次"
	}
	g.title("县区对比", sub, len(heads))
	g.heads(heads...)
	for _, r := range w.Rows {
		if !w.byCounties(r) {
			continue
		}
		g.row++
		g.codeCell(1, r.Code)
		g.text(2, "left", r.Name)
		g.text(3, "center", r.Measure)
		for i, u := range w.Areas {
			w.countyCells(g, 4+i*columnsPerCounty, r, u)
		}
		if ranked {
			g.text(len(heads), "left", w.ranking(r))
		}
		g.height(r.Name, 30)
	}
	for i := range w.Areas {
		col := sheet.ColName(6 + i*columnsPerCounty)
		g.b.Check(g.b.SetConditionalFormat(g.name, fmt.Sprintf("%s%d:%s%d", col, g.head+1, col, g.row), []excelize.ConditionalFormatOptions{
			{Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "1", BarColor: "#9DC3E6", BarSolid: true}}))
	}
	fixed := map[int]int{1: 7, 2: 30}
	if ranked {
		fixed[len(heads)] = 34
	}
	g.finish(3, false, fixed)
}

// byCounties reports whether any county reports an indicator.
func (m *Model) byCounties(r IndicatorRow) bool {
	return slices.ContainsFunc(m.Areas, func(u *huibao.Unit) bool { return m.UnitStanding(u.Code, r.Code) != nil })
}

func (w *workbook) countyCells(g *grid, col int, r IndicatorRow, u *huibao.Unit) {
	for c := col; c < col+columnsPerCounty; c++ {
		g.text(c, "center", "—")
	}
	s := w.UnitStanding(u.Code, r.Code)
	if s == nil {
		return
	}
	g.light(col+3, s.Light, lightWords(s))
	switch r.Kind {
	case huibao.KindCount:
		w.countyCount(g, col, r, u, s)
	case huibao.KindRate:
		w.countyRate(g, col, r, u, s)
	case huibao.KindMilestone:
		g.text(col, "center", orDash(s.State))
	default:
		if d, format, ok := shownFigure(r.Indicator, s); ok {
			g.number(col, huibao.Num(d), format)
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func (w *workbook) countyCount(g *grid, col int, r IndicatorRow, u *huibao.Unit, s *huibao.Standing) {
	d, ok := s.Reached.Decimal()
	at, stands := w.ledgerCell[cellKey{r.Code, u.Code, huibao.FieldCumulative}]
	if !ok || !stands {
		g.number(col, s.Reached, placesFormat(r.Places))
		return
	}
	g.formula(col, fmt.Sprintf("ROUND(%s,%d)", at.number(), r.Places), d.Round(r.Places), placesFormat(r.Places))
	target, ok := w.Plan.Allocation(r.Code, u.Code).Decimal()
	if !ok {
		return
	}
	if w.fewPairs() {
		g.formula(col+1, w.targetCell(r.Code, u.Code, targetPart), target, placesFormat(r.Places))
	} else {
		g.number(col+1, huibao.Num(target), placesFormat(r.Places))
	}
	if s.Completion.Valid() && r.Mode != huibao.ModeStock {
		g.formula(col+2, completionFormula(g.ref(col)+"/"+g.ref(col+1)), capped(s.Completion, s.Completion.Cmp(huibao.RatioOf(1, 1)) < 0), percentFormat)
	}
}

func (w *workbook) countyRate(g *grid, col int, r IndicatorRow, u *huibao.Unit, s *huibao.Standing) {
	g.number(col+1, scaled(r, s.Target), percentFormat)
	if f := w.rateFormula(r.Code, u.Code); f != "" && s.Rate().Valid() {
		g.formula(col, f, s.Rate().Round(4), percentFormat)
	}
}

// fewestRanked is of how many counties there is an order.
const fewestRanked = 5

// ranking puts the counties in order of their completion (rates: of the rate);
// none where a unit is missing, held out or not judged, or few are compared.
func (w *workbook) ranking(r IndicatorRow) string {
	type place struct {
		name string
		by   huibao.Ratio
	}
	var list []place
	for _, u := range w.Areas {
		s := w.UnitStanding(u.Code, r.Code)
		if s == nil || s.Light == huibao.Grey && s.Word == "无任务" {
			continue
		}
		by := s.Completion
		if r.Kind == huibao.KindRate {
			by = s.Rate()
		}
		if !s.Judged() || len(s.Holes) > 0 || !by.Valid() {
			return "—"
		}
		list = append(list, place{u.Name, by})
	}
	if len(list) < fewestRanked {
		return "—"
	}
	slices.SortStableFunc(list, func(a, b place) int { return b.by.Cmp(a.by) })
	text := ""
	for i, p := range list {
		switch {
		case i == 0:
		case list[i-1].by.Cmp(p.by) == 0:
			text += "＝"
		default:
			text += "＞"
		}
		text += p.name
	}
	return text
}
