package batch

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// intake is what TakeIn found in a period's folder: the state of the period with the
// acts that follow from it, and the files that could not be handed in at all.
type intake struct {
	state    *act.State
	plan     *LoadedPlan // plan.xlsx as it lies there; nil where it cannot be read
	planFile string      // its hash among the originals
	planErr  error
	files    []seen
	aside    []huibao.Submission // system files, links, files that are too large or cannot be read
	findings []huibao.Finding    // on 收到.csv
	arrived  int
	notes    []string // what a person should know of it, in Chinese
}

// takeIn makes acts of what lies in the folder otherwise than the ledger knows it: new
// files and contents (报送), files that are there no more (撤件), other times of receipt
// (登记), another plan (方案). Content is kept before the act that speaks of it.
func (n *runner) takeIn(ctx context.Context) (in *intake, err error) {
	for range keepTries {
		if in, err = n.lookAndRecord(ctx); !errors.Is(err, errLookAgain) {
			return in, err
		}
	}
	return in, errMoved(n.opt.Period)
}

// errLookAgain says that another command recorded something meanwhile: what was seen may
// be old.
var errLookAgain = errors.New("batch: another command took in meanwhile")

func (n *runner) lookAndRecord(ctx context.Context) (*intake, error) {
	in := &intake{}
	var err error
	if in.files, err = look(ctx, n.w, n.opt.Period, n.opt.MaxFiles, n.opt.MaxDepth); err != nil {
		return nil, err
	}
	var got receipts
	if got, in.findings, err = readReceipts(ctx, n.w, n.opt.Period, n.opt.Date, n.opt.Limits); err != nil {
		return nil, err
	}
	n.reader = &reader{w: n.w, opt: n.opt, led: n.led}
	before, err := n.seenBefore(ctx)
	if err != nil {
		return nil, err
	}
	if err := n.hashFiles(ctx, in.files, before); err != nil {
		return nil, err
	}
	n.watch.stage("查看")
	if err := n.readPlan(ctx, in); err != nil {
		return nil, err
	}
	if in.state, err = stateOf(ctx, n.led, n.opt.Period); err != nil {
		return nil, err
	}
	if err := collected(in.plan, in.state); err != nil {
		return nil, err
	}
	in.findings = append(in.findings, got.strays(in.state, in.files)...)
	acts, err := n.changes(ctx, in, got)
	if err != nil {
		return nil, err
	}
	typed, err := n.typedNotes(ctx, in)
	if err != nil {
		return nil, err
	}
	acts = append(acts, typed...)
	if err := n.record(ctx, in, acts); err != nil {
		return in, err
	}
	_ = n.rememberSeen(ctx, in.files, before) // what is not remembered is hashed again
	return in, ctx.Err()
}

// collected refuses a period that the plan does not collect: the plan that lies there, but
// for a period with an edition, which has its own until it is opened again as a whole.
func collected(now *LoadedPlan, s *act.State) error {
	if now == nil || s.Edition > 0 && !s.Open.All {
		return nil
	}
	return now.Plan.Collects(s.Period)
}

// stateOf is a period as its acts leave it.
func stateOf(ctx context.Context, led *ledger.Ledger, p huibao.Period) (s *act.State, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		s, err = v.State(p)
		return err
	})
	return s, err
}

// stateAt is a period as its acts up to one leave it.
func stateAt(ctx context.Context, led *ledger.Ledger, p huibao.Period, n int) (s *act.State, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		acts, err := v.Acts(p)
		if err == nil {
			s, err = act.Fold(p, slices.DeleteFunc(acts, func(a act.Act) bool { return a.N > n }))
		}
		return err
	})
	return s, err
}

