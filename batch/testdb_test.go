package batch_test

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/testdb"
)

// kept is a workspace with the database that its tests' ledger lies in; a file that lies
// there already stays it.
func kept(dir string) batch.Workspace {
	w := batch.Workspace{Dir: dir}
	if _, err := os.Stat(filepath.Join(w.Ledger(), "ledger.db")); err != nil {
		w.Database = testdb.Of(dir)
	}
	return w
}

// at is the same of a folder that must be a workspace.
func at(dir string) (batch.Workspace, error) {
	if _, err := batch.At(dir); err != nil {
		return batch.Workspace{}, err
	}
	return kept(dir), nil
}

// copied is a workspace like another, with a ledger of its own: in the tests' database as
// docs/deploy.md restores one, and puts it in a space again.
func copied(t *testing.T, from batch.Workspace) batch.Workspace {
	t.Helper()
	w := from
	w.Dir = t.TempDir()
	must(t, os.CopyFS(w.Dir, os.DirFS(from.Dir)))
	if from.Database == "" {
		return w
	}
	w.Database = ""
	must(t, os.Remove(filepath.Join(w.Ledger(), "database")))
	led, err := from.ReadLedger()
	must(t, err)
	file := filepath.Join(w.Ledger(), "ledger.db")
	must(t, errors.Join(led.Backup(file), led.Close()))
	_, err = w.CopyLedger(t.Context(), testdb.Of(w.Dir), "test")
	must(t, err)
	must(t, os.Remove(file))
	w.Database = testdb.Of(w.Dir)
	return w
}

// behind changes what a ledger holds, past it; period is the statement's one argument.
func behind(t *testing.T, w batch.Workspace, statement string, period huibao.Period) {
	t.Helper()
	driver, source := "sqlite", filepath.Join(w.Ledger(), "ledger.db")
	if w.Database != "" {
		u, err := url.Parse(w.Database)
		must(t, err)
		q := u.Query()
		q.Set("huibao.space", q.Get("space"))
		q.Set("search_path", "huibao")
		q.Del("space")
		u.RawQuery = q.Encode()
		driver, source = "pgx", u.String()
	}
	db, err := sql.Open(driver, source)
	must(t, err)
	done, err := db.Exec(statement, period.String())
	must(t, errors.Join(err, db.Close()))
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s: %d rows, %v", statement, n, err)
	}
}
