package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
	"huibao/importer"
	"huibao/internal/sheet"
	"huibao/report"
	"huibao/samples"
	"huibao/templates"
)

func county(b *testing.B) []byte {
	b.Helper()
	dir, _ := sharedDemo(b)
	data, err := os.ReadFile(filepath.Join(dir, "returns", "2024-06", "县区", "海原县_2024-06.xlsx"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ResetTimer()
	return data
}

// BenchmarkReadCells reads every cell of a county's return with our own reader.
func BenchmarkReadCells(b *testing.B) {
	data := county(b)
	for b.Loop() {
		book, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", sheet.DefaultLimits())
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range book.Sheets {
			if _, err := s.Grid(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkExcelizeRaw is the peer: excelize's GetRows in raw mode.
func BenchmarkExcelizeRaw(b *testing.B) {
	data := county(b)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range f.GetSheetList() {
			if _, err := f.GetRows(s); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkImport recognises and reads a county's return by its stamp.
func BenchmarkImport(b *testing.B) {
	data := county(b)
	for b.Loop() {
		f := importer.File{Path: "a.xlsx", Size: int64(len(data)), Data: bytes.NewReader(data)}
		ret, err := importer.Read(context.Background(), f, importer.Known{Limits: sheet.DefaultLimits()})
		if err != nil || len(ret.Rows) < 60 {
			b.Fatal(err, len(ret.Rows))
		}
	}
}

// BenchmarkRun takes June from end to end, outputs and all.
func BenchmarkRun(b *testing.B) {
	embedded(b)
	dir, _ := sharedDemo(b)
	w, err := at(dir)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := batch.Run(context.Background(), w, options(samples.Periods()[1])); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBulletin sets the bulletin alone.
func BenchmarkBulletin(b *testing.B) {
	embedded(b)
	_, res := sharedDemo(b)
	m := report.NewModel(res.Consolidation, report.Info{Date: samples.Periods()[1].Date, Texts: ownTexts(b)})
	for b.Loop() {
		var out bytes.Buffer
		if _, err := report.Bulletin(&out, m); err != nil {
			b.Fatal(err)
		}
	}
}

// ownTexts are the templates that huibao brings.
func ownTexts(t testing.TB) report.Texts {
	t.Helper()
	list := report.Texts{}
	for _, name := range templates.TextNames() {
		text, err := templates.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		list[name] = text
	}
	return list
}
