package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

// Options of a run. Date is the one clock of what is printed: files of unknown
// receipt count as received on it. Now, where given, times the stages and the
// ledger's entries. Jobs 0 means one worker a core.
type Options struct {
	Period             huibao.Period
	Date               huibao.Date
	Now                func() time.Time
	Who                string // for the ledger's entries
	Jobs               int
	Limits             sheet.Limits
	MaxFiles, MaxDepth int
	DryRun             bool
	AcceptMatches      bool   // take likely rows of units' own tables without asking
	Pack               bool   // pack the blank returns into one archive
	Public             bool   // write the public's edition, too
	Fonts              string // folder of an office's own typefaces; "" for those that huibao brings
	Version            string // of the program, for document properties
	Progress           func(done, total int, path string)
}

// actor is who changes the ledger, and when.
func (o Options) actor() ledger.Actor {
	when := o.Date.Time()
	if o.Now != nil {
		when = o.Now()
	}
	return ledger.Actor{Who: o.Who, When: when}
}

func (o Options) progress(done, total int, path string) {
	if o.Progress != nil {
		o.Progress(done, total, path)
	}
}

// Result is what a run found and wrote. Read is how many files were read anew. Where
// everything stood as the last run left it, there is its summary and its document,
// and no consolidation.
type Result struct {
	*statement.Consolidation
	Summary  statement.Summary
	Checksum string // 数据校验码
	Outputs  []report.Output
	Read     int
	Notes    []string // what a person should look at, in Chinese
	before   []byte   // run.json, where nothing has changed
}

// Unchanged reports whether everything stood as the last run left it.
func (r *Result) Unchanged() bool { return r.before != nil }

// Document is the result as JSON (interfaces.md).
func (r *Result) Document() (report.Document, error) {
	if !r.Unchanged() {
		return report.NewDocument(r.Consolidation, r.Outputs), nil
	}
	var last report.Run
	if err := json.Unmarshal(r.before, &last); err != nil {
		return report.Document{}, fmt.Errorf("%s 无法读取：%w", runJSON, err)
	}
	last.Outputs = r.Outputs
	return last.Document, nil
}

// done is the result of a consolidation.
func done(c *statement.Consolidation, outputs []report.Output) *Result {
	return &Result{Consolidation: c, Summary: c.Summary(), Checksum: report.Checksum(c), Outputs: outputs}
}

// Run takes a period from end to end. The error is the program's own (an
// unreadable plan, a full disk, a stop); bad returns are in the result.
func Run(ctx context.Context, w Workspace, opt Options) (*Result, error) {
	watch := newStopwatch(opt)
	plan, err := LoadPlan(ctx, w.Plan(), opt.Period, opt.Limits)
	if err != nil {
		return nil, err
	}
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	led, err := ledger.Open(ctx, w.Ledger(), opt.actor())
	if err != nil {
		return nil, err
	}
	res, err := (&runner{w: w, opt: opt, led: led, plan: plan, info: info, watch: watch}).run(ctx)
	return res, errors.Join(err, led.Close())
}

// runner is one run of a period.
type runner struct {
	w     Workspace
	opt   Options
	led   *ledger.Ledger
	plan  *LoadedPlan
	watch *stopwatch
	last  ledger.Run
	info  report.Info
	past  *past
	kept  string // hash of the plan that was kept
}

func (n *runner) run(ctx context.Context) (*Result, error) {
	files, err := look(ctx, n.w, n.opt.Period, n.opt.MaxFiles, n.opt.MaxDepth)
	if err != nil {
		return nil, err
	}
	got, err := readReceipts(n.w, n.opt.Period)
	if err != nil {
		return nil, err
	}
	if n.last, err = n.led.LastRun(n.opt.Period); err != nil {
		return nil, err
	}
	r := &reader{w: n.w, opt: n.opt, led: n.led}
	if err := r.hashAll(ctx, files); err != nil {
		return nil, err
	}
	n.watch.stage("查看")
	sources, err := n.fingerprint(files, got)
	if err != nil {
		return nil, err
	}
	if sources == n.last.Fingerprint {
		if res, ok := standing(n.w, n.opt.Period); ok {
			return n.asBefore(res)
		}
	}
	if n.past, err = readPast(n.led, n.plan, n.opt.Period); err != nil {
		return nil, err
	}
	subs, err := n.collect(ctx, r, files, got)
	if err != nil {
		return nil, err
	}
	n.watch.stage("读取审核")
	c, err := consolidate(n.led, n.plan, n.opt.Period, n.past, subs)
	if err != nil {
		return nil, err
	}
	res := done(c, nil)
	res.Read = int(r.anew.Load())
	if n.opt.DryRun {
		return res, nil
	}
	if n.kept, err = n.keepPlan(); err != nil {
		return nil, err
	}
	if err := errors.Join(n.led.Record(n.opt.Period, subs), r.cache.keep()); err != nil {
		return nil, err
	}
	n.watch.stage("入账")
	return res, n.write(ctx, res, files, got)
}

