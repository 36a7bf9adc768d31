package batch

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// unfinishedBooks lists the periods that format 3 locked, and of which no book was made
// yet, oldest first.
func unfinishedBooks(ctx context.Context, led *ledger.Ledger) ([]*act.State, error) {
	var list []*act.State
	err := led.View(ctx, func(v *ledger.View) error {
		periods, err := v.Periods()
		if err != nil {
			return err
		}
		for _, p := range periods {
			s, err := v.State(p)
			if err != nil {
				return err
			}
			if s.Edition > 0 && s.Last().Book == "" {
				list = append(list, s)
			}
		}
		return nil
	})
	return list, err
}

// completeMigration makes the books of the periods that format 3 locked: of its
// documents, the plan of the last run before the lock, and the outputs as they lie
// there. A period that was opened again stays open for its units.
func completeMigration(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options) error {
	list, err := unfinishedBooks(ctx, led)
	if err != nil {
		return err
	}
	for _, s := range list {
		opt.Period, opt.Edition = s.Period, 0
		if err := moveIn(ctx, w, led, s, opt); err != nil {
			return err
		}
	}
	return nil
}

// moveIn makes the book of one period, and states its lock anew.
func moveIn(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State, opt Options) error {
	locked := s.Locks[len(s.Locks)-1]
	for _, a := range slices.Backward(s.Locks) {
		if a.Kind == act.Lock {
			locked = a
			break
		}
	}
	var runs []act.Run
	err := led.View(ctx, func(v *ledger.View) (err error) {
		runs, err = v.Runs(s.Period)
		return err
	})
	if err != nil {
		return err
	}
	run := lastBefore(runs, locked)
	plan, err := loadKeptPlan(ctx, led, run.Plan, s.Period, opt.Limits)
	if err != nil {
		return err
	}
	sc := &scene{period: s.Period, state: s, decisions: decisionsOf(s), locks: untilLock(locksOf(s)), plan: plan, planFile: run.Plan, inForce: plan.At(s.Period)}
	if sc.past, err = readPast(ctx, led, plan, s.Period, opt.Limits); err != nil {
		return err
	}
	con := sc.consolidate(sc.past.now)
	con.Edition = s.Edition
	opt.Date = run.Date
	return stateAnew(ctx, led, s, sc, con, opt, w, locked)
}

// lastBefore is the last run that had ended when the period was locked.
func lastBefore(runs []act.Run, locked act.Act) act.Run {
	var last act.Run
	for _, r := range runs {
		if last.Plan == "" || !r.Started.After(locked.At) {
			last = r
		}
	}
	return last
}

// untilLock are the locks up to the last one.
func untilLock(list []huibao.Lock) []huibao.Lock {
	for i, k := range slices.Backward(list) {
		if !k.Unlock {
			return list[:i+1]
		}
	}
	return list
}

// stateAnew appends the acts that state a lock of format 3 in the words of today.
func stateAnew(ctx context.Context, led *ledger.Ledger, s *act.State, sc *scene, con *statement.Consolidation, opt Options, w Workspace, locked act.Act) error {
	rows, err := ledger.NewRows(s.Period, con.Submissions)
	if err != nil {
		return err
	}
	old := s.Last()
	doc := act.Edition{Where: act.Where{Period: s.Period}, Edition: s.Edition, Plan: sc.planFile, Rows: rows.Digest(), Date: opt.Date, Why: old.Why, Before: old.Before,
		Checksum: report.Checksum(con), Figures: old.Figures}
	if doc.Outputs, err = issuedOutputs(ctx, w, led, s, sc, con, opt); err != nil {
		return err
	}
	if doc.Book, err = keepBook(led, bookHead{Period: s.Period, Edition: doc.Edition, Plan: doc.Plan, PlanVersion: con.PlanVersion, Program: opt.Version, Date: doc.Date,
		Before: doc.Before, Why: doc.Why}, con); err != nil {
		return err
	}
	a := act.New(act.Lock, strconv.Itoa(doc.Edition), doc)
	a.Note = "迁入 " + a.Note
	return led.Act(ctx, ledger.Actor{Who: locked.Who, When: locked.At}, func(t *ledger.Tx) error {
		if _, err := t.Append(a); err != nil {
			return err
		}
		for _, unit := range s.Open.Units {
			o := act.New(act.Unlock, unit, act.Opened{Where: act.Where{Period: s.Period, Unit: unit}, Name: sc.inForce.UnitName(unit), Edition: doc.Edition, Why: "迁入：原已解锁"})
			if _, err := t.Append(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// issuedOutputs are the files that were issued: those that lie there as the last run.json
// says, or, where one does not, all of them printed again. Of a period that was opened
// again only the bulletin is known to be as it was issued.
func issuedOutputs(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State, sc *scene, con *statement.Consolidation, opt Options) ([]act.Output, error) {
	lying, whole, err := lyingOutputs(w, led, s.Period)
	if err != nil {
		return nil, err
	}
	if !s.Locked() {
		return slices.DeleteFunc(lying, func(o act.Output) bool { return o.Name != bulletinFile }), nil
	}
	if whole {
		return lying, nil
	}
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	n := &runner{w: w, opt: opt, led: led, info: info, scene: sc}
	out, err := n.newWriter(ctx, con)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.Out(s.Period), 0o755); err != nil {
		return nil, err
	}
	if out.dir, err = os.MkdirTemp(w.Out(s.Period), ".tmp-lock-"); err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(out.dir) }()
	if err := out.all(); err != nil {
		return nil, err
	}
	return n.keepOutputs(out)
}

// lyingOutputs keeps the outputs that lie there as run.json says; whole reports whether
// all do.
func lyingOutputs(w Workspace, led *ledger.Ledger, p huibao.Period) (list []act.Output, whole bool, err error) {
	data, err := os.ReadFile(filepath.Join(w.Out(p), runJSON))
	if err != nil {
		return nil, false, nil
	}
	var run struct{ Outputs []report.Output }
	if json.Unmarshal(data, &run) != nil {
		return nil, false, nil
	}
	whole = true
	for _, o := range append(run.Outputs, report.Output{Path: "out/" + p.String() + "/" + runJSON}) {
		name := filepath.Base(o.Path)
		if filepath.Base(filepath.Dir(o.Path)) == returnedDir {
			continue
		}
		f, err := openRegular(w.Dir, o.Path)
		if err != nil {
			whole = false
			continue
		}
		kept, err := led.Keep(f)
		_ = f.Close()
		if err != nil {
			return nil, false, err
		}
		if o.SHA256 != "" && kept.SHA256 != o.SHA256 {
			whole = false
			continue
		}
		list = append(list, act.Output{Name: name, SHA256: kept.SHA256, Size: kept.Size})
	}
	return list, whole, nil
}