// readPlan keeps plan.xlsx as it lies there, and reads what was kept. A locked period
// does without one that cannot be used.
func (n *runner) readPlan(ctx context.Context, in *intake) error {
	sha, err := n.keepPlan()
	if err != nil {
		return err
	}
	if in.plan, in.planErr = loadKeptPlan(ctx, n.led, sha, n.opt.Period, n.opt.Limits); in.planErr != nil {
		return nil
	}
	in.planFile = sha
	return nil
}

// keepPlan keeps plan.xlsx as it lies there, and returns its hash.
func (n *runner) keepPlan() (string, error) {
	f, err := openRegular(n.w.Dir, PlanFile)
	if err != nil {
		return "", fmt.Errorf("%s 无法打开：%w", PlanFile, err)
	}
	defer f.Close()
	kept, err := n.led.Keep(f)
	return kept.SHA256, err
}

// changes are the acts that make the ledger know the folder as it is.
func (n *runner) changes(ctx context.Context, in *intake, got receipts) ([]act.Act, error) {
	var acts []act.Act
	if in.plan != nil {
		acts = append(acts, act.New(act.PlanChanged, in.planFile, act.Plan{Digest: in.plan.Plan.Hash(), Changes: n.planChanges(ctx, in)}))
	}
	here := map[string]bool{}
	for i := range in.files {
		here[in.files[i].path] = true
	}
	moved := movable(in.state, here)
	for i := range in.files {
		f := &in.files[i]
		a, err := n.arrival(in, f, got, moved)
		if err != nil {
			return nil, err
		}
		if a != nil {
			acts = append(acts, *a)
		}
	}
	in.notes = append(in.notes, n.layOut(ctx, in.state, here)...)
	for i := range in.state.Files {
		if e := &in.state.Files[i]; e.Unit == "" && !here[e.Path] && !e.Overwritten && !e.Withdrawn {
			acts = append(acts, act.New(act.Withdraw, e.Path, act.File{Where: n.where(), SHA256: e.SHA256}))
		}
	}
	return acts, ctx.Err()
}

// planChanges are the words of what changed since the plan before, where that can be
// read.
func (n *runner) planChanges(ctx context.Context, in *intake) []string {
	was := in.state.Plan
	if was.N == 0 || was.Object == in.planFile {
		return nil
	}
	old, err := readKeptPlan(ctx, n.led, was.Object, n.opt.Limits)
	if err != nil {
		return []string{fmt.Sprintf("原方案（%.8s）无法读取，没有列出变动", was.Object)}
	}
	return notedChanges(old.Changes(in.plan))
}

func (n *runner) where() act.Where { return act.Where{Period: n.opt.Period} }

// arrival is the act that a file in the folder calls for, or nil; what cannot be
// handed in is set aside with its reason.
func (n *runner) arrival(in *intake, f *seen, got receipts, moved map[string]act.Event) (*act.Act, error) {
	s := huibao.Submission{Path: f.path, Size: f.size, Period: n.opt.Period, Part: len(in.aside), Receipt: huibao.Receipt{Time: n.opt.Date.Time()}}
	if unopened(n.opt.Limits, *f, &s) {
		in.aside = append(in.aside, s)
		return nil, nil
	}
	receipt, given := got.of(f.path)
	known := in.state.Present(f.path)
	same, err := n.same(known, f)
	if err != nil {
		return nil, err
	}
	if same {
		if known.Unit != "" && !got.names(f.path) { // the server saw it come: only its own path says otherwise
			return nil, nil
		}
		if !given || known.Time.Equal(receipt.Time) && known.How == receipt.How {
			return nil, nil
		}
		a := act.New(act.Register, f.path, act.File{Where: n.where(), SHA256: f.sha, Time: receipt.Time, How: receipt.How, Given: receipt.Given})
		return &a, nil
	}
	kept, problem, err := n.reader.keep(*f)
	if err != nil {
		return nil, err
	}
	if problem != "" {
		in.aside = append(in.aside, described(s, huibao.RemarkDamaged, problem))
		return nil, nil
	}
	if f.sha != "" && f.sha != kept.SHA256 {
		f.sha, f.size = kept.SHA256, kept.Size // it changed since it was hashed
	}
	from, renamed := moved[kept.SHA256]
	switch {
	case given:
	case renamed:
		receipt = huibao.Receipt{Time: from.Time, How: from.How, Given: from.Given}
	default:
		receipt = huibao.Receipt{Time: n.opt.Date.Time(), How: folderWord}
	}
	if renamed {
		in.notes = append(in.notes, fmt.Sprintf("%s 由 %s 改名或移动而来，仍按 %s 收到", f.path, from.Path, huibao.DateOf(receipt.Time)))
	}
	in.arrived++
	a := act.New(act.HandIn, f.path, act.File{Where: n.where(), SHA256: kept.SHA256, Size: kept.Size, Time: receipt.Time, How: receipt.How, Given: receipt.Given, Moved: from.N})
	return &a, nil
}

