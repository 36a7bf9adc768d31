package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/internal/mask"
	"huibao/ledger"
)

// queue is which periods this process is to run again. It holds no truth: what is due follows
// from the ledger and the folder, so that it may be lost at any moment. Many hand-ins while a
// run goes on are one more run. Of a ledger in PostgreSQL the queue is there, and this one is
// for what only this process knows of, and for when that one is lost.
type queue struct {
	mu     sync.Mutex
	due    []huibao.Period
	failed map[huibao.Period]Failure
	wake   chan struct{}
}

// Failure is a run that came to nothing: files are kept, and it is tried again.
type Failure struct {
	Since    time.Time `json:"since"`
	Tried    time.Time `json:"tried"`    // when it was tried last
	Sentence string    `json:"sentence"` // in Chinese, for the office
}

func newQueue() queue {
	return queue{failed: map[huibao.Period]Failure{}, wake: make(chan struct{}, 1)}
}

// due asks for a run of a period, by whoever works for the ledger. An act that calls for one has
// asked already, where others could hear it.
func (d *Desk) due(period huibao.Period) {
	if d.led.HasQueue() && (d.jobs == 0 || d.taking.Load()) {
		ctx, cancel := context.WithTimeout(context.Background(), askTime)
		defer cancel()
		if heard, err := d.led.Enqueue(ctx, period); heard && err == nil {
			return
		}
	}
	d.here(period)
}

// askTime is how long somebody waits for the queue to hear of a run; what it does not hear of is
// found by the sweep.
const askTime = 5 * time.Second

// here puts a period into the queue of this process.
func (d *Desk) here(period huibao.Period) {
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

// JudgeDue runs what is due here, one period after the other, as `huibao run` does. A run that
// fails is left for later; the files are kept.
func (d *Desk) JudgeDue(ctx context.Context, report func(error)) {
	for ctx.Err() == nil {
		p, ok := d.queue.next()
		if !ok {
			return
		}
		d.judge(ctx, p, report)
	}
}

// judge runs a period until nothing of it is left to do, if nobody else does: who does sees to
// what came before he ends.
func (d *Desk) judge(ctx context.Context, p huibao.Period, report func(error)) {
	d.judging.Lock() // a run takes the memory of a whole period
	defer d.judging.Unlock()
	lease, err := d.led.Lease(ctx, leaseOf(p))
	switch {
	case ctx.Err() != nil && err != nil:
		return
	case err != nil:
		report(err)
		time.AfterFunc(retryAfter, func() { d.here(p) })
		return
	case lease == nil:
		d.watch(context.WithoutCancel(ctx), p, report, false)
		return
	}
	defer lease.Release() // whatever becomes of the run
	held, seen := lease.Hold(ctx), -1
	for again := true; again; {
		missed, err := d.once(held, p, lease)
		switch {
		case held.Err() != nil || errors.Is(err, ledger.ErrLost):
			if _, lost := lease.End(context.WithoutCancel(ctx), nil, nil); lost != nil {
				report(lost)
			}
			if ctx.Err() == nil {
				d.watch(context.WithoutCancel(ctx), p, report, true)
			}
			return
		case missed != nil:
			report(missed)
			time.AfterFunc(scanAgain, func() { d.here(p) })
		}
		d.failedNow(p, err)
		if again, missed = lease.End(ctx, d.said(p), func(v *ledger.View) (bool, error) { return left(v, p, err, &seen) }); missed != nil {
			report(missed)
			again = false
		}
		if err != nil {
			report(err)
			time.AfterFunc(retryAfter, func() { d.here(p) })
		}
	}
}

// once runs a period and does what follows a run that came to something: missed is what of that did
// not. A panic is an error like any other: the queue's own goroutines would go on over it.
func (d *Desk) once(ctx context.Context, p huibao.Period, lease *ledger.Lease) (missed, err error) {
	defer func() {
		if x := recover(); x != nil {
			d.log.Error("panic", "period", p.String(), "panic", mask.Text(fmt.Sprint(x)), "stack", string(debug.Stack()))
			err = fmt.Errorf("程序审核这一期时出了错，没有审完（%v）；一分钟后再试，一直这样的，请把日志交给维护的人", x)
		}
	}()
	before, err := d.lastSeen(ctx, p)
	if err == nil {
		err = d.run(ctx, p, lease)
	}
	if err == nil {
		missed = errors.Join(d.ranWell(ctx, p, before), d.scanFolder(ctx, p))
	}
	return missed, err
}

// watch looks after a while whether who had a period to run has done it, or died over it. What was
// broken off here is done again whoever did it meanwhile: that it was asked for by what lies in the
// folder no act says, and a run of what has not changed is short.
func (d *Desk) watch(ctx context.Context, p huibao.Period, report func(error), broken bool) {
	if _, watching := d.watched.LoadOrStore(p, broken); watching {
		if broken {
			d.watched.Store(p, true)
		}
		return
	}
	time.AfterFunc(ledger.LeaseFor+time.Second, func() {
		broken, _ := d.watched.LoadAndDelete(p)
		if d.ended.Load() {
			return
		}
		var is bool
		err := d.led.View(ctx, func(v *ledger.View) (err error) { is, err = unjudgedIn(v, p); return err })
		if err != nil {
			report(err)
		}
		if is || broken == true {
			d.here(p)
		}
	})
}

// left reports whether something came while a period was run well, of which no run has made
// anything yet; seen is the head of the run before that, and a run that sees no more is the last.
func left(v *ledger.View, p huibao.Period, failed error, seen *int) (bool, error) {
	last, err := v.LastRun(p)
	if failed != nil || err != nil || last.Head == *seen {
		return false, err
	}
	*seen = last.Head
	return unjudgedIn(v, p)
}

// failedNow notes what came of a run.
func (d *Desk) failedNow(p huibao.Period, err error) {
	d.queue.mu.Lock()
	defer d.queue.mu.Unlock()
	was, again := d.queue.failed[p]
	if err == nil {
		delete(d.queue.failed, p)
		return
	}
	d.meters.failed.Add(1)
	if !again {
		was.Since = d.now()
	}
	was.Sentence, was.Tried = fault.Text(err), d.now()
	d.queue.failed[p] = was
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

func (d *Desk) run(ctx context.Context, p huibao.Period, under *ledger.Lease) (err error) {
	opt := d.options(p)
	opt.Lease = under
	for range runTries {
		var res *batch.Result
		if res, err = batch.Run(ctx, d.w, opt); err == nil {
			return d.heedPlan(ctx, res)
		}
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
	return batch.Options{Period: p, Date: huibao.DateOf(d.now()), Now: d.now, Who: runner, Version: d.version, Jobs: d.jobs, Limits: d.limits, MaxFiles: mostFiles, MaxDepth: mostDepth, FileTime: fileTime}
}
