package desk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/ledger"
)

// queue is which periods are to be run again. It holds no truth: what is due follows from
// the ledger and the folder, so that it may be lost at any moment. Many hand-ins while a
// run goes on are one more run.
type queue struct {
	mu     sync.Mutex
	due    []huibao.Period
	failed map[huibao.Period]Failure
	wake   chan struct{}
}

// Failure is a run that came to nothing: files are kept, and it is tried again.
type Failure struct {
	Since    time.Time
	Sentence string // in Chinese, for the office
}

func newQueue() queue {
	return queue{failed: map[huibao.Period]Failure{}, wake: make(chan struct{}, 1)}
}

// due puts a period into the queue.
func (d *Desk) due(period huibao.Period) {
	q := &d.queue
	q.mu.Lock()
	if !slices.Contains(q.due, period) {
		q.due = append(q.due, period)
	}
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// next takes a period out of the queue.
func (q *queue) next() (huibao.Period, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.due) == 0 {
		return huibao.Period{}, false
	}
	p := q.due[0]
	q.due = q.due[1:]
	return p, true
}

// Failed is the last run of a period that came to nothing, while none has succeeded since.
func (d *Desk) Failed(period huibao.Period) (Failure, bool) {
	d.queue.mu.Lock()
	defer d.queue.mu.Unlock()
	f, ok := d.queue.failed[period]
	return f, ok
}

// retryAfter is how long a run that came to nothing waits, if nothing new comes.
const retryAfter = time.Minute

// Work judges what is due, looks at the folder, reminds, and proves the ledger by night,
// until the context ends. report hears of what went wrong; it may be called by several
// goroutines.
func (d *Desk) Work(ctx context.Context, report func(error)) {
	var reminding sync.WaitGroup
	reminding.Go(func() { d.goRemind(ctx, report) })
	defer reminding.Wait()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	d.resume(ctx, report)
	var proving sync.WaitGroup
	proving.Go(func() { d.proveNightly(ctx, report) })
	defer proving.Wait()
	for {
		d.JudgeDue(ctx, report)
		select {
		case <-ctx.Done():
			return
		case <-d.queue.wake:
		case <-tick.C:
			if err := errors.Join(d.Look(ctx), d.DropStaged()); err != nil && ctx.Err() == nil {
				report(err)
			}
		}
	}
}

// resume puts into the queue what an earlier server left.
func (d *Desk) resume(ctx context.Context, report func(error)) {
	list, err := d.unjudged(ctx)
	if err != nil && ctx.Err() == nil {
		report(err)
	}
	for _, p := range append(list, d.Current()) {
		d.due(p)
	}
	if err := d.baseline(ctx); err != nil && ctx.Err() == nil {
		report(err)
	}
}

// unjudged are the periods in which something was handed in or decided that no run has seen.
func (d *Desk) unjudged(ctx context.Context) (list []huibao.Period, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		all, err := v.Periods()
		for _, p := range all {
			s, err := v.State(p)
			if err != nil {
				return err
			}
			last, err := v.LastRun(p)
			if err != nil {
				return err
			}
			if s.Since(last.Head) {
				list = append(list, p)
			}
		}
		return err
	})
	return list, err
}

// JudgeDue runs what is due, one period after the other, as `huibao run` does. A run that
// fails is left for later; the files are kept.
func (d *Desk) JudgeDue(ctx context.Context, report func(error)) {
	for ctx.Err() == nil {
		p, ok := d.queue.next()
		if !ok {
			return
		}
		err := d.run(ctx, p)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			if bad := d.scanFolder(ctx, p); bad != nil && ctx.Err() == nil {
				report(bad)
				time.AfterFunc(scanAgain, func() { d.due(p) })
			}
		}
		d.queue.mu.Lock()
		was, again := d.queue.failed[p]
		if err == nil {
			delete(d.queue.failed, p)
		} else {
			if !again {
				was.Since = d.now()
			}
			was.Sentence = fault.Text(err)
			d.queue.failed[p] = was
		}
		d.queue.mu.Unlock()
		if err != nil {
			report(err)
			time.AfterFunc(retryAfter, func() { d.due(p) })
		}
	}
}

// runTries is how often a run begins anew where another command changed something
// meanwhile.
const runTries = 3

// Bounds of what is looked at in returns/, as of `huibao run`.
const (
	mostFiles = 50000
	mostDepth = 16
)

// fileTime is how long one file may be read (S5): the largest that is taken needs some seconds.
const fileTime = 30 * time.Second

func (d *Desk) run(ctx context.Context, p huibao.Period) (err error) {
	for range runTries {
		_, err = batch.Run(ctx, d.w, d.options(p))
		var refused *act.Refusal
		if !errors.As(err, &refused) || refused.Code != act.CodeMoved {
			return err
		}
	}
	return err
}

// runner is who runs, in the ledger's entries.
const runner = "huibao serve"

func (d *Desk) options(p huibao.Period) batch.Options {
	return batch.Options{Period: p, Date: huibao.DateOf(d.now()), Now: d.now, Who: runner, Version: d.version, Limits: d.limits, MaxFiles: mostFiles, MaxDepth: mostDepth, FileTime: fileTime}
}
