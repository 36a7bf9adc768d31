package templates

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// widths of a return's columns, in Excel's units.
var widths = map[huibao.Field]int{huibao.FieldCode: 7, huibao.FieldTask: 24, huibao.FieldIndicator: 28, huibao.FieldMeasure: 10,
	huibao.FieldNote: 34, huibao.FieldSelfCheck: 26, huibao.FieldNumerName: 22, huibao.FieldDenomName: 22, huibao.FieldEvidence: 24, huibao.FieldProgress: 24}

const otherWidth = 13

// table draws the sheet of a kind.
func (d *drawing) table(k huibao.Kind, rows []*huibao.FormRow) {
	name, cols := k.Label(), huibao.Columns(k)
	d.Add(name)
	last := sheet.ColName(len(cols))
	d.Text(name, "A1", fmt.Sprintf("%s　%s指标填报表", d.form.PlanTitle, name))
	d.Check(d.MergeCell(name, "A1", last+"1"))
	d.Check(d.SetCellStyle(name, "A1", last+"1", d.styles.title))
	d.Text(name, "A2", fmt.Sprintf("填报单位：%s　　报告期：%s　　数据截止：%s　　浅黄色单元格为填报项",
		d.form.Unit.Name, d.form.Period.Chinese(), d.form.Day.CutOff.Chinese()))
	d.Check(d.SetCellStyle(name, "A2", "A2", d.styles.sub))
	for i, c := range cols {
		col := sheet.ColName(i + 1)
		ref := fmt.Sprintf("%s%d", col, headRow)
		d.Text(name, ref, c.Label)
		d.Check(d.SetCellStyle(name, ref, ref, d.styles.head))
		w := widths[c.Field]
		if w == 0 {
			w = max(otherWidth, theme.ColumnFor(theme.Width(c.Label)))
		}
		d.Check(d.SetColWidth(name, col, col, theme.Column(w)))
		if c.Hint != "" {
			d.Check(d.AddComment(name, excelize.Comment{Cell: ref, Author: "huibao", Text: c.Hint, Width: 260, Height: 90}))
		}
	}
	for i, r := range rows {
		d.row(name, cols, firstRow+i, r)
	}
	d.finishTable(name, len(cols), firstRow+len(rows)-1)
}

func (d *drawing) row(name string, cols []huibao.Column, n int, r *huibao.FormRow) {
	inputs := map[huibao.Field]bool{}
	for _, c := range r.Inputs() {
		inputs[c.Field] = true
	}
	lines := 1
	for i, c := range cols {
		ref := sheet.Ref(n, i+1)
		switch {
		case c.Field == huibao.FieldPrevious:
			d.previous(name, ref, r)
		case c.IsInput() && inputs[c.Field]:
			d.input(name, ref, r, c)
		case c.Type == huibao.TypeFormula:
			d.formula(name, ref, r, c)
		default:
			text := d.shown(name, ref, r, c)
			lines = max(lines, theme.Lines(text, max(widths[c.Field], otherWidth)))
		}
	}
	d.Check(d.SetRowHeight(name, n, theme.Height(lines)))
}

// previous draws 上期累计: prefilled, and locked where last period's row counts.
func (d *drawing) previous(name, ref string, r *huibao.FormRow) {
	q := r.Prior.Values[huibao.FieldCumulative]
	if v, ok := q.Decimal(); ok {
		d.Number(name, ref, v)
	}
	open := !r.Prior.Counted
	d.Check(d.SetCellStyle(name, ref, ref, d.styles.number(r.Places, false, open)))
	if open {
		d.validate(name, ref, r, huibao.Column{Field: huibao.FieldPrevious, Label: "上期累计", Type: huibao.TypeNumber})
		d.define(name, ref, r, huibao.FieldPrevious)
		d.enter(name, ref, r.Code, huibao.FieldPrevious)
	}
}

// input draws a cell that the unit fills in; 本年累计 of a flow and the own value of
// a relation with parts hold a formula that may be typed over.
func (d *drawing) input(name, ref string, r *huibao.FormRow, c huibao.Column) {
	style := d.styles.text
	switch c.Type {
	case huibao.TypeNumber:
		style = d.styles.number(inputPlaces(r, c.Field), false, true)
	case huibao.TypeDate:
		style = d.styles.formatted("yyyy-mm-dd", "center", true)
	}
	if c.Field == huibao.FieldCumulative && r.Mode != huibao.ModeDistinct && r.Mode != huibao.ModeStock || c.Field == huibao.FieldOwn && r.HasParts() {
		d.FormulaText(name, ref, d.computed(r, c.Field), "")
	}
	d.Check(d.SetCellStyle(name, ref, ref, style))
	d.validate(name, ref, r, c)
	d.define(name, ref, r, c.Field)
	d.enter(name, ref, r.Code, c.Field)
}

