package batch_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/internal/sheet"
)

var update = flag.Bool("update", false, "write the golden files anew")

// beside are sheets that the golden file leaves to other tests: lists as long as what came
// in, and words.
var beside = []string{"事项", "收件", "问题", "趋势", "各期对比", "台账", "说明"}

// TestGolden compares the sheets of the consolidated workbook, cell by cell, with
// what was looked at and found right.
func TestGolden(t *testing.T) {
	dir, _ := sharedDemo(t)
	data, err := os.ReadFile(filepath.Join(dir, "out", "2024-06", "汇总表.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "汇总表.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, s := range b.Sheets {
		if slices.Contains(beside, s.Name) {
			continue
		}
		err := s.Cells(context.Background(), func(c sheet.Cell) error {
			_, err := fmt.Fprintf(&text, "%s!%s\t%s\t%s\t%s\n", s.Name, c.Ref(), c.Raw, c.Formula, c.Format.Code)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join("testdata", "汇总表.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, c := strings.Split(string(want), "\n"), strings.Split(text.String(), "\n")
	for i := range max(len(a), len(c)) {
		if i >= len(a) || i >= len(c) || a[i] != c[i] {
			t.Fatalf("line %d differs (%d lines, want %d); look, then run go test ./batch -update", i+1, len(c), len(a))
		}
	}
}
