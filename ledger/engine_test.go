package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/internal/durable"
	"huibao/internal/testdb"
)

// lies is where the ledger of a folder is: in the file that lies there, or in the tests'
// database.
func lies(dir string) Place {
	if _, err := os.Stat(filepath.Join(dir, databaseFile)); err == nil {
		return Place{Dir: dir}
	}
	return Place{Dir: dir, Database: testdb.Of(dir)}
}

// engineOf is the engine of the ledger of a folder.
func engineOf(t *testing.T, dir string) engine {
	t.Helper()
	e, err := lies(dir).engine()
	must(t, err)
	return e
}

// behind gives the database of a ledger behind its back.
func behind(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db := engineOf(t, dir).connect(true)
	t.Cleanup(func() { _ = db.Close() }) // a second time does no harm
	return db
}

// aFile is a folder in which a ledger that lies in a file was begun, whatever the tests'
// database is.
func aFile(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ledger")
	l, err := Open(context.Background(), Place{Dir: dir}, "test")
	must(t, err)
	must(t, l.Close())
	return dir
}

// copyOf copies a ledger, so that it can be falsified.
func copyOf(t *testing.T, clean string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ledger")
	must(t, os.CopyFS(dir, os.DirFS(clean)))
	of, e := engineOf(t, clean), engineOf(t, dir)
	if e.space() == "" {
		return dir
	}
	must(t, os.Remove(filepath.Join(dir, whereFile)))
	l := opened(t, dir)
	must(t, l.Close())
	from, to := behind(t, clean), behind(t, dir)
	tx, err := to.Begin()
	must(t, err)
	_, err = copyRows(context.Background(), from, of, tx, e)
	must(t, errors.Join(err, tx.Commit(), from.Close(), to.Close()))
	return dir
}

// TestCheckSays: a file that the database finds fault with, and one that it cannot read, are
// each told in one whole sentence.
func TestCheckSays(t *testing.T) {
	dir := aFile(t)
	path := filepath.Join(dir, databaseFile)
	file := sqlite{path}
	db := file.connect(false)
	must(t, errors.Join(file.check(db, false), db.Close()))
	data, err := os.ReadFile(path)
	must(t, err)
	clear(data[len(data)-4096:]) // its last page
	must(t, os.WriteFile(path, data, 0o600))
	db = file.connect(false)
	err = file.check(db, true)
	must(t, db.Close())
	if err == nil || !strings.Contains(err.Error(), "已损坏（") || strings.Contains(err.Error(), "%!") {
		t.Errorf("got %v", err)
	}
	must(t, os.WriteFile(path, bytes.Repeat([]byte("no database "), 1000), 0o600))
	db = file.connect(false)
	defer db.Close()
	if err := file.check(db, false); err == nil || !strings.Contains(err.Error(), "无法读取或已损坏：") || strings.Contains(err.Error(), "%!") {
		t.Errorf("got %v", err)
	}
}

// TestWaitsForTheDisk: a ledger in a file is written through to the disk, but where a test says that it
// need not be.
func TestWaitsForTheDisk(t *testing.T) {
	dir := aFile(t)
	defer func(was bool) { durable.Unsynced = was }(durable.Unsynced)
	for unsynced, want := range map[bool]int{false: 2, true: 0} { // FULL, OFF
		durable.Unsynced = unsynced
		db := sqlite{path: filepath.Join(dir, databaseFile)}.connect(true)
		var got int
		must(t, db.QueryRow("PRAGMA synchronous").Scan(&got))
		must(t, db.Close())
		if got != want {
			t.Errorf("unsynced %v: %d, want %d", unsynced, got, want)
		}
	}
}
