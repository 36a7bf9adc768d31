package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao/internal/theme"
)

// chartRows is how many rows of the sheet the smallest chart takes.
const chartRows = 7

// chart draws the shares of a table of 总览 as a native bar chart beside it.
func (w *workbook) chart(first, last int, title string) {
	no := false
	w.b.Check(w.b.AddChart(sheetOverview, fmt.Sprintf("F%d", first-1), &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:       sheetOverview + "!$E$" + itoa(first-1),
			Categories: fmt.Sprintf("%s!$A$%d:$A$%d", sheetOverview, first, last),
			Values:     fmt.Sprintf("%s!$E$%d:$E$%d", sheetOverview, first, last),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{theme.Blue}},
		}},
		Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Family: theme.Hei, Size: 11}}}},
		Legend:     excelize.ChartLegend{Position: "none"},
		Format:     excelize.GraphicOptions{OffsetX: 20},
		Dimension:  excelize.ChartDimension{Width: 450, Height: uint(max(last-first+2, chartRows) * 27)},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true},
		XAxis:      excelize.ChartAxis{ReverseOrder: true, Font: axisFont()},
		YAxis:      percentAxis(),
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
