package batch_test

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/exceltest"
	"huibao/internal/oracle"
	"huibao/internal/sheet"
)

// dataSheets are those of 汇总表.xlsx that an office sorts and filters.
var dataSheets = []string{"指标", "县区", "标准", "事项", "报送", "收件", "问题", "单位说明", "目标分解", "趋势", "台账"}

// TestSorted sorts every data sheet by every column as Excel does, hides by filter, and computes the
// workbook anew, by Excel's ways and in LibreOffice: each figure is the same under its key, and
// nothing is said to have changed.
func TestSorted(t *testing.T) {
	oracle.Need(t, "soffice")
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "汇总表.xlsx")
	want := byKey(t, path)
	orders := ordersOf(t, path)
	files := sortedCopies(t, path, orders)
	made := oracle.CalculateAll(t, files...)
	passive := passiveSheets(t, path)
	if !slices.Contains(passive, "趋势") || slices.Contains(passive, "目标分解") || slices.Contains(passive, "指标") {
		t.Errorf("nothing rests on %q", passive)
	}
	compared := 0
	for i, f := range files {
		asExcel(t, f)
		got := calculated(t, made, f)
		wrong := 0
		for key, a := range want {
			if name, _, _ := strings.Cut(key, "!"); i > 0 && slices.Contains(passive, name) {
				continue
			}
			compared++
			if b, ok := got[key]; !ok || !sameCell(a, b) {
				if wrong++; wrong < 4 {
					t.Errorf("%s: %s is %q, it was %q", filepath.Base(f), key, b.Raw, a.Raw)
				}
			}
		}
	}
	if len(files) < 20 || compared < 400000 {
		t.Errorf("%d cells compared in %d workbooks", compared, len(files))
	}
}

// ordersOf are the orders of rows in which sorting by one column or another leaves each data sheet,
// each order once.
func ordersOf(t *testing.T, path string) map[string][][]int {
	t.Helper()
	b := open(t, path)
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	orders := map[string][][]int{}
	for _, s := range b.Sheets {
		tables, err := f.GetTables(s.Name)
		must(t, err)
		data := slices.Contains(dataSheets, s.Name)
		if data != (len(tables) == 1) {
			t.Errorf("%s: %d tables", s.Name, len(tables))
		}
		if !data {
			continue
		}
		g, err := s.Grid(context.Background())
		must(t, err)
		rows := g.Rows()[1:]
		for col := range len(g.Row(1)) {
			order := slices.Clone(rows)
			slices.Reverse(order)
			slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(g.At(a, col+1).Raw, g.At(b, col+1).Raw) })
			if !slices.ContainsFunc(orders[s.Name], func(o []int) bool { return slices.Equal(o, order) }) {
				orders[s.Name] = append(orders[s.Name], order)
			}
		}
	}
	return orders
}

// passiveSheets are the data sheets that have no formula, and that none of another's names.
func passiveSheets(t *testing.T, path string) []string {
	t.Helper()
	active := map[string]bool{}
	for _, s := range open(t, path).Sheets {
		must(t, s.Cells(context.Background(), func(c sheet.Cell) error {
			if c.Formula == "" {
				return nil
			}
			active[s.Name] = true
			for _, name := range dataSheets {
				active[name] = active[name] || strings.Contains(c.Formula, name+"!")
			}
			return nil
		}))
	}
	return slices.DeleteFunc(slices.Clone(dataSheets), func(name string) bool { return active[name] })
}

// asExcel holds that each formula gives by Excel's ways what stood beside its key before rows were
// moved: twins went with their rows, and no print sheet tells of a change.
func asExcel(t *testing.T, path string) {
	t.Helper()
	x := exceltest.Open(t, open(t, path))
	for name, p := range bands {
		if got := x.Text(name, p[0], p[1]); strings.HasPrefix(got, changedBand) || strings.HasPrefix(got, "#") {
			t.Errorf("%s: %s says %q", filepath.Base(path), name, got)
		}
	}
}

// byKey are the cells of a workbook: of data sheets by key and heading, of the others by
// place.
func byKey(t *testing.T, path string) map[string]sheet.Cell {
	t.Helper()
	m := map[string]sheet.Cell{}
	for _, s := range open(t, path).Sheets {
		g, err := s.Grid(context.Background())
		must(t, err)
		for _, n := range g.Rows() {
			for _, c := range g.Row(n) {
				keyed(m, s.Name, c, g.At(n, 1).Raw, g.At(1, c.Col).Raw)
			}
		}
	}
	return m
}

// keyed notes a cell of a sheet, in a row with a key and under a heading.
func keyed(m map[string]sheet.Cell, name string, c sheet.Cell, key, head string) {
	data := slices.Contains(dataSheets, name)
	switch {
	case c.Raw == "":
	case !data:
		m[name+"!"+c.Ref()] = c
	case c.Row > 1:
		m[name+"!"+key+"!"+head] = c
	}
}

