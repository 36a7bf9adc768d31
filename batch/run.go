package batch

import (
	"context"
	"slices"
	"strings"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
	"huibao/rollup"
)

// Options of a run. Date is the one clock: files of unknown receipt count as
// received on it. Jobs 0 means one worker a core.
type Options struct {
	Period             huibao.Period
	Date               huibao.Date
	Jobs               int
	Limits             sheet.Limits
	MaxFiles, MaxDepth int
	DryRun             bool
	AcceptMatches      bool   // take likely rows of units' own tables without asking
	Pack               bool   // pack the blank returns into one archive
	Version            string // of the program, for document properties
	Progress           func(done, total int, path string)
}

func (o Options) progress(done, total int, path string) {
	if o.Progress != nil {
		o.Progress(done, total, path)
	}
}

// Result is what a run found and wrote.
type Result struct {
	*huibao.Consolidation
	Outputs []report.Output
}

// Run takes a period from end to end. The error is the program's own (an
// unreadable plan, a full disk, a stop); bad returns are in the result.
func Run(ctx context.Context, w Workspace, opt Options) (*Result, error) {
	plan, err := LoadPlan(ctx, w.Plan(), opt.Period, opt.Limits)
	if err != nil {
		return nil, err
	}
	led, err := ledger.Open(ctx, w.Ledger())
	if err != nil {
		return nil, err
	}
	defer led.Close()
	subs, err := collect(ctx, w, led, plan, opt)
	if err != nil {
		return nil, err
	}
	c := consolidate(led, plan, opt.Period, subs)
	res := &Result{Consolidation: c}
	if opt.DryRun {
		return res, nil
	}
	if err := led.Record(opt.Period, subs); err != nil {
		return nil, err
	}
	res.Outputs, err = write(ctx, w, led, c, opt)
	return res, err
}

// collect reads, checks and orders all files of the period.
func collect(ctx context.Context, w Workspace, led *ledger.Ledger, plan *LoadedPlan, opt Options) ([]huibao.Submission, error) {
	files, err := look(ctx, w, opt.Period, opt.MaxFiles, opt.MaxDepth)
	if err != nil {
		return nil, err
	}
	got, err := readReceipts(w, opt.Period)
	if err != nil {
		return nil, err
	}
	j := newJudge(led, plan, opt, got)
	r := &reader{w: w, opt: opt, led: led,
		known: importer.Known{Plan: j.plan, Period: opt.Period, Form: j.form, Limits: opt.Limits, AcceptMatches: opt.AcceptMatches}}
	subs, err := r.readAll(ctx, files)
	if err != nil {
		return nil, err
	}
	subs, err = r.withGone(ctx, subs)
	if err != nil {
		return nil, err
	}
	return j.judge(subs), nil
}

