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
	width := func(col int) int {
		if n := fixed[col]; n > 0 {
			return n
		}
		return max(min(g.widths[col]+2, 40), 7)
	}
	g.last += g.lead
	width = shifted(width, g.lead)
	for from := 1; from <= g.last; {
		to := from
		for to < g.last && width(to+1) == width(from) {
			to++
		}
		g.b.Check(g.b.SetColWidth(g.name, sheet.ColName(from), sheet.ColName(to), theme.Column(width(from))))
		from = to + 1
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
	g.print()
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

// hide hides the last n columns.
func (g *grid) hide(n int) {
	g.b.Check(g.b.SetColVisible(g.name, sheet.ColName(g.last-n+1)+":"+sheet.ColName(g.last), false))
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

// print sets the page up: A4 across, fitted to the width.
func (g *grid) print() {
	size, one, zero, landscape := 9, 1, 0, "landscape"
	g.b.Check(g.b.SetPageLayout(g.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &one, FitToHeight: &zero}))
	yes, no := true, false
	g.b.Check(g.b.SetSheetProps(g.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	g.b.Check(g.b.SetSheetView(g.name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	header := "&L&9 " + strings.ReplaceAll(cmp.Or(g.about, g.name), "&", "&&")
	if g.Model != nil {
		header += "&R&9 " + g.Period.Chinese()
	}
	g.b.Check(g.b.SetHeaderFooter(g.name, &excelize.HeaderFooterOptions{
		OddHeader: header, OddFooter: "&C&9第 &P 页 / 共 &N 页"}))
	side, top := 0.4, 0.6
	g.b.Check(g.b.SetPageMargins(g.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top}))
}
