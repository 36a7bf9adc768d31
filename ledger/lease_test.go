package ledger

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// TestLease: one holder at a time has a lease, in whatever process; who lets it run out has it
// no more once another took it, and can record nothing under it.
func TestLease(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	one, other := opened(t, dir), opened(t, dir)
	taken := func(l *Ledger, want bool) *Lease {
		t.Helper()
		x, err := l.Lease(ctx, "run 2024-06")
		must(t, err)
		if (x != nil) != want {
			t.Fatalf("taken: %v", x != nil)
		}
		return x
	}
	a := taken(one, true)
	taken(other, false)
	taken(one, false) // in the same process, too
	if x, err := other.Lease(ctx, "run 2024-07"); err != nil || x == nil {
		t.Fatalf("of another period: %v, %v", x, err)
	}
	if err := one.Act(ctx, actor(), func(tx *Tx) error { return tx.Under(a) }); err != nil {
		t.Error(err)
	}
	if engineOf(t, dir).byFolder() {
		must(t, a.file.Unlock()) // as the system does when a process dies
	} else {
		runsOut(t, one, dir, a)
	}
	b := taken(other, true)
	if err := one.Act(ctx, actor(), func(tx *Tx) error { return tx.Under(a) }); !errors.Is(err, ErrLost) {
		t.Errorf("acts under it: %v", err)
	}
	if _, err := a.End(ctx, "a", nil); !errors.Is(err, ErrLost) {
		t.Errorf("ends it: %v", err)
	}
	taken(one, false) // which did not end b's
	if err := other.Act(ctx, actor(), func(tx *Tx) error { return tx.Under(b) }); err != nil {
		t.Error(err)
	}
	if a.file == nil {
		if ok, err := a.extend(ctx); err != nil || ok {
			t.Errorf("kept what is another's: %v, %v", ok, err)
		}
	}
}

// runsOut lets a lease in a database run out: it is kept till then, and is its holder's while nobody
// takes it.
func runsOut(t *testing.T, l *Ledger, dir string, x *Lease) {
	t.Helper()
	ctx := context.Background()
	if ok, err := x.extend(ctx); err != nil || !ok {
		t.Fatalf("kept: %v, %v", ok, err)
	}
	_, err := behind(t, dir).Exec("UPDATE lease SET until=1 WHERE name=?", x.name) // its process stood still
	must(t, err)
	if err := l.Act(ctx, actor(), func(tx *Tx) error { return tx.Under(x) }); err != nil {
		t.Errorf("ran out, and nobody took it: %v", err)
	}
}

// TestLeaseCosts: a lease of a ledger in a file writes nothing to it while it is held, nor when it is
// taken or ends, nor when what came of it is said again.
func TestLeaseCosts(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	if !l.eng.byFolder() {
		return
	}
	of := func() (changes int) {
		t.Helper()
		must(t, l.db.QueryRow("SELECT total_changes()").Scan(&changes))
		return changes
	}
	for i, want := range []int{0, 1, 0} {
		before := of()
		x, err := l.Lease(ctx, "look")
		must(t, err)
		held := x.Hold(ctx)
		var said any
		if i > 0 {
			said = "well"
		}
		_, err = x.End(ctx, said, nil)
		must(t, err)
		if n := of() - before; n != want || held.Err() == nil {
			t.Errorf("%d: %d rows were written, want %d", i, n, want)
		}
	}
}

// TestLeaseBesideActs: a lease in a database is kept while somebody acts for long, here or in another
// process; of a goroutine's turn nobody waits beyond his time.
func TestLeaseBesideActs(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	one, other := opened(t, dir), opened(t, dir)
	x, err := one.Lease(ctx, "run 2024-06")
	must(t, err)
	for _, l := range []*Ledger{one, other} {
		does(t, l, func(*Tx) error {
			brief, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			if x.file == nil {
				if ok, err := x.extend(brief); err != nil || !ok {
					t.Errorf("not kept beside an act: %v, %v", ok, err)
				}
			}
			ended, end := context.WithCancel(ctx)
			end()
			if err := one.Act(ended, actor(), func(*Tx) error { t.Error("two acted at once"); return nil }); !errors.Is(err, context.Canceled) {
				t.Errorf("waits on: %v", err)
			}
			return nil
		})
	}
}

// TestLeaseIsLost: what is done under a lease in a database ends in time though the database does not
// answer.
func TestLeaseIsLost(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	x, err := l.Lease(ctx, "run 2024-06")
	must(t, err)
	if x.file != nil {
		return
	}
	x.ours.end() // and no answer since
	<-x.Hold(ctx).Done()
	x.Release()
}

// TestLeaseEnds: a lease is kept where something is left to do, and what came of it is heard by
// all; nothing said leaves what was said.
func TestLeaseEnds(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	one, other := opened(t, dir), opened(t, dir)
	x, err := one.Lease(ctx, "run 2024-06")
	must(t, err)
	held := x.Hold(ctx)
	if again, err := x.End(ctx, "left", func(v *View) (bool, error) { return true, nil }); err != nil || !again {
		t.Fatalf("%v, %v", again, err)
	}
	if held.Err() != nil {
		t.Error("what is kept ended")
	}
	if y, err := other.Lease(ctx, "run 2024-06"); err != nil || y != nil {
		t.Fatalf("it was given free: %v, %v", y, err)
	}
	if again, err := x.End(ctx, nil, func(v *View) (bool, error) { return false, nil }); err != nil || again {
		t.Fatalf("%v, %v", again, err)
	}
	if held.Err() == nil {
		t.Error("what is done under it does not end with it")
	}
	if y, err := other.Lease(ctx, "run 2024-06"); err != nil || y == nil {
		t.Fatalf("it was not given free: %v, %v", y, err)
	}
	heard := map[string]string{}
	must(t, other.View(ctx, func(v *View) error {
		return v.Said("run ", func(rest string, doc []byte) error { heard[rest] = string(doc); return nil })
	}))
	if len(heard) != 1 || heard["2024-06"] != `"left"` {
		t.Errorf("heard %v", heard)
	}
}

// TestShared: servers of one space know one secret, those of another another; a file has none.
func TestShared(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	one, other, far := opened(t, dir), opened(t, dir), opened(t, filepath.Join(t.TempDir(), "ledger"))
	a, err := one.Shared(ctx, "key")
	must(t, err)
	b, err := other.Shared(ctx, "key")
	must(t, err)
	c, err := far.Shared(ctx, "key")
	must(t, err)
	if engineOf(t, dir).space() == "" {
		if a != "" {
			t.Errorf("a file has %q", a)
		}
		return
	}
	if a == "" || a != b || a == c {
		t.Errorf("%q, %q; of another space %q", a, b, c)
	}
}
