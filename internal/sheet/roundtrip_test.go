package sheet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/book"
	"huibao/internal/oracle"
)

// sample is one cell of the content that goes through other hands. Code is its number
// format, "" for General.
type sample struct {
	ref, code, raw string
	typ            Type
	formula        string
}

// table is the content: what a return holds, and what programs write in several ways.
var table = []sample{
	{"A1", "", "云岭县2025年1—8月民生实事进展情况表", Text, ""},
	{"A2", "", "编码", Text, ""}, {"B2", "", "指标", Text, ""}, {"D2", "", "本期完成", Text, ""}, {"E2", "", "本年累计", Text, ""}, {"F2", "", "完成率", Text, ""}, {"G2", "", "日期", Text, ""},
	{"A3", "", "1.1", Text, ""}, {"B3", "", "新增城镇就业", Text, ""}, {"D3", "", "911", Number, ""}, {"E3", "", "7123", Number, ""}, {"F3", "0.0%", "0.856", Number, ""}, {"G3", "yyyy-mm-dd", "45448", Number, ""},
	{"A4", "", "2.10", Text, ""}, {"B4", "", "征缴“养老”基金 <元> & '其他'", Text, ""}, {"D4", "#,##0.00", "9990000.5", Number, ""}, {"E4", "#,##0.00", "79650000.25", Number, ""}, {"F4", "0%", "1", Number, ""},
	{"A5", "", "3.1", Text, ""}, {"B5", "", "公路\n安全防护", Text, ""}, {"D5", "0.0", "3.3", Number, ""}, {"E5", "0.0", "10.9", Number, "D5+7.6"},
	{"A6", "", "110101199003078888", Text, ""}, {"D6", "", "-44", Number, ""}, {"E6", "0.00", "0", Number, ""}, {"G6", "yyyy-mm-dd", "45657", Number, ""},
	{"B7", "", "两行一格", Text, ""}, {"D7", "", "0.1", Number, ""}, {"E7", "", "12345678.9", Number, "D7+12345678.8"},
	{"D8", "", "350", Number, ""}, {"E8", "", "796.54", Number, ""},
	{"A9", "", "隐藏的一行", Text, ""}, {"D9", "", "5", Number, ""},
	{"B10", "", "k", Text, ""}, {"D10", "", "1", Bool, ""}, {"E10", "", "#N/A", ErrorValue, ""},
	{"H3", "", "隐藏的一列", Text, ""},
}

const (
	hiddenRow = 9
	hiddenCol = 8
)

var tableMerges = []string{"A1:G1", "B3:C3", "B7:C8"}

// lines is the content as read has it, and as a page can hold it: there nothing is
// hidden, and there are no formulas.
func tableLines(page bool) []string {
	var list []string
	for _, s := range table {
		row, col, _ := ParseRef(s.ref)
		c := Cell{Row: row, Col: col, Type: s.typ, Raw: s.raw, Formula: s.formula, HasFormula: s.formula != "", Format: newNumFmt(0, s.code)}
		c.Hidden = row == hiddenRow || col == hiddenCol
		list = append(list, cellLine(c, page))
	}
	slices.Sort(list)
	return append(list, slices.Sorted(slices.Values(tableMerges))...)
}

func cellLine(c Cell, page bool) string {
	raw := c.Raw
	if d, err := Decimal15(raw); err == nil && c.Type == Number {
		raw = d.String()
	}
	line := fmt.Sprintf("%s %s %q %s", c.Ref(), c.Type, raw, Shown(c, false))
	// LibreOffice takes truth values and errors for formulas.
	if c.HasFormula && !page && c.Type != Bool && c.Type != ErrorValue {
		line += " ="
	}
	if c.Hidden && !page {
		line += " hidden"
	}
	return line
}

