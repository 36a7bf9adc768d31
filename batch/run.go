package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
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
	FileTime           time.Duration // that reading one file may take; 0 for any
	DryRun             bool
	AcceptMatches      bool          // take likely rows of units' own tables without asking
	Pack               bool          // pack the blank returns into one archive
	Public             bool          // write the public's edition, too
	Fonts              string        // folder of an office's own typefaces; "" for those that huibao brings
	Version            string        // of the program, for document properties
	Anew               bool          // nothing is believed that an earlier run remembered
	Rehash             bool          // every file is opened, also where nothing says that it was changed
	Edition            int           // of a locked period; 0 for the newest, or the draft
	Lease              *ledger.Lease // under which the period is run; nil for none
	Progress           func(s Stage, done, total int, path string)
}

// actor is who acts, and when.
func (o Options) actor() ledger.Actor {
	when := o.Date.Time()
	if o.Now != nil {
		when = o.Now()
	}
	return ledger.Actor{Who: o.Who, When: when}
}

// Stage is what long work is at, as people are told.
type Stage string

const (
	StageRead  Stage = "读取" // a file at a time
	StageUnits Stage = "分册" // a unit's edition at a time
)

func (o Options) progress(s Stage, done, total int, path string) {
	if o.Progress != nil {
		o.Progress(s, done, total, path)
	}
}

// Result is what a run found and wrote. Read is how many files were read anew, Judged how many
// returns were judged anew: of the others nothing changed on which their verdict rests. Where
// everything stood as the last run left it, or the period is locked, there is the
// summary and the document of then, and no consolidation.
type Result struct {
	*statement.Consolidation
	Summary  statement.Summary
	Checksum string // 数据校验码
	Outputs  []report.Output
	Read     int
	Judged   int
	Notes    []string // what a person should look at, in Chinese
	Edition  int      // of a period that was locked; 0 for none
	Locked   bool
	Late     []report.LateFile // received, and not counted since the period is locked
	before   []byte            // run.json, where nothing has changed
}

// Unchanged reports whether everything stood as the last run left it.
func (r *Result) Unchanged() bool { return r.before != nil }

// Document is the result as JSON (interfaces.md).
func (r *Result) Document() (report.Document, error) {
	if !r.Unchanged() {
		d := report.NewDocument(r.Consolidation, r.Outputs)
		d.Late = r.Late
		return d, nil
	}
	var last report.Run
	if err := json.Unmarshal(r.before, &last); err != nil {
		return report.Document{}, fmt.Errorf("%s 无法读取：%w", runJSON, err)
	}
	last.Outputs, last.Late = r.Outputs, r.Late
	for i := range last.Files {
		last.Files[i].Returned = nil // which run.json alone tells
	}
	return last.Document, nil
}

// done is the result of a consolidation.
func done(c *statement.Consolidation, outputs []report.Output) *Result {
	return &Result{Consolidation: c, Summary: c.Summary(), Checksum: report.Checksum(c), Outputs: outputs}
}

