package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"huibao/internal/thorough"
)

// TestCurrent makes the sample's files anew from their text and compares them.
func TestCurrent(t *testing.T) {
	out := filepath.Join(t.TempDir(), "files")
	thorough.Begin()
	if err := generate(filepath.Join("..", "data"), out); err != nil {
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
	if err != nil || n != 40 {
		t.Errorf("%d files, %v", n, err)
	}
}
