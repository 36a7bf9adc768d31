package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/internal/theme"
	"huibao/statement"
)

// Charts of what lags against its pace: from so many periods on, so many at most, and how large.
const (
	paceFrom   = 3
	paceMost   = 4
	paceHeight = 160 // pixels
	paceWidest = 460
	rowPixels  = 20 // of a row whose height nobody set
	unitPixels = 7  // of Excel's unit of width
)

// paceLines are the indicators that lag and have a pace and nothing missing, the worst first.
func (w *workbook) paceLines() []IndicatorRow {
	var list []IndicatorRow
	for _, l := range w.lags() {
		if paced(l.IndicatorRow) && l.S.Share.Valid() && l.S.Completion.Valid() && len(list) < paceMost {
			list = append(list, l.IndicatorRow)
		}
	}
	return list
}

// paceCharts draws on a page of 各期对比 how each of the worst lagging indicators went, against its pace.
func (w *workbook) paceCharts(periods []*statement.Past, g *grid) {
	list := w.paceLines()
	if len(periods) < paceFrom || len(list) == 0 {
		return
	}
	w.b.Check(w.b.InsertPageBreak(g.name, sheet.Ref(g.row+1, 1))) // charts are not torn from their table
	g.row++
	head := g.row
	for i, label := range []string{"编码", "滞后的指标", "%"} {
		g.text(i+1, "center", label)
		g.style(i+1, g.styles.head())
	}
	for i, c := range periods {
		g.text(periodsFirst+i, "center", periodHead(c.Period))
		g.style(periodsFirst+i, g.styles.head())
	}
	for _, r := range list {
		g.row++
		w.paceRow(g, r, "完成率", periods, func(s *huibao.Standing) huibao.Ratio { return s.Completion })
		g.row++
		w.paceRow(g, r, "序时", periods, func(s *huibao.Standing) huibao.Ratio { return s.Share })
	}
	g.b.Check(g.b.SetSheetDimension(g.name, "A1:"+sheet.Ref(g.row, g.last)))
	w.drawPaces(g, list, head, len(periods))
}

func (w *workbook) paceRow(g *grid, r IndicatorRow, label string, periods []*statement.Past, of func(*huibao.Standing) huibao.Ratio) {
	g.text(1, "center", r.Code)
	g.text(2, "left", w.called(r.Indicator))
	g.text(3, "center", label)
	for i, c := range periods {
		g.empty(periodsFirst+i, periodsFirst+i)
		if s := c.CityStanding(r.Code); s != nil && of(s).Valid() {
			g.number(periodsFirst+i, huibao.Num(capped(of(s), of(s).Cmp(huibao.RatioOf(1, 1)) < 0)), percentFormat)
		}
	}
}

// drawPaces draws the lines of the table under its heading row, side by side as there is room.
func (w *workbook) drawPaces(g *grid, list []IndicatorRow, head, periods int) {
	across := 2
	if g.pixels >= 4*300 {
		across = paceMost
	}
	width := min(g.pixels/across-16, paceWidest)
	last := sheet.ColName(periodsFirst + periods - 1)
	for i, r := range list {
		at := func(row int) string {
			return fmt.Sprintf("%s!$%s$%d:$%s$%d", g.name, sheet.ColName(periodsFirst), row, last, row)
		}
		line := func(row int, colour string, look excelize.LineOptions) excelize.ChartSeries {
			return excelize.ChartSeries{Name: fmt.Sprintf("%s!$C$%d", g.name, row), Categories: at(head), Values: at(row), Marker: excelize.ChartMarker{Symbol: "circle", Size: 4},
				Line: look, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}}
		}
		row := g.row + 2 + i/across*(paceHeight/rowPixels+1)
		col, offset := g.columnAt(4 + i%across*(width+8))
		w.b.Check(w.b.AddChart(g.name, sheet.Ref(row, col), &excelize.Chart{
			Type:      excelize.Line,
			Series:    []excelize.ChartSeries{line(head+2*i+1, theme.Blue, excelize.LineOptions{Width: 2}), line(head+2*i+2, theme.LockedText, excelize.LineOptions{Width: 0.75})},
			Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: r.Code + " " + shortened(w.called(r.Indicator), width/14) + "（%）", Font: &excelize.Font{Family: theme.Hei, Size: 9, Color: theme.Subtle}}}},
			Legend:    excelize.ChartLegend{Position: "bottom", Font: paceFont()},
			Format:    excelize.GraphicOptions{OffsetX: offset},
			Dimension: excelize.ChartDimension{Width: uint(width), Height: paceHeight},
			XAxis:     excelize.ChartAxis{Font: axisFont()},
			YAxis:     percentAxis(),
		}))
	}
}

// columnAt is the column, from 1, in which a place across a finished sheet lies, and how far within;
// in pixels.
func (g *grid) columnAt(x int) (col, offset int) {
	for col = 1; col < g.last; col++ {
		units, err := g.b.GetColWidth(g.name, sheet.ColName(col))
		g.b.Check(err)
		if x < int(units*unitPixels) {
			break
		}
		x -= int(units * unitPixels)
	}
	return col, x
}

func paceFont() *excelize.Font { f := axisFont(); return &f }

// shortened is a text of at most so many characters.
func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
