package batch

import (
	"context"
	"maps"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/inforce"
	"huibao/ledger"
	"huibao/rollup"
	"huibao/statement"
)

// StandingOf is Standing of what ask says is asked for. Where that is the figures of a few
// indicators, they alone are rolled up, of their rows alone: no task is judged, and no earlier
// period read, so that lights and forecasts may be none. Of an edition what it says of the
// city is looked up. Before anything is asked, editions are mended, of which mended tells.
func StandingOf(ctx context.Context, w Workspace, opt Options, ask func(*inforce.Plan) (Reference, error)) (c *statement.Consolidation, ref Reference, mended []string, err error) {
	led, state, err := openPeriod(ctx, w, opt)
	if err != nil {
		return nil, ref, nil, err
	}
	defer led.Close()
	if mended, err = mend(ctx, w, led, opt.Period); err == nil {
		c, ref, err = figuresOf(ctx, w, led, state, opt, ask)
	}
	return c, ref, mended, err
}

// figuresOf is StandingOf with the ledger open.
func figuresOf(ctx context.Context, w Workspace, led *ledger.Ledger, state *act.State, opt Options, ask func(*inforce.Plan) (Reference, error)) (c *statement.Consolidation, ref Reference, err error) {
	var whole func() (*statement.Consolidation, error)
	if opt.Edition > 0 || state.Locked() {
		c, ref, err = editionFigures(ctx, led, state, opt, ask)
		whole = func() (*statement.Consolidation, error) { return standingFrom(ctx, w, led, opt) }
	} else {
		plan, planErr := ranPlan(ctx, w, led, opt)
		if planErr == nil {
			c, ref, err = draftFigures(ctx, led, state, plan, opt, ask)
		}
		whole = func() (*statement.Consolidation, error) {
			return standingBy(ctx, led, state, plan, planErr, opt)
		}
	}
	if c != nil || err != nil {
		return c, ref, err
	}
	if c, err = whole(); err == nil {
		ref, err = ask(c.Plan)
	}
	return c, ref, err
}

// editionFigures are the city's figures as an edition's book has them; nil where more is asked
// for.
func editionFigures(ctx context.Context, led *ledger.Ledger, state *act.State, opt Options, ask func(*inforce.Plan) (Reference, error)) (*statement.Consolidation, Reference, error) {
	c, err := editionCity(ctx, led, state, opt)
	if err != nil {
		return nil, Reference{}, err
	}
	ref, err := ask(c.Plan)
	if err != nil || ref.Unit != huibao.CityUnit || slices.ContainsFunc(ref.Codes, func(code string) bool {
		s := c.CityStanding(code)
		return s == nil || s.Figures == nil
	}) {
		return nil, ref, err
	}
	return c, ref, nil
}

// editionCity is an edition without what it says of units and files.
func editionCity(ctx context.Context, led *ledger.Ledger, state *act.State, opt Options) (*statement.Consolidation, error) {
	b, err := editionBookTo(ctx, led, state, opt, bookUnit)
	if err != nil {
		return nil, err
	}
	return b.con, nil
}

// draftFigures are figures of a draft; nil where more is asked for, or not all that the draft
// is made of lies there.
func draftFigures(ctx context.Context, led *ledger.Ledger, state *act.State, plan *LoadedPlan, opt Options, ask func(*inforce.Plan) (Reference, error)) (*statement.Consolidation, Reference, error) {
	if collected(plan, state) != nil || state.Edition > 0 && !state.Open.All {
		return nil, Reference{}, nil // which is told, or judged by the last edition's plan
	}
	now := plan.At(opt.Period)
	ref, err := ask(now)
	if err != nil || slices.ContainsFunc(ref.Codes, func(code string) bool { return now.IndicatorByCode(code) == nil }) {
		return nil, ref, err
	}
	rows := slices.Sorted(maps.Keys(rollup.RowsOf(now, ref.Codes)))
	var subs []huibao.Submission
	if err := led.View(ctx, func(v *ledger.View) (err error) {
		subs, err = v.SubmissionsWith(opt.Period, rollup.ReturnsOf(now, ref.Codes, ref.Unit), rows, settled)
		return err
	}); err != nil {
		return nil, ref, err
	}
	c := rollup.Consolidate(rollup.Input{Plan: now, Period: opt.Period, Submissions: subs, Only: ref.Codes, Jobs: opt.Jobs})
	c.Edition = state.Edition
	return c, ref, nil
}