// calculated are the cells of a workbook, as byKey has them, by what LibreOffice wrote of its sheets.
func calculated(t *testing.T, dir, path string) map[string]sheet.Cell {
	t.Helper()
	m := map[string]sheet.Cell{}
	base := strings.TrimSuffix(filepath.Base(path), ".xlsx")
	files, err := filepath.Glob(filepath.Join(dir, base+"-*.csv"))
	must(t, err)
	for _, file := range files {
		f, err := os.Open(file)
		must(t, err)
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		must(t, errors.Join(err, f.Close()))
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), base+"-"), ".csv")
		for i, row := range rows {
			for k, v := range row {
				keyed(m, name, sheet.Cell{Row: i + 1, Col: k + 1, Raw: v}, row[0], rows[0][k])
			}
		}
	}
	return m
}

// TestEdited changes one value of 台账: what rests on it moves, and all print sheets say
// that the workbook is not what was issued.
func TestEdited(t *testing.T) {
	oracle.Need(t, "soffice")
	dir, _ := sharedDemo(t)
	f, err := excelize.OpenFile(filepath.Join(dir, "out", "2024-06", "汇总表.xlsx"))
	must(t, err)
	rows, err := f.GetRows("台账")
	must(t, err)
	edited := ""
	for i, row := range rows {
		if strings.HasPrefix(row[0], "i1.1|") && strings.HasSuffix(row[0], "|cum") && row[14] == "1" {
			must(t, f.SetCellInt("台账", sheet.Ref(i+1, 12), 123456))
			edited = strings.TrimSuffix(row[0], "|cum")
			break
		}
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	must(t, f.SaveAs(path))
	got := byKey(t, oracle.Recalculate(t, path))
	if c := got["县区!"+edited+"!累计（现值）ƒ"]; edited == "" || c.Raw != "123456" {
		t.Errorf("县区 says %q of %q", c.Raw, edited)
	}
	if d, ok := got["指标!i1.1!累计（现值）ƒ"]; !ok || len(d.Raw) < 6 {
		t.Errorf("指标 says %q", d.Raw)
	}
	for _, at := range []string{"说明!B2", "总览!A2", "任务进展!A2", "县区对比!A2", "各期对比!A2"} {
		if !strings.HasPrefix(got[at].Raw, "台账已被改动") {
			t.Errorf("%s says %q", at, got[at].Raw)
		}
	}
}

// numeric is a text that Excel takes for a number in a criterion.
var numeric = regexp.MustCompile(`^[+-]?[0-9.,]+%?$`)

// TestKeys holds that keys differ, that no program takes one for a number or a pattern,
// and that formulas look up by nothing else: Excel's SUMIFS takes the text 2.1 for 2.10.
func TestKeys(t *testing.T) {
	dir, _ := sharedDemo(t)
	b := open(t, filepath.Join(dir, "out", "2024-06", "汇总表.xlsx"))
	key, literal := regexp.MustCompile(`^[a-z][a-z0-9.|-]*$`), regexp.MustCompile(`"([^"]*)"`)
	place := regexp.MustCompile(`(?:台账|目标分解)!\$?[A-Z]+\$?[0-9]+(?:[^:0-9]|$)`)
	looked := 0
	for _, s := range b.Sheets {
		g, err := s.Grid(context.Background())
		must(t, err)
		seen := map[string]bool{}
		for _, n := range g.Rows() {
			for _, c := range g.Row(n) {
				if c.Col == 1 && n > 1 && slices.Contains(dataSheets, s.Name) {
					if !key.MatchString(c.Raw) || seen[c.Raw] {
						t.Errorf("%s!%s: key %q", s.Name, c.Ref(), c.Raw)
					}
					seen[c.Raw] = true
				}
				if !strings.Contains(c.Formula, "SUMIFS(") && !strings.Contains(c.Formula, "MATCH(") || strings.HasPrefix(c.Formula, "HYPERLINK") {
					continue
				}
				looked++
				for _, m := range literal.FindAllStringSubmatch(c.Formula, -1) {
					if numeric.MatchString(m[1]) || !key.MatchString(m[1]) {
						t.Errorf("%s!%s looks up %q", s.Name, c.Ref(), m[1])
					}
				}
				if place.MatchString(strings.ReplaceAll(c.Formula, ":$", ":")) && !strings.Contains(c.Formula, "$2:$") {
					t.Errorf("%s!%s refers by place: %s", s.Name, c.Ref(), c.Formula)
				}
			}
		}
	}
	if looked < 500 {
		t.Errorf("%d formulas", looked)
	}
}
