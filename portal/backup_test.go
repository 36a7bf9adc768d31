package portal

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/testdb"
	"huibao/internal/thorough"
)

// TestBackup rehearses what docs/deploy.md says: the ledger is backed up and the folder
// copied, in this order, while units hand in; elsewhere they are put together, and the
// ledger holds, people sign in, and what was acknowledged before is there and counts.
func TestBackup(t *testing.T) {
	thorough.Repeats(t)
	h := newHouse(t)
	h.admit("officer", act.Held{Role: act.Officer})
	h.enter("officer")
	b := h.clerk()
	if r := b.handIn(h.mine, upload{"备份前.xlsx", another(h.example(), 1)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	to := t.TempDir()
	stop, done := make(chan struct{}), make(chan struct{})
	go func() { // units hand in all the while
		defer close(done)
		for n := 2; n < 20; n++ {
			select {
			case <-stop:
				return
			default:
				if r := b.handIn(h.mine, upload{"备份时.xlsx", another(h.example(), n)}); r.status != http.StatusSeeOther {
					t.Error(r.status)
				}
			}
		}
	}()
	led, err := placed(h.dir).ReadLedger()
	must(t, err)
	kept := filepath.Join(t.TempDir(), "ledger.db")
	must(t, led.Backup(kept))
	must(t, led.Close())
	copyLive(t, h.dir, to)
	close(stop)
	<-done
	restore(t, kept, h.dir, to)
	h.restored(to)
}

// copyLive copies a workspace that is in use, but for the ledger's own file.
func copyLive(t *testing.T, from, to string) {
	t.Helper()
	must(t, filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if os.IsNotExist(err) { // a temporary file that went meanwhile
			return nil
		}
		rel, err2 := filepath.Rel(from, path)
		switch {
		case err != nil || err2 != nil:
			return err
		case strings.HasPrefix(filepath.ToSlash(rel), "ledger/ledger.db"):
			return nil
		case e.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		data, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o644)
	}))
}

func restore(t *testing.T, kept, from, to string) {
	t.Helper()
	data, err := os.ReadFile(kept)
	must(t, err)
	if testdb.DSN() != "" { // it says still that it is in the database
		if _, err := (batch.Workspace{Dir: to, Database: testdb.Of(from)}).ReadLedger(); err == nil {
			t.Error("the copy goes on in the database of the other")
		}
	}
	must(t, os.RemoveAll(filepath.Join(to, "ledger", "database")))
	must(t, os.WriteFile(filepath.Join(to, "ledger", "ledger.db"), data, 0o600))
}

// restored looks whether the workspace that was put together is the one that was.
func (h *house) restored(dir string) {
	t := h.t
	led, err := batch.Workspace{Dir: dir}.ReadLedger()
	must(t, err)
	found, err := led.Verify(context.Background(), nil)
	must(t, err)
	must(t, led.Close())
	if len(found.Problems) > 0 || found.Originals == 0 {
		t.Fatalf("the copy: %+v", found)
	}
	x := housed(t, dir)
	x.enter("officer")
	b := x.enter("clerk")
	web := x.web()
	if len(web) == 0 || filepath.Base(web[0].Path) != "备份前.xlsx" {
		t.Fatalf("what was acknowledged before is not there: %+v", web)
	}
	if r := b.handIn(x.mine, upload{"恢复后.xlsx", another(x.example(), 99)}); r.status != http.StatusSeeOther {
		t.Error("nothing can be handed in:", r.status)
	}
	x.judge()
	if n := x.number(x.mine); n != x.web()[len(x.web())-1].N {
		t.Error("the last does not count:", n)
	}
}
