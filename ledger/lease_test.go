package ledger

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
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
	if ok, err := a.extend(ctx, false); err != nil || !ok {
		t.Fatalf("kept: %v, %v", ok, err)
	}
	_, err := behind(t, dir).Exec("UPDATE lease SET until=1 WHERE name=?", "run 2024-06") // its process stood still
	must(t, err)
	if err := one.Act(ctx, actor(), func(tx *Tx) error { return tx.Under(a) }); err != nil {
		t.Errorf("ran out, and nobody took it: %v", err)
	}
	b := taken(other, true)
	if ok, err := a.extend(ctx, false); err != nil || ok {
		t.Errorf("kept what is another's: %v, %v", ok, err)
	}
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
