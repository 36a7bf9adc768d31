package batch

import (
	"context"
	"encoding/json"
	"os"
	"path"
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
		periods, err := v.Bookless()
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
// documents as they were at the lock, the plan of the last run before it, and the outputs
// as they lie there. A period that was opened again stays open for its units.
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
	then, runs, trail, err := before(ctx, led, locked)
	if err != nil {
		return err
	}
	run := lastBefore(runs, locked)
	plan, err := loadKeptPlan(ctx, led, run.Plan, s.Period, opt.Limits)
	if err != nil {
		return err
	}
	sc := &scene{led: led, period: s.Period, state: s, decisions: decisionsOf(then), locks: locksOf(then), plan: plan, planFile: run.Plan, inForce: plan.At(s.Period)}
	if sc.past, err = readPast(ctx, led, plan, opt, true); err != nil {
		return err
	}
	handed, err := submissions(ctx, led, s.Period)
	if err != nil {
		return err
	}
	subs, late := asLocked(handed, trail, locked.N)
	con := sc.consolidate(subs)
	con.Edition = s.Edition
	opt.Date = run.Date
	m := moving{w: w, led: led, state: s, scene: sc, con: con, opt: opt}
	return m.stateAnew(ctx, locked, handed, late)
}

// before is a period as its acts left it when it was locked, with all its runs and what
// format 3 noted of its files.
func before(ctx context.Context, led *ledger.Ledger, locked act.Act) (s *act.State, runs []act.Run, trail []ledger.Noted, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		acts, err := v.Acts(locked.Period)
		if err != nil {
			return err
		}
		acts = slices.DeleteFunc(acts, func(a act.Act) bool { return a.N > locked.N })
		if s, err = act.Fold(locked.Period, acts); err != nil {
			return err
		}
		if runs, err = v.Runs(locked.Period); err != nil {
			return err
		}
		trail, err = v.Noted(locked.Period)
		return err
	})
	return s, runs, trail, err
}

// asLocked is what format 3 held of a period's files when it was locked: of those that it
// knew by then, each in the state that its trail notes. The acts of the others are late.
func asLocked(subs []huibao.Submission, trail []ledger.Noted, locked int) (list []huibao.Submission, late []int) {
	words := map[[2]string]string{}
	for _, e := range trail {
		if e.N < locked {
			words[[2]string{e.Path, e.SHA256}] = e.State
		}
	}
	for _, s := range subs {
		word, known := words[[2]string{s.Path, s.SHA256}]
		if !known {
			if s.N > 0 {
				late = append(late, s.N)
			}
			continue
		}
		for _, state := range []huibao.ReturnState{huibao.StateAccepted, huibao.StatePending} {
			if s.State != state && word == state.Label() {
				s.State, s.Why, s.Gone, s.Undecided = state, "", false, false
			}
		}
		list = append(list, s)
	}
	slices.Sort(late)
	return list, slices.Compact(late)
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

// moving is a locked period of format 3, as it stood at its lock.
type moving struct {
	w     Workspace
	led   *ledger.Ledger
	state *act.State
	scene *scene
	con   *statement.Consolidation
	opt   Options
}

// stateAnew appends the acts that state the lock in the words of today.
func (m *moving) stateAnew(ctx context.Context, locked act.Act, handed []huibao.Submission, late []int) error {
	s, con := m.state, m.con
	rows, err := rowsLocked(s.Period, con.Submissions(), handed)
	if err != nil {
		return err
	}
	old := s.Last()
	doc := act.Edition{Where: act.Where{Period: s.Period}, Edition: s.Edition, Plan: m.scene.planFile, Rows: rows, Date: m.opt.Date, Why: old.Why, Before: old.Before,
		Checksum: report.Checksum(con), Figures: old.Figures, Late: late}
	if doc.Outputs, err = m.issuedOutputs(ctx); err != nil {
		return err
	}
	if doc.Book, err = keepBook(m.led, bookHead{Period: s.Period, Edition: doc.Edition, Plan: doc.Plan, PlanVersion: con.PlanVersion, Program: m.opt.Version, Date: doc.Date,
		Before: doc.Before, Why: doc.Why}, con); err != nil {
		return err
	}
	a := act.New(act.Lock, strconv.Itoa(doc.Edition), doc)
	a.Note = act.MovedNote + " " + a.Note
	return m.led.Act(ctx, ledger.Actor{Who: locked.Who, When: locked.At}, func(t *ledger.Tx) error {
		if now, err := t.State(s.Period); err != nil || now.Last().Book != "" {
			return err // another did it meanwhile
		}
		if _, err := t.Append(a); err != nil {
			return err
		}
		for _, o := range openedAnew(s, m.scene, doc.Edition) {
			if _, err := t.Append(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// rowsLocked is the digest of an edition's rows, where the ledger's are still those; else
// there is none, and the next lock differs from the edition.
func rowsLocked(p huibao.Period, edition, now []huibao.Submission) (string, error) {
	was, err := ledger.NewRows(p, edition)
	if err != nil {
		return "", err
	}
	is, err := ledger.NewRows(p, now)
	if err != nil || was.Digest() != is.Digest() {
		return "", err
	}
	return is.Digest(), nil
}

// openedAnew are the acts that open a period again for whom format 3 had opened it, each
// with the reason that was given.
func openedAnew(s *act.State, sc *scene, edition int) []act.Act {
	units := s.Open.Units
	if s.Open.All {
		units = []string{""}
	}
	var list []act.Act
	for _, unit := range units {
		why := "原已解锁"
		for _, a := range s.Locks {
			if a.Kind == act.Unlock && a.Unit == unit && a.Note != "" {
				why = a.Note
			}
		}
		o := act.New(act.Unlock, unit, act.Opened{Where: act.Where{Period: s.Period, Unit: unit}, Name: sc.inForce.UnitName(unit), Edition: edition, Why: why})
		o.Note = act.MovedNote + " " + o.Note
		list = append(list, o)
	}
	return list
}

// issuedOutputs are the files that were issued: those that lie there as the last run.json
// says, and where one does not, it printed again. Of a period that was opened
// again only the bulletin is known to be as it was issued.
func (m *moving) issuedOutputs(ctx context.Context) ([]act.Output, error) {
	w, s := m.w, m.state
	lying, whole, err := lyingOutputs(w, m.led, s.Period)
	if err != nil {
		return nil, err
	}
	if !s.Locked() {
		return slices.DeleteFunc(lying, func(o act.Output) bool { return o.Name != bulletinFile }), nil
	}
	if whole {
		return lying, nil
	}
	info, err := infoOf(w, m.opt)
	if err != nil {
		return nil, err
	}
	n := &runner{w: w, opt: m.opt, led: m.led, info: info, scene: m.scene}
	out, err := n.newWriter(ctx, m.con)
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
	printed, err := n.keepOutputs(out)
	for _, o := range printed {
		if path.Ext(o.Name) == ".docx" {
			continue // format 3 issued none
		}
		if !slices.ContainsFunc(lying, func(x act.Output) bool { return x.Name == o.Name }) {
			lying = append(lying, o)
		}
	}
	return lying, err
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
