package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// finish sets column widths (those given win over what the text asks for), panes,
// filter and print.
func (g *grid) finish(frozen int, filter bool, fixed map[int]int) {
	if g.rows != nil {
		g.rows.stream(g.b, g.name)
	}
	width := func(col int) int {
		if n := fixed[col]; n > 0 {
			return n
		}
		return max(min(g.widths[col]+2, 40), 7)
	}
	g.last += g.lead
	width = shifted(width, g.lead)
	total := 0
	for col := 1; col <= g.last-g.unseen; col++ {
		total += width(col)
	}
	for from := 1; from <= g.last; {
		to := from
		for to < g.last && width(to+1) == width(from) {
			to++
		}
		g.b.Check(g.b.SetColWidth(g.name, sheet.ColName(from), sheet.ColName(to), theme.Column(width(from))))
		from = to + 1
	}
	g.pixels = total * unitPixels
	if g.unseen > 0 {
		g.b.Check(g.b.SetColVisible(g.name, sheet.ColName(g.last-g.unseen+1)+":"+sheet.ColName(g.last), false))
	}
	if g.head > 0 {
		g.b.Check(g.b.SetPanes(g.name, &excelize.Panes{Freeze: true, XSplit: frozen, YSplit: g.head,
			TopLeftCell: sheet.Ref(g.head+1, frozen+1), ActivePane: pane(frozen)}))
		g.b.Check(g.b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", g.name, g.head), Scope: g.name}))
	}
	if g.lead > 0 {
		g.table()
	} else if filter && g.row > g.head {
		g.b.Check(g.b.AutoFilter(g.name, fmt.Sprintf("A%d:%s", g.head, sheet.Ref(g.row, g.last)), nil))
	}
	g.b.Check(g.b.SetSheetDimension(g.name, "A1:"+sheet.Ref(max(g.row, 1), max(g.last, 1))))
	g.print(total)
	if len(g.leads) > 0 {
		g.breakPages(total)
	}
	for _, draw := range g.later {
		draw()
	}
}

// shifted are widths of columns that are counted after the first lead ones.
func shifted(width func(int) int, lead int) func(int) int {
	return func(col int) int { return width(col - lead) }
}

// table makes a data sheet a table of Excel's, which sorts and filters as one.
func (g *grid) table() {
	no := false
	g.b.Check(g.b.AddTable(g.name, &excelize.Table{Range: "A1:" + sheet.Ref(max(g.row, 2), g.last), Name: "表_" + g.name, StyleName: "TableStyleLight1", ShowRowStripes: &no}))
}

func pane(frozen int) string {
	if frozen > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// onePage fits the sheet to one page.
func (g *grid) onePage() {
	one := 1
	g.b.Check(g.b.SetPageLayout(g.name, &excelize.PageLayoutOptions{FitToWidth: &one, FitToHeight: &one}))
}

// Sizes of paper, as Excel numbers them.
const (
	paperA3 = 8
	paperA4 = 9
)

// widestA4 is how wide a sheet may be, in Excel's units, to be read on A4 across: about 6 points.
const widestA4 = 230

// A data sheet of more rows than longestPrint prints its first printedRows alone, and says so on
// each page: nobody wants the hundreds of pages that "print the whole workbook" would give.
const (
	longestPrint = 1000
	printedRows  = 200
)

// print sets the page up: A4 across, A3 where the columns are too wide together, fitted to the width.
func (g *grid) print(width int) {
	size, one, zero, landscape := paperA4, 1, 0, "landscape"
	if width > widestA4 {
		size = paperA3
	}
	g.b.Check(g.b.SetPageLayout(g.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &zero}))
	yes, no := true, false
	g.b.Check(g.b.SetSheetProps(g.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	g.b.Check(g.b.SetSheetView(g.name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	header := "&L&9 " + strings.ReplaceAll(cmp.Or(g.about, g.name)+g.shortPrint(), "&", "&&")
	if g.Model != nil {
		header += "&R&9 " + g.Period.Chinese()
	}
	g.b.Check(g.b.SetHeaderFooter(g.name, &excelize.HeaderFooterOptions{
		OddHeader: header, OddFooter: "&C&9第 &P 页 / 共 &N 页"}))
	side, top := 0.4, 0.6
	g.b.Check(g.b.SetPageMargins(g.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top}))
}

// shortPrint bounds what is printed of a long data sheet, and gives the words that say so.
func (g *grid) shortPrint() string {
	rows := g.row - g.head
	if g.lead == 0 || rows <= longestPrint {
		return ""
	}
	area := fmt.Sprintf("'%s'!$A$1:$%s$%d", g.name, sheet.ColName(g.last), g.head+printedRows)
	g.b.Check(g.b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: g.name}))
	return fmt.Sprintf("。共 %d 行，只打印前 %d 行；要打印其余的行，请先取消打印区域", rows, printedRows)
}
