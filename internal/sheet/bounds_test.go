package sheet

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// extent is what a file holds of everything that is bounded alike in all formats.
type extent struct{ sheets, rows, columns, cells, text, merges int }

func extentOf(t *testing.T, b *Book) extent {
	t.Helper()
	e := extent{sheets: len(b.Sheets) + len(b.Skipped)}
	for _, s := range b.Sheets {
		g, err := s.Grid(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		e.rows, e.columns = max(e.rows, g.MaxRow), max(e.columns, g.MaxCol)
		e.merges += len(g.Merges)
		for _, n := range g.Rows() {
			for _, c := range g.Row(n) {
				e.cells++
				e.text = max(e.text, utf8.RuneCountInString(c.Raw))
			}
		}
	}
	return e
}

// TestBoundsOfFormats holds every format to the same limits: one below what a file
// holds refuses it by the limit's name, what it holds and one more do not.
func TestBoundsOfFormats(t *testing.T) {
	for _, name := range []string{"office.xlsx", "office.xls", "biff8.xls", "biff5.xls", "page.xls", "xml2003.xls", "table.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", "formats", name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := openBytes(data, name, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		e := extentOf(t, b)
		for _, l := range []struct {
			bound bound
			held  int
			set   func(*Limits, int)
		}{
			{boundSheets, e.sheets, func(l *Limits, n int) { l.Sheets = n }},
			{boundRows, e.rows, func(l *Limits, n int) { l.Rows = n }},
			{boundColumns, e.columns, func(l *Limits, n int) { l.Columns = n }},
			{boundCells, e.cells, func(l *Limits, n int) { l.Cells = n }},
			{boundText, e.text, func(l *Limits, n int) { l.TextRunes = n }},
			{boundMerges, e.merges, func(l *Limits, n int) { l.Merges = n }},
		} {
			if l.held < 2 {
				continue
			}
			for _, d := range []int{-1, 0, 1} {
				lim := DefaultLimits()
				l.set(&lim, l.held+d)
				err := readWhole(data, name, lim)
				var bad *Error
				switch {
				case d < 0 && (!errors.As(err, &bad) || bad.Reason != OverLimit || bad.Limit != l.bound.what):
					t.Errorf("%s, %s %d of %d: %v", name, l.bound.what, l.held+d, l.held, err)
				case d >= 0 && err != nil:
					t.Errorf("%s, %s %d of %d: %v", name, l.bound.what, l.held+d, l.held, err)
				}
			}
		}
	}
}

func readWhole(data []byte, name string, lim Limits) error {
	b, err := openBytes(data, name, lim)
	if err != nil {
		return err
	}
	for _, s := range b.Sheets {
		if _, err := s.Grid(context.Background()); err != nil {
			return err
		}
	}
	return nil
}
