package batch

import (
	"context"
	"errors"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// Opening is how a locked period is opened again: for a unit (its name), or as a whole.
// Proposed is the 拟办 that it takes; 0 for none. With Propose it is not opened but prepared
// for another, in the name of a person.
type Opening struct {
	Unit, Why string
	Proposed  int
	Propose   bool
	Name      string
}

// Unlock opens a locked period again: for one unit and those that were merged into it, or,
// without one, as a whole.
func Unlock(ctx context.Context, w Workspace, opt Options, unit, why string) (edition int, err error) {
	return Reopen(ctx, w, opt, Opening{Unit: unit, Why: why})
}

// Reopen is Unlock, or the preparing of it.
func Reopen(ctx context.Context, w Workspace, opt Options, how Opening) (edition int, err error) {
	unit, why := how.Unit, how.Why
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	s, err := mended(ctx, w, led, opt.Period)
	if err != nil {
		return 0, err
	}
	units := []*huibao.Unit{{}} // the whole period
	switch {
	case unit == "": // it is judged by the plan as it lies there
		_, err = loadCollecting(ctx, w, opt)
	case s.Edition > 0:
		units, err = unitAtLock(ctx, w, led, s, opt, unit)
	}
	if err != nil {
		return 0, err
	}
	return s.Edition, led.Act(ctx, opt.actor(), func(t *ledger.Tx) error {
		now, err := t.State(opt.Period)
		if err != nil {
			return err
		}
		if now.Edition != s.Edition {
			return errMoved(opt.Period)
		}
		for i, u := range units {
			if i > 0 && now.IsOpen(u.Code) {
				continue
			}
			d := act.Opened{Where: act.Where{Period: opt.Period, Unit: u.Code}, Name: u.Name, Edition: s.Edition, Why: why}
			if i == 0 {
				d.Proposed = how.Proposed
			}
			a := act.New(act.Unlock, d.Name, d)
			if how.Propose {
				a = act.New(act.Propose, string(a.Kind), act.Proposal{Where: d.Where, Kind: a.Kind, Object: a.Object, Act: a.Doc, Name: how.Name, Why: why})
			}
			if _, err := t.Append(a); err != nil || how.Propose {
				return err
			}
		}
		return nil
	})
}

// unitAtLock finds a unit by the plan of the last edition, by any name that it or the plan
// as it lies there has for it, and the units that were merged into it. A unit that owed
// nothing then is refused.
func unitAtLock(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State, opt Options, name string) ([]*huibao.Unit, error) {
	then, err := readKeptPlan(ctx, led, s.Last().Plan, opt.Limits)
	if err != nil {
		return nil, err
	}
	p := then.At(opt.Period)
	u := p.UnitByName(name)
	if now, err := ReadPlan(ctx, w.Plan(), opt.Limits); u == nil && err == nil {
		if today := now.Plan.UnitByName(name); today != nil { // renamed since
			u = p.UnitByCode(today.Code)
		}
	}
	switch {
	case u == nil:
		return nil, act.Refused(act.CodeNoSuchThing, "方案的单位表中没有 %q", name)
	case !slices.ContainsFunc(p.ReturningUnits(), func(o *huibao.Unit) bool { return o.Code == u.Code }):
		return nil, act.Refused(act.CodeNothing, "%s 在 %s 没有应报的内容，不必解锁", u.Name, opt.Period)
	}
	units := []*huibao.Unit{u}
	for _, old := range p.Merged(u.Code) {
		units = append(units, p.UnitByCode(old))
	}
	return units, nil
}
