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
	digest   string // of what was read of the periods before
}

// readPast reads it, one period after the other: an open one by the plan as it holds
// for it, a locked one from its book, so that it depends on no plan and no program of
// today.
func readPast(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, period huibao.Period, lim sheet.Limits) (*past, error) {
	p := &past{first: map[string]string{}}
	all, states, digests, err := p.look(ctx, led, period)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	for i, x := range all {
		sameRhythm := x.Quarter == period.Quarter
		if states[i].Locked() {
			b, err := readBook(ctx, led, states[i].Last(), lim)
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
		_, _ = fmt.Fprintf(h, "%s|%s\n", x, digests[i]) // a hash never fails
	}
	p.digest = hex.EncodeToString(h.Sum(nil))
	p.now, err = submissions(ctx, led, period)
	return p, err
}

// look lists the periods before one, with their states and the digests of what holds
// of each.
func (p *past) look(ctx context.Context, led *ledger.Ledger, period huibao.Period) (all []huibao.Period, states []*act.State, digests []string, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		list, err := v.Periods()
		if err != nil {
			return err
		}
		for _, x := range list {
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
			all, states, digests = append(all, x), append(states, s), append(digests, digest)
		}
		return nil
	})
	return all, states, digests, err
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
