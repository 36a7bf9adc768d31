package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// LeaseFor is how long a lease in a database lasts without its holder: after it another process goes
// on where one died. It is kept every quarter of that.
const LeaseFor = 12 * time.Second

// ErrLost says that a lease ran out, and that another process may have it.
var ErrLost = errors.New("ledger: the lease was lost")

// Lease is the right to do what only one process at a time may do, such as printing a period.
// Of a ledger in a file it is a lock on a file beside it, which costs nothing to hold and which the
// system ends with the process. In a database it is a row that runs out, by the database's time:
// processes need not agree on theirs.
type Lease struct {
	led          *Ledger
	name, holder string
	file         *flock.Flock // nil where the database keeps it
	ours         span         // begun no later than it was last made to last

	mu      sync.Mutex
	stop    context.CancelFunc
	stopped chan struct{}
}

// span is a time that begins when it is made, and after which what is done under the lease is
// broken off: it has the rest of LeaseFor to end.
type span struct {
	ctx context.Context
	end context.CancelFunc
}

func newSpan() span {
	ctx, end := context.WithTimeout(context.Background(), LeaseFor*3/4)
	return span{ctx, end}
}

// Lease takes a lease; nil where another holder has it, be it in this process. It is kept until
// it is ended, while the process lives.
func (l *Ledger) Lease(ctx context.Context, name string) (*Lease, error) {
	x := &Lease{led: l, name: name, holder: rand.Text()}
	take := x.take
	if l.eng.byFolder() {
		x.file = flock.New(filepath.Join(l.dir, leaseFile+strings.ReplaceAll(name, " ", "-")))
		take = x.lock
	}
	if ok, err := take(ctx); err != nil || !ok {
		return nil, err
	}
	return x, nil
}

// leaseFile begins the names of the files of leases.
const leaseFile = ".lease-"

func (x *Lease) lock(ctx context.Context) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if x.led.lock == nil {
		return false, errReadOnly
	}
	if err := x.led.isHere(); err != nil {
		return false, err
	}
	ok, err := x.file.TryLock()
	if err != nil {
		err = fmt.Errorf("台账文件夹里的锁 %s 用不了：%w", filepath.Base(x.file.Path()), err)
	}
	return ok, err
}

// take makes it ours where it is nobody's or ran out. What of it another did under it is seen by
// then (Under).
func (x *Lease) take(ctx context.Context) (ok bool, err error) {
	err = x.led.locked(ctx, func() error {
		return x.led.change(ctx, func(tx *sql.Tx) error {
			x.ours = newSpan()
			now, err := x.led.eng.clock(tx)
			if err != nil {
				return err
			}
			ok, err = one(tx.ExecContext(ctx, "INSERT INTO lease (name, holder, until, doc) VALUES (?,?,?,'') ON CONFLICT (name) DO UPDATE SET holder=excluded.holder, until=excluded.until WHERE lease.holder='' OR lease.until<=?",
				x.name, x.holder, now+LeaseFor.Milliseconds(), now))
			return err
		})
	})
	return ok, err
}

// extend makes the lease last from now on; false where it is another's. It waits for nobody who
// acts: who takes a lease that ran out looks at it as he takes it.
func (x *Lease) extend(ctx context.Context) (bool, error) {
	now, err := x.led.eng.clock(within{ctx, x.led.db})
	if err != nil {
		return false, err
	}
	return one(x.led.db.ExecContext(ctx, "UPDATE lease SET until=? WHERE name=? AND holder=?", now+LeaseFor.Milliseconds(), x.name, x.holder))
}

