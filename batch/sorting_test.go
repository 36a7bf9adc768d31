package batch_test

import (
	"context"
	"fmt"
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
var dataSheets = []string{"指标", "县区", "标准", "事项", "报送", "收件", "问题", "目标分解", "台账"}

// widestSheet is how many columns the widest of them has, with its hidden ones.
const widestSheet = 32

// TestSorted sorts every data sheet by every column as Excel does, hides by filter, and computes the
// workbook anew, by Excel's ways and in LibreOffice: each figure is the same under its key, and
// nothing is said to have changed.
func TestSorted(t *testing.T) {
	oracle.Need(t, "soffice")
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "汇总表.xlsx")
	want := byKey(t, path)
	out := t.TempDir()
	f, err := excelize.OpenFile(path)
	must(t, err)
	tables := map[string][][]moved{}
	for _, name := range f.GetSheetList() {
		list, err := f.GetTables(name)
		must(t, err)
		if data := slices.Contains(dataSheets, name); data != (len(list) == 1) {
			t.Errorf("%s: %d tables", name, len(list))
		} else if data {
			tables[name] = readSheet(t, f, name)
			if n := len(tables[name][0]); n > widestSheet {
				t.Errorf("%s has %d columns", name, n)
			}
		}
	}
	var files []string
	for col := 0; col < widestSheet; col++ {
		for _, name := range dataSheets {
			sortSheet(t, f, name, tables[name], col)
		}
		files = append(files, filepath.Join(out, fmt.Sprintf("%d.xlsx", col+1)))
		must(t, f.SaveAs(files[len(files)-1]))
		asExcel(t, files[len(files)-1])
	}
	must(t, f.Close())
	made := oracle.RecalculateAll(t, files...)
	for _, f := range files {
		got := byKey(t, filepath.Join(made, filepath.Base(f)))
		wrong := 0
		for key, a := range want {
			if b, ok := got[key]; !ok || !sameCell(a, b) {
				if wrong++; wrong < 4 {
					t.Errorf("sorted by column %s: %s is %q, it was %q", strings.TrimSuffix(filepath.Base(f), ".xlsx"), key, b.Raw, a.Raw)
				}
			}
		}
	}
	if len(want) < 15000 {
		t.Errorf("%d cells compared", len(want))
	}
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
		data := slices.Contains(dataSheets, s.Name)
		for _, n := range g.Rows() {
			for _, c := range g.Row(n) {
				switch {
				case c.Raw == "":
				case !data:
					m[s.Name+"!"+c.Ref()] = c
				case n > 1:
					m[s.Name+"!"+g.At(n, 1).Raw+"!"+g.At(1, c.Col).Raw] = c
				}
			}
		}
	}
	return m
}

// ownRef is a reference to a cell of the formula's own sheet.
var ownRef = regexp.MustCompile(`(^|[^!:$"A-Za-z0-9])([A-Z]{1,2})([0-9]+)\b`)

// moved is a cell while its row is sorted.
type moved struct {
	value, formula string
	kind           excelize.CellType
}

// readSheet reads the rows of a sheet below its headings.
func readSheet(t *testing.T, f *excelize.File, name string) [][]moved {
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	must(t, err)
	list := make([][]moved, len(rows)-1)
	for i := range list {
		for c := range rows[0] {
			ref := sheet.Ref(i+2, c+1)
			var x moved
			x.value, err = f.GetCellValue(name, ref, excelize.Options{RawCellValue: true})
			must(t, err)
			x.formula, err = f.GetCellFormula(name, ref)
			must(t, err)
			x.kind, err = f.GetCellType(name, ref)
			must(t, err)
			list[i] = append(list[i], x)
		}
	}
	return list
}

// sortSheet sorts a sheet by the texts of a column: cells change their rows, references
// of a formula to its own row go with it, all else stays as it is written.
func sortSheet(t *testing.T, f *excelize.File, name string, list [][]moved, col int) {
	by := col % len(list[0])
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b []moved) int { return strings.Compare(a[by].value, b[by].value) })
	for i, row := range list {
		must(t, f.SetRowVisible(name, i+2, i%3 < col%3)) // as a filter does
		for c, x := range row {
			ref := sheet.Ref(i+2, c+1)
			switch {
			case x.formula != "":
				must(t, f.SetCellFormula(name, ref, ownRef.ReplaceAllString(x.formula, fmt.Sprintf("${1}${2}%d", i+2))))
			case x.kind == excelize.CellTypeUnset || x.kind == excelize.CellTypeNumber:
				must(t, f.SetCellDefault(name, ref, x.value))
			default:
				must(t, f.SetCellStr(name, ref, x.value))
			}
		}
	}
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
	for _, at := range []string{"说明!B2", "总览!A2", "任务进展!A2", "县区对比!A2", "趋势!A2"} {
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
