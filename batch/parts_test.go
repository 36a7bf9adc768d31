package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/samples"
)

// TestSplitMerge hands a filled-in return out and puts it together again: the same
// rows, the same figures.
func TestSplitMerge(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	lim := sheet.DefaultLimits()
	whole := filepath.Join(dir, "returns", "2024-05", "海原县_2024-05.xlsx")
	parts, err := batch.Split(context.Background(), whole, lim)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	rows := 0
	for _, p := range parts {
		paths = append(paths, filepath.FromSlash(p.Path))
		rows += p.Rows
	}
	slices.Reverse(paths)
	out := filepath.Join(dir, "again.xlsx")
	m, err := batch.Merge(context.Background(), paths, out, lim)
	if err != nil || len(m.Clashes) > 0 || m.Rows != rows || len(parts) < 5 {
		t.Fatalf("%d parts, %+v, %v", len(parts), m, err)
	}
	a, b := figures(t, whole), figures(t, out)
	if len(a) == 0 || !slices.Equal(a, b) {
		t.Errorf("%d figures, %d after", len(a), len(b))
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%q is %q", a[i], b[i])
			}
		}
	}
	if _, err := batch.Merge(context.Background(), paths, out, lim); err == nil {
		t.Error("a finished file is replaced")
	}
}

// figures lists the figures of a return, as the check of one file reads them.
func figures(t *testing.T, path string) []string {
	t.Helper()
	res, err := batch.Check(context.Background(), batch.CheckOptions{Files: []string{path}, Limits: sheet.DefaultLimits(), Date: huibao.Date{Year: 2024, Month: 6, Day: 5}})
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(res.Outputs[0].Path)
	var list []string
	for _, row := range res.Submissions[0].Return.Rows {
		for _, f := range row.Fields() {
			v := row.Values.Of(f)
			if c, ok := huibao.ColumnOf(row.Kind, f); ok && c.IsInput() && f != huibao.FieldPrevious {
				list = append(list, row.Code+" "+string(f)+" "+v.Quantity.String()+v.Word+v.Date.String())
			}
		}
	}
	slices.Sort(list)
	return list
}
