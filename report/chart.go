package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// chartRows is how many rows of the sheet the smallest chart takes.
const chartRows = 7

// lightOrder is the order of lights in tables and bars, as lightLegend names them.
var lightOrder = []huibao.Light{huibao.Green, huibao.Yellow, huibao.Red, huibao.Grey}

// Columns of a table of lights in 总览: names, how many, the lights, and beside it its chart.
const (
	lightsFirst = 3
	lightsChart = "H"
)

// lightTable writes how many indicators of each name stand how, with a bar for each beside it, and
// leaves the row below both.
func (w *workbook) lightTable(g *grid, head, title string, names []string, of func(name int) map[huibao.Light]int) {
	g.row += 2
	heads := []string{head, "指标（个）"}
	for i, l := range lightOrder {
		heads = append(heads, l.Glyph()+" "+lightLegend[i])
	}
	for i, h := range append(heads, "达序时占可评") {
		g.b.Text(g.name, g.ref(i+1), h)
		g.style(i+1, g.styles.head())
	}
	g.b.Check(g.b.SetRowHeight(g.name, g.row, theme.RowHeight))
	first := g.row + 1
	for k, name := range names {
		g.row++
		w.lightRow(g, name, of(k))
	}
	last := g.row
	g.later = append(g.later, func() { w.lightChart(first, last, title) })
	g.row = max(g.row, first+chartRows+1) // the chart is higher than a table of few names
}

func (w *workbook) lightRow(g *grid, name string, lights map[huibao.Light]int) {
	all := 0
	for i, l := range lightOrder {
		g.count(lightsFirst+i, lights[l])
		all += lights[l]
	}
	g.text(1, "left", name)
	g.count(2, all)
	if share, judged := lightsFirst+len(lightOrder), all-lights[huibao.Grey]; judged > 0 {
		g.number(share, huibao.Num(huibao.RatioOf(int64(lights[huibao.Green]), int64(judged)).Round(4)), percentFormat)
	} else {
		g.text(share, "center", "—")
	}
	g.height(name, 26)
}

// lightChart draws a table of lights as bars of counts; no count of 0 has a label.
func (w *workbook) lightChart(first, last int, title string) {
	no := false
	var series []excelize.ChartSeries
	for i, l := range lightOrder {
		col := sheet.ColName(lightsFirst + i)
		series = append(series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", sheetOverview, col, first-1),
			Categories: fmt.Sprintf("%s!$A$%d:$A$%d", sheetOverview, first, last),
			Values:     fmt.Sprintf("%s!$%s$%d:$%s$%d", sheetOverview, col, first, col, last),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{theme.LightBar(string(l))}},
			DataLabel:  excelize.ChartDataLabel{Font: excelize.Font{Family: theme.Hei, Size: 9, Color: "000000"}},
		})
	}
	legend := axisFont()
	w.b.Check(w.b.AddChart(sheetOverview, fmt.Sprintf("%s%d", lightsChart, first-1), &excelize.Chart{
		Type:       excelize.BarStacked,
		Series:     series,
		Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Family: theme.Hei, Size: 11}}}},
		Legend:     excelize.ChartLegend{Position: "bottom", Font: &legend},
		Format:     excelize.GraphicOptions{OffsetX: 10},
		Dimension:  excelize.ChartDimension{Width: 380, Height: uint(max(last-first+2, chartRows) * 26)},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0;;"}},
		XAxis:      excelize.ChartAxis{ReverseOrder: true, Font: axisFont()},
		YAxis:      excelize.ChartAxis{MajorGridLines: true, Minimum: zero(), Font: axisFont(), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
		GapWidth:   gap(),
		VaryColors: &no,
	}))
}

// axisFont is dark enough to read (theme.Subtle on white is 7 : 1).
func axisFont() excelize.Font { return excelize.Font{Family: theme.Hei, Size: 9, Color: theme.Subtle} }

// percentAxis is an axis from 0 % to 100 %.
func percentAxis() excelize.ChartAxis {
	return excelize.ChartAxis{MajorGridLines: true, Minimum: zero(), Maximum: one(), Font: axisFont(), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}}
}

func zero() *float64 { v := 0.0; return &v }
func one() *float64  { v := 1.0; return &v }
func gap() *uint     { v := uint(60); return &v }
