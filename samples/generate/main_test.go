package samples_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCurrent makes the sample's files anew from their text and compares them.
func TestCurrent(t *testing.T) {
	out := filepath.Join(t.TempDir(), "files")
	cmd := exec.Command("go", "run", "./generate", out)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
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
		committed, err := os.ReadFile(filepath.Join("files", rel))
		if err != nil || string(committed) != string(made) {
			t.Errorf("%s is not current; run go generate ./samples", rel)
		}
		return nil
	})
	if err != nil || n != 40 {
		t.Errorf("%d files, %v", n, err)
	}
}
