package huibao_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

// TestVariablesOfCI: what stands in the middle column of that table is what .ci/run, or its
// .ci/postgres, sets.
func TestVariablesOfCI(t *testing.T) {
	data, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `(HUIBAO_[A-Z_]*[A-Z])[^|]*\\| ([^|]*) ?\\|")
	rows := row.FindAllStringSubmatch(string(data), -1)
	var set string
	for _, program := range []string{"run", "postgres"} {
		text, err := os.ReadFile(filepath.Join(".ci", program))
		if err != nil {
			t.Fatal(err)
		}
		set += string(text)
	}
	number := regexp.MustCompile(`^[0-9]+$`)
	for _, r := range rows {
		name, said := r[1], strings.Trim(r[2], " `")
		how := regexp.MustCompile(`\b` + name + `=(\S*)`).FindStringSubmatch(set)
		if (how != nil) != (said != "") || number.MatchString(said) && how[1] != said {
			t.Errorf("%s: the table says %q of .ci/run, which has %q", name, said, how)
		}
	}
	if len(rows) < 10 {
		t.Errorf("%d rows of the table", len(rows))
	}
}
