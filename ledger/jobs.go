package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivertype"

	"huibao"
)

// A ledger in PostgreSQL says in the transaction of an act that a period is to be run again: a
// job of River, unique by its arguments, which whoever works for the space takes. The queue
// holds no truth: what is due follows from the chain, and whoever works looks there, too, so
// that the queue may be lost at any moment.

// jobsSchema is where River's tables lie, beside ours; one for all spaces of a database.
const jobsSchema = "huibao_jobs"

// periodJob asks for a run of a period of a space that has seen an act. It never asks for less
// than one before it that waits or runs, which is another by its act.
type periodJob struct {
	Space  string `json:"space"`
	Period string `json:"period"`
	Act    int    `json:"act"`
}

// Kind is River's name of it.
func (periodJob) Kind() string { return "period" }

// queueOf is the queue of a space's jobs; its name has letters that River takes.
func queueOf(space string) string {
	sum := sha256.Sum256([]byte(space))
	return "periods-" + hex.EncodeToString(sum[:8])
}

// jobTries is how often River tries one; then, as before, it is the sweep's.
const jobTries = 3

// jobs puts jobs in the queue.
type jobs struct {
	space  string
	client *river.Client[*sql.Tx]

	mu     sync.Mutex
	last   map[huibao.Period]int // the act for which the last one was put, by this process
	within map[huibao.Period]int // of the transaction that is under way
	lost   error                 // why the last one could not be
}

func newJobs(space string) (*jobs, error) {
	c, err := river.NewClient(riverdatabasesql.New(nil), &river.Config{Schema: jobsSchema, Logger: quiet(), SkipUnknownJobCheck: true})
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return &jobs{space: space, client: c, last: map[huibao.Period]int{}, within: map[huibao.Period]int{}}, nil
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// put adds a job within a transaction, of which nothing else is undone if that fails.
func (j *jobs) put(ctx context.Context, tx *sql.Tx, p huibao.Period, n int) error {
	if _, err := tx.Exec("SAVEPOINT job"); err != nil {
		return cmp.Or(ctx.Err(), err) // who gave up is told that
	}
	_, err := j.client.InsertTx(ctx, tx, periodJob{j.space, p.String(), n}, &river.InsertOpts{Queue: queueOf(j.space), MaxAttempts: jobTries, UniqueOpts: river.UniqueOpts{
		ByArgs: true, ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateScheduled, rivertype.JobStateRetryable}}})
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.lost = err; err != nil {
		if _, err := tx.Exec("ROLLBACK TO SAVEPOINT job"); err != nil {
			return cmp.Or(ctx.Err(), err)
		}
		return nil
	}
	j.within[p] = n
	_, err = tx.Exec("RELEASE SAVEPOINT job")
	return err
}

// begins and stands are called as a transaction begins, of which there is one at a time, and when it
// was committed: of the jobs of one that was not nobody hears.
func (j *jobs) begins() {
	if j != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		clear(j.within)
	}
}

func (j *jobs) stands() {
	if j != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		maps.Copy(j.last, j.within)
	}
}

// enqueue puts a job for each period of which a run would make something of an act that this
// transaction added.
func (l *Ledger) enqueue(ctx context.Context, t *Tx) error {
	if l.jobs == nil {
		return nil
	}
	last := map[huibao.Period]int{}
	for _, a := range t.added {
		if a.Period.IsZero() {
			continue // whoever did it says which it is of (Enqueue); else it is the sweep's
		}
		s, err := t.State(a.Period)
		if err != nil {
			return err
		}
		if s.Since(a.N - 1) {
			last[a.Period] = a.N
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(last), huibao.Period.Cmp) {
		if err := l.jobs.put(ctx, t.tx, p, last[p]); err != nil {
			return err
		}
	}
	return nil
}

// Enqueue asks for a run of a period that sees all that there is now, if the act that asked for
// one last was not the last act of all; false where nobody hears of it: a ledger in a file has
// no queue, and one may be lost.
func (l *Ledger) Enqueue(ctx context.Context, p huibao.Period) (bool, error) {
	if l.jobs == nil {
		return false, nil
	}
	err := l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			head, err := headOf(tx)
			if err != nil {
				return err
			}
			l.jobs.mu.Lock()
			known := l.jobs.last[p] == head.Length && l.jobs.lost == nil
			l.jobs.mu.Unlock()
			if known {
				return nil
			}
			return l.jobs.put(ctx, tx, p, head.Length)
		})
	})
	if err != nil {
		return false, err
	}
	l.jobs.mu.Lock()
	defer l.jobs.mu.Unlock()
	return l.jobs.lost == nil, nil
}

// QueueLost is why the last job could not be put in the queue, nil where it was.
func (l *Ledger) QueueLost() error {
	if l.jobs == nil {
		return nil
	}
	l.jobs.mu.Lock()
	defer l.jobs.mu.Unlock()
	return l.jobs.lost
}
