package desk

import (
	"testing"
	"time"

	"huibao"
	"huibao/batch"
	"huibao/samples"
)

// TestProveDue: once a night, and once after a start; a clock that was ahead for a while puts
// the next proof off by no year.
func TestProveDue(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2024, 7, day, hour, 0, 0, 0, huibao.China) }
	for _, c := range []struct {
		last, now time.Time
		due       bool
	}{
		{at(5, 4), at(5, 23), false}, {at(5, 4), at(6, 2), false}, {at(5, 4), at(6, 3), true}, {at(5, 2), at(5, 3), true},
		{at(5, 2).AddDate(1, 0, 0), at(5, 2), true},
	} {
		d := &Desk{now: func() time.Time { return c.now }}
		if !d.proveDue() {
			t.Error("not at the first start")
		}
		d.proof.Store(&Proof{At: c.last})
		if d.proveDue() != c.due {
			t.Errorf("proved %s, now %s: want %v", c.last, c.now, c.due)
		}
	}
}

// TestS38Seen: lines that were cut off the end of what was seen are missed at the next proof.
func TestS38Seen(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), batch.Workspace{Dir: dir}, "", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for range 3 { // each proof is seen, too
		if err := d.ProveLedger(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if got := d.proof.Load().seen.Length; got != 2 {
		t.Errorf("%d lines", got)
	}
	cut := *d.proof.Load()
	cut.seen.Length += 5
	d.proof.Store(&cut)
	for range 2 { // and every night after
		if err := d.ProveLedger(t.Context()); err == nil || len(d.Proof().Problems) != 1 {
			t.Errorf("%v: %q", err, d.Proof().Problems)
		}
	}
}
