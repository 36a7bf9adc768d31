package planfile

import (
	"io"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// writtenAt is the date in the properties of a plan.xlsx that we write: the same
// plan gives the same bytes.
var writtenAt = time.Date(2000, 1, 1, 0, 0, 0, 0, huibao.China)

// spareRows is how many empty rows under a table the dropdowns cover.
const spareRows = 200

// Write writes plan.xlsx with dropdowns, notes on the headings and frozen panes.
// Reading it gives the same plan.
func Write(w io.Writer, p *huibao.Plan) error {
	return finish(w, lay(Tables(p)), p)
}

// lay lays the tables out, one a sheet.
func lay(tables map[string][][]string) *book.Book {
	b := book.New(Sheets()[0])
	st := newStyles(b)
	for i, name := range everySheet() {
		if !slices.Contains(Sheets(), name) && len(tables[name]) < 2 {
			continue
		}
		if i > 0 {
			b.Add(name)
		}
		writeTable(b, st, name, tables[name])
	}
	return b
}

func finish(w io.Writer, b *book.Book, p *huibao.Plan) error {
	return b.Finish(w, book.Meta{Title: p.Title, Creator: "huibao", Time: writtenAt})
}

type styles struct{ head, body, number int }

func tableStyle(b *book.Book, s *excelize.Style) int {
	s.Border = theme.Border()
	id, err := b.NewStyle(s)
	b.Check(err)
	return id
}

func bodyFont() *excelize.Font { return &excelize.Font{Family: theme.Song, Size: theme.BodySize} }

func newStyles(b *book.Book) styles {
	return styles{
		head: tableStyle(b, &excelize.Style{Font: &excelize.Font{Family: theme.Hei, Size: theme.BodySize}, Fill: theme.Fill(theme.Heading),
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}}),
		body:   tableStyle(b, &excelize.Style{Font: bodyFont(), NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}),
		number: tableStyle(b, &excelize.Style{Font: bodyFont(), Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}),
	}
}

func writeTable(b *book.Book, st styles, name string, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for i, row := range rows {
		for j, s := range row {
			ref := sheet.Ref(i+1, j+1)
			widths[j] = max(widths[j], min(theme.Width(s), 40))
			style := st.body
			switch d, ok := plainNumber(s); {
			case i == 0:
				style = st.head
				b.Text(name, ref, s)
			case ok && !textColumn(rows[0][j]):
				style = st.number
				b.Number(name, ref, d)
			default:
				b.Text(name, ref, s)
			}
			b.Check(b.SetCellStyle(name, ref, ref, style))
		}
	}
	for j, w := range widths {
		b.Check(b.SetColWidth(name, sheet.ColName(j+1), sheet.ColName(j+1), theme.Column(theme.ColumnFor(w))))
	}
	for i, row := range rows[1:] {
		lines := 1
		for j, s := range row {
			lines = max(lines, theme.Lines(s, theme.ColumnFor(widths[j])))
		}
		b.Check(b.SetRowHeight(name, i+2, theme.Height(lines)))
	}
	finishTable(b, name, rows)
}

// textColumn reports whether a column of codes and periods is text, though it
// looks like a number.
func textColumn(head string) bool {
	switch head {
	case "编码", "其中", "编号", "报送期", "适用", "新值", "原值", "内容", "联系电话", "类区", "指标":
		return true
	}
	return false
}

func plainNumber(s string) (decimal.Decimal, bool) {
	if s == "" || len(s) > 15 {
		return decimal.Decimal{}, false
	}
	d, err := huibao.ParseDecimal(s)
	return d, err == nil && d.String() == s
}

// finishTable adds what helps the office: frozen headings, notes, dropdowns, print
// set-up.
func finishTable(b *book.Book, name string, rows [][]string) {
	b.Check(b.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.Check(b.SetRowHeight(name, 1, theme.TitleHeight))
	b.Check(b.SetSheetDimension(name, "A1:"+sheet.Ref(len(rows), len(rows[0]))))
	size, fit, landscape := 9, 0, "landscape"
	one := 1
	b.Check(b.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &fit}))
	yes := true
	b.Check(b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.Check(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}))
	for j, c := range columnsOf(name) {
		if j >= len(rows[0]) || rows[0][j] != c.name {
			break
		}
		col := sheet.ColName(j + 1)
		if c.note != "" {
			b.Check(b.AddComment(name, excelize.Comment{Cell: col + "1", Author: "huibao", Text: c.note}))
		}
		if c.words != nil {
			v := excelize.NewDataValidation(true)
			v.Sqref = col + "2:" + col + itoa(len(rows)+spareRows)
			b.Check(v.SetDropList(c.words()))
			v.SetError(excelize.DataValidationErrorStyleStop, "请从列表中选择", "只能填列表中的词")
			b.Check(b.AddDataValidation(name, v))
		}
	}
}
