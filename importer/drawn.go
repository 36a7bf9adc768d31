package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/sheet"
)

// What a unit wrote into text boxes and shapes over a table is read as what it wrote beside the table's cells: of
// the rows that it names, else of all of them where it doubts their figures, else of the row on which it stands.

// drawnOn reads the shapes of the cover and of the pages from which rows were read.
func (r *reader) drawnOn(pages []page) {
	for _, p := range pages {
		read := slices.ContainsFunc(r.ret.Rows, func(row huibao.ReturnRow) bool { return row.Sheet == p.Name })
		if !p.isOurs() && (read || p.Name == huibao.FrontSheet && p.State == sheet.Visible) {
			r.readDrawn(p)
			r.readPrinted(p)
		}
	}
}

// readDrawn remarks the texts of the shapes of a page.
func (r *reader) readDrawn(p page) {
	told := 0
	for _, c := range p.grid.Drawn {
		text := c.Text
		if len(text) > maxProse {
			text = strings.ToValidUTF8(text[:maxProse], "") + cutShort
		}
		if told++; told > maxOutside {
			r.remark(huibao.RemarkOutside, drawnLabel+text+notListed, p.at(c.Row, c.Col))
			return
		}
		r.readBox(p, sheet.Comment{Row: c.Row, Col: c.Col, Text: text})
	}
}

// readPrinted remarks what a page says of its figures above or below where it is printed: that they are a draft.
func (r *reader) readPrinted(p page) {
	for _, text := range p.grid.Printed {
		if len(text) > maxProse {
			continue
		}
		kind, said := r.outside(p, 1, sheet.Cell{Raw: text, Type: sheet.Text})
		if kind == "" && doubt.Draft(strings.Join(strings.Fields(fold(text)), "")) {
			kind, said = huibao.RemarkNotWhole, text
		}
		if kind != "" {
			r.remark(kind, huibao.PrintedLabel+said, huibao.Place{Sheet: p.Name})
		}
	}
}

// drawnLabel begins what is told of a text that stands in no cell.
const drawnLabel = "文本框："

// readBox remarks one such text.
func (r *reader) readBox(p page, c sheet.Comment) {
	at := p.at(c.Row, c.Col)
	pieces := []string{c.Text}
	if !doubt.Manual(strings.Join(strings.Fields(fold(c.Text)), "")) {
		pieces = r.boxOfRows(p, c.Text, at)
	}
	doubts := false
	for _, piece := range pieces {
		kind, text := r.outside(p, c.Row, sheet.Cell{Raw: piece, Type: sheet.Text})
		if kind != "" {
			r.remark(kind, drawnLabel+text, at)
			doubts = true
		}
	}
	switch rest := strings.Join(pieces, "；"); {
	case doubts || rest == "" || !toldOf(rest, false, false):
	case p.Name != huibao.FrontSheet && r.rowAt(p, c.Row) != nil:
		row := r.rowAt(p, c.Row)
		row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkDrawn, Text: rest, Place: at})
	default:
		r.remark(huibao.RemarkOutside, drawnLabel+rest, at)
	}
}

// boxOfRows remarks what a text says of rows that it names at those rows, and gives the pieces that name none.
func (r *reader) boxOfRows(p page, text string, at huibao.Place) (others []string) {
	return r.ofRows(&p, text, func(row *huibao.FormRow, piece string) {
		if read := r.ret.RowByCode(row.Code); read != nil && piece != "" {
			read.Remarks = append(read.Remarks, huibao.Remark{Kind: huibao.RemarkDrawn, Text: piece, Place: at})
		}
	})
}

// rowAt is the indicator that was read from a row of a page; nil without one.
func (r *reader) rowAt(p page, n int) *huibao.ReturnRow {
	for i := range r.ret.Rows {
		if row := &r.ret.Rows[i]; row.Sheet == p.Name && row.Row == n {
			return row
		}
	}
	return nil
}
