package desk

import (
	"slices"
	"testing"
	"time"

	"huibao"
	"huibao/batch"
	"huibao/ledger"
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

// sampled is the sample's workspace, as it is opened to be served.
func sampled(t *testing.T) *Desk {
	t.Helper()
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	return sampledAt(t, dir)
}

func sampledAt(t *testing.T, dir string) *Desk {
	t.Helper()
	d, err := Open(t.Context(), batch.Workspace{Dir: dir}, "", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() }) // a second time does nothing
	return d
}

// TestS38WrongStays: an original that was found wrong is read again every night until it is right,
// whoever proves, and after any restart.
func TestS38WrongStays(t *testing.T) {
	d := sampled(t)
	bad := func(shas ...string) *ledger.Verified { return &ledger.Verified{Wrong: shas} }
	for _, step := range []struct {
		found *ledger.Verified
		want  []string
	}{{bad(), nil}, {bad("aa", "bb"), []string{"aa", "bb"}}, {bad("aa", "bb"), []string{"aa", "bb"}}, {bad("bb"), []string{"bb"}}, {bad("cc", "bb"), []string{"bb", "cc"}}} {
		known, err := d.knownWrong(t.Context())
		if err == nil {
			err = d.noteWrong(t.Context(), known, step.found)
		}
		if err != nil {
			t.Fatal(err)
		}
		again := sampledAt(t, d.w.Dir)
		if known, err = again.knownWrong(t.Context()); err != nil || !slices.Equal(known, step.want) {
			t.Errorf("%q: %q, %v", step.found.Wrong, known, err)
		}
		_ = again.Close()
	}
	lines, err := d.wrongLines(t.Context())
	if err != nil || len(lines) != 4 { // what stays wrong is written down once
		t.Errorf("%d lines: %v", len(lines), err)
	}
	if err := d.ProveLedger(t.Context()); err != nil {
		t.Fatal(err)
	}
	if known, err := d.knownWrong(t.Context()); err != nil || len(known) > 0 {
		t.Errorf("a proof that found nothing leaves %q, %v", known, err)
	}
}

// TestS38Seen: lines that were cut off the end of what was seen are missed at the next proof.
func TestS38Seen(t *testing.T) {
	d := sampled(t)
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
