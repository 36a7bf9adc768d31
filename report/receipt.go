package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/pdf"
	"huibao/statement"
)

// ReceiptNumber is that of the receipt of a return: period, unit, version.
func ReceiptNumber(c *statement.Consolidation, s *huibao.Submission) string {
	return fmt.Sprintf("%s-%s-%d", c.Period, c.Plan.UnitName(s.Unit), s.Version)
}

// Receipt writes the receipt (回执) of a return as a PDF, to be signed and kept: its
// number, the file with its hash, when it came in, and the figures as they were read.
func Receipt(w io.Writer, c *statement.Consolidation, info Info, s *huibao.Submission) error {
	doc, err := pdf.New(pdf.Meta{Title: "报送回执", Author: c.Plan.Office, Subject: ReceiptNumber(c, s), Producer: "huibao " + info.Version, Time: info.Date.Time(), Fonts: info.Fonts})
	if err != nil {
		return err
	}
	doc.Title("报送回执")
	for _, line := range []string{
		"编号：" + ReceiptNumber(c, s),
		"报送单位：" + c.Plan.UnitName(s.Unit) + "　报告期：" + c.Period.Chinese(),
		"收到日期：" + huibao.DateOf(s.Receipt.Time).Chinese() + "　状态：" + strings.TrimRight(s.State.Label()+"　"+mask.Text(s.Why), "　"),
	} {
		doc.Plain(line)
	}
	doc.Small("文件：" + s.Path)
	doc.Small("文件 SHA-256：" + s.SHA256)
	doc.Small(fmt.Sprintf("共读到 %d 个数，%d 行未计入，列在下面。本回执只说明收到了什么、读到了什么，不是审核结论；盖章件请以本编号命名后随报表报送。", s.Values(), len(s.HeldOut)))
	doc.Plain("经核对，与本单位报表一致（签字、盖章、日期）：")
	doc.Space(2)
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 16, Align: pdf.Centre}, {Title: "指标", Width: 60}, {Title: "计量单位", Width: 20, Align: pdf.Centre}, {Title: "读到的内容（不含说明文字）", Width: 84}}}
	var rows []huibao.ReturnRow
	if s.Return != nil {
		rows = s.Return.Unfolded().Rows
	}
	for i := range rows {
		r := &rows[i]
		measure := ""
		if ind := c.Plan.IndicatorByCode(r.Code); ind != nil {
			measure = ind.Measure
		}
		read := readOf(r)
		switch {
		case slices.Contains(s.LeftOut, r.Code):
			read = "（不采用）" + read
		case s.Holds(r.Code):
			read = "（未计入）" + read
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: cells(r.Code, maskedText(r.Name), measure, read), Refs: []string{r.Code}})
	}
	doc.Table(t)
	return doc.Render(w)
}

// readOf is what was read in a row: its figures and days, the state of a milestone and its
// papers; not what was computed.
func readOf(r *huibao.ReturnRow) string {
	var list []string
	for v := range r.Values.All() {
		text := ""
		switch {
		case v.Origin == huibao.OriginDerived:
		case v.Quantity.IsNumber():
			text = v.Quantity.String()
		case !v.Date.IsZero():
			text = v.Date.String()
		case v.Field == huibao.FieldState || v.Field == huibao.FieldEvidence:
			text = maskedText(v.Word)
		}
		if text != "" {
			list = append(list, v.Field.Label(r.Kind)+" "+text)
		}
	}
	return strings.Join(list, "；")
}
