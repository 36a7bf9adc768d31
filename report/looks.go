package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// looks are the styles of the workbook's cells, made on demand and shared.
type looks struct {
	b    *book.Book
	made map[string]int
}

func newLooks(b *book.Book) looks { return looks{b, map[string]int{}} }

func (l looks) get(key string, make func() *excelize.Style) int {
	if id, ok := l.made[key]; ok {
		return id
	}
	id, err := l.b.NewStyle(make())
	l.b.Check(err)
	l.made[key] = id
	return id
}

func (l looks) title() int {
	return l.get("title", func() *excelize.Style {
		return &excelize.Style{Font: theme.TitleFont(), Alignment: theme.Align("center")}
	})
}

func (l looks) sub() int {
	return l.get("sub", func() *excelize.Style {
		return &excelize.Style{Font: theme.SubFont(), Alignment: &excelize.Alignment{Vertical: "center"}}
	})
}

func (l looks) head() int {
	return l.get("head", func() *excelize.Style {
		return &excelize.Style{Font: theme.HeadFont(), Fill: theme.Fill(theme.Heading), Border: theme.Border(), Alignment: theme.Align("center")}
	})
}

func (l looks) category() int {
	return l.get("category", func() *excelize.Style {
		return &excelize.Style{Font: theme.HeadFont(), Fill: theme.Fill(theme.Category), Border: theme.Border(), Alignment: theme.Align("left")}
	})
}

func (l looks) text(h string) int {
	return l.get("text"+h, func() *excelize.Style {
		return &excelize.Style{Font: theme.BodyFont(""), Border: theme.Border(), Alignment: theme.Align(h)}
	})
}

// line is text that is not wrapped: keys and hashes.
func (l looks) line() int {
	return l.get("line", func() *excelize.Style {
		return &excelize.Style{Font: theme.BodyFont(""), Border: theme.Border(), Alignment: &excelize.Alignment{Vertical: "center"}}
	})
}

func (l looks) link() int {
	return l.get("link", func() *excelize.Style {
		f := theme.BodyFont(theme.Link)
		f.Underline = "single"
		return &excelize.Style{Font: f, Border: theme.Border(), Alignment: theme.Align("center")}
	})
}

// fileLink is a file's name that opens it.
func (l looks) fileLink() int {
	return l.get("fileLink", func() *excelize.Style {
		f := theme.BodyFont(theme.Link)
		f.Underline = "single"
		return &excelize.Style{Font: f, Border: theme.Border(), Alignment: theme.Align("left")}
	})
}

// number is a number with places decimals, or a percentage, or signed points.
func (l looks) number(format string) int {
	return l.get("number"+format, func() *excelize.Style {
		return &excelize.Style{Font: theme.BodyFont(""), Border: theme.Border(), CustomNumFmt: &format,
			Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}
	})
}

// ordinal is a number that only names or counts: centred, so that it keeps off the text after it.
func (l looks) ordinal() int {
	return l.get("ordinal", func() *excelize.Style {
		whole := "0"
		return &excelize.Style{Font: theme.BodyFont(""), Border: theme.Border(), CustomNumFmt: &whole, Alignment: theme.Align("center")}
	})
}

const (
	percentFormat = "0.00%"
	pointsFormat  = "+0.00;-0.00;0.00"
	wholeFormat   = "#,##0"
	generalFormat = "General" // as many decimals as there are; "0.##" would leave a bare point
)

func placesFormat(places int32) string {
	if places <= 0 {
		return wholeFormat
	}
	return wholeFormat + "." + strings.Repeat("0", int(places))
}

func (l looks) light(light huibao.Light) int {
	return l.get("light"+string(light), func() *excelize.Style {
		colour, fill := theme.LightColour(string(light))
		return &excelize.Style{Font: theme.BodyFont(colour), Fill: theme.Fill(fill), Border: theme.Border(), Alignment: theme.Align("center")}
	})
}

// grid writes one sheet row by row and learns how wide its columns are.
type grid struct {
	*workbook
	name   string
	row    int
	widths map[int]int
	last   int
	head   int
	lead   int       // columns before those that are counted: the key of a data sheet
	unseen int       // how many of the last columns are hidden
	pixels int       // across, once it is finished
	about  string    // of a data sheet: what the header of its pages says
	rows   *longRows // of one that may be long, below its headings

	heights map[int]int  // of rows of a sheet that is printed, in points
	leads   map[int]bool // rows that stand on the page of the next one

	later []func() // charts, which are placed by the widths of columns

	liveCols  []int // of a data sheet: those that are formulas over other sheets
	firstTwin int   // the column of the first one's hidden twin
}

func (w *workbook) grid(name string) *grid {
	return &grid{workbook: w, name: name, widths: map[int]int{}, heights: map[int]int{}, leads: map[int]bool{}}
}

func (g *grid) ref(col int) string { return sheet.Ref(g.row, col+g.lead) }

func (g *grid) wide(col int, text string) {
	g.last = max(g.last, col)
	g.widths[col] = max(g.widths[col], theme.Width(text))
}

// title writes the title over the columns, and the sub-line under it, which gives way to a
// warning once 台账 is not what was issued.
func (g *grid) title(text, sub string, cols int) {
	g.b.Text(g.name, "A1", text)
	end := sheet.Ref(1, cols)
	g.b.Check(g.b.MergeCell(g.name, "A1", end))
	g.b.Check(g.b.SetCellStyle(g.name, "A1", end, g.styles.title()))
	g.b.Check(g.b.SetRowHeight(g.name, 1, theme.TitleHeight))
	g.b.FormulaText(g.name, "A2", fmt.Sprintf(`IF(%s!$B$2="%s","%s",%s!$B$2)`, sheetNotes, unchanged, strings.ReplaceAll(sub, `"`, "＂"), sheetNotes), sub)
	g.b.Check(g.b.SetCellStyle(g.name, "A2", "A2", g.styles.sub()))
	g.row, g.last = 2, cols
}