// one reports whether a statement changed a row.
func one(r sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

// within asks a database until a context ends.
type within struct {
	ctx context.Context
	db  *sql.DB
}

func (w within) Query(query string, args ...any) (*sql.Rows, error) {
	return w.db.QueryContext(w.ctx, query, args...)
}

func (w within) QueryRow(query string, args ...any) *sql.Row {
	return w.db.QueryRowContext(w.ctx, query, args...)
}

// Hold keeps the lease until it is ended. What is done under it is done with the context that is
// returned, which ends when the lease is lost: ErrLost is its cause.
func (x *Lease) Hold(ctx context.Context) context.Context {
	held, lost := context.WithCancelCause(ctx)
	beat, stop := context.WithCancel(context.WithoutCancel(ctx))
	x.mu.Lock()
	x.stop, x.stopped = func() { stop(); lost(context.Canceled) }, make(chan struct{})
	x.mu.Unlock()
	if x.file != nil {
		close(x.stopped)
		return held
	}
	go func() {
		defer close(x.stopped)
		x.keep(beat, func() { lost(ErrLost); stop() })
	}()
	return held
}

// keep makes it last until the context ends. lost is called when that fails, with the time that
// what is broken off needs before another may have it, however long the database takes to answer.
func (x *Lease) keep(ctx context.Context, lost func()) {
	ours := x.ours
	off := context.AfterFunc(ours.ctx, lost)
	defer func() { off(); ours.end() }()
	tick := time.NewTicker(LeaseFor / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		next := newSpan()
		one, cancel := context.WithTimeout(ctx, LeaseFor/4)
		ok, err := x.extend(one)
		cancel()
		switch {
		case err == nil && ok && off():
			ours.end()
			ours, off = next, context.AfterFunc(next.ctx, lost)
		case err == nil:
			next.end()
			lost()
			return
		default:
			next.end()
		}
	}
}

// End gives the lease free and says what came of it, for all processes (Said); nil leaves what
// was said. But where more finds that something is left to do, the lease is kept, and again is
// true: nothing comes between that look and the end.
func (x *Lease) End(ctx context.Context, said any, more func(*View) (bool, error)) (again bool, err error) {
	end := func(tx *sql.Tx) (err error) {
		if err := x.held(tx); err != nil {
			return err
		}
		if more != nil {
			if again, err = more(x.led.view(tx)); err != nil {
				return err
			}
		}
		if said != nil {
			if err := x.say(tx, said); err != nil {
				return err
			}
		}
		if again || x.file != nil {
			return nil
		}
		_, err = tx.Exec("UPDATE lease SET holder='', until=0 WHERE name=?", x.name)
		return err
	}
	if x.file == nil || said != nil || more != nil {
		err = x.led.locked(ctx, func() error { return x.led.change(ctx, end) })
	}
	if !again || err != nil {
		x.Release()
	}
	return again, err
}

// say notes what came of it, unless that is what was said last.
func (x *Lease) say(tx *sql.Tx, said any) error {
	doc, err := json.Marshal(said)
	if err != nil {
		return err
	}
	var last string
	err = tx.QueryRow("SELECT doc FROM lease WHERE name=?", x.name).Scan(&last)
	switch {
	case errors.Is(err, sql.ErrNoRows): // of a file
		_, err = tx.Exec("INSERT INTO lease (name, holder, until, doc) VALUES (?,'',0,?)", x.name, string(doc))
	case err == nil && last != string(doc):
		_, err = tx.Exec("UPDATE lease SET doc=? WHERE name=?", string(doc), x.name)
	}
	return err
}

// Release ends the keeping; what is not ended in the ledger runs out. A second time does nothing.
func (x *Lease) Release() {
	x.mu.Lock()
	stop, stopped, file := x.stop, x.stopped, x.file
	x.stop = nil
	x.mu.Unlock()
	if stop != nil {
		stop()
		<-stopped
	}
	if file != nil {
		_ = file.Unlock() // closing it is enough
	}
}

// held is ErrLost where another has the lease. One that ran out and that nobody took is held.
func (x *Lease) held(q queryer) error {
	if x.file != nil {
		if !x.file.Locked() {
			return ErrLost
		}
		return nil
	}
	var holder string
	err := q.QueryRow("SELECT holder FROM lease WHERE name=?", x.name).Scan(&holder)
	if errors.Is(err, sql.ErrNoRows) || err == nil && holder != x.holder {
		return ErrLost
	}
	return err
}

// Under refuses an act of what was done under a lease that was lost meanwhile; nil is none.
func (t *Tx) Under(x *Lease) error {
	if x == nil {
		return nil
	}
	return x.held(t.tx)
}

// Said is what came last of what is done under leases whose names begin so, by the rest of the
// name.
func (v *View) Said(prefix string, each func(rest string, doc []byte) error) error {
	if v.q == nil {
		return nil
	}
	if ok, err := v.has("lease"); err != nil || !ok {
		return err
	}
	list, err := listOf(v.q, "SELECT name, doc FROM lease WHERE doc<>'' ORDER BY name", nil, func(rows *sql.Rows) (x [2]string, err error) {
		return x, rows.Scan(&x[0], &x[1])
	})
	if err != nil {
		return err
	}
	for _, x := range list {
		if rest, ok := strings.CutPrefix(x[0], prefix); ok {
			if err := each(rest, []byte(x[1])); err != nil {
				return err
			}
		}
	}
	return nil
}
