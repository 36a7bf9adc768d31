package ledger

import (
	"context"
	"path/filepath"
	"testing"
)

// TestLooked keeps how files lay, and nothing that is proved speaks of it; what is spoiled or forgotten is not there.
func TestLooked(t *testing.T) {
	ctx := context.Background()
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	kept := func() (text string) {
		t.Helper()
		must(t, l.View(ctx, func(v *View) error {
			_, err := v.Looked(june, &text)
			return err
		}))
		return text
	}
	before, digest := headNow(t, l), readingsNow(t, l)
	if got := kept(); got != "" {
		t.Errorf("before anything was kept: %q", got)
	}
	for _, text := range []string{"first", "second"} {
		x, err := Encode(text)
		must(t, err)
		must(t, l.KeepLooked(ctx, june, x))
		if got := kept(); got != text {
			t.Errorf("%q instead of %q", got, text)
		}
	}
	if headNow(t, l) != before || readingsNow(t, l) != digest {
		t.Error("the chain or the readings are others")
	}
	_, err := l.db.Exec("UPDATE looked SET digest='other'")
	must(t, err)
	if got := kept(); got != "" {
		t.Errorf("spoiled: %q", got)
	}
	x, err := Encode("third")
	must(t, err)
	must(t, l.KeepLooked(ctx, june, x))
	must(t, l.Forget(ctx))
	if got := kept(); got != "" {
		t.Errorf("forgotten: %q", got)
	}
}

func readingsNow(t *testing.T, l *Ledger) (digest string) {
	t.Helper()
	must(t, l.View(context.Background(), func(v *View) (err error) {
		digest, err = v.ReadingsDigest(june)
		return err
	}))
	return digest
}
