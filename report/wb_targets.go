package report

import (
	"fmt"

	"huibao"
	"huibao/internal/sheet"
)

// Columns of 目标与分解 before the units' ones.
const (
	targetCity  = "H"
	targetNum   = "I"
	targetDen   = "J"
	targetFirst = 11
)

// targets writes 目标与分解: targets, baselines, allocations and due shares as in
// force for the period, to which the formulas refer.
func (w *workbook) targets() {
	g := w.grid(sheetTargets)
	heads := []string{"编码", "指标", "类型", "计量单位", "目标值", "原值", "口径", "全市分解", "序时分子", "序时分母"}
	w.targetRow, w.targetCol = map[string]int{}, map[string]string{huibao.CityUnit: targetCity}
	units := w.allocatedUnits()
	for i, u := range units {
		heads = append(heads, w.Plan.UnitName(u))
		w.targetCol[u] = sheet.ColName(targetFirst + i)
	}
	g.title("目标与分解（"+w.Period.Chinese()+"有效）", fmt.Sprintf("方案版本 %.12s；分解为空的不评，0 为无任务；序时＝序时分子÷序时分母", w.PlanVersion), len(heads))
	g.heads(heads...)
	for _, r := range w.Rows {
		g.row++
		w.targetRow[r.Code] = g.row
		g.text(1, "center", r.Code)
		g.text(2, "left", r.Name)
		g.text(3, "center", r.Kind.Label())
		g.text(4, "center", r.Measure)
		w.target(g, r)
		g.number(6, r.Baseline, placesFormat(r.Places))
		g.text(7, "center", r.Scope.Label())
		g.number(8, w.Plan.Allocation(r.Code, huibao.CityUnit), placesFormat(r.Places))
		g.number(9, huibao.Num(r.S.Share.Num), "0.######")
		g.number(10, huibao.Num(r.S.Share.Den), "0.######")
		for i, u := range units {
			g.number(targetFirst+i, w.Plan.Allocation(r.Code, u), placesFormat(r.Places))
		}
		g.height(r.Name, 34)
	}
	g.finish(2, true, map[int]int{2: 34})
}

func (w *workbook) target(g *grid, r IndicatorRow) {
	if r.TargetRef != nil {
		g.text(5, "center", r.Comparator.Label()+r.TargetRef.Name+"×"+r.TargetRef.Factor.String())
		return
	}
	g.number(5, r.Target, placesFormat(r.Places))
}

// allocatedUnits lists the units that have an allocation, in the plan's order.
func (w *workbook) allocatedUnits() []string {
	has := map[string]bool{}
	for _, a := range w.Plan.Allocations {
		has[a.Unit] = true
	}
	var list []string
	for _, u := range w.Plan.Units {
		if has[u.Code] {
			list = append(list, u.Code)
		}
	}
	return list
}

// targetCell refers to a unit's allocation of an indicator.
func (w *workbook) targetCell(code, unit string) string {
	return fmt.Sprintf("%s!$%s$%d", sheetTargets, w.targetCol[unit], w.targetRow[code])
}

func (w *workbook) shareCells(code string) (num, den string) {
	n := w.targetRow[code]
	return fmt.Sprintf("%s!$%s$%d", sheetTargets, targetNum, n), fmt.Sprintf("%s!$%s$%d", sheetTargets, targetDen, n)
}
