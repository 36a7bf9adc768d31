package report

import (
	"fmt"

	"huibao/internal/docx"
	"huibao/internal/pdf"
)

// What stands in the PDF alone as it is, and in both otherwise: pages, lines, the heads.

// Masthead sets the red head.
func (p *paper) Masthead(mark, number string) {
	p.Doc.Masthead(mark, number)
	p.word.Masthead(mark, number)
}

// Closes says that the next paragraph is the last, before so many lines.
func (p *paper) Closes(lines int) {
	p.Doc.Closes(lines)
	p.word.Closes()
}

// Space leaves lines empty.
func (p *paper) Space(lines int) {
	p.Doc.Space(lines)
	p.word.Space(lines)
}

// Sign sets 署名 or its date.
func (p *paper) Sign(text string) {
	p.Doc.Sign(text)
	p.word.Sign(text)
}

// Section begins a new page.
func (p *paper) Section(wide bool) {
	p.Doc.Section(wide)
	p.word.Section(wide)
}

// Colophon sets the 版记.
func (p *paper) Colophon(copyTo, office, date string) {
	p.Doc.Colophon(copyTo, office, date)
	p.word.Colophon(copyTo, office, date)
}

// plainColumns are those whose numbers are no figures.
var plainColumns = map[string]bool{orderColumn: true, "编码": true, "任务": true, "SHA-256": true, "收到日期": true}

var alignments = map[pdf.Align]string{pdf.Left: "left", pdf.Centre: "center", pdf.Right: "right"}

// wordTable is a table as the editable document has it.
func wordTable(t pdf.Table) ([]docx.Column, []docx.Row) {
	var columns []docx.Column
	for _, c := range t.Columns {
		columns = append(columns, docx.Column{Title: c.Title, Group: c.Group, Width: int(10 * c.Width), Align: alignments[c.Align], Plain: plainColumns[c.Title]})
	}
	var rows []docx.Row
	for _, r := range t.Rows {
		row := docx.Row{Category: r.Category}
		for _, c := range r.Cells {
			x := docx.Cell{Text: c.Text}
			if c.Shape != pdf.NoShape {
				x.Sign, x.Colour = signOf(c.Shape), colourOf(c.Colour)
			}
			row.Cells = append(row.Cells, x)
		}
		rows = append(rows, row)
	}
	return columns, rows
}

func colourOf(c [3]int) string { return fmt.Sprintf("%02X%02X%02X", c[0], c[1], c[2]) }

// wordStacks is a chart of lights as a table of its counts.
func wordStacks(legend []string, bars []pdf.Stack) ([]docx.Column, []docx.Row) {
	columns := []docx.Column{{Title: "", Width: 40, Align: "left", Plain: true}}
	for _, l := range legend {
		columns = append(columns, docx.Column{Title: l, Width: 15, Align: "right"})
	}
	var rows []docx.Row
	for _, b := range bars {
		row := docx.Row{Cells: []docx.Cell{{Text: b.Label}}}
		for _, part := range b.Parts {
			row.Cells = append(row.Cells, docx.Cell{Text: itoa(part.Count)})
		}
		rows = append(rows, row)
	}
	return columns, rows
}
