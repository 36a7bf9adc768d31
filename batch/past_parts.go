package batch

import (
	"context"

	"huibao/inforce"
	"huibao/ledger"
	"huibao/rollup"
	"huibao/statement"
)

// partOf is the part of the plan in force that an edition of a unit or of the public
// shows; nil where it has none.
type partOf func(*inforce.Plan) *inforce.Plan

// partsPast rolls the earlier periods up by parts of the plan: what editions of units and
// of the public show as their own past. Each period is read once.
func partsPast(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, opt Options, parts []partOf) ([]*statement.Past, error) {
	last := make([]*statement.Past, len(parts))
	list, err := earlier(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		if e.period.Quarter != opt.Period.Quarter {
			continue
		}
		r := &pastReader{led: led, plan: plan, opt: opt}
		_, now, err := r.key(ctx, e, "")
		if err != nil {
			return nil, err
		}
		con, err := r.consolidation(ctx, e, now, nil)
		if err != nil {
			return nil, err
		}
		for i, of := range parts {
			if now := of(con.Plan); now != nil {
				own := rollup.Consolidate(rollup.Input{Plan: now, Period: e.period, Submissions: con.Submissions(), Previous: last[i], Jobs: r.opt.Jobs})
				last[i] = own.Past()
			}
		}
	}
	return last, nil
}

// publicPart is what the ledger keeps the public's past under.
const publicPart = "public"

// publicPast is the past as the public's edition shows it. What the ledger keeps of a period
// is taken; anything else is made anew, and kept where that is wanted.
func publicPast(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, opt Options, keep bool) (last *statement.Past, err error) {
	list, err := earlier(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	before := ""
	for _, e := range list {
		if e.period.Quarter != opt.Period.Quarter {
			continue
		}
		r := &pastReader{led: led, plan: plan, opt: opt}
		key, now, err := r.key(ctx, e, before)
		if err != nil {
			return nil, err
		}
		before = key
		var kept statement.Kept
		ok := false
		if err := led.View(ctx, func(v *ledger.View) error {
			ok, err = v.Part(e.period, publicPart, key, &kept)
			return err
		}); err != nil {
			return nil, err
		}
		if !ok {
			con, err := r.consolidation(ctx, e, now, nil)
			if err != nil {
				return nil, err
			}
			own := rollup.Consolidate(rollup.Input{Plan: con.Plan.Public(), Period: e.period, Submissions: con.Submissions(), Previous: last, Jobs: opt.Jobs})
			kept = own.Keep()
			if keep {
				if err := led.KeepPart(ctx, e.period, publicPart, key, kept); err != nil {
					return nil, err
				}
			}
		}
		last = kept.Past(e.period, last)
	}
	return last, nil
}