// withGone puts the files that an earlier run kept, and whose path now holds
// other content or nothing, before the present ones.
func (r *reader) withGone(ctx context.Context, subs []huibao.Submission) ([]huibao.Submission, error) {
	var all []huibao.Submission
	for _, old := range r.led.Submissions(r.opt.Period) {
		if slices.ContainsFunc(subs, func(s huibao.Submission) bool { return s.Path == old.Path && s.SHA256 == old.SHA256 }) {
			continue
		}
		gone := huibao.Submission{Path: old.Path, SHA256: old.SHA256, Size: old.Size, Period: old.Period, Gone: true, Return: old.Return}
		if old.SHA256 != "" {
			ret, err := r.readOne(ctx, old.Path, ledger.Original{SHA256: old.SHA256, Size: old.Size})
			if err != nil {
				return nil, err
			}
			gone.Return = ret
		}
		all = append(all, gone)
	}
	all = append(all, subs...)
	slices.SortStableFunc(all, func(a, b huibao.Submission) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// consolidate rolls the period up, after the periods before it, from which it
// takes the lights of then.
func consolidate(led *ledger.Ledger, plan *LoadedPlan, period huibao.Period, subs []huibao.Submission) *huibao.Consolidation {
	var previous *huibao.Consolidation
	for _, p := range led.Periods() {
		if p.Before(period) && p.Quarter == period.Quarter {
			previous = rollup.Consolidate(rollup.Input{Plan: plan.Plan.AsOf(p, huibao.Date{}), Period: p,
				Submissions: led.Submissions(p), Previous: previous})
		}
	}
	return rollup.Consolidate(rollup.Input{Plan: plan.Plan.AsOf(period, huibao.Date{}), Period: period,
		Submissions: subs, Previous: previous, Findings: slices.Concat(plan.Findings,
			check.City(check.AcrossInput{Plan: plan.Plan.AsOf(period, huibao.Date{}), Period: period, Submissions: subs}))})
}

// judge checks the submissions of one period and decides which versions count.
type judge struct {
	plan    *huibao.Plan
	opt     Options
	got     receipts
	day     huibao.CalendarDay
	history huibao.Histories
	known   map[string]huibao.Submission // by path and hash, from earlier runs
	first   map[string]string            // path by hash, of earlier periods
	decided []huibao.Decision
}

func newJudge(led *ledger.Ledger, plan *LoadedPlan, opt Options, got receipts) *judge {
	inForce := plan.Plan.AsOf(opt.Period, huibao.Date{})
	j := &judge{plan: inForce, opt: opt, got: got, day: inForce.Day(opt.Period),
		history: led.History(opt.Period).WithOpenings(inForce).BySubject(), decided: led.Decisions(opt.Period),
		known: map[string]huibao.Submission{}, first: map[string]string{}}
	for _, p := range led.Periods() {
		for _, s := range led.Submissions(p) {
			if p == opt.Period {
				j.known[s.Path+"\x00"+s.SHA256] = s
			} else if p.Before(opt.Period) && s.SHA256 != "" {
				j.first[s.SHA256] = s.Path
			}
		}
	}
	return j
}

// form is the shape of a unit's return for the period, or nil for a unit that is
// not in the plan or owes none.
func (j *judge) form(unit string) *huibao.Form {
	u := j.plan.UnitByCode(unit)
	if u == nil {
		return nil
	}
	return huibao.NewForm(j.plan, u, j.opt.Period, j.history.Of(j.plan, unit, j.opt.Period))
}

func (j *judge) judge(subs []huibao.Submission) []huibao.Submission {
	here := map[string]string{}
	j.join(subs)
	for i := range subs {
		s := &subs[i]
		j.receive(s)
		j.markDuplicate(s, here)
		j.check(s)
	}
	subs = check.Supersede(subs, j.decided)
	j.firstReceipts(subs)
	for path, extra := range check.Across(check.AcrossInput{Plan: j.plan, Period: j.opt.Period, Submissions: subs}) {
		for i := range subs {
			if subs[i].Path == path && subs[i].Counts() {
				subs[i].Findings = append(subs[i].Findings, extra...)
			}
		}
	}
	return subs
}

// receive sets when the file was first received and how late that is.
func (j *judge) receive(s *huibao.Submission) {
	got, ok := j.got.of(s.Path)
	if old, known := j.known[s.Path+"\x00"+s.SHA256]; !ok && known {
		got, ok = old.Receipt, true
	}
	if !ok {
		got = huibao.Receipt{Time: j.opt.Date.Time()}
	}
	s.Receipt = got
	s.LateDays = lateDays(got.Time, j.day.Deadline)
}

// firstReceipts makes every version of a unit's return as timely as the first that
// was received: who mends does not become late.
func (j *judge) firstReceipts(subs []huibao.Submission) {
	first := map[string]int{}
	for _, s := range subs {
		if late, ok := first[s.Unit]; s.Version > 0 && (!ok || s.LateDays < late) {
			first[s.Unit] = s.LateDays
		}
	}
	for i := range subs {
		if subs[i].Version > 0 {
			subs[i].LateDays = first[subs[i].Unit]
		}
	}
}

// markDuplicate remarks a file whose content was handed in before.
func (j *judge) markDuplicate(s *huibao.Submission, here map[string]string) {
	if s.SHA256 == "" || s.Return == nil || s.Gone {
		return
	}
	key := s.SHA256 + sheetSign + s.Return.Unit
	first, again := here[key]
	if !again {
		here[key] = s.Path
		first, again = j.first[s.SHA256]
	}
	if again {
		s.Return.Remarks = append(s.Return.Remarks, huibao.Remark{Kind: huibao.RemarkDuplicate, Text: first})
	}
}

// check judges one file by itself.
func (j *judge) check(s *huibao.Submission) {
	if s.Return == nil {
		return
	}
	s.Unit = s.Return.Unit
	if s.PartOf != "" {
		s.State, s.Why = huibao.StateSuperseded, "与 "+s.PartOf+" 是同一份报表的两部分，已一并读入"
		return
	}
	v := check.Run(check.Input{Form: j.form(s.Unit), Return: s.Return, Path: s.Path, SHA256: s.SHA256,
		Collecting: j.opt.Period, Received: huibao.DateOf(s.Receipt.Time), History: j.history.Of(j.plan, s.Unit, j.opt.Period), Decisions: j.decided})
	s.State, s.Why, s.Findings, s.HeldOut = v.State, v.Why, v.Findings, v.HeldOut
	attribute(s)
}
