package batch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/inforce"
	"huibao/internal/durable"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// LockOptions say how a period is locked. Why is the reason of what is left out, and is
// printed. LeaveOutRest answers every open question so that nothing stands in the way.
// Number and IssuedOn are printed into the texts.
type LockOptions struct {
	Why          string
	LeaveOutRest bool
	Number       string // 文号
	IssuedOn     huibao.Date
	Seen         int // last act whose verdict was seen by who locks: with what came after it there is no lock; 0 where nobody says
}

// LockResult is what a lock made.
type LockResult struct {
	Head     ledger.Head     `json:"head"`
	Edition  int             `json:"edition"`
	Answered []Question      `json:"answered"` // what LeaveOutRest answered
	Outputs  []report.Output `json:"outputs"`
	Same     bool            `json:"same"` // nothing differed from the edition before
	Notes    []string        `json:"-"`
}

// QuestionsError says what stands in the way of a lock.
type QuestionsError struct {
	Period    huibao.Period
	Questions []Question
}

func (e *QuestionsError) Error() string {
	return fmt.Sprintf("%s还有 %d 个问题没有答复，不能锁定；请逐个答复，或一并处理：huibao lock %s --leave-out-rest --why 原因", e.Period.Chinese(), len(e.Questions), e.Period)
}

