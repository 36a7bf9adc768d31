package report_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/theme"
	"huibao/internal/thorough"
)

// trendRows are the rows of 趋势 by key, each by heading.
func trendRows(t *testing.T, f *excelize.File) map[string]map[string]string {
	t.Helper()
	rows, err := f.GetRows("趋势", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]map[string]string{}
	for _, row := range rows[1:] {
		if m[row[0]] != nil {
			t.Errorf("two rows of key %s", row[0])
		}
		m[row[0]] = map[string]string{}
		for i, v := range row {
			m[row[0]][rows[0][i]] = v
		}
	}
	return m
}

// TestTrend: 趋势 has a row for each indicator of the city and of each county in each period; the
// city's figures are those of 各期对比, a county's of this period those of 县区.
func TestTrend(t *testing.T) {
	f := written(t, city{counties: 3, month: 5, sent: 1, mixed: true, months: true})
	got := trendRows(t, f)
	raw := excelize.Options{RawCellValue: true}
	rows, err := f.GetRows("各期对比", raw)
	if err != nil {
		t.Fatal(err)
	}
	figures, indicators := 0, 0
	for _, row := range rows[3:] {
		if len(row) < 8 || !strings.Contains(row[0], ".") || row[2] == "完成率" || row[2] == "序时" {
			continue
		}
		indicators++
		for month := 1; month <= 5; month++ {
			x := got["i"+row[0]+"|city|2024-0"+strconv.Itoa(month)]
			want := row[2+month]
			if want == "—" {
				want = ""
			}
			if x == nil || x["累计（现值）"] != want || x["报告期"] != "2024-0"+strconv.Itoa(month) || x["单位"] != "全市" || x["亮灯"] == "" {
				t.Errorf("%s in %d: %v, want %q", row[0], month, x, want)
			}
			if want != "" {
				figures++
			}
		}
	}
	pairs, err := f.GetRows("县区", raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range pairs[1:] {
		x := got[row[0]+"|2024-05"]
		if x == nil || x["累计（现值）"] != row[10] || x["完成率"] != row[13] || x["亮灯"] != row[14] {
			t.Errorf("%s: %v, 县区 has %v", row[0], x, row)
		}
		for month := 1; month < 5; month++ {
			if x := got[row[0]+"|2024-0"+strconv.Itoa(month)]; x == nil || x["累计（现值）"] == "" || x["完成率"] != "" || x["亮灯"] == "" {
				t.Errorf("%s in %d: %v", row[0], month, x)
			}
		}
	}
	if want := 5 * (indicators + len(pairs) - 1); len(got) != want || figures < 50 {
		t.Errorf("%d rows, want %d; %d figures", len(got), want, figures)
	}
	for key, x := range got {
		if x["类型"] == "计数" && (x["序时"] == "") != (x["完成率"] == "") {
			t.Errorf("%s: pace %q of %q", key, x["序时"], x["完成率"])
		}
	}
}

// TestTrendMany: beyond fifty thousand rows the city's alone stand there, and the sheet says so.
func TestTrendMany(t *testing.T) {
	thorough.Need(t)
	f := written(t, city{counties: 420, month: 12, sent: 0.01, months: true})
	got := trendRows(t, f)
	header, err := f.GetHeaderFooter("趋势")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) < 100 || len(got) > 1000 || !strings.Contains(header.OddHeader, "只列全市") {
		t.Errorf("%d rows, %q", len(got), header.OddHeader)
	}
	for key := range got {
		if !strings.Contains(key, "|city|") {
			t.Fatalf("row %s", key)
		}
	}
}

// TestPaceCharts: from the third period on 各期对比 draws what lags against its pace, on a page of
// its own under its numbers.
func TestPaceCharts(t *testing.T) {
	charts := func(c city) (n int, breaks string, rows [][]string) {
		f := written(t, c)
		rows, err := f.GetRows("各期对比")
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(f.GetSheetList(), "各期对比") + 1
		data, _ := f.Pkg.Load("xl/worksheets/sheet" + strconv.Itoa(at) + ".xml")
		rels, _ := f.Pkg.Load("xl/worksheets/_rels/sheet" + strconv.Itoa(at) + ".xml.rels")
		if rels == nil {
			return 0, "", rows
		}
		drawing := regexp.MustCompile(`drawings/drawing\d+\.xml`).FindString(string(rels.([]byte)))
		drawn, _ := f.Pkg.Load("xl/" + drawing)
		return strings.Count(string(drawn.([]byte)), "<c:chart "), regexp.MustCompile(`<brk id="(\d+)"`).FindString(string(data.([]byte))), rows
	}
	if n, _, _ := charts(city{counties: 3, month: 2, sent: 1, months: true}); n != 0 {
		t.Errorf("%d charts of two periods", n)
	}
	if n, _, _ := charts(city{counties: 3, month: 6, sent: 1, months: true, well: true}); n != 0 {
		t.Errorf("%d charts where nothing lags", n)
	}
	n, breaks, rows := charts(city{counties: 3, month: 3, sent: 1, months: true})
	head := 0
	for i, row := range rows {
		if len(row) > 1 && row[1] == "滞后的指标" {
			head = i
		}
	}
	if head == 0 || n == 0 || len(rows) != head+1+2*n || breaks != `<brk id="`+strconv.Itoa(head)+`"` {
		t.Fatalf("%d charts, %s, table from row %d of %d", n, breaks, head+1, len(rows))
	}
	for i := range n {
		done, due := rows[head+1+2*i], rows[head+2+2*i]
		if done[2] != "完成率" || due[2] != "序时" || done[0] != due[0] || done[5] == "" || due[5] != "25.00%" {
			t.Errorf("%q against %q", done, due)
		}
	}
}

// TestOverviewLights: a row of 总览 is high enough for the words of its light.
func TestOverviewLights(t *testing.T) {
	f := written(t, city{counties: 4, month: 6, sent: 0.8, held: 0.1, mixed: true, months: true})
	rows, err := f.GetRows("总览")
	if err != nil {
		t.Fatal(err)
	}
	long := 0
	for i, row := range rows {
		if len(row) < 3 || !strings.Contains(row[2], "未报县区按完成全年任务计") {
			continue
		}
		long++
		high, err := f.GetRowHeight("总览", i+1)
		if err != nil || high < theme.Height(theme.Lines(row[2], 12)) || high < 3*theme.LineHeight {
			t.Errorf("%q stands in a row of %v points, %v", row[2], high, err)
		}
	}
	if long == 0 {
		t.Error("no light with long words")
	}
}