// same reports whether a file is the one that is known of its path, and kept.
func (n *runner) same(known *act.Event, f *seen) (bool, error) {
	if known == nil || known.SHA256 != f.sha {
		return false, nil
	}
	return n.led.Has(f.sha, f.size)
}

// movable are the files that lay in the folder and do not any more, by their hash: one
// that turns up at another path was renamed, and is nothing new. What the portal took is
// put back where it lay.
func movable(s *act.State, here map[string]bool) map[string]act.Event {
	m := map[string]act.Event{}
	for _, e := range s.Files {
		if e.Unit == "" && !e.Overwritten && !e.Withdrawn && !here[e.Path] {
			m[e.SHA256] = e
		}
	}
	return m
}

// folderWord says that a file was found in the folder, and nobody noted when it came.
const folderWord = "文件夹"

// actsAtOnce bounds how many acts are recorded in one transaction, so that others need
// not wait.
const actsAtOnce = 256

// record appends the acts; of a dry run nothing stays. A path's own refusal is none: files
// are always taken.
func (n *runner) record(ctx context.Context, in *intake, acts []act.Act) error {
	add := func(list []act.Act) func(*ledger.Tx) error {
		return func(t *ledger.Tx) error {
			now, err := t.State(n.opt.Period)
			if err != nil {
				return err
			}
			if now.Head != in.state.Head {
				return errLookAgain
			}
			if err := appendAll(t, list); err != nil {
				return err
			}
			in.state, err = t.State(n.opt.Period)
			return err
		}
	}
	if n.opt.DryRun {
		return n.led.Try(ctx, n.opt.actor(), add(acts))
	}
	for list := range slices.Chunk(acts, actsAtOnce) {
		if err := n.led.Act(ctx, n.opt.actor(), add(list)); err != nil {
			return err
		}
	}
	return nil
}

// unopened describes a file that is not opened at all.
func unopened(lim sheet.Limits, f seen, s *huibao.Submission) bool {
	switch {
	case isSystemFile(f.path):
		*s = described(*s, huibao.RemarkSystemFile, "临时文件或系统文件，不是报表")
	case filepath.Base(f.path) == ReceiptFile:
		s.State, s.Why = huibao.StateIgnored, "收到时间登记表"
	case f.odd != "":
		*s = described(*s, huibao.RemarkNotSpreadsheet, f.odd)
	case f.size > lim.FileBytes:
		*s = described(*s, huibao.RemarkOverLimit, fmt.Sprintf("文件大小 %d 字节，超过上限 %d 字节", f.size, lim.FileBytes))
	default:
		return false
	}
	return true
}

// errMoved says that the period was locked or opened by somebody else meanwhile.
func errMoved(p huibao.Period) error {
	return act.Refused(act.CodeMoved, "%s刚刚被锁定或解锁过；请刷新看过再办", p.Chinese()).
		Typed("%s在这次运行期间被锁定或解锁过；请再运行一次 huibao run --period %s", p.Chinese(), p)
}
