package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
)

// TestCurrent makes the sample's files anew from their text and compares them; a plain run makes the
// plan alone, since the returns take a run of every month before theirs.
func TestCurrent(t *testing.T) {
	out, data := filepath.Join(t.TempDir(), "files"), filepath.Join("..", "data")
	thorough.Begin()
	want := 40
	made := func() error { return generate(data, out) }
	if !thorough.All(t) {
		want = 1
		made = func() error {
			return errors.Join(os.Mkdir(out, 0o755), makePlan(data, filepath.Join(out, batch.PlanFile)))
		}
	}
	if err := made(); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := filepath.WalkDir(out, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		made, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(out, p)
		committed, err := os.ReadFile(filepath.Join("..", "files", rel))
		if err != nil || string(committed) != string(made) {
			t.Errorf("%s is not current; run go generate ./samples", rel)
		}
		return nil
	})
	if err != nil || n != want {
		t.Errorf("%d files, %v", n, err)
	}
}
