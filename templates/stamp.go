package templates

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
)

// stamp writes the very hidden sheet by which huibao knows its return again, and
// repeats the essentials in the document's properties.
func (d *drawing) stamp() error {
	cells, err := huibao.EncodeStamp(d.form)
	if err != nil {
		return err
	}
	d.Add(huibao.StampSheet)
	for i, text := range cells {
		d.Check(d.SetCellStr(huibao.StampSheet, fmt.Sprintf("A%d", i+1), text))
	}
	d.Check(d.SetSheetVisible(huibao.StampSheet, false, true))
	for _, p := range [][2]string{
		{huibao.PropFormat, fmt.Sprint(d.form.Format)}, {huibao.PropUnit, d.form.Unit.Code}, {huibao.PropPeriod, d.form.Period.String()},
		{huibao.PropPlan, d.form.PlanVersion}, {huibao.PropStamp, cells[0]},
	} {
		d.Check(d.SetCustomProps(excelize.CustomProperty{Name: p[0], Value: p[1]}))
	}
	return nil
}

func (d *drawing) portrait(orientation string) {
	d.Check(d.SetPageLayout(huibao.FrontSheet, &excelize.PageLayoutOptions{Orientation: &orientation}))
}
