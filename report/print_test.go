package report_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/theme"
	"huibao/internal/thorough"
	"huibao/report"
)

// written is the workbook of a made-up city.
func written(t *testing.T, c city) *excelize.File {
	t.Helper()
	m := report.NewModel(c.consolidation(rand.New(rand.NewPCG(1, 7))), report.Info{Texts: texts(t)})
	var b bytes.Buffer
	if err := report.Workbook(&b, m); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// areas are the sheets with an area of print, and what it is.
func areas(f *excelize.File) map[string]string {
	m := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			m[n.Scope] = n.RefersTo
		}
	}
	return m
}

// TestPrintLong: of a data sheet of more than a thousand rows the first two hundred are printed,
// and its pages say so; shorter ones are printed whole.
func TestPrintLong(t *testing.T) {
	long := written(t, city{counties: 42, month: 6, sent: 1})
	want := map[string]string{"县区": "'县区'!$A$1:$R$201", "台账": "'台账'!$A$1:$X$201", "趋势": "'趋势'!$A$1:$R$201"}
	got := areas(long)
	for _, name := range long.GetSheetList() {
		rows, err := long.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		header, err := long.GetHeaderFooter(name)
		if err != nil {
			t.Fatal(err)
		}
		says := strings.Contains(header.OddHeader, "只打印前 200 行")
		if got[name] != want[name] || says != (want[name] != "") || (len(rows) > 1001) != says {
			t.Errorf("%s of %d rows: area %q, header %q; want area %q", name, len(rows), got[name], header.OddHeader, want[name])
		}
		if n := len([]rune(header.OddHeader + header.OddFooter)); n > 255 { // Excel's bound
			t.Errorf("%s: header of %d characters", name, n)
		}
	}
	if short := areas(written(t, city{counties: 4, month: 6, sent: 1})); len(short) > 0 {
		t.Errorf("areas of print of a small workbook: %v", short)
	}
}

// TestPaper: what is too wide for A4 is set up for A3.
func TestPaper(t *testing.T) {
	f := written(t, city{counties: 3, month: 6, sent: 1})
	for name, want := range map[string]int{"总览": 9, "任务进展": 9, "县区": 9, "趋势": 8, "各期对比": 9, "指标": 8, "台账": 8} {
		l, err := f.GetPageLayout(name)
		if err != nil {
			t.Fatal(err)
		}
		if *l.Size != want || *l.Orientation != "landscape" || *l.FitToWidth != 1 {
			t.Errorf("%s: paper %d, %s; want %d", name, *l.Size, *l.Orientation, want)
		}
	}
}

// TestPages: no page of 任务进展 ends with the heading of a category whose tasks stand on the next
// one, none but the first is a row alone, and none is more than a page. A plain run tries every
// twelfth number of tasks.
func TestPages(t *testing.T) {
	broken, step := 0, 1
	if !thorough.All(t) {
		step = 12
	}
	for tasks := 3; tasks < 40; tasks += step {
		f := written(t, city{counties: 3, month: 6, sent: 1, tasks: tasks, grouped: true})
		rows, err := f.GetRows("任务进展")
		if err != nil {
			t.Fatal(err)
		}
		data, _ := f.Pkg.Load("xl/worksheets/sheet2.xml")
		starts := []int{4}
		for _, m := range regexp.MustCompile(`<brk id="(\d+)"`).FindAllSubmatch(data.([]byte), -1) {
			n, _ := strconv.Atoi(string(m[1]))
			starts = append(starts, n+1)
		}
		broken += len(starts) - 1
		for i, from := range starts {
			to, high := len(rows), 0.0
			if i+1 < len(starts) {
				to = starts[i+1] - 1
			}
			for n := from; n <= to; n++ {
				h, err := f.GetRowHeight("任务进展", n)
				if err != nil {
					t.Fatal(err)
				}
				high += h
			}
			if len(rows[to-1]) == 1 || high > 720 || i > 0 && to == from { // a category is one cell
				t.Errorf("%d tasks: a page from row %d to %d, %v points high, ends with %q", tasks, from, to, high, rows[to-1])
			}
		}
	}
	if broken*step < 20 {
		t.Errorf("%d pages", broken)
	}
}

// TestTrendShort: a period's figure that lacks units is the plain number; a column names the
// period and the units, where there is one to name.
func TestTrendShort(t *testing.T) {
	column := func(c city) []string {
		f := written(t, c)
		rows, err := f.GetRows("各期对比")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, text := range row {
				if strings.Contains(text, "*") {
					t.Errorf("a star in %v", row)
				}
			}
		}
		at := slices.Index(rows[2], "不齐的期")
		if at < 0 {
			return nil
		}
		var list []string
		for _, row := range rows[3:] {
			if len(row) > at && row[at] != "" {
				list = append(list, row[at])
			}
		}
		return list
	}
	if got := column(city{counties: 3, month: 6, sent: 1}); got != nil {
		t.Errorf("of whole figures: %q", got)
	}
	got := column(city{counties: 4, month: 6, sent: 0.8, held: 0.1})
	if len(got) == 0 || !strings.HasPrefix(got[0], "5月不含") && !strings.HasPrefix(got[0], "6月不含") || !strings.Contains(got[0], "县（") {
		t.Errorf("of figures with holes: %q", got)
	}
}

