package desk

import (
	"context"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/meter"
	"huibao/ledger"
)

// meters are what this process did since it was started; the queue and the chain are those of
// all.
type meters struct {
	acknowledged, judged meter.Histogram
	runs, failed         meter.Counter
}

// Metrics is the page of what goes on, in Prometheus' text format. It names nobody and no figure.
func (d *Desk) Metrics() *meter.Page {
	var p meter.Page
	p.Asked("huibao_queue_jobs", "Jobs that wait or are worked on, of this ledger.", "gauge", func(ctx context.Context) (any, error) {
		q, err := d.led.Queue(ctx)
		return q.Depth, err
	})
	p.Asked("huibao_queue_oldest_seconds", "How long the oldest of them has.", "gauge", func(ctx context.Context) (any, error) {
		q, err := d.led.Queue(ctx)
		return q.Oldest, err
	})
	p.Asked("huibao_queue_lost", "1 while the last job could not be put in the queue: what is due is found in the chain, up to 30 seconds later.", "gauge", func(context.Context) (any, error) {
		if d.led.QueueLost() != nil {
			return 1, nil
		}
		return 0, nil
	})
	p.Asked("huibao_acts_total", "Acts in the chain, by all processes.", "counter", func(ctx context.Context) (n any, err error) {
		err = d.led.View(ctx, func(v *ledger.View) error {
			head, err := v.Head()
			n = head.Length
			return err
		})
		return n, err
	})
	p.Asked("huibao_clock_ahead_seconds", "By how much this machine's clock is ahead of the database's; deadlines are kept by this machine's.", "gauge", func(ctx context.Context) (any, error) {
		return d.led.Ahead(ctx, d.now)
	})
	p.Histogram("huibao_acknowledged_seconds", "From the first byte of a hand-in to its acknowledgement.", &d.meters.acknowledged)
	p.Histogram("huibao_judged_seconds", "From the first byte of a hand-in to the end of the run that judged it.", &d.meters.judged)
	p.Counter("huibao_runs_total", "Runs of periods, by this process.", &d.meters.runs)
	p.Counter("huibao_runs_failed_total", "Those that came to nothing.", &d.meters.failed)
	return &p
}

// lastSeen is the act that the last run of a period has seen.
func (d *Desk) lastSeen(ctx context.Context, p huibao.Period) (n int, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		last, err := v.LastRun(p)
		n = last.Head
		return err
	})
	return n, err
}

// ranWell notes a run that came to something: how long what came by the portal since the run
// before, which saw the act before, has waited for it since its first byte.
func (d *Desk) ranWell(ctx context.Context, p huibao.Period, before int) error {
	d.meters.runs.Add(1)
	last, err := d.lastSeen(ctx, p)
	if err != nil || last <= before {
		return err
	}
	var s *act.State
	if err := d.led.View(ctx, func(v *ledger.View) (err error) { s, err = v.State(p); return err }); err != nil {
		return err
	}
	files, longest := 0, time.Duration(0)
	for _, e := range s.Files {
		if e.How == act.Web && e.N > before && e.N <= last {
			took := max(0, d.now().Sub(e.Time)) // another's clock may be ahead
			d.meters.judged.Observe(took)
			files, longest = files+1, max(longest, took)
		}
	}
	d.log.Info("judged", "period", p.String(), "act", last, "files", files, "longest", longest.String())
	return nil
}

// acknowledged notes a hand-in that was taken.
func (d *Desk) acknowledged(period huibao.Period, unit string, x *Taken, began time.Time) {
	took := d.now().Sub(began)
	d.meters.acknowledged.Observe(took)
	d.log.Info("handed in", "period", period.String(), "unit", unit, "act", x.First, "to", x.Last, "again", x.Again, "took", took.String())
}
