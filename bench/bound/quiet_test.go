package bound

import (
	"fmt"
	"strings"
	"testing"
)

// TestQuiet: of what a server says, what went wrong is passed on, however it is cut into pieces.
func TestQuiet(t *testing.T) {
	said := `{"time":"2024-07-05T16:00:00+08:00","level":"INFO","msg":"act","act":85}` + "\n" +
		`{"level":"ERROR","msg":"request failed","number":"E-1"}` + "\n" +
		"panic: no log line\n" +
		`{"level":"WARN","msg":"slow"}` + "\n" +
		`{"level":"DEBUG","msg":"x"}` + "\n"
	want := `{"level":"ERROR","msg":"request failed","number":"E-1"}` + "\n" + "panic: no log line\n" + `{"level":"WARN","msg":"slow"}` + "\n"
	for _, size := range []int{1, 7, 64, len(said)} {
		var out strings.Builder
		q := &Quiet{To: &out}
		for rest := said; rest != ""; {
			n := min(size, len(rest))
			if _, err := fmt.Fprint(q, rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if out.String() != want {
			t.Errorf("in pieces of %d: %q", size, out.String())
		}
	}
}
