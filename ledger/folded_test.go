package ledger

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"huibao"
	"huibao/act"
)

// refolded is a period folded anew from all its acts.
func refolded(t *testing.T, l *Ledger, p huibao.Period) (s *act.State) {
	t.Helper()
	sees(t, l, func(v *View) error {
		acts, err := v.Acts(p)
		if err == nil {
			s, err = act.Fold(p, acts)
		}
		return err
	})
	return s
}

// TestFolded: a period is folded once, and what came since is added to it, whoever did it and of
// whatever period; what was only tried, or rolled back, is in no state.
func TestFolded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	a, b := opened(t, dir), opened(t, dir)
	is := func(step string, l *Ledger) *act.State {
		t.Helper()
		s := stateNow(t, l, june)
		if want := refolded(t, l, june); !reflect.DeepEqual(s, want) {
			t.Errorf("%s: %+v\nwant %+v", step, s, want)
		}
		return s
	}
	is("nothing", a)
	appends(t, a, handIn(june, "云.xlsx", ref(1)))
	first := is("one file", a)
	if again := stateNow(t, a, june); again != first {
		t.Error("a period that nothing happened to was folded again")
	}
	appends(t, a, handIn(july, "云.xlsx", ref(2)))
	if again := stateNow(t, a, june); again != first {
		t.Error("an act of another period made this one another")
	}
	appends(t, b, handIn(june, "沙.xlsx", ref(3)))
	if second := is("a file by another", a); second == first || len(first.Files) != 1 {
		t.Errorf("what was given out before is another now: %+v", first)
	}
	gone := errors.New("no")
	if err := a.Act(context.Background(), actor(), func(x *Tx) error {
		if _, err := x.Append(act.New(act.PlanChanged, ref(7).SHA256, act.Plan{Digest: "p"})); err != nil { // of all periods: they are folded again
			return err
		}
		if s, err := x.State(june); err != nil || s.Plan.N == 0 {
			t.Errorf("in its transaction: %+v %v", s, err)
		}
		return gone
	}); !errors.Is(err, gone) {
		t.Fatal(err)
	}
	if s := is("rolled back", a); s.Plan.N != 0 {
		t.Error("what was rolled back is in the state")
	}
	must(t, a.Try(context.Background(), actor(), func(x *Tx) error {
		if _, err := x.State(june); err != nil {
			return err
		}
		_, err := x.Append(handIn(june, "中.xlsx", ref(4)))
		return err
	}))
	if s := is("tried", a); len(s.Files) != 2 {
		t.Errorf("what was tried is in the state: %+v", s.Files)
	}
	appends(t, b, act.New(act.PlanChanged, ref(7).SHA256, act.Plan{Digest: "q"}), handIn(june, "海.xlsx", ref(5)))
	is("the number of what was rolled back, by another", a)
	is("the number of what was rolled back, by another", b)
}

// TestFoldedReads: what is kept is not read again.
func TestFoldedReads(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	for i := range 5 {
		appends(t, l, handIn(june, "云.xlsx", ref(i)))
	}
	stateNow(t, l, june)
	appends(t, l, handIn(june, "云.xlsx", ref(5)))
	sees(t, l, func(v *View) error {
		was := v.folded.of(june)
		if was.head.Length != 5 {
			t.Errorf("kept of %d acts", was.head.Length)
		}
		list, err := v.actsAfter(june, was.head.Length)
		if len(list) != 1 {
			t.Errorf("%d acts are read", len(list))
		}
		return err
	})
}

// TestFoldedBound: no more periods are kept than foldedKept, and those that were asked for last.
func TestFoldedBound(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	var asked []huibao.Period
	for p, n := may, 0; n < foldedKept; p, n = p.Next(), n+1 {
		stateNow(t, l, p)
		asked = append(asked, p)
	}
	stateNow(t, l, may) // now the last one
	stateNow(t, l, may.Prev())
	var kept []huibao.Period
	for _, x := range l.folded.list {
		kept = append(kept, x.state.Period)
	}
	if want := append(slices.Clone(asked[2:]), may, may.Prev()); !slices.Equal(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
}
