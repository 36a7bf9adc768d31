package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/rollup"
	"huibao/statement"
)

// scene is what a period is judged against: the plan that holds for it, the periods
// before, its last edition, and what the office decided.
type scene struct {
	led       *ledger.Ledger
	period    huibao.Period
	state     *act.State
	plan      *LoadedPlan   // as the office wrote it
	planFile  string        // its hash among the originals
	inForce   *inforce.Plan // of it what holds for the period
	past      *past
	book      *book       // of the last edition; nil where there is none
	edition   act.Edition // that is shown; the zero Edition for the draft
	decisions []huibao.Decision
	locks     []huibao.Lock
	asked     []statement.Demand // by the bulletin of the period before
	jobs      int                // Options.Jobs
}

// newScene sets the scene. A period that was opened again for some units is judged by
// the plan of its last edition; every other by the plan as it lies there.
// Where keep is wanted, what was made anew of earlier periods is kept.
func newScene(ctx context.Context, led *ledger.Ledger, state *act.State, now *LoadedPlan, planErr error, opt Options, keep bool) (*scene, error) {
	s := &scene{led: led, period: opt.Period, state: state, decisions: decisionsOf(state), locks: locksOf(state), jobs: opt.Jobs}
	var err error
	if state.Edition > 0 {
		if s.book, err = readBook(ctx, led, state.Last(), opt.Limits); err != nil {
			return nil, err
		}
		s.book.con.Sent = sentAs(state, state.Edition)
	}
	switch {
	case state.Edition > 0 && !state.Open.All:
		s.plan, s.planFile = s.book.plan, state.Last().Plan
	case planErr != nil:
		return nil, planErr
	default:
		s.plan, s.planFile = now, state.Plan.Object
	}
	s.inForce = s.plan.At(opt.Period)
	if s.past, err = readPast(ctx, led, s.plan, opt, keep); err != nil {
		return s, err
	}
	if s.book != nil {
		s.asked = s.book.con.AskedBefore // what came of it is told once
		return s, nil
	}
	s.asked, err = askedBefore(ctx, led, s.inForce, s.past.previous, 0, opt.Limits)
	return s, err
}

// standing is the period as the last run left it.
func (s *scene) standing(ctx context.Context, last act.Run) (*statement.Consolidation, error) {
	subs, err := submissions(ctx, s.led, s.period)
	if err != nil {
		return nil, err
	}
	c := s.consolidate(subs)
	c.Findings = append(c.Findings, last.Receipts...)
	return c, nil
}

// consolidate rolls the period up.
func (s *scene) consolidate(subs []huibao.Submission) *statement.Consolidation {
	c := s.consolidateBy(s.inForce, s.plan.Findings(), s.past.previous, subs)
	c.AskedBefore = s.asked
	return c
}

// consolidateBy rolls the period up by another plan: a unit's or the public's part.
func (s *scene) consolidateBy(now *inforce.Plan, findings []huibao.Finding, previous *statement.Past, subs []huibao.Submission) *statement.Consolidation {
	c := rollup.Consolidate(rollup.Input{Plan: now, Period: s.period, Submissions: subs, Previous: previous, Findings: cityFindings(findings, now, s.period, subs), Jobs: s.jobs})
	c.Notes = notesOf(s.state)
	c.Decisions, c.Locks, c.Edition = inEffect(s.decisions, c), s.locks, s.state.Edition
	if s.book != nil {
		c.Issued = s.book.con
	}
	return c
}

// inEffect leaves out that a unit is not waited for of which something counts by now,
// and marks the decisions that rest on figures that are others now.
func inEffect(list []huibao.Decision, c *statement.Consolidation) []huibao.Decision {
	list = slices.DeleteFunc(slices.Clone(list), func(d huibao.Decision) bool {
		return d.Kind == huibao.DecisionWaive && counting(c, d.Unit) != nil
	})
	for i := range list {
		list[i].Lapsed = check.Lapsed(list[i], c.Submissions())
	}
	return list
}

var decisionWords = map[act.Kind]huibao.DecisionKind{act.Accept: huibao.DecisionAccept, act.Refuse: huibao.DecisionRefuse, act.Prefer: huibao.DecisionPrefer,
	act.LeaveOut: huibao.DecisionLeaveOut, act.Waive: huibao.DecisionWaive}

// decisionsOf are the office's decisions in force.
func decisionsOf(s *act.State) []huibao.Decision {
	var list []huibao.Decision
	for _, a := range s.Answers() {
		if kind, ok := decisionWords[a.Act.Kind]; ok {
			list = append(list, huibao.Decision{N: a.Act.N, Kind: kind, Ref: a.Ref, Unit: a.Unit, Period: s.Period, Code: a.Code, Row: a.Row, Basis: a.Basis,
				Value: a.Value, Why: a.Why, Who: a.Act.Who, When: a.Act.At})
		}
	}
	return list
}

// explanationsOf are what units explained in the portal, by the numbers of the acts.
func explanationsOf(s *act.State) []int {
	var list []int
	for _, a := range s.Answers() {
		if a.Act.Kind == act.Explain {
			list = append(list, a.Act.N)
		}
	}
	return list
}

// locksOf are a period's locks and unlocks, oldest first.
func locksOf(s *act.State) []huibao.Lock {
	var list []huibao.Lock
	edition := 0
	for _, a := range s.Locks {
		if strings.HasPrefix(a.Note, act.MovedNote+" ") {
			continue // stated anew
		}
		k := huibao.Lock{Period: s.Period, Unit: a.Unit, Unlock: a.Kind == act.Unlock, Why: a.Note, Who: a.Who, When: a.At}
		if a.Kind == act.Lock {
			var e act.Edition
			if a.Into(&e) != nil {
				continue // it was read when it was folded
			}
			if edition++; e.Edition > 0 { // format 3 numbered none
				edition = e.Edition
			}
			k.Before, k.Figures = e.Before, e.Figures
		}
		k.Edition = edition
		list = append(list, k)
	}
	return list
}