// Lock closes a period: it takes in what lies there, judges it, and makes of it an
// edition that never changes. It refuses while a question is unanswered. A lock that
// dies on the way leaves the period open, or locked with every file of the edition
// among the originals: the next command completes it.
func Lock(ctx context.Context, w Workspace, opt Options, how LockOptions) (*LockResult, error) {
	opt.Rehash = true // what is never judged again rests on no time of a file
	n, err := start(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	res, err := n.lock(ctx, how)
	return res, errors.Join(err, n.close())
}

func (n *runner) lock(ctx context.Context, how LockOptions) (*LockResult, error) {
	var err error
	if n.in, err = n.takeIn(ctx); err != nil {
		return nil, err
	}
	if err := n.restore(ctx); err != nil {
		return nil, err
	}
	if s := n.in.state; s.Locked() {
		return nil, s.AlreadyLocked()
	}
	if dir := unknownEdition(n.w, n.in.state); dir != "" {
		return nil, act.Refused(act.CodeMoved, "%s；没有锁定", unknownWords(dir))
	}
	if len(n.in.state.Files) == 0 {
		return nil, act.Refused(act.CodeNothing, "%s 还没有收到过文件，没有可以锁定的结果", n.opt.Period.Chinese())
	}
	if err := n.seen(ctx, how.Seen); err != nil {
		return nil, err
	}
	if err := n.prepare(ctx); err != nil {
		return nil, err
	}
	res := &LockResult{Answered: []Question{}}
	judged, err := n.answered(ctx, how, res)
	if err != nil {
		return nil, err
	}
	if n.reader.slow.Load() > 0 {
		why := n.opt.Period.Chinese() + "有文件没有读完（见各单位的审核结果），没有锁定；请让单位另存后再报，或者"
		return nil, act.Refused(act.CodeMoved, "%s请管服务器的人不限时间再审一次", why).Typed("%s用 huibao run 再审一次", why)
	}
	unlock, err := lockOutputs(ctx, n.w, n.opt.Period)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return res, n.freeze(ctx, judged, how, res)
}

// seen refuses to lock what nobody saw: something came after the last act whose verdict was
// seen, or that verdict was by a plan that asks for other things.
func (n *runner) seen(ctx context.Context, head int) error {
	s := n.in.state
	if head == 0 {
		return nil
	}
	if s.Since(head) {
		return act.Refused(act.CodeMoved, "%s又有了新的文件或决定，还没有看过审核结果，没有锁定；请看过再锁", s.Period.Chinese())
	}
	last, err := lastRun(ctx, n.led, s.Period)
	if err != nil || s.Edition > 0 && !s.Open.All || n.in.plan == nil || last.Plan == s.Plan.Object {
		return err
	}
	then, err := readKeptPlan(ctx, n.led, last.Plan, n.opt.Limits)
	if err == nil && then.Plan.Hash() != n.in.plan.Plan.Hash() {
		err = act.Refused(act.CodeMoved, "方案换过了，%s还没有按它审核，没有锁定；请看过再锁", s.Period.Chinese())
	}
	return err
}

// answered judges the period until no question is left; those that stand are answered
// if that is wanted, else they are the error.
func (n *runner) answered(ctx context.Context, how LockOptions, res *LockResult) (*Result, error) {
	for range 4 {
		judged, err := n.judge(ctx)
		if err != nil {
			return nil, err
		}
		list := Questions(n.scene.state, judged.Consolidation)
		if len(list) == 0 {
			return judged, nil
		}
		if !n.mayAnswer(list, how) {
			return nil, &QuestionsError{n.opt.Period, list}
		}
		if err := n.answer(ctx, list, how.Why); err != nil {
			return nil, err
		}
		res.Answered = append(res.Answered, list...)
	}
	return nil, fmt.Errorf("%s 的问题没有能一次答复完；请运行 huibao status --period %s 逐个处理", n.opt.Period.Chinese(), n.opt.Period)
}

// mayAnswer reports whether the lock answers what stands: with --leave-out-rest all, with
// a reason alone only that units are not waited for.
func (n *runner) mayAnswer(list []Question, how LockOptions) bool {
	if strings.TrimSpace(how.Why) == "" {
		return false
	}
	return how.LeaveOutRest || !slices.ContainsFunc(list, func(q Question) bool {
		return slices.ContainsFunc(q.rest, func(a answer) bool { return a.kind != act.Waive })
	})
}

// asRead refuses to go on locking where the period is otherwise than it was read.
func (n *runner) asRead(t *ledger.Tx) error {
	now, err := t.State(n.opt.Period)
	if err == nil && now.Head != n.in.state.Head {
		err = act.Refused(act.CodeMoved, "%s在锁定期间又有了新的文件或决定；请再锁定一次", n.opt.Period.Chinese())
	}
	return err
}

// answer records the answers of questions in one act of the ledger.
func (n *runner) answer(ctx context.Context, list []Question, why string) error {
	return n.led.Act(ctx, n.opt.actor(), func(t *ledger.Tx) error {
		if err := n.still(t); err != nil {
			return err
		}
		if err := n.asRead(t); err != nil { // what came since then was seen by nobody
			return err
		}
		for _, q := range list {
			for _, a := range q.rest {
				d := a.Decided
				d.Period, d.Why, d.Name = n.opt.Period, why, n.scene.inForce.UnitName(d.Unit)
				if _, err := t.Append(actOf(a.kind, d, 0)); err != nil {
					return err
				}
			}
		}
		state, err := t.State(n.opt.Period)
		if err != nil {
			return err
		}
		n.in.state, n.scene.state, n.scene.decisions = state, state, decisionsOf(state)
		return nil
	})
}

// freeze renders the edition, keeps every file of it with its book, and locks.
func (n *runner) freeze(ctx context.Context, judged *Result, how LockOptions, res *LockResult) error {
	rows, err := ledger.NewRows(n.opt.Period, judged.Submissions())
	if err != nil {
		return err
	}
	last := n.in.state.Last()
	doc := act.Edition{Where: n.where(), Edition: n.in.state.Edition + 1, Plan: n.scene.planFile, Rows: rows.Digest(), Date: n.opt.Date, Why: how.Why,
		Number: how.Number, IssuedOn: how.IssuedOn, Checksum: judged.Checksum}
	var made []ledger.Made
	var edition *statement.Consolidation
	if n.nothingCame(judged.Consolidation, last, doc) {
		doc = last // opened again, and nothing came of it
		doc.Why, doc.V3 = how.Why, act.V3{}
		head, err := n.head(ctx)
		if err != nil {
			return err
		}
		doc.Before, res.Same, edition = head.String(), true, n.scene.book.con
	} else if edition, made, err = n.render(ctx, judged.Consolidation, &doc); err != nil {
		return err
	}
	doc.Late = n.lateNumbers(judged.Submissions())
	shown, err := n.shownEdition(edition)
	if err != nil {
		return err
	}
	err = n.led.Act(ctx, n.opt.actor(), func(t *ledger.Tx) error {
		now, err := t.State(n.opt.Period)
		if err != nil {
			return err
		}
		if now.Locked() {
			return now.AlreadyLocked()
		}
		if err := n.asRead(t); err != nil {
			return err
		}
		if err := n.scene.past.still(t); err != nil {
			return err
		}
		if err := errors.Join(t.Put(rows), t.PutMade(n.opt.Period, made)); err != nil {
			return err
		}
		number, err := t.Append(act.New(act.Lock, strconv.Itoa(doc.Edition), doc))
		res.Head, n.in.state = t.Head(), now
		return errors.Join(err, t.PutShown(n.opt.Period, number, shown))
	})
	if err != nil {
		return err
	}
	res.Edition, res.Outputs, res.Notes = doc.Edition, outputsOf(n.opt.Period, doc), judged.Notes
	for _, p := range n.scene.past.open {
		res.Notes = append(res.Notes, p.Chinese()+"还没有锁定（或已解锁）：以后在那里改动的数，不进入本版")
	}
	if err := restoreEditions(ctx, n.w, n.led, n.in.state); err != nil {
		return fmt.Errorf("%s已锁定为第 %d 版，但文件还没有写齐；请排除下面的问题后运行 huibao run --period %s 补齐：%w", n.opt.Period.Chinese(), doc.Edition, n.opt.Period, err)
	}
	return nil
}

// nothingCame reports whether a lock would make of a period that was opened again what
// its last edition is: the same rows by the same plan and decisions, the same figures of
// the city, which those of earlier periods may change, and no other number or day.
func (n *runner) nothingCame(c *statement.Consolidation, last, now act.Edition) bool {
	return last.Edition > 0 && last.Rows == now.Rows && last.Plan == now.Plan &&
		(now.Number == "" || now.Number == last.Number) && (now.IssuedOn.IsZero() || now.IssuedOn == last.IssuedOn) &&
		maps.Equal(report.Published(c), last.Figures) &&
		slices.EqualFunc(c.Decisions, n.scene.book.con.Decisions, sameDecision)
}

// sameDecision compares decisions; the book may have the moment of one in another zone
// and finer than the chain.
func sameDecision(a, b huibao.Decision) bool {
	same := a.When.Unix() == b.When.Unix()
	a.When = b.When
	return same && a == b
}

// lateNumbers are the 报送 that the edition does not hold: of units that were not open.
func (n *runner) lateNumbers(subs []huibao.Submission) []int {
	in := map[int]bool{}
	for i := range subs {
		in[subs[i].N] = true
	}
	var list []int
	for _, e := range n.in.state.Files {
		if !in[e.N] {
			list = append(list, e.N)
		}
	}
	return list
}

// render makes the edition and its files in a folder of their own, and keeps them among the
// originals, with its book.
func (n *runner) render(ctx context.Context, c *statement.Consolidation, doc *act.Edition) (*statement.Consolidation, []ledger.Made, error) {
	head, err := n.head(ctx)
	if err != nil {
		return nil, nil, err
	}
	doc.Before = head.String()
	final := *c
	final.Edition = doc.Edition
	final.Locks = append(slices.Clone(c.Locks), huibao.Lock{Period: c.Period, Why: doc.Why, When: n.opt.actor().When, Who: n.opt.Who, Before: doc.Before, Edition: doc.Edition})
	final.Plan = dated(c.Plan, doc)
	out, err := n.newWriter(ctx, &final)
	if err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(n.w.Out(n.opt.Period), 0o755); err != nil {
		return nil, nil, err
	}
	if out.dir, err = os.MkdirTemp(n.w.Out(n.opt.Period), durable.TempPrefix+"lock-"); err != nil {
		return nil, nil, err
	}
	defer func() { _ = os.RemoveAll(out.dir) }()
	out.opt.Public = true
	if err := out.edition(); err != nil {
		return nil, nil, err
	}
	if doc.Outputs, err = n.keepOutputs(out); err != nil {
		return nil, nil, err
	}
	doc.Figures = report.Published(&final)
	for _, d := range final.Decisions {
		if d.Lapsed {
			continue
		}
		switch d.Kind {
		case huibao.DecisionLeaveOut:
			doc.LeftOut = append(doc.LeftOut, strings.TrimSpace(d.Unit+" "+d.Row+" "+d.Ref))
		case huibao.DecisionWaive:
			doc.Waived = append(doc.Waived, d.Unit)
		}
	}
	doc.Book, err = keepBook(n.led, bookHead{Period: c.Period, Edition: doc.Edition, Plan: doc.Plan, PlanVersion: c.PlanVersion, Program: n.opt.Version,
		Date: doc.Date, Before: doc.Before, Why: doc.Why}, &final)
	return &final, out.madeList(), err
}

// dated is the plan with the number and the day that an edition bears: a number as told, else
// room for it; a day as told, else the plan's own for the first edition, and the day of the
// lock for those that correct it.
func dated(p *inforce.Plan, doc *act.Edition) *inforce.Plan {
	day := doc.IssuedOn
	if day.IsZero() && doc.Edition > 1 {
		day = doc.Date
	}
	written, now := *p.Plan, *p
	if written.DocNumber = doc.Number; doc.Number == "" {
		written.DocNumber = report.BlankNumber(p.DocNumber)
	}
	if !day.IsZero() {
		row := p.Day(doc.Period)
		row.Bulletin = day
		written.Calendar = append(slices.DeleteFunc(slices.Clone(p.Calendar), func(d huibao.CalendarDay) bool { return d.Period == doc.Period }), row)
	}
	now.Plan = &written
	return &now
}

func (n *runner) head(ctx context.Context) (h ledger.Head, err error) {
	err = n.led.View(ctx, func(v *ledger.View) error {
		h, err = v.Head()
		return err
	})
	return h, err
}

// keepOutputs keeps the files of an edition; what goes back to units is correspondence,
// and in none.
func (n *runner) keepOutputs(out *writer) ([]act.Output, error) {
	var list []act.Output
	for _, o := range out.list {
		name := path.Base(o.Path)
		if path.Base(path.Dir(o.Path)) == returnedDir {
			continue
		}
		f, err := os.Open(filepath.Join(out.dir, name))
		if err != nil {
			return nil, err
		}
		kept, err := n.led.Keep(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		list = append(list, act.Output{Name: name, SHA256: kept.SHA256, Size: kept.Size})
	}
	return list, nil
}
