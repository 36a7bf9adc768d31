package ledger

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// TestGuess: servers of one space count together, to the bound and not beyond; a try that one
// bound refuses uses up none of another. A file's server counts for itself.
func TestGuess(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	one, other := opened(t, dir), opened(t, dir)
	now := time.UnixMilli(1_720_000_000_123)
	account, address := Bound{"a 张", 3, time.Minute}, Bound{"b 10.0.0.1", 5, time.Second}
	try := func(l *Ledger, at time.Time, want time.Duration, bounds ...Bound) {
		t.Helper()
		wait, err := l.Guess(ctx, at, bounds...)
		must(t, err)
		if engineOf(t, dir).space() == "" {
			want = 0
		}
		if wait != want {
			t.Errorf("wait %v, want %v", wait, want)
		}
	}
	try(one, now, 0, account, address)
	try(other, now, 0, account, address)
	try(one, now, 0, account, address)
	try(other, now, time.Minute, account, address)
	try(one, now, time.Minute, account, address)
	try(other, now, 0, address) // its 4th
	try(one, now, 0, address)
	try(other, now, time.Second, address)
	try(one, now.Add(time.Minute), 0, account, address)
	try(other, now.Add(time.Minute), time.Minute, account, address)
	if engineOf(t, dir).space() != "" {
		does(t, other, func(*Tx) error { // counted beside an act
			brief, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			wait, err := one.Guess(brief, now.Add(time.Minute), account)
			if err != nil || wait != time.Minute {
				t.Errorf("%v, %v", wait, err)
			}
			return nil
		})
	}
	must(t, one.Guessed(ctx, account.Key))
	try(other, now.Add(time.Minute), 0, account, address)
}
