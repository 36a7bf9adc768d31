package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"huibao"
)

// How the queue is asked: every pollEvery, by each who works. A job whose process died is given
// to another after rescueAfter, unless it is a run, which may last for runTime; whoever works
// finds sooner by the chain what is left to do.
const (
	pollEvery   = 200 * time.Millisecond
	jobTime     = 30 * time.Second
	runTime     = 10 * time.Minute
	rescueAfter = 45 * time.Second
)

// HasQueue reports whether there is a queue that others put jobs into.
func (l *Ledger) HasQueue() bool { return l.jobs != nil }

// Consume takes jobs of the ledger's space from the queue, so many at once, until stop is called,
// which breaks off what is under way. run is called with the period and the act that it is to
// have seen; an error is for River to try again. The log has what goes wrong with the queue.
func (l *Ledger) Consume(ctx context.Context, most int, log *slog.Logger, run func(context.Context, huibao.Period, int) error) (stop func() error, err error) {
	p, ok := l.eng.(postgres)
	if !ok {
		return nil, errors.New("ledger: there is no queue")
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &periodWorker{run: run})
	db := p.plain(most + 4) // each that works, and River's own
	c, err := river.NewClient(riverdatabasesql.New(db), &river.Config{Schema: jobsSchema, Workers: workers, Logger: slog.New(seldom{log.Handler(), &sync.Map{}}),
		Queues: map[string]river.QueueConfig{queueOf(p.name): {MaxWorkers: most}}, PollOnly: true, FetchPollInterval: pollEvery, JobTimeout: jobTime, RescueStuckJobsAfter: rescueAfter})
	if err == nil {
		err = c.Start(context.WithoutCancel(ctx)) // stop ends it
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("任务队列没有开始：%w", err), db.Close())
	}
	return func() error {
		ctx, cancel := context.WithTimeout(context.Background(), stopQueue)
		defer cancel()
		return errors.Join(c.StopAndCancel(ctx), db.Close())
	}, nil
}

// stopQueue is how long what is under way has to break off.
const stopQueue = time.Minute

// MendQueue makes the queue's tables again where they are lost; nothing is lost by that, since
// what is due follows from the chain.
func (l *Ledger) MendQueue(ctx context.Context) error {
	p, ok := l.eng.(postgres)
	if !ok {
		return nil
	}
	err := p.prepareQueue(ctx, l.db)
	l.jobs.mu.Lock()
	defer l.jobs.mu.Unlock()
	l.jobs.lost = err
	return err
}

type periodWorker struct {
	river.WorkerDefaults[periodJob]
	run func(context.Context, huibao.Period, int) error
}

// Timeout is that of a run: its files have their own time, and its lease runs out without it.
func (w *periodWorker) Timeout(*river.Job[periodJob]) time.Duration { return runTime }

// Work runs the period.
func (w *periodWorker) Work(ctx context.Context, job *river.Job[periodJob]) error {
	p, err := huibao.ParsePeriod(job.Args.Period)
	if err != nil {
		return river.JobCancel(err)
	}
	return w.run(ctx, p, job.Args.Act)
}

// seldom passes on warnings and errors, each sentence once a minute: a queue that can't be
// reached says so at every look.
type seldom struct {
	slog.Handler
	said *sync.Map // when each was passed on
}

const sayAgain = time.Minute

func (s seldom) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

func (s seldom) WithAttrs(list []slog.Attr) slog.Handler {
	return seldom{s.Handler.WithAttrs(list), s.said}
}

func (s seldom) WithGroup(name string) slog.Handler { return seldom{s.Handler.WithGroup(name), s.said} }

func (s seldom) Handle(ctx context.Context, r slog.Record) error {
	if last, ok := s.said.Load(r.Message); ok && r.Time.Sub(last.(time.Time)) < sayAgain {
		return nil
	}
	s.said.Store(r.Message, r.Time)
	return s.Handler.Handle(ctx, r)
}

// Queue is how the queue of a space stands: how many jobs wait or are worked on, and how long the
// oldest has.
type Queue struct {
	Depth  int
	Oldest time.Duration
}

// Queue asks how the queue stands; the zero Queue where there is none.
func (l *Ledger) Queue(ctx context.Context) (q Queue, err error) {
	if l.jobs == nil {
		return q, nil
	}
	var age int64
	err = l.db.QueryRowContext(ctx, "SELECT COUNT(*), COALESCE(EXTRACT(EPOCH FROM now()-MIN(created_at))*1000, 0)::bigint FROM huibao_jobs.river_job WHERE queue=? AND state IN ('available','running','retryable','scheduled','pending')", queueOf(l.jobs.space)).Scan(&q.Depth, &age)
	q.Oldest = time.Duration(age) * time.Millisecond
	return q, broken(err)
}
