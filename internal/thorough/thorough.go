// Package thorough says how much of the tests is run. A plain `go test ./...` leaves out what takes
// seconds and repeats, or combines, what other tests hold one by one; .ci/run has all of it once.
package thorough

import (
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"huibao/internal/durable"
)

// Variable is what HUIBAO_THOROUGH=1 sets: everything is run.
const Variable = "HUIBAO_THOROUGH"

// Run reports whether everything is run.
func Run() bool { return os.Getenv(Variable) != "" }

// Rounds is how many rounds of chance a test takes: few in a plain run.
func Rounds(few, all int) int {
	if Run() {
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
	if !slices.ContainsFunc(variables, func(name string) bool { return os.Getenv(name) != "" }) {
		t.Skipf("left out of a plain run: set %s", strings.Join(variables, " or "))
	}
}

// Begin makes the tests of a package cheap, from its TestMain: nothing waits for the disk, and
// the heap, small as it is, may grow to five times what lives before it is swept.
func Begin() {
	durable.Unsynced = true
	debug.SetGCPercent(400)
}
