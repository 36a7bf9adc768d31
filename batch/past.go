package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"huibao"
	"huibao/act"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/rollup"
	"huibao/statement"
)

// past is what the ledger holds of the periods up to one: of those before it what a
// later one asks for, of that one everything, as the last run left it.
type past struct {
	previous *statement.Consolidation // the period before, and by it those before that
	history  huibao.History
	first    map[string]string // path by hash, of the files of earlier periods
	now      []huibao.Submission
}

// readPast reads it, one period after the other: an open one by the plan as it holds
// for it, a locked one from its book, so that it depends on no plan and no program of
// today.
func readPast(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, period huibao.Period, lim sheet.Limits) (*past, error) {
	p := &past{first: map[string]string{}}
	list, err := earlier(ctx, led, period)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		x := e.period
		p.history = append(p.history, huibao.Record{Period: x})
		sameRhythm := x.Quarter == period.Quarter
		if e.state.Locked() {
			b, err := readBook(ctx, led, e.state.Last(), lim)
			if err != nil {
				return nil, err
			}
			p.take(b.con.Submissions)
			if sameRhythm {
				b.con.Previous = p.previous
				b.con.Shorten()
				p.previous = b.con
			}
		} else {
			subs, err := submissions(ctx, led, x)
			if err != nil {
				return nil, err
			}
			p.take(subs)
			if sameRhythm && plan.At(x) != nil {
				p.previous = rollup.Consolidate(rollup.Input{Plan: plan.At(x), Period: x, Submissions: subs, Previous: p.previous})
				p.previous.Shorten()
			}
		}
	}
	p.now, err = submissions(ctx, led, period)
	return p, err
}

// earlierPeriod is a period before another one, and the digest of what holds of it.
type earlierPeriod struct {
	period huibao.Period
	state  *act.State
	digest string
}

// earlier lists the periods before one, oldest first.
func earlier(ctx context.Context, led *ledger.Ledger, period huibao.Period) (list []earlierPeriod, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		all, err := v.Periods()
		if err != nil {
			return err
		}
		for _, x := range all {
			if !x.Before(period) {
				continue
			}
			s, err := v.State(x)
			if err != nil {
				return err
			}
			digest := s.Last().Book
			if !s.Locked() {
				if digest, err = v.RowsDigest(x); err != nil {
					return err
				}
			}
			list = append(list, earlierPeriod{x, s, digest})
		}
		return nil
	})
	return list, err
}

// digestOf is of all that holds of earlier periods.
func digestOf(list []earlierPeriod) string {
	h := sha256.New()
	for _, e := range list {
		_, _ = fmt.Fprintf(h, "%s|%s\n", e.period, e.digest) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

func submissions(ctx context.Context, led *ledger.Ledger, p huibao.Period) (subs []huibao.Submission, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		subs, err = v.Submissions(p)
		return err
	})
	for i := range subs {
		if subs[i].Return != nil {
			compact(subs[i].Return)
		}
	}
	return subs, err
}

// take takes over what was handed in for an earlier period.
func (p *past) take(subs []huibao.Submission) {
	for i := range subs {
		p.history = append(p.history, subs[i].Records()...)
		if s := &subs[i]; s.SHA256 != "" {
			p.first[s.SHA256] = s.Path
		}
	}
}
