package planfile

import (
	"io"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// ReviewSheet lists, in a drafted plan.xlsx, what people should look at. Read
// ignores it.
const ReviewSheet = "待核"

// WriteDraft writes a drafted plan like Write, with what was read with doubt marked
// by a yellow cell and a note that says why, and sheet 待核.
func WriteDraft(w io.Writer, d *huibao.Draft) error {
	b, tables := lay(d.Plan)
	doubtful := tableStyle(b, &excelize.Style{Font: bodyFont(), Fill: theme.Fill(theme.WarnFill),
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	for _, x := range d.Doubts {
		ref := doubtCell(tables[x.Sheet], x)
		if ref == "" {
			continue
		}
		b.Check(b.SetCellStyle(x.Sheet, ref, ref, doubtful))
		b.Check(b.AddComment(x.Sheet, excelize.Comment{Cell: ref, Author: "huibao", Text: "待核：" + x.Why}))
	}
	b.Add(ReviewSheet)
	writeTable(b, newStyles(b), ReviewSheet, reviewRows(d))
	return finish(w, b, d.Plan)
}

// doubtCell is the cell of a doubt: its row by the key in the first column, its
// column by the heading.
func doubtCell(rows [][]string, d huibao.Doubt) string {
	for i, row := range rows {
		if i == 0 || row[0] != d.Key {
			continue
		}
		for j, head := range rows[0] {
			if head == d.Heading {
				return sheet.Ref(i+1, j+1)
			}
		}
	}
	return ""
}

func reviewRows(d *huibao.Draft) [][]string {
	rows := [][]string{{"任务", "位置", "原文或现值", "为什么要核对"}}
	for _, x := range d.Doubts {
		rows = append(rows, []string{"", "“" + x.Sheet + "”" + x.Key + " " + x.Heading, doubtValue(d.Plan, x), x.Why})
	}
	for _, p := range d.Review {
		no := ""
		if p.Task > 0 {
			no = itoa(p.Task)
		}
		rows = append(rows, []string{no, "没有取作目标", p.Quote, p.Why})
	}
	return rows
}

// doubtValue is the words that a doubtful field was read from.
func doubtValue(p *huibao.Plan, d huibao.Doubt) string {
	if ind := p.IndicatorByCode(d.Key); d.Sheet == huibao.SheetIndicators && ind != nil {
		return ind.Quote
	}
	return ""
}
