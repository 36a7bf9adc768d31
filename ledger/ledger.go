// Package ledger keeps what was handed in and what people did (台账): the chain of
// acts, which only grows, and every original by its hash. Nothing that it has
// acknowledged is ever lost or changed. What was made of them – readings, verdicts –
// stands beside them as rows that can be made again.
//
// Behind two doors, Act and View, stands one SQLite file (migrations/) or a space of a
// PostgreSQL database (engine); the originals lie in the ledger's folder, readable by
// their owner alone, or in a bucket of an S3 server (store). The chain's lock is held for one act, never over a run: an acceptance
// beside a run of ten thousand files waits for a transaction, not for the run.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"huibao/act"
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
	eng     engine
	store   store
	lock    *flock.Flock // nil when open for reading
	db      *sql.DB      // nil when there is none yet
	jobs    *jobs        // nil where there is no queue
	heard   func(act.Act)
	folded  folded

	gate    chan struct{} // one goroutine at a time has the folder's lock (enter)
	settles sync.Mutex    // one at a time settles: the next finds done what it waited for
	mu      sync.Mutex
	spool   *spool
	pending map[string]pendingOriginal // kept, not yet settled, by hash
	unkept  map[string]error           // why those could not be settled that were dropped
}

// Read opens a ledger for reading; one that does not exist yet is empty. One of an
// older format is brought up to date first, if its folder can be written.
func Read(p Place) (*Ledger, error) {
	l, err := place(p, "")
	if err != nil {
		return nil, err
	}
	if ok, err := l.eng.there(); err != nil || !ok {
		return l, err
	}
	if l.eng.unclean() { // what a writer that died left is undone by one that may write
		if up, err := Open(context.Background(), p, ""); err == nil {
			if err := up.Close(); err != nil {
				return nil, err
			}
		}
	}
	l.db = l.eng.connect(false)
	n, err := l.format()
	if err == nil && n > format {
		err = newer(n)
	}
	ours := false
	if err == nil {
		ours, err = l.ours(l.db)
	}
	if err == nil && ours && n == format {
		err = l.storeOurs()
	}
	switch {
	case err != nil:
		return nil, errors.Join(err, l.Close())
	case !ours:
		return l, l.Close()
	case n == format:
		return l, nil
	}
	if err := l.Close(); err != nil {
		return nil, err
	}
	up, err := Open(context.Background(), p, "")
	if err != nil {
		return nil, fmt.Errorf("台账是旧格式（%d），读取前要先升级，而升级没有成功；请在可以写入的地方运行一次 huibao ledger verify：%w", n, err)
	}
	if err := up.Close(); err != nil {
		return nil, err
	}
	l.db = l.eng.connect(false)
	return l, nil
}

// place is a ledger that is not open yet.
func place(p Place, program string) (*Ledger, error) {
	e, err := p.engine()
	if err != nil {
		return nil, err
	}
	s, err := p.store()
	if err != nil {
		return nil, err
	}
	l := &Ledger{dir: p.Dir, program: program, eng: e, store: s, gate: make(chan struct{}, 1)}
	return l, l.isHere()
}

// Open opens a ledger for acts, making it if need be, and brings one of an older
// format up to date (program names who did). After a writer that died the database is
// checked.
func Open(ctx context.Context, p Place, program string) (*Ledger, error) {
	if err := os.MkdirAll(filepath.Join(p.Dir, originalsDir), 0o700); err != nil {
		return nil, fmt.Errorf("无法建立台账文件夹：%w", err)
	}
	l, err := place(p, program)
	if err != nil {
		return nil, err
	}
	l.lock, l.pending, l.unkept = flock.New(filepath.Join(p.Dir, lockFile)), map[string]pendingOriginal{}, map[string]error{}
	err = l.byFolder(ctx, func() error {
		err := l.begin(ctx)
		if err == nil {
			l.spool, err = newSpool(filepath.Join(p.Dir, originalsDir))
		}
		return err
	})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// locked does something that changes the ledger. Those who share its database are kept
// apart by the folder's lock, or else by the database (change).
func (l *Ledger) locked(ctx context.Context, do func() error) error {
	if l.lock == nil {
		return errReadOnly
	}
	here := func() error {
		if err := l.isHere(); err != nil {
			return err
		}
		return do()
	}
	if l.eng.byFolder() {
		return l.byFolder(ctx, here)
	}
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.leave()
	return here()
}

var errReadOnly = errors.New("ledger: open for reading only")

// enter waits for the turn of a goroutine, until the context ends.
func (l *Ledger) enter(ctx context.Context) error {
	select {
	case l.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Ledger) leave() { <-l.gate }

// byFolder does something under the folder's lock.
func (l *Ledger) byFolder(ctx context.Context, do func() error) error {
	if err := l.enter(ctx); err != nil { // the folder's lock keeps out other processes alone
		return err
	}
	defer l.leave()
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if ok, err := l.lock.TryLockContext(wait, 20*time.Millisecond); err != nil || !ok {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return busy(l.dir)
	}
	held := true
	defer func() { // of who panics
		if held {
			_ = l.lock.Unlock()
		}
	}()
	err := do()
	held = false
	return errors.Join(err, l.lock.Unlock())
}

func busy(what any) error {
	return fmt.Errorf("台账正被另一个 huibao 使用（%v），等了一分钟仍未结束；请稍后再试", what)
}

// begin makes the database ready for acts.
func (l *Ledger) begin(ctx context.Context) error {
	unclean := l.eng.unclean()
	if s, ok := l.eng.(sqlite); ok {
		f, err := os.OpenFile(s.path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return fmt.Errorf("台账无法打开：%w", err)
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	l.db = l.eng.connect(true)
	if unclean {
		if err := l.eng.check(l.db, false); err != nil {
			return err
		}
	}
	ours, err := l.ours(l.db) // before anything is made there
	if err != nil {
		return err
	}
	if err := l.eng.migrate(ctx, l); err != nil {
		return err
	}
	if ok, err := l.eng.has(l.db, slices.Concat(derivedTables, processTables)...); err != nil || !ok {
		if err = errors.Join(err, l.eng.prepare(ctx, l.db, "derived.sql")); err != nil {
			return err
		}
	}
	if l.jobs, err = l.eng.queue(ctx, l.db); err != nil {
		return err
	}
	if ours {
		err = l.stay()
	} else {
		err = l.take(ctx)
	}
	if err != nil {
		return err
	}
	return l.takeStore(ctx)
}

// Close gives the ledger free; originals that were kept and never settled go.
func (l *Ledger) Close() error {
	var err error
	if l.store != nil {
		l.store.close()
	}
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
