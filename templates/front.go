package templates

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/theme"
)

// howTo tells how each kind is filled in.
var howTo = map[huibao.Kind]string{
	huibao.KindCount:     "计数：填本期完成数，核减填负数并在说明栏写明原因；本年累计自动计算，也可直接填写。没有填 0，不涉及填 /。",
	huibao.KindRate:      "比率：只填分子、分母，不填百分数；本期没有此类情况的，分子、分母都填 0。",
	huibao.KindStandard:  "标准：填正在执行的标准、执行日期，以及期末人数、累计人月（次）和本年实发金额（元）。",
	huibao.KindRelation:  "关系：填本单位数值；有分子、分母的填分子、分母，数值自动计算。",
	huibao.KindMilestone: "事项：从下拉列表选状态；已完成的填完成日期和佐证材料。",
}

// signOff are the cells of the sheet's foot, in order.
var signOff = []string{"填报人", "联系电话", "审核人", "签批人", "填报日期"}

// explainRows is how many rows there are for explanations of whole-file findings.
const explainRows = 5

// front draws the first sheet.
func (d *drawing) front() {
	n := &notes{drawing: d, row: 1}
	f := d.form
	d.Text(huibao.FrontSheet, "A1", f.PlanTitle+"　填报说明")
	d.Check(d.MergeCell(huibao.FrontSheet, "A1", "B1"))
	d.Check(d.SetCellStyle(huibao.FrontSheet, "A1", "B1", d.styles.title))
	d.Check(d.SetRowHeight(huibao.FrontSheet, 1, theme.TitleHeight))
	n.row = 2
	n.pair("填报单位", f.Unit.Name)
	n.pair("报告期", f.Period.String())
	n.pair("数据截止", f.Day.CutOff.String())
	n.pair("报送截止", f.Day.Deadline.String())
	n.pair("方案版本", fmt.Sprintf("%.12s", f.PlanVersion))
	n.pair("联系办公室", f.Office+"　"+f.Contact+"　"+f.Phone)
	n.space()
	if len(f.Rows) > 0 {
		n.head("怎样填")
		for _, k := range huibao.Kinds() {
			if c := len(f.RowsOf(k)); c > 0 {
				n.pair(fmt.Sprintf("%s（%d 行）", k.Label(), c), howTo[k])
			}
		}
		n.pair("自检", "每行的“自检”栏自动核对；有红字即有疑问，请核对数据，或在说明栏写明原因后再报。")
		n.pair("请勿", "不必改动编码；可以增减列宽、插入说明、打印盖章。文件可用 Excel 2010 以上、WPS 或 LibreOffice 填写。")
		if len(f.RowsOf(huibao.KindCount)) > 0 {
			n.zeroReport()
		}
		n.space()
	}
	n.head("签署")
	for i, text := range n.signed() {
		n.line(signOff[i], text, n.styles.label, n.styles.text)
	}
	n.space()
	n.head("其他情况说明")
	n.labels("问题编号", "说明")
	codes := slices.Sorted(maps.Keys(d.entries.Notes))
	for _, code := range codes {
		n.line(code, d.entries.Notes[code], n.styles.text, n.styles.text)
	}
	for range explainRows - min(len(codes), explainRows) {
		n.blank()
	}
	if len(f.Reviews) > 0 {
		n.space()
		n.head("会审（牵头单位）")
		for _, t := range f.Reviews {
			n.pair("会审任务", t)
		}
		n.fill("牵头单位会审意见")
	}
	d.Check(d.SetColWidth(huibao.FrontSheet, "A", "A", 22))
	d.Check(d.SetColWidth(huibao.FrontSheet, "B", "B", 76))
	d.Check(d.SetSheetDimension(huibao.FrontSheet, fmt.Sprintf("A1:B%d", n.row-1)))
	d.printSetup(huibao.FrontSheet)
	portrait := "portrait"
	d.portrait(portrait)
	d.protect(huibao.FrontSheet)
}

// signed is what stands in the cells of the sign-off, in their order.
func (d *drawing) signed() []string {
	s := d.entries.Sign
	return []string{s.FilledBy, s.Phone, s.CheckedBy, s.ApprovedBy, s.DateText}
}

// notes writes the first sheet line by line.
type notes struct {
	*drawing
	row int
}

func (n *notes) line(a, b string, styleA, styleB int) {
	at := fmt.Sprintf("A%d", n.row)
	to := fmt.Sprintf("B%d", n.row)
	n.Text(huibao.FrontSheet, at, a)
	if b != "" {
		n.Text(huibao.FrontSheet, to, b)
	}
	n.Check(n.SetCellStyle(huibao.FrontSheet, at, at, styleA))
	n.Check(n.SetCellStyle(huibao.FrontSheet, to, to, styleB))
	lines := max(theme.Lines(b, 76), theme.Lines(a, 22))
	n.Check(n.SetRowHeight(huibao.FrontSheet, n.row, theme.Height(lines)))
	n.row++
}

// zeroReport draws the box of 零报告: a list of the line without and with its tick, which
// every program can choose from; the tick may be typed as well.
func (n *notes) zeroReport() {
	text := huibao.ZeroText
	if n.entries.ZeroReport {
		text = huibao.ZeroTicked
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("B%d", n.row)
	n.Check(v.SetDropList([]string{huibao.ZeroText, huibao.ZeroTicked}))
	v.SetError(excelize.DataValidationErrorStyleWarning, huibao.ZeroLabel, "从列表中选，或把 □ 改成 ☑")
	v.SetInput(huibao.ZeroLabel, "各计数行本期都没有新完成数、又不想逐行填 0 的，从列表中选 ☑是")
	n.line(huibao.ZeroLabel, text, n.styles.label, n.styles.text)
	n.Check(n.AddDataValidation(huibao.FrontSheet, v))
}

func (n *notes) pair(label, text string) { n.line(label, text, n.styles.label, n.styles.front) }
func (n *notes) labels(a, b string)      { n.line(a, b, n.styles.label, n.styles.label) }
func (n *notes) fill(label string)       { n.line(label, "", n.styles.label, n.styles.text) }
func (n *notes) blank()                  { n.line("", "", n.styles.text, n.styles.text) }
func (n *notes) space()                  { n.row++ }
func (n *notes) head(text string) {
	n.line(text, "", n.styles.head, n.styles.head)
}
