package portal

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/ledger"
)

// TestUpgrade rehearses what docs/deploy.md says of it, on a workspace of the ledger's format
// before (ledger/testdata/format3.md): the new program is started on it. Who keeps it signs in
// and finds every period; what was issued is given out byte for byte, before and after units
// hand in again; the chain holds with the heads that were printed by the old one. What was
// backed up before is as it was, and can be brought up to date again.
func TestUpgrade(t *testing.T) {
	thorough.Need(t)
	dir := t.TempDir()
	z, err := zip.OpenReader(filepath.Join("..", "ledger", "testdata", "format3.zip"))
	must(t, err)
	defer z.Close()
	must(t, os.CopyFS(dir, z))
	database := filepath.Join(batch.Workspace{Dir: dir}.Ledger(), "ledger.db")
	before, err := os.ReadFile(database)
	must(t, err)
	h := seated(t, dir, time.Date(2025, 4, 9, 8, 0, 0, 0, time.UTC), "云岭县", "石桥区")
	if _, err := os.Stat(database + ".v3"); err != nil {
		t.Error("no old ledger is kept beside it:", err)
	}
	h.admit("keeper", act.Held{Role: act.Keeper}, act.Held{Role: act.Director})
	b := h.enter("keeper")
	h.issuedAsBefore(b)
	if r := b.get("/board/2025-03"); r.status != http.StatusOK || !strings.Contains(r.body, "云岭县") {
		t.Error(r.status)
	}
	data, err := os.ReadFile(filepath.Join(dir, "returns", "2025-03", "云岭县3月报表.xlsx"))
	must(t, err)
	clerk := h.clerk()
	for _, period := range []string{"2025-01", "2025-03"} { // locked, and open
		if r := clerk.handInOf(period, h.mine, upload{"再报.xlsx", another(data, 7)}); r.status != http.StatusSeeOther {
			t.Error(period, r.status, r.body)
		}
	}
	h.judge()
	if r := clerk.get("/r/2025-03/" + h.mine); r.status != http.StatusOK || !strings.Contains(r.body, "再报.xlsx") || strings.Contains(r.body, "data-renew") {
		t.Error("what was handed in after the upgrade is not judged:", r.status)
	}
	h.issuedAsBefore(b)
	h.provedBy(oldHeads(t, dir))
	again := t.TempDir()
	must(t, os.CopyFS(again, z))
	data, err = os.ReadFile(filepath.Join(again, "ledger", "ledger.db"))
	must(t, err)
	if string(data) != string(before) {
		t.Error("the backup is not what it was")
	}
	seated(t, again, h.clock.now(), "云岭县", "石桥区")
}

// issuedAsBefore looks at every page of a period, and fetches the first edition of one that
// is locked, file by file, as the old program left it.
func (h *house) issuedAsBefore(b *browser) {
	h.t.Helper()
	for _, path := range []string{"/period/2025-01", "/period/2025-02", "/period/2025-03", "/lock/2025-01", "/lock/2025-02", "/plan", "/audit"} {
		if r := b.get(path); r.status != http.StatusOK {
			h.t.Error(path, r.status)
		}
	}
	sums, err := os.ReadFile(filepath.Join(h.dir, "expect", "locked-2025-01.sha256"))
	must(h.t, err)
	files := 0
	for line := range strings.Lines(string(sums)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		r := b.get("/period/2025-01/1/" + url.PathEscape(filepath.Base(name)))
		got := sha256.Sum256([]byte(r.body))
		if r.status != http.StatusOK || hex.EncodeToString(got[:]) != sum {
			h.t.Errorf("%s: %d, not as it was issued", name, r.status)
		}
		files++
	}
	if files < 8 {
		h.t.Errorf("%d files", files)
	}
}

// oldHeads are the heads that the old program printed.
func oldHeads(t *testing.T, dir string) (heads []ledger.Head) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "heads.txt"))
	must(t, err)
	for line := range strings.Lines(string(text)) {
		_, head, _ := strings.Cut(strings.TrimSpace(line), "\t")
		h, err := ledger.ParseHead(head)
		must(t, err)
		heads = append(heads, h)
	}
	return heads
}

// provedBy proves the ledger with heads of before.
func (h *house) provedBy(heads []ledger.Head) {
	h.t.Helper()
	led, err := placed(h.dir).ReadLedger()
	must(h.t, err)
	defer led.Close()
	v, err := led.Verify(context.Background(), heads)
	must(h.t, err)
	if len(v.Problems) > 0 || len(heads) < 5 {
		h.t.Errorf("%d heads: %q", len(heads), v.Problems)
	}
}
