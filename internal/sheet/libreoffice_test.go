package sheet

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao/internal/oracle"
)

// allSheets tells LibreOffice to write every sheet as CSV: commas, quotes, UTF-8,
// cells as stored and not as shown.
const allSheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

// TestLibreOfficeCSV compares what is read with what LibreOffice exports, cell by
// cell, for files of several formats and producers. Percentages are left out: it
// writes them rounded.
func TestLibreOfficeCSV(t *testing.T) {
	files := []string{"office.xlsx", "office.xls", "biff8.xls", "biff5.xls", "xml2003.xls"}
	for i, f := range files {
		files[i] = filepath.Join("testdata", "formats", f)
	}
	files = append(files, filepath.Join("..", "..", "samples", "files", "returns", "2024-05", "海原县_2024-05.xlsx"),
		filepath.Join("..", "..", "samples", "files", "plan.xlsx"))
	out := t.TempDir()
	oracle.Convert(t, allSheets, out, files...)
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b, err := openBytes(data, path, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
			n := 0
			for _, s := range b.Sheets {
				name := filepath.Join(out, stem+filepath.Ext(path)+"-"+s.Name+".csv")
				n += sameAsCSV(t, b, s, readCSV(t, name))
			}
			if n == 0 {
				t.Error("nothing compared")
			}
		})
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sameAsCSV compares a sheet's cells with the rows of its export, and counts them.
func sameAsCSV(t *testing.T, b *Book, s *Sheet, rows [][]string) int {
	t.Helper()
	n := 0
	seen := map[[2]int]bool{}
	err := s.Cells(context.Background(), func(c Cell) error {
		seen[[2]int{c.Row, c.Col}] = true
		got := ""
		if c.Row <= len(rows) && c.Col <= len(rows[c.Row-1]) {
			got = rows[c.Row-1][c.Col-1]
		}
		n++
		if !strings.HasSuffix(got, "%") && !sameValue(c, got, Shown(c, b.Date1904)) {
			t.Errorf("%s!%s: %s %q, LibreOffice %q", s.Name, c.Ref(), c.Type, c.Raw, got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, text := range row {
			if text != "" && !seen[[2]int{i + 1, j + 1}] {
				t.Errorf("%s!%s: nothing read, LibreOffice %q", s.Name, Ref(i+1, j+1), text)
			}
		}
	}
	return n
}

func sameValue(c Cell, exported, shown string) bool {
	raw := strings.ReplaceAll(c.Raw, "\r\n", "\n")
	switch c.Type {
	case Number:
		d, err := Decimal15(c.Raw)
		e, errE := decimal.NewFromString(exported)
		return err == nil && errE == nil && d.Equal(e) || shown != "" && shown == isoDate(exported)
	case Bool:
		// Without a format of its own it writes a truth value as a number, and one
		// of an XML table not at all.
		return exported == "TRUE" && raw == "1" || exported == "FALSE" && raw == "0" || exported == raw || exported == ""
	case ErrorValue:
		return exported == raw
	}
	return exported == raw
}

// isoDate turns a date as LibreOffice writes it in the English locale (06/05/2024)
// into ours; other texts stay.
func isoDate(s string) string {
	if len(s) == 10 && s[2] == '/' && s[5] == '/' {
		return s[6:] + "-" + s[:2] + "-" + s[3:5]
	}
	return s
}
