package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/importer"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/templates"
)

// TestHalvesByRows spreads a county's return over two of its blanks by rows: the / that we print in both
// is nothing that both fill in.
func TestHalvesByRows(t *testing.T) {
	thorough.Need(t) // the whole sample twice; TestHalves has halves of a small return
	w, month := sampled(t)
	dir := w.Dir
	before, err := batch.Run(context.Background(), w, options(month))
	must(t, err)
	whole := filepath.Join(dir, "returns", month.Period.String(), "海原县_2024-05.xlsx")
	data, err := os.ReadFile(whole)
	must(t, err)
	read := func(path string, data []byte) *huibao.Return {
		ret, err := importer.Read(context.Background(), importer.File{Path: path, Size: int64(len(data)), Data: bytes.NewReader(data)}, importer.Known{Limits: sheet.DefaultLimits()})
		must(t, err)
		return ret
	}
	ret := read(whole, data)
	for half, name := range []string{"a", "b"} {
		e := templates.Entries{Rows: map[string]huibao.Values{}, Sign: ret.SignOff}
		for i := range ret.Rows {
			if i%2 == half {
				e.Rows[ret.Rows[i].Code] = ret.Rows[i].Values
			}
		}
		var b bytes.Buffer
		must(t, templates.Filled(&b, ret.Stamp, e))
		part := read(name, b.Bytes())
		for i := range part.Rows {
			if row := &part.Rows[i]; row.FilledIn() != (i%2 == half) {
				t.Errorf("%s: %s is filled in: %t", name, row.Code, row.FilledIn())
			}
		}
		must(t, os.WriteFile(filepath.Join(filepath.Dir(whole), "海原县_"+name+".xlsx"), b.Bytes(), 0o644))
	}
	must(t, os.Remove(whole))
	must(t, os.RemoveAll(filepath.Join(dir, "ledger")))
	again := t.TempDir() // another ledger
	must(t, os.CopyFS(again, os.DirFS(dir)))
	w, err = at(again)
	must(t, err)
	after, err := batch.Run(context.Background(), w, options(month))
	must(t, err)
	unit := after.Plan.UnitByName("海原县").Code
	a, b := before.Counting(unit), after.Counting(unit)
	if a == nil || b == nil || a.State != b.State || len(a.HeldOut) != len(b.HeldOut) {
		t.Errorf("whole: %+v\nhalves: %+v", a, b)
	}
}
