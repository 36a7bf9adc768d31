// Package same compares workbooks in tests: by the parts of their package, and by what
// stands in their cells.
package same

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"huibao/internal/sheet"
)

// Parts unpacks a package: the bytes of each part by its name.
func Parts(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		t.Fatal(err)
	}
	m := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if m[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// Cells compares every cell of every sheet of before, by equal; sheets that only after
// has are none of its business, nor are sheets that could not be read before.
func Cells(t testing.TB, before, after []byte, equal func(x, y sheet.Cell) bool) {
	t.Helper()
	ctx := context.Background()
	was, is := Open(t, before), Open(t, after)
	for _, s := range was.Sheets {
		now := is.SheetByName(s.Name)
		if now == nil {
			t.Errorf("sheet %s is gone", s.Name)
			continue
		}
		x, err := s.Grid(ctx)
		if err != nil {
			continue
		}
		y, err := now.Grid(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range x.Rows() {
			for _, c := range x.Row(n) {
				if d := y.At(c.Row, c.Col); !equal(c, d) {
					t.Errorf("%s!%s: %+v became %+v", s.Name, c.Ref(), c, d)
				}
			}
		}
	}
}

// Whole is that two cells hold the same, look the same and are computed the same.
func Whole(x, y sheet.Cell) bool {
	return x.Raw == y.Raw && x.Formula == y.Formula && x.Type == y.Type && x.Format.Code == y.Format.Code && x.Hidden == y.Hidden
}

// Typed is that what was typed into a cell is the same; formulas may be written anew.
func Typed(x, y sheet.Cell) bool { return x.HasFormula || x.Raw == y.Raw }

// Open reads a workbook.
func Open(t testing.TB, data []byte) *sheet.Book {
	t.Helper()
	b, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}
