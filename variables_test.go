package huibao_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// TestVariables: CONTRIBUTING.md names each environment variable that the program, its tests or
// .ci read, and no other.
func TestVariables(t *testing.T) {
	variable := regexp.MustCompile(`HUIBAO_[A-Z_]*[A-Z]`)
	used := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".go" && filepath.Dir(path) != ".ci" {
			return err
		}
		data, err := os.ReadFile(path)
		for _, name := range variable.FindAllString(string(data), -1) {
			used[name] = true
		}
		return err
	})
	data, rerr := os.ReadFile("CONTRIBUTING.md")
	if err != nil || rerr != nil || len(used) < 10 {
		t.Fatal(err, rerr, len(used))
	}
	named := variable.FindAllString(string(data), -1)
	for name := range used {
		if !slices.Contains(named, name) {
			t.Errorf("%s is not named", name)
		}
	}
	for _, name := range named {
		if !used[name] {
			t.Errorf("%s is read nowhere", name)
		}
	}
}
