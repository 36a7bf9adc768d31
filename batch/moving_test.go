package batch_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
)

// TestMovingFile reads a return that is overwritten in place all the while: what is
// read is one version or the other, or nothing, and never a mixture.
func TestMovingFile(t *testing.T) {
	thorough.Need(t)
	w, month := sampled(t)
	path := filepath.Join(w.Returns(month.Period), "海原县_2024-05.xlsx")
	a, err := os.ReadFile(path)
	must(t, err)
	b := bytes.Clone(a)
	b[len(b)-2], b = 4, append(b, "mend"...) // a comment at the end of the archive
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			for _, data := range [][]byte{a, b} {
				select {
				case <-stop:
					return
				default:
					_ = os.WriteFile(path, data, 0o644)
				}
			}
		}
	}()
	hashes := map[string]bool{sum(a): true, sum(b): true}
	for range 12 {
		must(t, os.RemoveAll(w.Ledger()))
		opt := options(month)
		opt.DryRun = true
		res, err := batch.Run(context.Background(), w, opt)
		must(t, err)
		for _, s := range res.Submissions() {
			if filepath.Base(s.Path) == "海原县_2024-05.xlsx" && s.State.Counts() && !hashes[s.SHA256] {
				t.Errorf("%s with %d bytes, %s", s.State, s.Size, s.Why)
			}
		}
	}
	close(stop)
	<-stopped
}

// sum is the SHA-256 of data in hex.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// must stops a test that cannot go on.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