// write writes the outputs and records the run.
func (n *runner) write(ctx context.Context, res *Result, files []seen, got receipts) error {
	out := &writer{ctx: ctx, w: n.w, led: n.led, con: res.Consolidation, plan: n.plan, info: n.info, opt: n.opt, before: n.last.Made, made: map[string]string{}}
	err := out.all()
	res.Outputs, res.Notes = out.list, out.missing
	if err != nil {
		return err
	}
	n.watch.stage("写出")
	sources, err := n.fingerprint(files, got)
	if err != nil {
		return err
	}
	return n.led.Finish(ledger.Run{Period: n.opt.Period, Started: n.opt.actor().When, Seconds: n.watch.seconds, Files: len(files), Read: res.Read,
		Fingerprint: sources, Plan: n.kept, Date: n.opt.Date, Made: out.made, Summary: res.Summary, Checksum: res.Checksum})
}

// asBefore is the result where nothing has changed since the last run.
func (n *runner) asBefore(res *Result) (*Result, error) {
	res.Summary, res.Checksum = n.last.Summary, n.last.Checksum
	return res, nil
}

// fingerprint is of everything that the outputs are made from: the plan, the files,
// the receipts, what the ledger holds, the options and the day.
func (n *runner) fingerprint(files []seen, got receipts) (string, error) {
	state, err := n.led.Digest(n.opt.Period)
	if err != nil {
		return "", err
	}
	sources := struct {
		Plan, State, Version string
		Findings             []huibao.Finding
		Files                []string
		Receipts             receipts
		Date                 huibao.Date
		AcceptMatches        bool
		Limits               sheet.Limits
		Public               bool
		Fonts                string
		Texts                report.Texts
	}{n.plan.Plan.Hash(), state, n.opt.Version, n.plan.Findings, nil, got, n.opt.Date, n.opt.AcceptMatches, n.opt.Limits, n.opt.Public, n.opt.Fonts, n.info.Texts}
	for _, f := range files {
		if f.sha == "" && f.odd == "" && f.size <= n.opt.Limits.FileBytes && !isSystemFile(f.path) {
			return "", nil // it changed while it was read: never the same again
		}
		sources.Files = append(sources.Files, f.path, f.sha, f.odd, strconv.FormatInt(f.size, 10))
	}
	return fingerprint(sources), nil
}

// collect reads, checks and orders all files of the period.
func (n *runner) collect(ctx context.Context, r *reader, files []seen, got receipts) ([]huibao.Submission, error) {
	j, err := newJudge(n, got)
	if err != nil {
		return nil, err
	}
	r.known = importer.Known{Plan: j.plan, Period: n.opt.Period, Form: j.form, Limits: n.opt.Limits, AcceptMatches: n.opt.AcceptMatches}
	if r.cache, err = newReadings(n.led, j.plan, n.opt); err != nil {
		return nil, err
	}
	subs, err := r.readAll(ctx, files)
	if err != nil {
		return nil, err
	}
	if subs, err = r.withGone(ctx, subs, j.earlier); err != nil {
		return nil, err
	}
	return j.judge(subs), nil
}

// withGone puts the files that an earlier run kept, and whose path now holds
// other content or nothing, before the present ones.
func (r *reader) withGone(ctx context.Context, subs, earlier []huibao.Submission) ([]huibao.Submission, error) {
	var all []huibao.Submission
	present := map[[2]string]bool{}
	for _, s := range subs {
		present[[2]string{s.Path, s.SHA256}] = true
	}
	for _, old := range earlier {
		if present[[2]string{old.Path, old.SHA256}] {
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
func consolidate(led *ledger.Ledger, plan *LoadedPlan, period huibao.Period, before *past, subs []huibao.Submission) (*statement.Consolidation, error) {
	var err error
	now := plan.At(period)
	c := rollup.Consolidate(rollup.Input{Plan: now, Period: period, Submissions: subs, Previous: before.previous,
		Findings: slices.Concat(check.AtTop(plan.Findings), check.City(check.AcrossInput{Plan: now, Period: period, Submissions: subs}))})
	if c.Decisions, err = led.Decisions(period); err != nil {
		return nil, err
	}
	c.Locks, err = led.Locks(period)
	return c, err
}