// Run takes a period from end to end: TakeIn, Judge, Print. The error is the program's
// own (an unreadable plan, a full disk, a stop); bad returns are in the result. A locked
// period is not judged and nothing of it is rendered: what came in since is told.
func Run(ctx context.Context, w Workspace, opt Options) (*Result, error) {
	n, err := start(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	res, err := n.run(ctx)
	return res, errors.Join(err, n.close())
}

func (n *runner) run(ctx context.Context) (*Result, error) {
	var err error
	if n.in, err = n.takeIn(ctx); err != nil {
		return nil, err
	}
	if err := n.restore(ctx); err != nil {
		return nil, err
	}
	if n.in.state.Locked() {
		return n.locked(ctx)
	}
	sources, last, err := n.sources(ctx)
	if err != nil {
		return nil, err
	}
	if sources == last.Fingerprint && !n.opt.Anew {
		if res, ok := standing(n.w, n.opt.Period); ok {
			return res, n.asBefore(ctx, res, last)
		}
	}
	if err := n.prepare(ctx); err != nil {
		return nil, err
	}
	res, err := n.judge(ctx)
	if err != nil || n.opt.DryRun {
		return res, err
	}
	if n.reader.slow.Load() > 0 {
		sources = "" // the next run finds them otherwise, and reads what was not read
	}
	return res, n.print(ctx, res, sources)
}

// asBefore completes the result of a run that changes nothing: what is told on each run
// is told again.
func (n *runner) asBefore(ctx context.Context, res *Result, last act.Run) error {
	s := n.in.state
	res.Checksum, res.Edition = last.Checksum, s.Edition
	err := json.Unmarshal(last.Summary, &res.Summary)
	told := slices.ContainsFunc(s.Files, func(e act.Event) bool { return e.Withdrawn }) ||
		slices.ContainsFunc(decisionsOf(s), func(d huibao.Decision) bool { return d.Kind == huibao.DecisionPrefer }) || unknownEdition(n.w, s) != ""
	if err != nil || !told && (s.Edition == 0 || s.Open.All) {
		return err
	}
	if err := n.prepare(ctx); err != nil {
		return err
	}
	subs, err := submissions(ctx, n.led, n.opt.Period)
	if err != nil {
		return err
	}
	res.Notes = n.notes(subs)
	n.reader.prepare(newJudge(n))
	res.Late, err = n.lateFiles(ctx, subs)
	return err
}

// prepare finds by which plan the period is judged, and what was before it.
func (n *runner) prepare(ctx context.Context) (err error) {
	n.scene, err = newScene(ctx, n.led, n.in.state, n.in.plan, n.in.planErr, n.opt, !n.opt.DryRun)
	return err
}

// judge reads, checks and orders all files of the period, and rolls it up.
func (n *runner) judge(ctx context.Context) (*Result, error) {
	subs, err := n.collect(ctx)
	if err != nil {
		return nil, err
	}
	n.watch.stage("读取审核")
	c := n.scene.consolidate(subs)
	c.Findings = append(c.Findings, n.in.findings...)
	res := done(c, nil)
	res.Read, res.Judged, res.Edition = int(n.reader.anew.Load()), int(n.reader.cache.judgedAnew.Load()), n.in.state.Edition
	res.Notes = n.notes(subs)
	var late error
	res.Late, late = n.lateFiles(ctx, subs)
	return res, late
}

// notes are what a person should know of the files that count.
func (n *runner) notes(subs []huibao.Submission) []string {
	list := slices.Clone(n.in.notes)
	if dir := unknownEdition(n.w, n.in.state); dir != "" {
		list = append(list, unknownWords(dir))
	}
	list = append(list, n.keptOut(subs)...)
	here := map[string]bool{}
	for i := range subs {
		if s := &subs[i]; !s.Gone && !s.Withdrawn {
			here[s.SHA256] = true
		}
	}
	for i := range subs {
		if s := &subs[i]; s.Withdrawn && s.Counts() && !here[s.SHA256] {
			list = append(list, s.Path+" 已不在文件夹中，仍计入；若应以另一份为准：huibao prefer 文件 --period "+n.opt.Period.String()+" --why 原因")
		}
	}
	return list
}

// keptOut tells of later versions that a decision keeps out.
func (n *runner) keptOut(subs []huibao.Submission) []string {
	var list []string
	for _, d := range decisionsOf(n.in.state) {
		if d.Kind != huibao.DecisionPrefer {
			continue
		}
		for i := range subs {
			if s := &subs[i]; s.Unit == d.Unit && s.N > d.N && s.SHA256 != d.Ref && s.State == huibao.StateSuperseded {
				list = append(list, fmt.Sprintf("%s 在第 %d 号决定（以另一份为准）之后报来，没有计入；应以它为准的：huibao prefer %s --period %s --why 原因", s.Path, d.N, s.Path, n.opt.Period))
			}
		}
	}
	return list
}

// print writes the outputs and records the run; all of it, or nothing, is known to the
// ledger.
func (n *runner) print(ctx context.Context, res *Result, sources string) error {
	unlock, err := lockOutputs(ctx, n.w, n.opt.Period)
	if err != nil {
		return err
	}
	defer unlock()
	if err := n.led.Try(ctx, n.opt.actor(), n.still); err != nil {
		return err // before anything is written over what another command left
	}
	out, err := n.newWriter(ctx, n.asDraft(res.Consolidation))
	if err != nil {
		return err
	}
	out.memory, out.checksum = n.reader.cache, res.Checksum
	err = out.all()
	res.Outputs, res.Notes = out.list, append(res.Notes, out.missing...)
	if err != nil {
		return err
	}
	if out.lies(correctionFile) && out.pages[correctionFile] == nil {
		for _, name := range []string{correctionFile, wordName(correctionFile)} {
			if err := os.Remove(filepath.Join(out.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		res.Notes = append(res.Notes, correctionFile+" 已删除：与第 "+strconv.Itoa(n.in.state.Edition)+" 版没有不同")
	}
	n.watch.stage("写出")
	return n.finish(ctx, res, out, sources)
}

// asDraft is a period as its draft is printed: one that was opened again bears the day of its
// last edition, so that only what came of it differs.
func (n *runner) asDraft(c *statement.Consolidation) *statement.Consolidation {
	draft := *c
	if last := n.scene.state.Last(); last.Edition > 0 {
		draft.Plan = dated(c.Plan, &last)
	}
	return &draft
}

// newWriter is the writer of a period's outputs under out/.
func (n *runner) newWriter(ctx context.Context, c *statement.Consolidation) (*writer, error) {
	out := &writer{ctx: ctx, w: n.w, led: n.led, con: c, scene: n.scene, info: n.info, opt: n.opt, made: map[string]ledger.Made{}, copies: map[*huibao.Submission]report.Copy{}, dir: n.w.Out(n.opt.Period)}
	err := n.led.View(ctx, func(v *ledger.View) (err error) {
		out.before, err = v.Made(n.opt.Period)
		return err
	})
	out.keeps = n.in != nil                                 // a run or a lock; what only prints again has the ledger open for reading
	out.opt.Public = out.opt.Public || out.lies(publicFile) // what was asked for once is kept up to date
	return out, err
}

// finish records the rows and the run, unless the period was locked or opened by
// somebody else meanwhile.
func (n *runner) finish(ctx context.Context, res *Result, out *writer, sources string) error {
	rows, err := n.rows(ctx, res.Submissions())
	if err != nil {
		return err
	}
	n.reader.cache.mu.Lock()
	err = n.reader.cache.flush()
	n.reader.cache.mu.Unlock()
	if err != nil {
		return err
	}
	summary, err := json.Marshal(res.Summary)
	if err != nil {
		return fmt.Errorf("batch: %w", err)
	}
	shown, err := n.shown(res.Consolidation, out)
	if err != nil {
		return err
	}
	run := act.Run{Where: n.where(), Head: n.in.state.Head, Plan: n.scene.planFile, Date: n.opt.Date, Files: len(n.in.files), Read: res.Read,
		Fingerprint: sources, Rows: rows.Digest(), Checksum: res.Checksum, Summary: summary, Seconds: n.watch.seconds, Started: n.opt.actor().When,
		Receipts: n.in.findings}
	for _, o := range res.Outputs {
		run.Outputs = append(run.Outputs, act.Output{Name: o.Path, SHA256: o.SHA256})
	}
	draft, err := ledger.NewDraft(draftOf(out.con))
	if err != nil {
		return err
	}
	run.Draft = draft.Digest()
	return n.led.Act(ctx, n.opt.actor(), func(t *ledger.Tx) error {
		if err := n.still(t); err != nil {
			return err
		}
		if err := errors.Join(t.Put(rows), t.PutMade(n.opt.Period, out.madeList()), t.KeepReadings(n.opt.Period, n.reader.cache.later)); err != nil {
			return err
		}
		var err error
		if run.Readings, err = t.ForgetReadings(n.opt.Period, n.reader.cache.used); err != nil {
			return err
		}
		number, err := t.Append(act.New(act.Ran, "", run))
		if err != nil {
			return err
		}
		if shown != nil {
			err = t.PutShown(n.opt.Period, number, *shown)
		}
		yesterday, err2 := t.RunBefore(n.opt.Period, huibao.DateOf(n.opt.actor().When).Time()) // with which today's are compared
		return errors.Join(err, err2, t.PutDraft(n.opt.Period, number, draft, yesterday.Draft))
	})
}

// still makes sure that the period is open as it was when it was judged, and the periods
// before it are as they were, and that nobody else has the period to run meanwhile.
func (n *runner) still(t *ledger.Tx) error {
	if err := t.Under(n.opt.Lease); err != nil {
		return err
	}
	now, err := t.State(n.opt.Period)
	if err != nil {
		return err
	}
	was := n.in.state
	if now.Edition != was.Edition || now.Open.All != was.Open.All || !slices.Equal(now.Open.Units, was.Open.Units) {
		return errMoved(n.opt.Period)
	}
	return n.scene.past.still(t)
}

// collect reads, checks and orders all files of the period. Of a period that was opened
// again for some units, the verdicts on all others are the book's.
func (n *runner) collect(ctx context.Context) ([]huibao.Submission, error) {
	j := newJudge(n)
	n.reader.prepare(j)
	n.reader.cache.by, n.reader.cache.unread = judgedBy(j, n.reader.cache.setting), n.reader.unread
	var err error
	if n.reader.cache.doubt, err = n.doubtful(ctx); err != nil {
		return nil, err
	}
	subs, err := n.reader.readAll(ctx, n.in.state.Files)
	if err != nil {
		return nil, err
	}
	subs = append(subs, n.in.aside...)
	return j.judge(ctx, subs)
}

// cityFindings are those that stand with no file.
func cityFindings(ofPlan []huibao.Finding, now *inforce.Plan, period huibao.Period, subs []huibao.Submission) []huibao.Finding {
	return append(check.AtTop(ofPlan), check.City(check.AcrossInput{Plan: now, Period: period, Submissions: subs})...)
}
