// Package ledger keeps what was handed in and what was made of it (台账): every
// original by its hash, every version of every return with its values and
// findings, the office's decisions and locks, and an audit trail that only grows.
// Nothing that it has acknowledged is ever lost or changed: a file overwritten in
// returns/ stays here.
//
// Behind its small interface stands one SQLite file (schema.sql), with a rollback
// journal, so that it may lie on a network share; the originals lie beside it,
// readable by their owner alone. One writer at a time holds the lock of the folder.
package ledger

import (
	"context"
	"database/sql"
	_ "embed" // the schema
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"huibao/internal/durable"
)

const (
	databaseFile = "ledger.db"
	lockFile     = ".lock"
	dirtyFile    = ".dirty" // there while a writer works
	originalsDir = "originals"
	format       = 3
)

//go:embed schema.sql
var schema string

// lockWait is how long a writer waits for another one to finish.
const lockWait = 60 * time.Second

// Actor is who changes the ledger, and when: the command's one clock.
type Actor struct {
	Who  string
	When time.Time
}

// Ledger is an open ledger. Keep and Original may be called by several goroutines,
// everything else by one.
type Ledger struct {
	dir   string
	actor Actor
	lock  *flock.Flock // nil when open for reading
	db    *sql.DB      // nil when there is none yet

	mu      sync.Mutex
	pending map[string]pendingOriginal // kept, not yet settled, by hash
}

// Read opens a ledger for reading; one that does not exist yet is empty.
func Read(dir string) (*Ledger, error) {
	l := &Ledger{dir: dir}
	if _, err := os.Stat(l.database()); errors.Is(err, fs.ErrNotExist) {
		return l, nil
	} else if err != nil {
		return nil, fmt.Errorf("台账无法打开：%w", err)
	}
	return l, l.connect("ro")
}

func (l *Ledger) database() string { return filepath.Join(l.dir, databaseFile) }

// connect opens the database and makes sure that it is one of ours.
func (l *Ledger) connect(mode string) error {
	dsn := "file:" + filepath.ToSlash(l.database()) + "?mode=" + mode +
		"&_pragma=busy_timeout(60000)&_pragma=journal_mode(TRUNCATE)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate"
	if mode == "ro" {
		dsn = "file:" + filepath.ToSlash(l.database()) + "?mode=ro&_pragma=busy_timeout(60000)"
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	db.SetMaxOpenConns(1)
	l.db = db
	if mode == "ro" {
		return l.checkFormat()
	}
	return nil
}

func (l *Ledger) checkFormat() error {
	var value string
	err := l.db.QueryRow("SELECT value FROM setting WHERE name='format'").Scan(&value)
	if err != nil {
		return fmt.Errorf("台账文件 %s 无法读取或已损坏：%w；请用备份恢复", l.database(), err)
	}
	if n, err := strconv.Atoi(value); err != nil || n != format {
		return fmt.Errorf("台账格式为 %s，本程序只认 %d，请使用相应版本的程序", value, format)
	}
	return nil
}

// Open opens a ledger for writing, making it if need be. It waits up to a minute
// for another writer to finish; then it is an error that says so. After a writer
// that died the database is checked.
func Open(ctx context.Context, dir string, actor Actor) (*Ledger, error) {
	if err := os.MkdirAll(filepath.Join(dir, originalsDir), 0o700); err != nil {
		return nil, fmt.Errorf("无法建立台账文件夹：%w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if ok, err := lock.TryLockContext(ctx, 200*time.Millisecond); err != nil || !ok {
		return nil, fmt.Errorf("台账正被另一个 huibao 使用（%s），请等它结束后再试", dir)
	}
	l := &Ledger{dir: dir, actor: actor, lock: lock, pending: map[string]pendingOriginal{}}
	if err := l.begin(); err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

// begin makes the database ready for a writer.
func (l *Ledger) begin() error {
	dirty := filepath.Join(l.dir, dirtyFile)
	_, err := os.Stat(dirty)
	unclean := err == nil
	if err := durable.Sweep(l.dir); err != nil {
		return err
	}
	if err := durable.WriteFile(dirty, nil, 0o600); err != nil {
		return err
	}
	f, err := os.OpenFile(l.database(), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	if err := errors.Join(f.Close(), l.connect("rw")); err != nil {
		return err
	}
	if err := l.migrate(); err != nil {
		return err
	}
	if unclean {
		return l.quickCheck()
	}
	return nil
}

// migrate makes the tables of a new ledger; those of another format are refused.
func (l *Ledger) migrate() error {
	var n int
	if err := l.db.QueryRow("SELECT COUNT(*) FROM sqlite_master WHERE type='table' AND name='setting'").Scan(&n); err != nil {
		return fmt.Errorf("台账文件 %s 无法读取或已损坏：%w；请用备份恢复", l.database(), err)
	}
	if n > 0 {
		return l.checkFormat()
	}
	return l.change(func(tx *sql.Tx) error {
		if _, err := tx.Exec(schema); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO setting VALUES ('format', ?)", strconv.Itoa(format))
		return err
	})
}

func (l *Ledger) quickCheck() error {
	var verdict string
	if err := l.db.QueryRow("PRAGMA quick_check").Scan(&verdict); err != nil || verdict != "ok" {
		return fmt.Errorf("台账文件 %s 已损坏（%s %w）；请用备份恢复", l.database(), verdict, err)
	}
	return nil
}

// change is one transaction, which is durable when it returns nil.
func (l *Ledger) change(do func(*sql.Tx) error) error {
	if l.lock == nil {
		return errors.New("ledger: open for reading only")
	}
	tx, err := l.db.Begin()
	if err != nil {
		return fmt.Errorf("台账写入失败：%w", err)
	}
	if err := do(tx); err != nil {
		return fmt.Errorf("台账写入失败：%w", errors.Join(err, tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("台账写入失败：%w", err)
	}
	return nil
}

// Close gives the ledger free for others; originals that were kept and never settled
// go.
func (l *Ledger) Close() error {
	for _, p := range l.pending {
		_ = os.Remove(p.tmp)
	}
	if l.db != nil {
		if err := l.db.Close(); err != nil {
			return errors.Join(fmt.Errorf("台账写入失败：%w", err), l.release())
		}
	}
	if l.lock == nil {
		return nil
	}
	return errors.Join(os.Remove(filepath.Join(l.dir, dirtyFile)), l.release())
}

func (l *Ledger) release() error {
	if l.lock == nil {
		return nil
	}
	return l.lock.Unlock()
}
