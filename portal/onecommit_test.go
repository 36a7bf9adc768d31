package portal

import (
	"encoding/binary"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huibao/portal/desk"
)

// commits is how often the ledger's database was changed: SQLite counts it in its header.
func (h *house) commits() uint32 {
	h.t.Helper()
	data, err := os.ReadFile(filepath.Join(h.dir, "ledger", "ledger.db"))
	must(h.t, err)
	return binary.BigEndian.Uint32(data[24:])
}

// TestOneCommit: a hand-in waits for one transaction, which says too that the session is in use, so
// that it does not end while its person goes on handing in.
func TestOneCommit(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	for i := range 3 {
		h.clock.move(desk.IdleLimit - time.Minute)
		before := h.commits()
		if r := b.handIn(h.mine, upload{"6月.xlsx", another(h.example(), i)}); r.status != http.StatusSeeOther {
			t.Fatalf("%d: %d %s", i, r.status, r.body)
		}
		if n := h.commits() - before; n != 1 {
			t.Errorf("hand-in %d was %d transactions", i, n)
		}
	}
	h.clock.move(desk.IdleLimit)
	if r := b.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 9)}); r.status != http.StatusUnauthorized || len(h.web()) != 3 {
		t.Errorf("after the session ended: %d, %d files", r.status, len(h.web()))
	}
}
