package templates

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/theme"
)

// selfCheck draws 填报自检: how many rows are filled in, and what each row lacks or
// complains of.
func (d *drawing) selfCheck() {
	name := huibao.SelfSheet
	d.Add(name)
	d.Text(name, "A1", "填报自检")
	d.Check(d.MergeCell(name, "A1", "D1"))
	d.Check(d.SetCellStyle(name, "A1", "D1", d.styles.title))
	last := headRow + len(d.form.Rows)
	for i, label := range []string{"编码", "指标", "还需填写", "疑问"} {
		ref := fmt.Sprintf("%c%d", 'A'+i, headRow)
		d.Text(name, ref, label)
		d.Check(d.SetCellStyle(name, ref, ref, d.styles.head))
	}
	n := firstRow
	for _, k := range huibao.Kinds() {
		for _, r := range d.form.RowsOf(k) {
			d.selfCheckRow(name, n, k, r)
			n++
		}
	}
	total := fmt.Sprintf(`"已填 "&(%d-COUNTIF(C%d:C%d,"?*"))&"/%d 行，有疑问 "&COUNTIF(D%d:D%d,"?*")&" 行"`, len(d.form.Rows), firstRow, last, len(d.form.Rows), firstRow, last)
	d.FormulaText(name, "A2", total, fmt.Sprintf("已填 0/%d 行，有疑问 0 行", len(d.form.Rows)))
	d.Check(d.SetCellStyle(name, "A2", "A2", d.styles.note))
	d.Check(d.MergeCell(name, "A2", "D2"))
	for i, w := range []int{8, 40, 44, 60} {
		col := string(rune('A' + i))
		d.Check(d.SetColWidth(name, col, col, theme.Column(w)))
	}
	d.Check(d.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: fmt.Sprintf("A%d", firstRow), ActivePane: "bottomLeft"}))
	d.Check(d.SetRowHeight(name, 1, theme.TitleHeight))
	d.Check(d.SetSheetDimension(name, fmt.Sprintf("A1:D%d", last)))
	d.printSetup(name)
	d.protect(name)
}

func (d *drawing) selfCheckRow(name string, n int, k huibao.Kind, r *huibao.FormRow) {
	var missing, labels []string
	for _, c := range r.Inputs() {
		if c.Required && !(c.Field == huibao.FieldCumulative && r.Mode == huibao.ModeFlow) {
			ref := fmt.Sprintf("'%s'!%s", k.Label(), d.cell(r.Code, c.Field))
			missing = append(missing, fmt.Sprintf(`IF(LEN(%s)=0,"%s ","")`, ref, c.Label))
			labels = append(labels, c.Label+" ")
		}
	}
	a, b, c, e := fmt.Sprintf("A%d", n), fmt.Sprintf("B%d", n), fmt.Sprintf("C%d", n), fmt.Sprintf("D%d", n)
	d.Text(name, a, r.Code)
	d.Check(d.SetCellStyle(name, a, a, d.styles.centre))
	d.Text(name, b, r.Name)
	d.Check(d.SetCellStyle(name, b, b, d.styles.shown))
	d.FormulaText(name, c, strings.Join(missing, "&"), strings.Join(labels, ""))
	d.Check(d.SetCellStyle(name, c, c, d.styles.shown))
	d.FormulaText(name, e, fmt.Sprintf("'%s'!%s&\"\"", k.Label(), d.cell(r.Code, huibao.FieldSelfCheck)), "")
	d.Check(d.SetCellStyle(name, e, e, d.styles.complain))
	d.Check(d.SetRowHeight(name, n, theme.RowHeight))
}
