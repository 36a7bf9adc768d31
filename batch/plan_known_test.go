package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/samples"
)

// TestKnownPlan: a plan is read once for all who hold it, by its content and its name, and judging
// and locking periods by it leaves it as it was.
func TestKnownPlan(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "plan.xlsx")
	read := func(path string) *batch.LoadedPlan {
		p, err := batch.ReadPlan(context.Background(), path, sheet.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	plan := read(path)
	digest := huibao.Digest(plan.Plan)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"方案.xlsx", "again/plan.xlsx"} {
		copied := filepath.Join(dir, "x", name)
		if err := os.MkdirAll(filepath.Dir(copied), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if same := read(copied) == plan; same != (filepath.Base(name) == "plan.xlsx") {
			t.Errorf("%s is the same plan: %v", name, same)
		}
	}
	tight := sheet.DefaultLimits()
	tight.Rows = 3
	if _, err := batch.ReadPlan(context.Background(), path, tight); err == nil {
		t.Error("a plan beyond the bounds is read")
	}
	w, err := at(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := samples.Periods()[0]
	if _, err := batch.Run(context.Background(), w, options(m)); err != nil {
		t.Fatal(err)
	}
	if read(path) != plan || huibao.Digest(plan.Plan) != digest {
		t.Error("a run wrote into the plan")
	}
	if err := os.WriteFile(path, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := batch.ReadPlan(context.Background(), path, sheet.DefaultLimits()); err == nil {
		t.Error("half a plan is read")
	}
	runtime.KeepAlive(plan)
}