// Standing is a period as the last run left it, or an edition of it (Options.Edition)
// as it was locked: from the ledger alone.
func Standing(ctx context.Context, w Workspace, opt Options) (c *statement.Consolidation, err error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	return standingFrom(ctx, w, led, opt)
}

func standingFrom(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options) (*statement.Consolidation, error) {
	state, err := stateOf(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	if opt.Edition > 0 { // which no plan of today bears on
		b, err := editionBook(ctx, led, state, opt)
		if err != nil {
			return nil, err
		}
		return b.con, nil
	}
	plan, err := ranPlan(ctx, w, led, opt)
	return standingBy(ctx, led, state, plan, err, opt)
}

// standingBy is a period as the last run or its lock left it; plan is that of plan.xlsx, planErr
// why there is none.
func standingBy(ctx context.Context, led *ledger.Ledger, state *act.State, plan *LoadedPlan, planErr error, opt Options) (*statement.Consolidation, error) {
	if planErr == nil {
		if err := collected(plan, state); err != nil {
			return nil, err
		}
	}
	if state.Locked() {
		b, err := editionBook(ctx, led, state, opt)
		if err != nil {
			return nil, err
		}
		return b.con, nil
	}
	s, err := newScene(ctx, led, state, plan, planErr, opt, false)
	if err != nil {
		return nil, err
	}
	last, err := lastRun(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	return s.standing(ctx, last)
}

// lastRun is the last run of a period; the zero Run where there was none.
func lastRun(ctx context.Context, led *ledger.Ledger, p huibao.Period) (last act.Run, err error) {
	err = led.View(ctx, func(v *ledger.View) (err error) {
		last, err = v.LastRun(p)
		return err
	})
	return last, err
}

// editionBook is the book of the edition that is asked for, or of the newest.
func editionBook(ctx context.Context, led *ledger.Ledger, state *act.State, opt Options) (*book, error) {
	return editionBookTo(ctx, led, state, opt, "")
}

// editionBookTo is that book up to what is of a kind (readBookTo).
func editionBookTo(ctx context.Context, led *ledger.Ledger, state *act.State, opt Options, end string) (*book, error) {
	e := state.Last()
	if opt.Edition > 0 {
		e = state.Numbered(opt.Edition)
	}
	if e.Edition == 0 {
		return nil, act.Refused(act.CodeNoEdition, "%s没有第 %d 版：锁定过 %d 次", opt.Period.Chinese(), opt.Edition, state.Edition)
	}
	b, err := readBookTo(ctx, led, e, opt.Limits, end)
	if err != nil {
		return nil, err
	}
	b.con.Sent = sentAs(state, e.Edition)
	return b, nil
}

// begun reports whether there is a ledger.
func begun(w Workspace) bool {
	_, err := os.Stat(w.Ledger())
	return !errors.Is(err, fs.ErrNotExist)
}

// openLedger opens the ledger for acts; of one that format 3 locked the books are made.
// None is begun for a period that the plan does not collect.
func openLedger(ctx context.Context, w Workspace, opt Options) (*ledger.Ledger, error) {
	if !begun(w) {
		if _, err := loadCollecting(ctx, w, opt); err != nil {
			return nil, err
		}
	}
	led, err := w.OpenLedger(ctx, opt.Version)
	if err != nil {
		return nil, err
	}
	if err := completeMigration(ctx, w, led, opt); err != nil {
		return nil, joinClose(err, led)
	}
	return led, nil
}

func openForReading(ctx context.Context, w Workspace, opt Options) (*ledger.Ledger, error) {
	led, err := w.ReadLedger()
	if err != nil {
		return nil, err
	}
	needs, err := unfinishedBooks(ctx, led)
	if err != nil || len(needs) == 0 {
		return led, joinIf(err, led)
	}
	if err := led.Close(); err != nil {
		return nil, err
	}
	up, err := openLedger(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	if err := up.Close(); err != nil {
		return nil, err
	}
	return w.ReadLedger()
}

// openPeriod opens the ledger for reading, with a period as its acts leave it.
func openPeriod(ctx context.Context, w Workspace, opt Options) (*ledger.Ledger, *act.State, error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, nil, err
	}
	state, err := stateOf(ctx, led, opt.Period)
	if err != nil {
		return nil, nil, joinClose(err, led)
	}
	return led, state, nil
}

func joinIf(err error, led *ledger.Ledger) error {
	if err == nil {
		return nil
	}
	return joinClose(err, led)
}

func joinClose(err error, led *ledger.Ledger) error {
	if e := led.Close(); e != nil {
		return fmt.Errorf("%w（%w）", err, e)
	}
	return err
}

// loadKeptPlan is LoadPlan of a plan that is among the originals.
func loadKeptPlan(ctx context.Context, led *ledger.Ledger, sha string, period huibao.Period, lim sheet.Limits) (*LoadedPlan, error) {
	p, err := readKeptPlan(ctx, led, sha, lim)
	if err != nil {
		return nil, err
	}
	return p.runnable(PlanFile, period)
}

// readKeptPlan reads a plan that is among the originals.
func readKeptPlan(ctx context.Context, led *ledger.Ledger, sha string, lim sheet.Limits) (*LoadedPlan, error) {
	f, err := led.Original(sha)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readPlanFrom(ctx, f, PlanFile, lim)
}

// rfc is how times stand in JSON.
const rfc = time.RFC3339