// readLines reads the first sheet of a file into the same lines.
func readLines(t *testing.T, data []byte) []string {
	t.Helper()
	b, err := openBytes(data, "a", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	s := b.Sheets[0]
	err = s.Cells(context.Background(), func(c Cell) error {
		list = append(list, cellLine(c, b.Format == HTML))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	var merges []string
	for _, m := range s.Merges {
		merges = append(merges, Ref(m.Row1, m.Col1)+":"+Ref(m.Row2, m.Col2))
	}
	slices.Sort(merges)
	return append(list, merges...)
}

// sameTable compares a file with the content, cell by cell.
func sameTable(t *testing.T, data []byte, page bool, but ...string) {
	t.Helper()
	got, want := readLines(t, data), tableLines(page)
	for _, l := range want {
		if !slices.Contains(got, l) && !slices.ContainsFunc(but, func(p string) bool { return strings.HasPrefix(l, p) }) {
			t.Errorf("not read: %s", l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) && !slices.ContainsFunc(but, func(p string) bool { return strings.HasPrefix(l, p) }) {
			t.Errorf("read: %s", l)
		}
	}
}

// TestThroughOurs reads the content as we write it, but for the error value, which we
// never write.
func TestThroughOurs(t *testing.T) {
	b := book.New("表")
	for _, s := range table {
		d, _ := Decimal15(s.raw)
		switch {
		case s.typ == ErrorValue:
			continue
		case s.typ == Bool:
			b.Check(b.SetCellBool("表", s.ref, s.raw == "1"))
		case s.formula != "":
			b.Formula("表", s.ref, s.formula, d)
		case s.typ == Number:
			b.Number("表", s.ref, d)
		default:
			b.Text("表", s.ref, s.raw)
		}
		if code := s.code; code != "" {
			style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &code})
			b.Check(err)
			b.Check(b.SetCellStyle("表", s.ref, s.ref, style))
		}
	}
	for _, m := range tableMerges {
		from, to, _ := strings.Cut(m, ":")
		b.Check(b.MergeCell("表", from, to))
	}
	b.Check(b.SetRowVisible("表", hiddenRow, false))
	b.Check(b.SetColVisible("表", ColName(hiddenCol), false))
	b.Check(b.AddComment("表", excelize.Comment{Cell: "E3", Author: "张三", Text: "6900"}))
	var out bytes.Buffer
	if err := b.Finish(&out, book.Meta{}); err != nil {
		t.Fatal(err)
	}
	sameTable(t, out.Bytes(), false, "E10 ")
}

// libreOffice converts the content from one format to another.
func libreOffice(t *testing.T, data []byte, from, filter string) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "table."+from)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	oracle.Convert(t, filter, dir, path)
	to, _, _ := strings.Cut(filter, ":")
	out, err := os.ReadFile(filepath.Join(dir, "table."+from+"."+to))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestThroughLibreOffice reads the content back from every format in which
// LibreOffice saves it.
func TestThroughLibreOffice(t *testing.T) {
	oracle.Need(t, "soffice")
	xlsx := libreOffice(t, handmade(plainHand()), "xlsx", "xlsx:Calc MS Excel 2007 XML")
	t.Run("xlsx", func(t *testing.T) { sameTable(t, xlsx, false) })
	t.Run("xls", func(t *testing.T) { sameTable(t, libreOffice(t, xlsx, "xlsx", "xls:MS Excel 97"), false) })
	t.Run("ods, and back", func(t *testing.T) {
		ods := libreOffice(t, xlsx, "xlsx", "ods:calc8")
		sameTable(t, libreOffice(t, ods, "ods", "xlsx:Calc MS Excel 2007 XML"), false)
	})
	// Its XSLT for writing XML 2003 fails on a sheet's 16,384 columns: it reads instead
	// what we say that such a file means, but for what it loses itself.
	t.Run("XML 2003, read by it", func(t *testing.T) {
		sameTable(t, libreOffice(t, []byte(handXML(true)), "xml", "xlsx:Calc MS Excel 2007 XML"), false, "D10 ", "E10 ")
	})
	// A page has no hidden rows, and a truth value is a 1 in it.
	t.Run("page", func(t *testing.T) {
		sameTable(t, libreOffice(t, handmade(hand{open: true}), "xlsx", "html:HTML (StarCalc)"), true, "D10 ")
	})
}

// sheetJS reads a workbook and writes it in the format that each argument names.
const sheetJS = `const X = require('xlsx'), [dir, ...types] = process.argv.slice(1);
const wb = X.readFile(dir + '/table.xlsx', {cellNF: true, cellStyles: true});
for (const t of types) X.writeFile(wb, dir + '/table.' + t, {bookType: t, cellStyles: true});`

// TestThroughSheetJS reads the content back from what SheetJS (npm xlsx) writes.
func TestThroughSheetJS(t *testing.T) {
	oracle.NeedModule(t, "xlsx")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "table.xlsx"), handmade(plainHand()), 0o644); err != nil {
		t.Fatal(err)
	}
	types := []string{"xlsm", "biff8", "xlml", "html"}
	oracle.Run(t, "node", append([]string{"-e", sheetJS, "--", dir}, types...)...)
	for _, kind := range types {
		t.Run(kind, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, "table."+kind))
			if err != nil {
				t.Fatal(err)
			}
			// Into .xls it writes no formulas, and hides columns but no rows.
			if kind == "biff8" {
				sameTable(t, data, true, "H3 ")
				return
			}
			sameTable(t, data, kind == "html")
		})
	}
}
