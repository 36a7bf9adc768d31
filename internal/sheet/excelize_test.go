package sheet

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// randomValue is something that a clerk may leave in a cell.
func randomValue(rnd *rand.Rand) any {
	switch rnd.IntN(8) {
	case 0:
		return fmt.Sprintf("文字 <%d> & \"x\" ' _x0041_ \t", rnd.IntN(1000))
	case 1:
		return rnd.Float64() * 1e6
	case 2:
		return rnd.IntN(2) == 0
	case 3:
		return rnd.IntN(1 << 40)
	case 4:
		return " 1.2 万 "
	case 5:
		return -rnd.Float64() / 1e9
	case 6:
		return "两\n行"
	}
	return nil
}

// made is a workbook of excelize's with random cells, formats, formulas, a sheet
// written by its stream writer among them.
func made(t testing.TB, seed uint64) *excelize.File {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 1))
	f := excelize.NewFile()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	check(err)
	for r := 1; r <= 60; r++ {
		for c := 1; c <= 12; c++ {
			check(f.SetCellValue("Sheet1", Ref(r, c), randomValue(rnd)))
		}
	}
	check(f.SetCellStyle("Sheet1", "B2", "D9", percent))
	check(f.SetCellFormula("Sheet1", "M1", "SUM(A1:A9)"))
	check(f.SetCellRichText("Sheet1", "N1", []excelize.RichTextRun{{Text: "富"}, {Text: " 文本", Font: &excelize.Font{Bold: true}}}))
	check(f.SetRowVisible("Sheet1", 5, false))
	check(f.SetColVisible("Sheet1", "C", false))
	check(f.MergeCell("Sheet1", "P1", "Q2"))
	check(f.SetDefinedName(&excelize.DefinedName{Name: "总数", RefersTo: "Sheet1!$A$1"}))
	check(f.SetCustomProps(excelize.CustomProperty{Name: "plan", Value: "zw-2024"}))
	_, err = f.NewSheet("流")
	check(err)
	w, err := f.NewStreamWriter("流")
	check(err)
	for r := 1; r <= 50; r++ {
		row := make([]any, 10)
		for i := range row {
			row[i] = randomValue(rnd)
		}
		row[9] = excelize.Cell{Formula: "1+0.5", Value: 1.5}
		check(w.SetRow(Ref(r, 1), row))
	}
	check(w.Flush())
	check(f.SetSheetVisible("流", false, true))
	return f
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestAgainstExcelize compares every cell with excelize's raw reading.
func TestAgainstExcelize(t *testing.T) {
	for seed := range uint64(10) {
		data := bytesOf(t, made(t, seed))
		b, err := readAll(data, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		judge, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range b.Sheets {
			compare(t, s, judge)
		}
		g, _ := b.Sheets[0].Grid(context.Background())
		if !g.RowHidden(5) || g.RowHidden(6) || !g.ColHidden(3) || g.ColHidden(4) || len(g.Merges) != 1 || g.Merges[0] != (Range{1, 16, 2, 17}) {
			t.Errorf("layout %+v", g.Layout)
		}
		for _, c := range g.Row(4) {
			if (c.Format.Class == ClassPercent) != (c.Col >= 2 && c.Col <= 4) {
				t.Errorf("%s: %+v", c.Ref(), c.Format)
			}
		}
		if b.Props["plan"] != "zw-2024" || b.Sheets[1].State != VeryHidden || len(b.Names) != 1 || b.Names[0].Name != "总数" {
			t.Errorf("%+v", b)
		}
	}
}

func compare(t *testing.T, s *Sheet, judge *excelize.File) {
	t.Helper()
	g, err := s.Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for r := 1; r <= 62; r++ {
		for c := 1; c <= 15; c++ {
			got := g.At(r, c)
			want, err := judge.GetCellValue(s.Name, got.Ref(), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			formula, err := judge.GetCellFormula(s.Name, got.Ref())
			if err != nil {
				t.Fatal(err)
			}
			if got.Raw != want || got.Formula != formula {
				t.Errorf("%s!%s: %q =%s, excelize %q =%s", s.Name, got.Ref(), got.Raw, got.Formula, want, formula)
			}
		}
	}
}

// return25k is a workbook like a return: three sheets, 1,800 filled cells, 25 KB.
func return25k(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 4, Border: []excelize.Border{{Type: "left", Style: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Sheet1", "比率", "标准"} {
		_, _ = f.NewSheet(name)
		for r := 1; r <= 60; r++ {
			for c := 1; c <= 10; c++ {
				var v any = float64(r*c*7919%100000) / 100
				if c <= 3 {
					v = "指标名称 " + strconv.Itoa(r*31*c) + " 号"
				}
				_ = f.SetCellValue(name, Ref(r, c), v)
			}
		}
		_ = f.SetCellStyle(name, "A1", "J60", style)
	}
	return bytesOf(t, f)
}

// BenchmarkReturn reads every cell of a return.
func BenchmarkReturn(b *testing.B) {
	data := return25k(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readAll(data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReturnExcelize reads the same with excelize, raw.
func BenchmarkReturnExcelize(b *testing.B) {
	data := return25k(b)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range f.GetSheetList() {
			if _, err := f.GetRows(s, excelize.Options{RawCellValue: true}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkLarge streams a sheet of 200,000 × 10 cells.
func BenchmarkLarge(b *testing.B) {
	f := excelize.NewFile()
	w, _ := f.NewStreamWriter("Sheet1")
	for r := 1; r <= 200000; r++ {
		row := make([]any, 10)
		for c := range row {
			row[c] = float64(r*(c+1)) / 8
		}
		_ = w.SetRow(Ref(r, 1), row)
	}
	_ = w.Flush()
	data := bytesOf(b, f)
	b.ReportAllocs()
	for b.Loop() {
		book, err := openBytes(data, "", DefaultLimits())
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		if err := book.Sheets[0].Cells(context.Background(), func(Cell) error { n++; return nil }); err != nil || n != 2000000 {
			b.Fatal(n, err)
		}
	}
}
