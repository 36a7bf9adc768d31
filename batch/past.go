package batch

import (
	"huibao"
	"huibao/inforce"
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

// readPast reads it, one period after the other, by the plan as it held for each.
func readPast(led *ledger.Ledger, plan *LoadedPlan, period huibao.Period) (*past, error) {
	all, err := led.Periods()
	if err != nil {
		return nil, err
	}
	p := &past{first: map[string]string{}}
	for _, x := range all {
		if x != period && !x.Before(period) {
			continue
		}
		subs, err := led.Submissions(x)
		if err != nil {
			return nil, err
		}
		for i := range subs {
			if subs[i].Return != nil {
				compact(subs[i].Return)
			}
		}
		if x == period {
			p.now = subs
			continue
		}
		p.add(plan.At(x), x, subs, x.Quarter == period.Quarter)
	}
	return p, nil
}

// add takes over an earlier period; its lights only where it is of the same rhythm,
// months or quarters, and where there was a plan of it.
func (p *past) add(plan *inforce.Plan, period huibao.Period, subs []huibao.Submission, sameRhythm bool) {
	for i := range subs {
		p.history = append(p.history, subs[i].Records()...)
		if s := &subs[i]; s.SHA256 != "" {
			p.first[s.SHA256] = s.Path
		}
	}
	if sameRhythm && plan != nil {
		p.previous = rollup.Consolidate(rollup.Input{Plan: plan, Period: period, Submissions: subs, Previous: p.previous})
		p.previous.Shorten()
	}
}
