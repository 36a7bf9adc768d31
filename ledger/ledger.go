// Package ledger keeps what was handed in and what people did (台账): the chain of
// acts, which only grows, and every original by its hash. Nothing that it has
// acknowledged is ever lost or changed. What was made of them – readings, verdicts –
// stands beside them as rows that can be made again.
//
// Behind two doors, Act and View, stands one SQLite file (migrations/), with a rollback
// journal, so that it may lie on a network share; the originals lie beside it, readable
// by their owner alone. The folder's lock is held for one act, never over a run: an
// acceptance beside a run of ten thousand files waits for a transaction, not for the
// run.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

const (
	databaseFile = "ledger.db"
	lockFile     = ".lock"
	originalsDir = "originals"
)

// lockWait is how long an act waits for those of others.
const lockWait = 60 * time.Second

// Actor is who acts, and when: the command's one clock.
type Actor struct {
	Who  string
	When time.Time
}

// Ledger is an open ledger. It may be used by several goroutines; acts and views of
// one Ledger must not be nested.
type Ledger struct {
	dir     string
	program string
	lock    *flock.Flock // nil when open for reading
	db      *sql.DB      // nil when there is none yet

	gate    sync.Mutex // one goroutine at a time has the folder's lock
	settles sync.Mutex // one at a time settles: the next finds done what it waited for
	mu      sync.Mutex
	spool   *spool
	pending map[string]pendingOriginal // kept, not yet settled, by hash
}

// Read opens a ledger for reading; one that does not exist yet is empty. One of an
// older format is brought up to date first, if its folder can be written.
func Read(dir string) (*Ledger, error) {
	l := &Ledger{dir: dir}
	if _, err := os.Stat(l.database()); errors.Is(err, fs.ErrNotExist) {
		return l, nil
	} else if err != nil {
		return nil, fmt.Errorf("台账无法打开：%w", err)
	}
	if holdsJournal(l.database()) { // a writer died: what it left is undone by one that may write
		if up, err := Open(context.Background(), dir, ""); err == nil {
			if err := up.Close(); err != nil {
				return nil, err
			}
		}
	}
	if err := l.connect("ro"); err != nil {
		return nil, err
	}
	n, err := l.format()
	switch {
	case err != nil:
		return nil, errors.Join(err, l.Close())
	case n == format:
		return l, nil
	case n > format:
		return nil, errors.Join(newer(n), l.Close())
	}
	if err := l.Close(); err != nil {
		return nil, err
	}
	up, err := Open(context.Background(), dir, "")
	if err != nil {
		return nil, fmt.Errorf("台账是旧格式（%d），读取前要先升级，而升级没有成功；请在可以写入的地方运行一次 huibao ledger verify：%w", n, err)
	}
	if err := up.Close(); err != nil {
		return nil, err
	}
	return l, l.connect("ro")
}

func (l *Ledger) database() string { return filepath.Join(l.dir, databaseFile) }

// connect opens the database.
func (l *Ledger) connect(mode string) error {
	dsn := "file:" + filepath.ToSlash(l.database()) + "?mode=" + mode +
		"&_pragma=busy_timeout(60000)&_pragma=journal_mode(TRUNCATE)&_pragma=synchronous(FULL)&_pragma=cache_size(-16384)&_txlock=immediate"
	if mode == "ro" {
		dsn = "file:" + filepath.ToSlash(l.database()) + "?mode=ro&_pragma=busy_timeout(60000)&_pragma=cache_size(-16384)"
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	db.SetMaxOpenConns(1)
	l.db = db
	return nil
}

// Open opens a ledger for acts, making it if need be, and brings one of an older
// format up to date (program names who did). After a writer that died the database is
// checked.
func Open(ctx context.Context, dir, program string) (*Ledger, error) {
	if err := os.MkdirAll(filepath.Join(dir, originalsDir), 0o700); err != nil {
		return nil, fmt.Errorf("无法建立台账文件夹：%w", err)
	}
	l := &Ledger{dir: dir, program: program, lock: flock.New(filepath.Join(dir, lockFile)), pending: map[string]pendingOriginal{}}
	err := l.locked(ctx, func() error {
		err := l.begin(ctx)
		if err == nil {
			l.spool, err = newSpool(filepath.Join(dir, originalsDir))
		}
		return err
	})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// locked does something under the folder's lock.
func (l *Ledger) locked(ctx context.Context, do func() error) error {
	if l.lock == nil {
		return errors.New("ledger: open for reading only")
	}
	l.gate.Lock() // the folder's lock keeps out other processes alone
	defer l.gate.Unlock()
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if ok, err := l.lock.TryLockContext(wait, 20*time.Millisecond); err != nil || !ok {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("台账正被另一个 huibao 使用（%s），等了一分钟仍未结束；请稍后再试", l.dir)
	}
	return errors.Join(do(), l.lock.Unlock())
}

// begin makes the database ready for acts.
func (l *Ledger) begin(ctx context.Context) error {
	unclean := holdsJournal(l.database())
	f, err := os.OpenFile(l.database(), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	if err := errors.Join(f.Close(), l.connect("rw")); err != nil {
		return err
	}
	if unclean {
		if err := l.quickCheck(); err != nil {
			return err
		}
	}
	if err := l.migrate(ctx); err != nil {
		return err
	}
	ok, err := hasTables(l.db, "past", "past_part", "carry", "draft", "shown")
	if err != nil || ok {
		return err
	}
	_, err = l.db.ExecContext(ctx, script("derived.sql"))
	return broken(err)
}

// holdsJournal reports whether a writer died within a transaction: its journal, which
// undoes the change, still holds something.
func holdsJournal(database string) bool {
	info, err := os.Stat(database + "-journal")
	return err == nil && info.Size() > 0
}

func (l *Ledger) quickCheck() error {
	var verdict string
	if err := l.db.QueryRow("PRAGMA quick_check").Scan(&verdict); err != nil || verdict != "ok" {
		return fmt.Errorf("台账文件 %s 已损坏（%s %w）；请用备份恢复", l.database(), verdict, err)
	}
	return nil
}

// Close gives the ledger free; originals that were kept and never settled go.
func (l *Ledger) Close() error {
	var err error
	if l.spool != nil {
		err = l.spool.close()
	}
	if l.db != nil {
		if e := l.db.Close(); e != nil {
			err = errors.Join(err, fmt.Errorf("台账写入失败：%w", e))
		}
		l.db = nil
	}
	return err
}
