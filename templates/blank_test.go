package templates_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/planfile"
	"huibao/templates"
)

// samplePlan reads the sample's plan from its text.
func samplePlan(t *testing.T) *huibao.Plan {
	t.Helper()
	tables := map[string][][]string{}
	files, err := filepath.Glob("../samples/data/plan/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample plan", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(f, err)
		}
		tables[strings.TrimSuffix(filepath.Base(f), ".tsv")] = rows
	}
	p, remarks := planfile.FromTables(tables)
	for _, r := range remarks {
		t.Errorf("%+v", r)
	}
	return p
}

// TestBlankRepeats draws every unit's return twice.
func TestBlankRepeats(t *testing.T) {
	period := huibao.Period{Year: 2024, Month: 5}
	p := inforce.At(samplePlan(t), period)
	units := p.ReturningUnits()
	if len(units) != 18 {
		t.Fatalf("%d units return, want 18", len(units))
	}
	for _, u := range units {
		h, err := p.HistoryOf(u.Code, huibao.Histories{}.Of)
		if err != nil {
			t.Fatal(err)
		}
		f := p.Form(u.Code, h)
		var a, b bytes.Buffer
		if err := templates.Blank(&a, f); err != nil {
			t.Fatal(u.Name, err)
		}
		if err := templates.Blank(&b, f); err != nil {
			t.Fatal(u.Name, err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: bytes differ", u.Name)
		}
		if dir := os.Getenv("HUIBAO_KEEP"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, u.Name+".xlsx"), a.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
