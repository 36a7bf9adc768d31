package batch

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Ruling is what the office decides at once: one choice, or the taking back of a decision
// by its number. Proposed is the 拟办 that it takes; 0 for none. With Propose it is not
// decided but prepared for another, in the name of a person.
type Ruling struct {
	Choice
	Undo     int
	Proposed int
	Propose  bool
	Name     string
}

// Ruled is a ruling as it would be recorded, and what comes of it.
type Ruled struct {
	Act     act.Act
	Decided Decided // of a choice
	Taken   act.Answer
	Effect  []FigureEffect

	Mandatory bool // it accepts what is 强制性
	Heads     bool // it takes a decision out of force that is the office's head's to take
}

// FigureEffect is a published figure of the city's that a ruling changes.
type FigureEffect struct {
	Code, Name, Measure string
	Was, Now            string // as printed
	Light, NowLight     huibao.Light
}

// ruled makes the act of a ruling, looked up under the ledger's lock.
func ruled(t *ledger.Tx, plan *huibao.Plan, period huibao.Period, r Ruling) (Ruled, error) {
	s, err := t.State(period)
	if err != nil {
		return Ruled{}, err
	}
	subs, err := t.Submissions(period)
	if err != nil {
		return Ruled{}, err
	}
	if r.Undo > 0 {
		taken, _ := s.Decided(r.Undo)
		return Ruled{Taken: taken, Heads: ofHead(subs, taken), Act: act.New(act.Undo, strconv.Itoa(r.Undo), act.Undone{Where: act.Where{Period: period, Unit: taken.Unit}, Of: r.Undo, Why: r.Why})}, nil
	}
	d, a, err := desk{plan: plan, period: period, subs: subs}.resolve(r.Choice, r.Proposed)
	out := Ruled{Act: a, Decided: d}
	if err == nil {
		out.Mandatory = a.Kind == act.Accept && mandatory(subs, d.Unit, d.Code, d.Row, d.Basis)
		out.Heads = slices.ContainsFunc(s.Displaced(a), func(x act.Answer) bool { return ofHead(subs, x) })
	}
	return out, err
}

// mandatory reports whether what is accepted of a code and a row is 强制性: one decision
// answers all findings of a code on a row.
func mandatory(subs []huibao.Submission, unit, code, row, basis string) bool {
	return slices.ContainsFunc(subs, func(s huibao.Submission) bool {
		return s.Unit == unit && s.Return != nil && slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool {
			return f.Code == code && f.Indicator == row && f.Severity == huibao.Error
		}) && check.Basis(s.Return, s.SHA256, row) == basis
	})
}

// ofHead reports whether a decision was the head's to take.
func ofHead(subs []huibao.Submission, x act.Answer) bool {
	switch x.Act.Kind {
	case act.LeaveOut, act.Waive:
		return true
	case act.Accept:
		return x.Proposed > 0 || mandatory(subs, x.Unit, x.Code, x.Row, x.Basis)
	}
	return false
}

// Rule records a ruling, if may allows the act that it comes to.
func Rule(ctx context.Context, w Workspace, opt Options, r Ruling, may func(Ruled) error) (done Ruled, err error) {
	led, plan, err := toRule(ctx, w, opt)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	err = led.Act(ctx, opt.actor(), func(t *ledger.Tx) error {
		if done, err = ruled(t, plan.Plan, opt.Period, r); err != nil {
			return err
		}
		if err := may(done); err != nil {
			return err
		}
		if a := done.Act; r.Propose {
			done.Act = act.New(act.Propose, string(a.Kind), act.Proposal{Where: act.Where{Period: opt.Period, Unit: a.Unit}, Kind: a.Kind, Object: a.Object, Act: a.Doc, Name: r.Name, Why: r.Why})
		}
		done.Act.N, err = t.Append(done.Act)
		return err
	})
	return done, err
}

// toRule opens the ledger, and finds by which plan a period's decisions are read.
func toRule(ctx context.Context, w Workspace, opt Options) (*ledger.Ledger, *LoadedPlan, error) {
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return nil, nil, err
	}
	state, err := mended(ctx, w, led, opt.Period)
	if err != nil {
		return nil, nil, joinClose(err, led)
	}
	plan, err := planOf(ctx, w, led, state, opt)
	if err != nil {
		return nil, nil, joinClose(err, led)
	}
	return led, plan, nil
}

// Foresee is Rule of which nothing stays: the act as it would be, and which of the city's
// published figures would be others. What lies in the folder and was not taken in is not
// looked at.
func Foresee(ctx context.Context, w Workspace, opt Options, r Ruling) (seen Ruled, err error) {
	opt.DryRun = true
	n, err := start(ctx, w, opt)
	if err != nil {
		return seen, err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	if n.in, err = n.takeIn(ctx); err != nil {
		return seen, err
	}
	if n.in.state, err = stateOf(ctx, n.led, opt.Period); err != nil {
		return seen, err
	}
	plan, err := planOf(ctx, w, n.led, n.in.state, opt)
	if err != nil {
		return seen, err
	}
	var then *act.State
	err = n.led.Try(ctx, opt.actor(), func(t *ledger.Tx) error {
		if seen, err = ruled(t, plan.Plan, opt.Period, r); err != nil {
			return err
		}
		if _, err = t.Append(seen.Act); err != nil {
			return err
		}
		then, err = t.State(opt.Period)
		return err
	})
	if err != nil {
		return seen, err
	}
	if err := n.prepare(ctx); err != nil {
		return seen, err
	}
	was, err := n.judge(ctx)
	if err != nil {
		return seen, err
	}
	n.in.state, n.scene.state, n.scene.decisions = then, then, decisionsOf(then)
	now, err := n.judge(ctx)
	if err == nil {
		seen.Effect = effects(was.Consolidation, now.Consolidation)
	}
	return seen, err
}

// effects are the city's figures as printed, and their lights, that are others.
func effects(was, now *statement.Consolidation) []FigureEffect {
	before, after := report.Published(was), report.Published(now)
	var list []FigureEffect
	for i := range now.Plan.Indicators {
		ind := &now.Plan.Indicators[i]
		x := FigureEffect{Code: ind.Code, Name: ind.Name, Measure: ind.Measure, Was: before[ind.Code], Now: after[ind.Code]}
		if s := was.CityStanding(ind.Code); s != nil {
			x.Light = s.Light
		}
		if s := now.CityStanding(ind.Code); s != nil {
			x.NowLight = s.Light
		}
		if x.Was != x.Now || x.Light != x.NowLight {
			list = append(list, x)
		}
	}
	return list
}