// enter types an entry into its cell: a number, a day, or the text as it was typed.
func (d *drawing) enter(name, ref, code string, f huibao.Field) {
	v, ok := d.entries.Rows[code].Lookup(f)
	if !ok || v.Origin == huibao.OriginDerived || v.Text == "" || v.Formula != "" {
		return
	}
	if n, isNumber := v.Quantity.Decimal(); isNumber {
		d.Number(name, ref, n)
		return
	}
	if !v.Date.IsZero() {
		d.Int(name, ref, v.Date.Serial())
		return
	}
	d.Text(name, ref, v.Text)
}

// formula draws a computed cell with what it gives in the blank return.
func (d *drawing) formula(name, ref string, r *huibao.FormRow, c huibao.Column) {
	formula := d.computed(r, c.Field)
	style := d.styles.complain
	switch c.Field {
	case huibao.FieldComplete, huibao.FieldRate:
		style = d.styles.number(2, true, false)
	case huibao.FieldDueAmount, huibao.FieldDifference, huibao.FieldMultiple:
		style = d.styles.number(2, false, false)
	}
	value := ""
	if formula == `"—"` {
		value = "—"
	}
	d.FormulaText(name, ref, formula, value)
	d.Check(d.SetCellStyle(name, ref, ref, style))
}

// shown draws what is printed: text, or the row's target and references.
func (d *drawing) shown(name, ref string, r *huibao.FormRow, c huibao.Column) string {
	style := d.styles.shown
	text := ""
	switch c.Field {
	case huibao.FieldCode:
		text, style = r.Code, d.styles.centre
	case huibao.FieldTask:
		text = fmt.Sprintf("%d %s", r.TaskNo, r.Task)
	case huibao.FieldIndicator:
		text = r.Name
		if r.Subject.Code != d.form.Unit.Code {
			text += "（" + r.Subject.Name + "）"
		}
		if r.DoneMeans != "" {
			text += "\n〔" + r.DoneMeans + "〕"
		}
	case huibao.FieldMeasure:
		text, style = r.Measure, d.styles.centre
	case huibao.FieldNumerName:
		text = r.Numerator
	case huibao.FieldDenomName:
		text = r.Denominator
	case huibao.FieldBasis:
		text, style = r.Basis.Label(), d.styles.centre
	case huibao.FieldTarget:
		return d.known(name, ref, r, r.Target, r.Kind == huibao.KindRate)
	case huibao.FieldBaseline:
		return d.known(name, ref, r, r.Baseline, false)
	case huibao.FieldDueStd:
		return d.known(name, ref, r, r.DueStandard(), false)
	case huibao.FieldReference:
		return d.known(name, ref, r, r.Reference, false)
	default:
		text, style = "/", d.styles.centre
	}
	d.Text(name, ref, text)
	d.Check(d.SetCellStyle(name, ref, ref, style))
	return text
}

// known draws a number of the form, or — where there is none.
func (d *drawing) known(name, ref string, r *huibao.FormRow, q huibao.Quantity, percent bool) string {
	v, ok := q.Decimal()
	if !ok {
		d.Text(name, ref, "—")
		d.Check(d.SetCellStyle(name, ref, ref, d.styles.centre))
		return "—"
	}
	if percent {
		v = v.Shift(-2)
	}
	d.Number(name, ref, v)
	d.Check(d.SetCellStyle(name, ref, ref, d.styles.number(r.Places, percent, false)))
	return v.String()
}

// define names an input, so that other programs can find it: in_3.2_this.
func (d *drawing) define(name, ref string, r *huibao.FormRow, f huibao.Field) {
	row, col, _ := sheet.ParseRef(ref)
	d.Check(d.SetDefinedName(&excelize.DefinedName{Name: "in_" + r.Code + "_" + string(f),
		RefersTo: fmt.Sprintf("'%s'!$%s$%d", name, sheet.ColName(col), row)}))
}

// inputPlaces is with how many decimals an input is shown.
func inputPlaces(r *huibao.FormRow, f huibao.Field) int32 {
	switch f {
	case huibao.FieldStandard, huibao.FieldPaid, huibao.FieldBackPay, huibao.FieldOwn:
		return 2
	case huibao.FieldThis, huibao.FieldCumulative:
		return r.Places
	}
	return 0
}
