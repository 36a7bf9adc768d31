package desk

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"huibao"
	"huibao/ledger"
)

// Several processes may work for one ledger in PostgreSQL, beside each other: each runs what the
// queue gives it, and looks into the chain for what the queue has lost. A period is run by one of
// them at a time, under a lease. On a ledger in a file the queue is this process's own, and the
// same look is behind it.

// sweepEvery is how often it is looked for what is due by the chain alone.
const sweepEvery = 30 * time.Second

// lookLease is of who looks at the folder for all.
const lookLease = "look"

// leaseOf names the lease under which a period is run.
func leaseOf(p huibao.Period) string { return runLease + p.String() }

const runLease = "run "

// Jobs says how many files of a run are read at once here, before anything is worked; 0 leaves
// all runs to other processes.
func (d *Desk) Jobs(n int) { d.jobs = n }

// Tend does what every server does beside answering: it reminds, writes what letters are due, drops what was staged long ago,
// and proves the ledger by night and sweeps its originals, beside what Keep does. It ends with the context; report may be
// called by several goroutines.
func (d *Desk) Tend(ctx context.Context, report func(error)) {
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(func() { d.goRemind(ctx, report) })
	beside.Go(func() { d.proveNightly(ctx, report) })
	beside.Go(func() { every(ctx, lookEvery, report, d.DropStaged) })
	beside.Go(func() { every(ctx, lookEvery, report, func() error { return d.SendLetters(ctx) }) })
	d.Keep(ctx, report)
}

// Keep keeps a process up to date, whether it serves or works: the plan as it lies there, and
// what runs of others came to.
func (d *Desk) Keep(ctx context.Context, report func(error)) {
	every(ctx, lookEvery, report, func() error { return errors.Join(d.LookAtPlan(ctx), d.Hear(ctx)) })
}

// every does something until the context ends, at once and at every tick.
func every(ctx context.Context, tick time.Duration, report func(error), do func() error) {
	t := time.NewTicker(tick)
	defer t.Stop()
	for {
		if err := do(); err != nil && ctx.Err() == nil {
			report(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// Work judges what is due and looks at the folder, until the context ends. report hears of what
// went wrong; it may be called by several goroutines.
func (d *Desk) Work(ctx context.Context, report func(error)) {
	defer d.ended.Store(true)
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(func() { d.take(ctx, report) })
	beside.Go(func() { d.goLook(ctx, report) })
	beside.Go(func() { every(ctx, sweepEvery, report, func() error { return d.Sweep(ctx) }) })
	for {
		d.JudgeDue(ctx, report)
		select {
		case <-ctx.Done():
			return
		case <-d.queue.wake:
		}
	}
}

// take has runs that others ask for done here until the context ends, where there is a queue for it;
// one that can't be reached is tried again.
func (d *Desk) take(ctx context.Context, report func(error)) {
	if !d.led.HasQueue() {
		return
	}
	stop := func() error { return nil }
	every(ctx, sweepEvery, report, func() error {
		if d.taking.Load() {
			return nil
		}
		s, err := d.consume(ctx, report)
		if err == nil {
			stop = s
			d.taking.Store(true)
		}
		return err
	})
	d.ended.Store(true)
	if err := stop(); err != nil {
		report(err)
	}
}

func (d *Desk) consume(ctx context.Context, report func(error)) (stop func() error, err error) {
	return d.led.Consume(ctx, 1, d.log, func(job context.Context, p huibao.Period, n int) error {
		job, cancel := context.WithCancel(job)
		defer cancel()
		defer context.AfterFunc(ctx, cancel)() // who stops working breaks it off
		if seen, err := d.lastSeen(job, p); seen >= n || err != nil {
			return err
		}
		d.judge(job, p, report)
		return job.Err()
	})
}

// Sweep finds what is due by the chain alone and runs it here, without the queue, whose tables
// are made again where they are lost. That they can't be keeps nothing from being found.
func (d *Desk) Sweep(ctx context.Context) error {
	return errors.Join(d.sweep(ctx), d.led.MendQueue(ctx))
}

func (d *Desk) sweep(ctx context.Context) error {
	var head ledger.Head
	var list []huibao.Period
	err := d.led.View(ctx, func(v *ledger.View) (err error) {
		if head, err = v.Head(); err != nil || head == d.swept {
			return err
		}
		list, err = unjudged(v)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range list {
		f, failed := d.Failed(p)
		if since := d.now().Sub(f.Tried); !failed || since >= retryAfter || since < 0 { // it may be another's clock that is ahead
			d.here(p)
		}
	}
	if len(list) == 0 {
		d.swept = head
	}
	return nil
}

// unjudged are the open periods in which something was handed in or decided that no run has
// seen.
func unjudged(v *ledger.View) (list []huibao.Period, err error) {
	all, err := v.Periods()
	for _, p := range all {
		is, err := unjudgedIn(v, p)
		if err != nil {
			return nil, err
		}
		if is {
			list = append(list, p)
		}
	}
	return list, err
}

func unjudgedIn(v *ledger.View, p huibao.Period) (bool, error) {
	s, err := v.State(p)
	if err != nil {
		return false, err
	}
	last, err := v.LastRun(p)
	return !s.Locked() && s.Since(last.Head), err
}

// saying is what all processes are to know of a period's runs.
type saying struct {
	Failure   *Failure       `json:"failure,omitempty"`
	Unscanned map[string]int `json:"unscanned,omitempty"`
}

func (d *Desk) said(p huibao.Period) saying {
	x := saying{Unscanned: d.folder.of(p)}
	if f, failed := d.Failed(p); failed {
		x.Failure = &f
	}
	return x
}

// Hear takes over what runs of other processes came to.
func (d *Desk) Hear(ctx context.Context) error {
	return d.led.View(ctx, func(v *ledger.View) error {
		return v.Said(runLease, func(rest string, doc []byte) error {
			p, err := huibao.ParsePeriod(rest)
			if err != nil {
				return err
			}
			var x saying
			if err := json.Unmarshal(doc, &x); err != nil {
				return err
			}
			d.folder.miss(p, x.Unscanned)
			d.queue.mu.Lock()
			defer d.queue.mu.Unlock()
			if delete(d.queue.failed, p); x.Failure != nil {
				d.queue.failed[p] = *x.Failure
			}
			return nil
		})
	})
}