// TestStyles: the text of every style of the workbook stands out from its fill.
func TestStyles(t *testing.T) {
	f := written(t, city{counties: 4, month: 6, sent: 0.8, held: 0.1})
	pairs := map[[2]string]bool{}
	for id := range f.Styles.CellXfs.Xf {
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		text, ground := "000000", "FFFFFF"
		if s.Font != nil && s.Font.Color != "" {
			text = strings.TrimPrefix(s.Font.Color, "#")
		}
		if len(s.Fill.Color) > 0 {
			ground = strings.TrimPrefix(s.Fill.Color[0], "#")
		}
		pairs[[2]string{text, ground}] = true
		if c := contrast(t, text, ground); c < legible {
			t.Errorf("style %d: %s on %s is %.2f : 1", id, text, ground, c)
		}
	}
	yellow, faint := theme.LightColour("yellow")
	for _, p := range [][2]string{{"000000", theme.Heading}, {theme.Subtle, "FFFFFF"}, {yellow, faint}} {
		if !pairs[p] {
			t.Errorf("no style with %v: %v", p, pairs)
		}
	}
}

// TestChartsClear: no chart of 总览 lies on the table that follows it.
func TestChartsClear(t *testing.T) {
	for name, c := range map[string]city{"one category, many counties": {counties: 60, month: 6, sent: 1}, "one category, few counties": {counties: 3, month: 6, sent: 1}} {
		f := written(t, c)
		rows, err := f.GetRows("总览")
		if err != nil {
			t.Fatal(err)
		}
		rels, _ := f.Pkg.Load("xl/worksheets/_rels/sheet1.xml.rels")
		drawing := regexp.MustCompile(`drawings/drawing\d+\.xml`).FindString(string(rels.([]byte)))
		data, ok := f.Pkg.Load("xl/" + drawing)
		if !ok {
			t.Fatalf("no drawing %q", drawing)
		}
		spans := regexp.MustCompile(`(?s)<xdr:from>.*?<xdr:row>(\d+)</xdr:row>.*?<xdr:to>.*?<xdr:row>(\d+)</xdr:row>`).FindAllSubmatch(data.([]byte), -1)
		if len(spans) == 0 {
			t.Fatal("no chart")
		}
		for _, span := range spans {
			from, _ := strconv.Atoi(string(span[1]))
			to, _ := strconv.Atoi(string(span[2]))
			for i := from + 1; i < len(rows); i++ { // i is the row after the chart's first one
				if len(rows[i]) > 0 && slices.Contains([]string{"县（区）", "滞后指标"}, rows[i][0]) {
					if i <= to {
						t.Errorf("%s: a chart over rows %d to %d, a table from row %d", name, from+1, to+1, i+1)
					}
					break
				}
			}
		}
	}
}

// TestNamesWrap: in the sheets that are streamed no name is cut off at the edge of its column: it wraps, and its row is high
// enough for all its lines; a row of short names keeps its height.
func TestNamesWrap(t *testing.T) {
	for _, long := range []bool{false, true} {
		f := written(t, city{counties: 3, month: 6, sent: 1, longNames: long})
		for name, cols := range map[string][]string{"县区": {"C", "E", "G", "H"}, "台账": {"C", "F", "H", "J", "R"}, "趋势": {"D", "F", "H", "I"}, "目标分解": {"B", "E", "G"}} {
			wrapped := 0
			for row := 2; row < 30; row++ {
				lines := 1
				for _, col := range cols {
					at := col + strconv.Itoa(row)
					text, err := f.GetCellValue(name, at)
					if err != nil {
						t.Fatal(err)
					}
					width, err := f.GetColWidth(name, col)
					if err != nil {
						t.Fatal(err)
					}
					id, err := f.GetCellStyle(name, at)
					if err != nil {
						t.Fatal(err)
					}
					style, err := f.GetStyle(id)
					if err != nil {
						t.Fatal(err)
					}
					n := theme.Lines(text, int(width))
					if n > 1 && (style.Alignment == nil || !style.Alignment.WrapText) {
						t.Errorf("%s!%s of %d lines is not wrapped: %s", name, at, n, text)
					}
					lines = max(lines, n)
				}
				high, err := f.GetRowHeight(name, row)
				if err != nil {
					t.Fatal(err)
				}
				if lines > 1 {
					wrapped++
				}
				if want := theme.Height(lines); lines > 1 && high != want || lines == 1 && high > theme.RowHeight {
					t.Errorf("%s, row %d of %d lines: %v points high, want %v", name, row, lines, high, want)
				}
			}
			if long && wrapped == 0 {
				t.Errorf("%s: nothing wraps", name)
			}
		}
	}
}
