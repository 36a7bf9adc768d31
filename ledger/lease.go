package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"
)

// LeaseFor is how long a lease lasts without its holder: after it another process goes on where
// one died. It is kept every quarter of that.
const LeaseFor = 12 * time.Second

// ErrLost says that a lease ran out, and that another process may have it.
var ErrLost = errors.New("ledger: the lease was lost")

// Lease is the right to do what only one process at a time may do, such as printing a period.
// Its time is the database's: processes need not agree on theirs.
type Lease struct {
	led          *Ledger
	name, holder string

	mu      sync.Mutex
	stop    context.CancelFunc
	stopped chan struct{}
}

// Lease takes a lease; nil where another holder has it, be it in this process. It is kept until
// it is ended, while the process lives.
func (l *Ledger) Lease(ctx context.Context, name string) (*Lease, error) {
	x := &Lease{led: l, name: name, holder: rand.Text()}
	if ok, err := x.extend(ctx, true); err != nil || !ok {
		return nil, err
	}
	return x, nil
}

// extend makes the lease last from now on; false where it is another's.
func (x *Lease) extend(ctx context.Context, fresh bool) (ok bool, err error) {
	err = x.led.locked(ctx, func() error {
		return x.led.change(ctx, func(tx *sql.Tx) error {
			now, err := x.led.eng.clock(tx)
			if err != nil {
				return err
			}
			var holder string
			var until int64
			err = tx.QueryRow("SELECT holder, until FROM lease WHERE name=?", x.name).Scan(&holder, &until)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if ok = holder == x.holder || fresh && (holder == "" || until <= now); !ok {
				return nil
			}
			_, err = tx.Exec("INSERT INTO lease (name, holder, until, doc) VALUES (?,?,?,'') ON CONFLICT (name) DO UPDATE SET holder=excluded.holder, until=excluded.until",
				x.name, x.holder, now+LeaseFor.Milliseconds())
			return err
		})
	})
	return ok, err
}

// Hold keeps the lease until it is ended. What is done under it is done with the context that is
// returned, which ends when the lease is lost: ErrLost is its cause.
func (x *Lease) Hold(ctx context.Context) context.Context {
	held, lost := context.WithCancelCause(ctx)
	beat, stop := context.WithCancel(context.WithoutCancel(ctx))
	x.mu.Lock()
	x.stop, x.stopped = func() { stop(); lost(context.Canceled) }, make(chan struct{})
	x.mu.Unlock()
	go func() {
		defer close(x.stopped)
		tick := time.NewTicker(LeaseFor / 4)
		defer tick.Stop()
		limit := time.NewTimer(LeaseFor * 3 / 4) // with the time that keeping takes, before another may have it
		defer limit.Stop()
		for {
			select {
			case <-beat.Done():
				return
			case <-limit.C:
				lost(ErrLost)
				return
			case <-tick.C:
			}
			one, cancel := context.WithTimeout(beat, LeaseFor/4)
			ok, err := x.extend(one, false)
			cancel()
			switch {
			case err == nil && ok:
				limit.Reset(LeaseFor * 3 / 4)
			case err == nil:
				lost(ErrLost)
				return
			}
		}
	}()
	return held
}

// End gives the lease free and says what came of it, for all processes (Said); nil leaves what
// was said. But where more finds that something is left to do, the lease is kept, and again is
// true: nothing comes between that look and the end.
func (x *Lease) End(ctx context.Context, said any, more func(*View) (bool, error)) (again bool, err error) {
	err = x.led.locked(ctx, func() error {
		return x.led.change(ctx, func(tx *sql.Tx) (err error) {
			if err := x.held(tx); err != nil {
				return err
			}
			if more != nil {
				if again, err = more(&View{q: tx, of: x.led.eng}); err != nil {
					return err
				}
			}
			if said != nil {
				doc, err := json.Marshal(said)
				if err != nil {
					return err
				}
				if _, err := tx.Exec("UPDATE lease SET doc=? WHERE name=?", string(doc), x.name); err != nil {
					return err
				}
			}
			if again {
				return nil
			}
			_, err = tx.Exec("UPDATE lease SET holder='', until=0 WHERE name=?", x.name)
			return err
		})
	})
	if !again || err != nil {
		x.Release()
	}
	return again, err
}

// Release ends the keeping; what is not ended in the ledger runs out. A second time does nothing.
func (x *Lease) Release() {
	x.mu.Lock()
	stop, stopped := x.stop, x.stopped
	x.stop = nil
	x.mu.Unlock()
	if stop != nil {
		stop()
		<-stopped
	}
}

// held is ErrLost where another has the lease. One that ran out and that nobody took is held.
func (x *Lease) held(q queryer) error {
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