// data begins a data sheet: headings in its first row, a key in its first column; what
// it is called stands in the header of its pages.
func (g *grid) data(title, sub string) { g.lead, g.about = 1, title+"\n"+sub }

// next begins the next row of a data sheet.
func (g *grid) next(key string) {
	g.row++
	g.widths[0] = max(g.widths[0], theme.Width(key))
	if g.rows != nil {
		g.rows.end()
	}
	g.set(1-g.lead, cell{style: g.styles.line(), text: key})
}

// cell is what most cells of a sheet hold: a whole number, or else a text, which a formula gives where
// there is one.
type cell struct {
	style         int
	isNumber      bool
	number        int
	text, formula string
}

// set writes a cell of the row, or keeps it where the rows are kept.
func (g *grid) set(col int, c cell) {
	if g.rows != nil {
		g.rows.set(col+g.lead, c)
		return
	}
	switch at := g.ref(col); {
	case c.isNumber:
		g.b.Int(g.name, at, c.number)
	case c.formula != "":
		g.b.FormulaText(g.name, at, c.formula, c.text)
	case c.text != "":
		g.b.Text(g.name, at, c.text)
	}
	g.style(col, c.style)
}

// heads writes the heading row.
func (g *grid) heads(labels ...string) {
	g.row++
	g.head = g.row
	if g.lead > 0 {
		g.b.Text(g.name, "A1", "键")
		g.b.Check(g.b.SetCellStyle(g.name, "A1", "A1", g.styles.head()))
	}
	for i, l := range labels {
		g.b.Text(g.name, g.ref(i+1), l)
		g.b.Check(g.b.SetCellStyle(g.name, g.ref(i+1), g.ref(i+1), g.styles.head()))
		g.wide(i+1, l)
	}
	g.b.Check(g.b.SetRowHeight(g.name, g.row, 2*theme.LineHeight+4))
}

func (g *grid) text(col int, h, text string) {
	g.set(col, cell{style: g.styles.text(h), text: text})
	g.wide(col, text)
}

// style gives a cell another style than it was set with.
func (g *grid) style(col, id int) {
	if g.rows != nil {
		g.rows.styled(col+g.lead, id)
		return
	}
	g.b.Check(g.b.SetCellStyle(g.name, g.ref(col), g.ref(col), id))
}

// figure writes a quantity with a format, and nothing where there is none.
func (g *grid) figure(col int, q huibao.Quantity, format string) {
	if _, ok := q.Decimal(); ok {
		g.number(col, q, format)
		return
	}
	g.empty(col, col)
}

// empty frames cells that hold nothing.
func (g *grid) empty(from, to int) {
	g.last = max(g.last, to)
	for col := from; col <= to; col++ {
		g.style(col, g.styles.text("center"))
	}
}

// number writes a quantity with a format; — where there is none.
func (g *grid) number(col int, q huibao.Quantity, format string) {
	d, ok := q.Decimal()
	if !ok {
		g.text(col, "center", quantityText(q, 0))
		return
	}
	g.b.Number(g.name, g.ref(col), d)
	g.style(col, g.styles.number(format))
	g.wide(col, formatted(d, format))
}

func (g *grid) count(col, n int) {
	g.set(col, cell{style: g.styles.number(wholeFormat), isNumber: true, number: n})
}

// ordinal writes a number that only names or counts.
func (g *grid) ordinal(col, n int) {
	g.set(col, cell{style: g.styles.ordinal(), isNumber: true, number: n})
}

// formula writes a formula with the number it gives.
func (g *grid) formula(col int, formula string, value decimal.Decimal, format string) {
	g.b.Formula(g.name, g.ref(col), formula, value)
	g.style(col, g.styles.number(format))
	g.wide(col, formatted(value, format))
}

// formatted is the longest text that a number is shown as in one of our formats.
func formatted(d decimal.Decimal, format string) string {
	if strings.HasSuffix(format, "%") {
		return group(d.Shift(2), 2) + "%"
	}
	return group(d, 2)
}

func (g *grid) light(col int, light huibao.Light, text string) {
	g.set(col, cell{style: g.styles.light(light), text: text})
	g.wide(col, text)
}

// wrapped is a text in a column of a width.
type wrapped struct {
	text  string
	width int
}

// category writes a row across the table.
func (g *grid) category(text string) {
	g.row++
	g.b.Text(g.name, g.ref(1), text)
	g.b.Check(g.b.MergeCell(g.name, g.ref(1), g.ref(g.last)))
	g.b.Check(g.b.SetCellStyle(g.name, g.ref(1), g.ref(g.last), g.styles.category()))
	g.lines(1)
	g.leads[g.row] = true
}

// lines sets the height of a row of so many lines.
func (g *grid) lines(n int) {
	g.heights[g.row] = int(theme.Height(n))
	g.b.Check(g.b.SetRowHeight(g.name, g.row, theme.Height(n)))
}

// height fits the row to a text in a column of a width, and to others beside it.
func (g *grid) height(text string, width int, beside ...wrapped) {
	lines := theme.Lines(text, width)
	for _, b := range beside {
		lines = max(lines, theme.Lines(b.text, b.width))
	}
	if g.rows != nil {
		g.rows.height = fmt.Sprint(theme.Height(lines))
		return
	}
	g.lines(lines)
}
