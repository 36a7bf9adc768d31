package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// describeIssued remarks which of the cells that we printed into a row came back with
// another meaning: the measure, the target and the standards.
func (r *reader) describeIssued(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	r.otherMeasure(t, n, row, out)
	r.otherTarget(t, n, row, out)
	if row.Kind == huibao.KindCount || row.Kind == huibao.KindRate {
		return
	}
	for _, f := range []huibao.Field{huibao.FieldBaseline, huibao.FieldDueStd, huibao.FieldReference} {
		cell := t.grid.At(n, max(t.columns[f], 1))
		if t.columns[f] == 0 || cell.Type == sheet.Blank || r.sameShown(cell, row, f) {
			continue
		}
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkIssuedOther, Place: t.at(n, t.columns[f]),
			Text: f.Label(row.Kind) + "\n" + strings.TrimSpace(cell.Raw) + "\n" + issuedFigure(row, f).String()})
	}
}

// otherMeasure remarks that a row's 计量单位, or a heading's bracket, is another measure
// than the indicator's; shortened ones (元/月 for 元/人/月) are the same.
func (r *reader) otherMeasure(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	add := func(text string, at huibao.Place) {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkMeasureOther, Text: text, Place: at})
	}
	if col := t.columns[huibao.FieldMeasure]; col > 0 {
		cell := t.grid.At(n, col)
		if text := strings.TrimSpace(fold(cell.Raw)); cell.Type == sheet.Text && text != "" && text != row.Measure && !huibao.SameMeasure(text, row.Measure) {
			add(text, t.at(n, col))
			return
		}
	}
	for _, c := range huibao.Columns(row.Kind) {
		own := measureOf(row, c.Field)
		if col := t.columns[c.Field]; col > 0 && c.Type == huibao.TypeNumber && own != "" {
			if m := r.headingMeasure(t, col, own); m != "" && !huibao.SameMeasure(m, own) {
				add(m, t.at(t.head, col))
				return
			}
		}
	}
}

// issuedFigure is a figure as the form has it printed.
func issuedFigure(row *huibao.FormRow, f huibao.Field) huibao.Quantity {
	switch f {
	case huibao.FieldBaseline:
		return row.Baseline
	case huibao.FieldDueStd:
		return row.DueStandard()
	case huibao.FieldReference:
		return row.Reference
	case huibao.FieldPrevious:
		return row.Prior.Values[huibao.FieldCumulative]
	}
	return row.Target
}

// sameShown reports whether a printed figure still says what we issued: by the plan in
// force, or by the stamp of the file, with or without words around it. What is no number
// says nothing else.
func (r *reader) sameShown(cell sheet.Cell, row *huibao.FormRow, f huibao.Field) bool {
	got, ok := shownNumber(cell, row.Measure)
	if !ok || isFigure(got, issuedFigure(row, f), row.Kind) {
		return true
	}
	if r.ret.Stamp != nil {
		if old := r.ret.Stamp.RowByCode(row.Code); old != nil {
			return isFigure(got, issuedFigure(old, f), row.Kind)
		}
	}
	return false
}

// isFigure compares a printed figure; that of a rate is printed as a share.
func isFigure(got decimal.Decimal, want huibao.Quantity, kind huibao.Kind) bool {
	d, ok := want.Decimal()
	return ok && (got.Equal(d) || kind == huibao.KindRate && got.Shift(2).Equal(d))
}

func shownNumber(cell sheet.Cell, measure string) (decimal.Decimal, bool) {
	if cell.Type == sheet.Number {
		d, err := sheet.Decimal15(cell.Raw)
		return d, err == nil
	}
	q, _ := ReadNumber(boundWords.Replace(fold(cell.Raw)), measure)
	return q.Decimal()
}
