// Package thorough says how much of the tests is run. A plain `go test ./...` leaves out what takes
// seconds and repeats, or combines, what other tests hold one by one; .ci/run has all of it once.
package thorough

import (
	"errors"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"huibao/internal/durable"
	"huibao/internal/testdb"
)

// Variable is what HUIBAO_THOROUGH=1 sets: everything is run.
const Variable = "HUIBAO_THOROUGH"

// Set reports whether everything is run.
func Set() bool { return os.Getenv(Variable) != "" }

// All reports whether all of a test is run.
func All(t testing.TB) bool {
	t.Helper()
	if !Set() {
		Leave(t, "time")
	}
	return Set()
}

// Rounds is how many rounds of chance a test takes: few in a plain run.
func Rounds(t testing.TB, few, all int) int {
	t.Helper()
	if All(t) {
		return all
	}
	return few
}

// Need skips a test where none of the environment variables is set; without any it is Variable.
func Need(t testing.TB, variables ...string) {
	t.Helper()
	if len(variables) == 0 {
		variables = []string{Variable}
	}
	if slices.ContainsFunc(variables, func(name string) bool { return os.Getenv(name) != "" }) {
		return
	}
	if slices.Contains(variables, Variable) {
		Leave(t, "time")
	}
	t.Skipf("left out of a plain run: set %s", strings.Join(variables, " or "))
}

// Repeats skips, in a plain run, a test whose parts are other tests' proof one by one, and which holds them together. A run whose
// ledgers lie in a PostgreSQL has it: .ci/run takes what a plain run has there.
func Repeats(t testing.TB) {
	t.Helper()
	if testdb.DSN() == "" {
		Need(t)
	}
}

// Leave says in the file that HUIBAO_LEFT names, where it does, that a test, or a part of it, is left
// out, and for what: the folder of its package, its name, and that.
func Leave(t testing.TB, what string) {
	t.Helper()
	list := os.Getenv("HUIBAO_LEFT")
	if list == "" {
		return
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(t.Name(), "/")
	f, err := os.OpenFile(list, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(dir + "\t" + name + "\t" + what + "\n") // one write: tests of several packages append
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// Begin makes the tests of a package cheap, from its TestMain: nothing waits for the disk, and
// the heap, small as it is, may grow to five times what lives before it is swept.
func Begin() {
	durable.Unsynced = true
	debug.SetGCPercent(400)
}
