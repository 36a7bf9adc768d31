package templates

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// validate puts data validation with a Chinese message on an input. It warns
// rather than forbids where a unit may have to write "/" (不涉及).
func (d *drawing) validate(name, ref string, r *huibao.FormRow, c huibao.Column) {
	v := excelize.NewDataValidation(true)
	v.Sqref = ref
	title, text := c.Label, c.Hint
	switch c.Type {
	case huibao.TypeNumber:
		v.Type, v.Operator = "custom", ""
		v.Formula1 = numberRule(ref, r, c.Field)
		text = "请填数字" + wholeHint(r, c.Field) + "；不涉及的填 /"
		v.SetError(excelize.DataValidationErrorStyleWarning, title, text)
	case huibao.TypeDate:
		year := d.form.Year
		v.Type = "custom"
		v.Formula1 = fmt.Sprintf("AND(ISNUMBER(%s),%s&gt;=DATE(%d,1,1),%s&lt;=DATE(%d,12,31))", ref, ref, year-20, ref, year+1)
		v.SetError(excelize.DataValidationErrorStyleWarning, title, fmt.Sprintf("请填日期，如 %d-01-01", year))
	case huibao.TypeWord:
		d.Check(v.SetDropList(huibao.MilestoneStates()))
		v.SetError(excelize.DataValidationErrorStyleStop, title, "请从列表中选择")
	default:
		return
	}
	v.SetInput(title, text)
	d.Check(d.AddDataValidation(name, v))
}

// numberRule accepts numbers (whole ones, not negative ones, as the row asks) and
// the mark of what does not apply.
func numberRule(ref string, r *huibao.FormRow, f huibao.Field) string {
	rule := "ISNUMBER(" + ref + ")"
	if r.Kind == huibao.KindCount && r.Places == 0 || f == huibao.FieldPeople || f == huibao.FieldMonths {
		rule += ",N(" + ref + ")=INT(N(" + ref + "))"
	}
	if f != huibao.FieldThis && f != huibao.FieldBackPay {
		rule += ",N(" + ref + ")&gt;=0"
	}
	return "OR(" + ref + "=\"/\",AND(" + rule + "))"
}

func wholeHint(r *huibao.FormRow, f huibao.Field) string {
	if r.Kind == huibao.KindCount && r.Places == 0 || f == huibao.FieldPeople || f == huibao.FieldMonths {
		return "（整数，" + r.Measure + "）"
	}
	return "（" + r.Measure + "）"
}

// finishTable protects the sheet, turns contradictory rows red, and sets up panes
// and print.
func (d *drawing) finishTable(name string, cols, last int) {
	check := sheet.ColName(cols - 1)
	red, err := d.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: theme.ErrorText}, Fill: theme.Fill(theme.ErrorFill)})
	d.Check(err)
	d.Check(d.SetConditionalFormat(name, fmt.Sprintf("A%d:%s%d", firstRow, sheet.ColName(cols), last), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf(`LEN($%s%d)>0`, check, firstRow), Format: &red}}))
	d.Check(d.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 3, YSplit: headRow, TopLeftCell: fmt.Sprintf("D%d", firstRow), ActivePane: "bottomRight"}))
	d.Check(d.SetRowHeight(name, titleRow, theme.TitleHeight))
	d.Check(d.SetRowHeight(name, headRow, 2*theme.LineHeight+4))
	d.Check(d.SetSheetDimension(name, "A1:"+sheet.Ref(last, cols)))
	d.Check(d.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", name, headRow), Scope: name}))
	d.printSetup(name)
	d.protect(name)
}

func (d *drawing) printSetup(name string) {
	size, one, zero, landscape := 9, 1, 0, "landscape"
	d.Check(d.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &zero}))
	yes, no := true, false
	d.Check(d.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	d.Check(d.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	d.Check(d.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddHeader: "&R&9 " + d.form.Unit.Name + " " + d.form.Period.String(), OddFooter: "&C&9第 &P 页 / 共 &N 页"}))
	left, top := 0.4, 0.6
	d.Check(d.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &left, Right: &left, Top: &top, Bottom: &top}))
}

// protect locks what is not an input, without a password.
func (d *drawing) protect(name string) {
	d.Check(d.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		FormatColumns: true, FormatRows: true, Sort: true, AutoFilter: true, EditObjects: true}))
}
