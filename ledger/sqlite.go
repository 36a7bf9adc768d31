package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"huibao/internal/durable"
)

// sqlite is a ledger's database as a file, with a rollback journal, so that it may lie on a
// network share.
type sqlite struct{ path string }

func (s sqlite) String() string { return s.path }

func (sqlite) space() string { return "" }

func (s sqlite) there() (bool, error) {
	if _, err := os.Stat(s.path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, fmt.Errorf("台账无法打开：%w", err)
	}
	return true, nil
}

// unclean: the journal of one that died, which undoes the change, still holds something.
func (s sqlite) unclean() bool {
	info, err := os.Stat(s.path + "-journal")
	return err == nil && info.Size() > 0
}

func (s sqlite) connect(write bool) *sql.DB {
	// Who only reads goes through what lies there once: of a larger cache each page costs time to give back.
	dsn := "file:" + filepath.ToSlash(s.path) + "?mode=ro&_pragma=busy_timeout(60000)&_pragma=cache_size(-1024)"
	if write {
		synced := "FULL"
		if !durable.Waits() {
			synced = "OFF"
		}
		dsn = "file:" + filepath.ToSlash(s.path) +
			"?mode=rw&_pragma=busy_timeout(60000)&_pragma=journal_mode(TRUNCATE)&_pragma=synchronous(" + synced + ")&_pragma=cache_size(-16384)&_txlock=immediate"
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		panic("ledger: " + err.Error()) // the driver is there
	}
	db.SetMaxOpenConns(1)
	return db
}

func (sqlite) identity(queryer) (string, error) { return "", nil } // it is the file in the folder

func (sqlite) identify(*sql.Tx, string) error { return nil }

func (sqlite) byFolder() bool { return true }

func (sqlite) begin(_ context.Context, db *sql.DB) (*sql.Tx, error) { return db.Begin() }

func (sqlite) hold(context.Context, *sql.Tx) error { return nil } // the folder's lock is held

func (sqlite) moment(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "BEGIN DEFERRED")
	return err
}

func (sqlite) has(q queryer, tables ...string) (bool, error) {
	for _, name := range tables {
		var n int
		if err := q.QueryRow("SELECT COUNT(*) FROM sqlite_master WHERE type='table' AND name=?", name).Scan(&n); err != nil || n == 0 {
			return false, broken(err)
		}
	}
	return true, nil
}

func (s sqlite) check(db *sql.DB, whole bool) error {
	query := "PRAGMA quick_check"
	if whole {
		query = "PRAGMA integrity_check"
	}
	var verdict string
	if err := db.QueryRow(query).Scan(&verdict); err != nil {
		return fmt.Errorf("台账文件 %s 无法读取或已损坏：%w；请用备份恢复", s.path, err)
	}
	if verdict != "ok" {
		return fmt.Errorf("台账文件 %s 已损坏（%s）；请用备份恢复", s.path, verdict)
	}
	return nil
}

func (sqlite) prepare(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, script(name))
	return broken(err)
}

// migrate makes the tables of a new ledger, and brings one of an older format up to
// date in one transaction, after a copy of it was set aside.
func (s sqlite) migrate(ctx context.Context, l *Ledger) error {
	n, err := l.format()
	switch {
	case err != nil:
		return err
	case n == format:
		return nil
	case n > format:
		return newer(n)
	case n == 0:
		return l.change(ctx, func(tx *sql.Tx) error {
			if _, err := tx.Exec(script("0003_tables.sql") + script("0004_acts.sql")); err != nil {
				return err
			}
			return setFormat(tx)
		})
	case n != 3:
		return fmt.Errorf("台账格式为 %d，本程序能升级的最早格式是 3；请先用相应版本的程序升级", n)
	}
	if err := s.setAside(ctx, l, n); err != nil {
		return err
	}
	return l.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec(script("0004_acts.sql")); err != nil {
			return err
		}
		return errors.Join((&moving{tx: tx, program: l.program, rows: map[string]string{}}).from3(), setFormat(tx))
	})
}

// setAside copies the database of an older format beside it, whole, before it is
// changed.
func (s sqlite) setAside(ctx context.Context, l *Ledger, n int) error {
	target := s.path + ".v" + strconv.Itoa(n)
	tmp := filepath.Join(l.dir, durable.TempPrefix+filepath.Base(target))
	err := s.backup(ctx, l, tmp)
	if err == nil {
		err = syncFile(tmp)
	}
	if err == nil {
		err = durable.Try("rename")
	}
	if err == nil {
		err = os.Rename(tmp, target)
	}
	if err == nil {
		err = durable.SyncDir(l.dir)
	}
	if err != nil {
		_ = os.Remove(tmp)
		return fmt.Errorf("台账升级前的副本无法写入：%w", err)
	}
	return nil
}

// backup writes a whole copy of the database.
func (sqlite) backup(ctx context.Context, l *Ledger, path string) error {
	if err := emptyFile(path); err != nil {
		return err
	}
	_, err := l.db.ExecContext(ctx, "VACUUM INTO ?", path) // into an empty file
	return err
}

// emptyFile makes a file anew that its owner alone may read.
func emptyFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(durable.Sync(f), f.Close())
}

func (sqlite) shrink(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "VACUUM")
	return err
}

func (s sqlite) size(*sql.DB) (int64, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0, broken(err)
	}
	return info.Size(), nil
}

// clock is the machine's: those who share a file are on one.
func (sqlite) clock(q queryer) (now int64, err error) {
	err = q.QueryRow("SELECT CAST(unixepoch('subsec')*1000 AS INTEGER)").Scan(&now)
	return now, err
}

// queue: what is due is found by the one process that works on the file.
func (sqlite) queue(context.Context, *sql.DB) (*jobs, error) { return nil, nil }
