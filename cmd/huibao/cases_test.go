package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"huibao/internal/cases"
)

// whichCases widens TestCases beyond what must hold: all, or the beginning of a kind or
// of an id. What need not hold is reported, never green.
var whichCases = flag.String("cases", "", "also run the shared cases that need not hold: all, or the beginning of a kind or id")

// caseSample is how many of the cases that must hold a plain go test runs.
const caseSample = 16

// TestCases runs the shared cases, from the folder HUIBAO_CASES or ../shared/cases
// beside the checkout. Where it is missing the test is skipped, unless
// HUIBAO_REQUIRE_CASES=1. A plain run takes a sample, HUIBAO_CASES_ALL=1 all that must
// hold; HUIBAO_PROGRAM is another huibao to run.
func TestCases(t *testing.T) {
	dir := os.Getenv("HUIBAO_CASES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "cases")
	}
	required := os.Getenv("HUIBAO_REQUIRE_CASES") == "1"
	if _, err := os.Stat(filepath.Join(dir, "cases.jsonl")); err != nil {
		if required {
			t.Fatal(err)
		}
		t.Skip("no shared cases: ", err)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := cases.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	program := os.Getenv("HUIBAO_PROGRAM")
	if program == "" {
		if program, err = exec.LookPath("huibao"); err != nil { // this test's own binary, under that name (TestMain)
			t.Fatal(err)
		}
	}
	if program, err = filepath.Abs(program); err != nil {
		t.Fatal(err)
	}
	r := &cases.Runner{Set: set, Program: program, Temp: t.TempDir()}
	board := &caseBoard{kinds: map[string]*caseTally{}}
	held := heldKinds(t)
	t.Run("case", func(t *testing.T) {
		for _, c := range chosen(set.Cases, held) {
			t.Run(c.ID, func(t *testing.T) {
				t.Parallel()
				oneCase(t, r, c, mustHold(c, held), required, board)
			})
		}
	})
	if *whichCases != "" {
		t.Log("\n" + board.String())
	}
}

func oneCase(t *testing.T, r *cases.Runner, c *cases.Case, must, required bool, board *caseBoard) {
	if p := c.Missing(); p != "" {
		if must && required {
			t.Fatalf("%s is required and missing", p)
		}
		t.Skipf("%s is not installed", p)
	}
	res := r.Run(t.Context(), c, t.TempDir())
	board.add(c, res)
	said := strings.Join(res.Problems, "; ")
	switch {
	case must && said != "":
		t.Errorf("%s（%s）: %s", c.Kind, c.Why, said)
	case !must && said != "":
		t.Skip("need not hold, and does not: ", said)
	case !must:
		t.Skip("need not hold, and does")
	}
}

// heldKinds are the beginnings of the kinds that must hold.
func heldKinds(t *testing.T) (list []string) {
	data, err := os.ReadFile(filepath.Join("testdata", "cases-held.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

func mustHold(c *cases.Case, held []string) bool {
	return c.Guard || slices.ContainsFunc(held, func(k string) bool { return strings.HasPrefix(c.Kind, k) })
}

// chosen are the cases of this run.
func chosen(all []*cases.Case, held []string) (list []*cases.Case) {
	for _, c := range all {
		switch {
		case *whichCases == "all", *whichCases != "" && (strings.HasPrefix(c.Kind, *whichCases) || strings.HasPrefix(c.ID, *whichCases)),
			*whichCases == "" && mustHold(c, held):
			list = append(list, c)
		}
	}
	if *whichCases != "" || os.Getenv("HUIBAO_CASES_ALL") == "1" || len(list) <= caseSample {
		return list
	}
	var spread []*cases.Case
	for i := range caseSample {
		spread = append(spread, list[i*len(list)/caseSample])
	}
	return spread
}

// caseBoard is what came out, by kind.
type caseBoard struct {
	mu    sync.Mutex
	kinds map[string]*caseTally
}

type caseTally struct {
	passed, run, wrong int
	failed             []string
}

func (b *caseBoard) add(c *cases.Case, res cases.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.kinds[c.Kind]
	if k == nil {
		k = &caseTally{}
		b.kinds[c.Kind] = k
	}
	k.run++
	k.wrong += len(res.Wrong)
	if len(res.Problems) == 0 {
		k.passed++
		return
	}
	k.failed = append(k.failed, fmt.Sprintf("    %s: %s", c.ID, strings.Join(res.Problems, "; ")))
}

func (b *caseBoard) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var names []string
	for k := range b.kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	var total caseTally
	var s strings.Builder
	for _, name := range names {
		k := b.kinds[name]
		fmt.Fprintf(&s, "%-34s %d/%d\n", name, k.passed, k.run)
		slices.Sort(k.failed)
		for _, f := range k.failed {
			fmt.Fprintln(&s, f)
		}
		total.passed, total.run, total.wrong = total.passed+k.passed, total.run+k.run, total.wrong+k.wrong
	}
	fmt.Fprintf(&s, "%d of %d pass; wrong figures counted %d\n", total.passed, total.run, total.wrong)
	return s.String()
}
