package annotate_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"huibao/internal/annotate"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
)

// mutated changes one byte of what one part of a package holds; a package that is none
// is left as it is.
func mutated(data []byte, part, at uint16, put byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) == 0 || len(z.File) > 100 {
		return data
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, f := range z.File {
		if i != int(part)%len(z.File) {
			if w.Copy(f) != nil {
				return data
			}
			continue
		}
		r, err := f.Open()
		if err != nil {
			return data
		}
		text, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err != nil {
			return data
		}
		if len(text) > 0 {
			text[int(at)%len(text)] = put
		}
		out, err := w.Create(f.Name)
		if err != nil {
			return data
		}
		if _, err := out.Write(text); err != nil {
			return data
		}
	}
	if w.Close() != nil {
		return data
	}
	return b.Bytes()
}

// readable holds that each sheet which could be read before has the same cells after.
func readable(t *testing.T, before, after []byte) {
	t.Helper()
	ctx := context.Background()
	a, err := sheet.Open(ctx, bytes.NewReader(before), int64(len(before)), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		return
	}
	b, err := sheet.Open(ctx, bytes.NewReader(after), int64(len(after)), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatalf("our reader could open it, and can't any more: %v", err)
	}
	for _, s := range a.Sheets {
		x, err := s.Grid(ctx)
		if err != nil {
			continue
		}
		now := b.SheetByName(s.Name)
		if now == nil {
			if isOurs(x) {
				continue
			}
			t.Fatalf("sheet %q is gone", s.Name)
		}
		y, err := now.Grid(ctx)
		if err != nil {
			t.Fatalf("sheet %q can't be read any more: %v", s.Name, err)
		}
		if isOurs(x) {
			continue
		}
		for _, n := range x.Rows() {
			for _, c := range x.Row(n) {
				if d := y.At(c.Row, c.Col); c.Raw != d.Raw || c.Formula != d.Formula || c.Type != d.Type {
					t.Fatalf("%s!%s: %+v became %+v", s.Name, c.Ref(), c, d)
				}
			}
		}
	}
}

// holdsMore reports whether a workbook holds more than lists of ours.
func holdsMore(t *testing.T, data []byte) bool {
	t.Helper()
	b, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		return false
	}
	return slices.ContainsFunc(b.Sheets, func(s *sheet.Sheet) bool {
		g, err := s.Grid(context.Background())
		return err != nil || !isOurs(g)
	})
}

// isOurs reports whether a sheet is a list of ours.
func isOurs(g *sheet.Grid) bool {
	for _, n := range g.Rows() {
		if bytes.HasPrefix([]byte(g.At(n, 1).Raw), []byte("本意见针对")) {
			return true
		}
	}
	return false
}

// TestMutated changes bytes of the parts that are touched, where a change may hurt most:
// before and after marks of XML.
func TestMutated(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 5))
	rounds := thorough.Rounds(t, 20, 60)
	books := workbooks(t)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		data := books[name]
		for _, seed := range [][]byte{data, into(t, data)} {
			done := 0
			for range rounds {
				at, put := uint16(rnd.IntN(1<<16)), []byte("<>/\"'=&! x0:")[rnd.IntN(12)]
				bad := mutated(seed, uint16(rnd.IntN(1<<16)), at, put)
				var b bytes.Buffer
				if err := annotate.Into(&b, bytes.NewReader(bad), int64(len(bad)), notes, list()); err != nil {
					continue
				}
				done++
				readable(t, bad, b.Bytes())
			}
			if done == 0 {
				t.Errorf("%s: no change was survived", name)
			}
		}
	}
}
