package report

import (
	"fmt"

	"huibao"
)

// Columns of 台账 that formulas refer to.
const (
	ledgerUnit    = "B"
	ledgerCode    = "C"
	ledgerItem    = "D"
	ledgerValue   = "E"
	ledgerCounted = "G"
)

// ledger writes 台账: every value of the period, with where it stands.
func (w *workbook) ledger() {
	g := w.grid(sheetLedger)
	g.title("台账："+w.Period.Chinese()+"全部填报值", "“计入”为“是”的数进入全市汇总；“核对”为牵头单位的核对数；“否”为未计入，原因见备注。原文为单元格中所填的文字。", 14)
	g.heads("报告期", "单位", "编码", "项目", "数值", "计量单位", "计入", "状态", "文件", "SHA-256", "工作表", "单元格", "原文", "备注")
	counted := w.countedCells()
	for i := range w.Submissions {
		s := &w.Submissions[i]
		if !s.Counts() || s.Return == nil {
			continue
		}
		for j := range s.Return.Rows {
			w.ledgerRow(g, s, &s.Return.Rows[j], counted)
		}
	}
	w.lastLedger = max(g.row, g.head+1)
	g.finish(4, true, map[int]int{1: 9, 5: 16, 9: 34, 10: 18, 13: 16, 14: 30})
}

// cellKey names a value by indicator, subject and field.
type cellKey struct {
	code, unit string
	field      huibao.Field
}

// countedCells says of every value that a city figure rests on whether it counts
// in it, or is there to be compared.
func (w *workbook) countedCells() map[cellKey]string {
	m := map[cellKey]string{}
	for _, s := range w.City {
		for _, f := range s.Figures {
			for _, p := range f.Parts {
				key := cellKey{s.Code, p.Unit, p.Field}
				if p.Excluded == "" {
					m[key] = "是"
				} else {
					m[key] = p.Excluded
				}
			}
		}
		if s.Other != nil {
			for _, p := range s.Other.Parts {
				m[cellKey{s.Code, p.Unit, p.Field}] = "核对"
			}
		}
	}
	return m
}

func (w *workbook) ledgerRow(g *grid, s *huibao.Submission, row *huibao.ReturnRow, counted map[cellKey]string) {
	ind := w.Plan.IndicatorByCode(row.Code)
	for _, f := range row.Fields() {
		col, ok := huibao.ColumnOf(row.Kind, f)
		if !ok || !col.IsInput() {
			continue
		}
		v := row.Values[f]
		g.row++
		g.text(1, "center", w.Period.String())
		g.text(2, "left", w.Plan.UnitName(row.Subject))
		g.text(3, "center", row.Code)
		g.text(4, "left", col.Label)
		w.ledgerValue(g, v)
		g.text(6, "center", measureOf(ind, f))
		mark, why := countedMark(counted, row, f, s)
		g.text(7, "center", mark)
		g.text(8, "center", s.State.Label())
		g.line(9, v.Source.File)
		g.line(10, v.Source.SHA256)
		g.text(11, "center", v.Source.Sheet)
		g.text(12, "center", v.Source.Cell)
		g.text(13, "left", mask(v.Text))
		g.text(14, "left", mask(why+remarkText(v)))
		g.b.Check(g.b.SetRowHeight(g.name, g.row, 18))
	}
}

func (w *workbook) ledgerValue(g *grid, v huibao.Value) {
	switch {
	case v.Word != "":
		g.text(5, "left", mask(v.Word))
	case !v.Date.IsZero():
		g.text(5, "center", v.Date.String())
	case v.Quantity.IsNumber():
		places := int32(0)
		if d, _ := v.Quantity.Decimal(); d.Exponent() < 0 {
			places = min(-d.Exponent(), 6)
		}
		g.number(5, v.Quantity, placesFormat(places))
	default:
		g.text(5, "center", quantityText(v.Quantity, 0))
	}
}

func countedMark(counted map[cellKey]string, row *huibao.ReturnRow, f huibao.Field, s *huibao.Submission) (mark, why string) {
	switch m := counted[cellKey{row.Code, row.Subject, f}]; {
	case s.Holds(row.Code):
		return "否", "该行有误未计入；"
	case m == "是", m == "核对":
		return m, ""
	case m != "":
		return "否", m + "；"
	}
	return "—", ""
}

func remarkText(v huibao.Value) string {
	s := ""
	for _, r := range v.Remarks {
		if r.Text != "" {
			s += r.Text + "；"
		}
	}
	return s
}

// measureOf is the measure of a field of an indicator.
func measureOf(ind *huibao.Indicator, f huibao.Field) string {
	switch f {
	case huibao.FieldPaid, huibao.FieldBackPay:
		return "元"
	case huibao.FieldPeople:
		return "人"
	case huibao.FieldMonths:
		return "人月（次）"
	case huibao.FieldThis, huibao.FieldCumulative, huibao.FieldPrevious, huibao.FieldStandard, huibao.FieldOwn:
		return ind.Measure
	}
	return "—"
}

// sumFormula adds up what counts of an item of an indicator over 台账; a cell with
// the code and, for one unit, its name are referred to.
func (w *workbook) sumFormula(code, item, unit string, places int32) string {
	column := func(c string) string { return fmt.Sprintf("%s!$%s$4:$%s$%d", sheetLedger, c, c, w.lastLedger) }
	cond := fmt.Sprintf(`%s,%s,%s,"%s",%s,"是"`, column(ledgerCode), code, column(ledgerItem), item, column(ledgerCounted))
	if unit != "" {
		cond += "," + column(ledgerUnit) + "," + unit
	}
	return fmt.Sprintf("ROUND(SUMIFS(%s,%s),%d)", column(ledgerValue), cond, places)
}
