package hardlink

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCopy: a copy's database is its own, its other files are shared; one that is replaced leaves the
// others as they are, one that is written into is told.
func TestCopy(t *testing.T) {
	from, one, two := t.TempDir(), t.TempDir(), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(dir, name, text string) {
		t.Helper()
		must(os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	read := func(dir, name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name))
		must(err)
		return string(data)
	}
	must(os.Mkdir(filepath.Join(from, "out"), 0o755))
	write(from, "ledger.db", "chain")
	write(from, "out/a", "first")
	must(Copy(one, from))
	write(one, "ledger.db", "longer chain")
	must(os.Remove(filepath.Join(one, "out/a")))
	write(one, "out/a", "second")
	must(Copy(two, from))
	if got := read(two, "ledger.db") + " " + read(two, "out/a") + " " + read(one, "out/a"); got != "chain first second" {
		t.Error(got)
	}
	must(Held())
	write(two, "out/a", "written into")
	if err := Held(); err == nil || !strings.Contains(err.Error(), "out/a is shared") {
		t.Error(err)
	}
	if err := Copy(t.TempDir(), from); err == nil {
		t.Error("a folder that was written into is copied")
	}
	write(from, "out/a", "first")
	delete(before, filepath.Join(from, "out/a"))
}
