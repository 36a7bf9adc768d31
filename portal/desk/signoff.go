package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// SignOff is a return on its way from the clerk to the office: exactly what is signed, who
// signed it, and what may be done next.
type SignOff struct {
	*Return
	batch.SignOff
	Match  string // of what is shown: a form carries it, so that nobody signs what he did not see
	Plan   string // version in force
	Tables []SignedTable
	Shut   bool // the period is locked for the unit

	OnlyReported bool // only what was signed counts
	NoReviewer   bool

	Next      act.Kind // what comes next; "" where nothing does
	May       bool     // the person may do it
	Why       string   // why not, and whose it is
	Recall    bool     // the person may take the last step back
	SendsBack bool     // the person may send it back
}

// Word is where the return stands, by its one word.
func (s *SignOff) Word() string {
	switch {
	case s.Shut:
		return "已锁定"
	case s.Stage != "":
		return s.Stage
	}
	return s.Return.State
}

// SignedTable is what was read of one kind of rows.
type SignedTable struct {
	Kind    string
	Columns []string
	Rows    []SignedRow
}

// SignedRow is a row as read, a cell a column; Changed says that it is another than in the
// version before.
type SignedRow struct {
	Code, Name, Measure string
	Cells               []SignedCell
	Note                string
	Changed, Held       bool
}

// SignedCell is a value; Derived says that nobody typed it.
type SignedCell struct {
	Text    string
	Number  bool
	Derived bool
}

// levels are who does what.
var levels = map[act.Kind][]act.Role{act.Submit: {act.Clerk}, act.Review: {act.Reviewer}, act.Sign: {act.Signer}, act.Receive: office}

// SignOff shows a unit's return as it would be signed.
func (d *Desk) SignOff(ctx context.Context, p *Person, period huibao.Period, unit string) (*SignOff, error) {
	r, b, err := d.returnOf(ctx, p, period, unit)
	if err != nil {
		return nil, err
	}
	s := &SignOff{Return: r, SignOff: batch.SignOffOf(b.con, b.state, unit), Shut: r.Locked, Plan: b.con.PlanVersion,
		OnlyReported: b.state.ReportedOnly(), NoReviewer: b.state.NoReviewer(unit)}
	s.Match = matchOf(s.SignOff)
	if s.Sub != nil && s.Sub.Return != nil {
		i := slices.IndexFunc(r.Files, func(h Handed) bool { return h.N == s.Sub.N && h.Part == s.Sub.Part })
		if i >= 0 {
			r.Handed = &r.Files[i]
			r.Values, r.Held = s.Sub.Values(), len(s.Sub.HeldOut)
			r.compare()
			d.sort(ctx, r, b)
		}
		s.Tables = tablesOf(b, s.Sub, r.Changes)
	}
	return s, d.next(ctx, p, s, b)
}

// matchOf is what a form says of what was seen: the version, its digest, and the last step.
func matchOf(x batch.SignOff) string {
	last, _ := x.Last()
	return fmt.Sprintf("%d-%.16s-%d", x.Bound.Version, huibao.Digest(x.Bound), last.Act.N)
}

// tablesOf lists what was read of a return, kind by kind in the order of the return.
func tablesOf(b *Board, s *huibao.Submission, changes []huibao.Change) []SignedTable {
	var list []SignedTable
	changed := map[string]bool{}
	for _, c := range changes {
		changed[c.Code] = true
	}
	for _, row := range s.Return.All() {
		k := slices.IndexFunc(list, func(t SignedTable) bool { return t.Kind == row.Kind.Label() })
		if k < 0 {
			t := SignedTable{Kind: row.Kind.Label()}
			for _, c := range inputs(row.Kind) {
				t.Columns = append(t.Columns, c.Label)
			}
			list, k = append(list, t), len(list)
		}
		out := SignedRow{Code: row.Code, Name: row.Name, Note: row.Note(), Changed: changed[row.Code], Held: s.Holds(row.Code)}
		if ind := b.con.Plan.IndicatorByCode(row.Code); ind != nil {
			out.Name, out.Measure = ind.Name, ind.Measure
		}
		for _, c := range inputs(row.Kind) {
			v := row.Values.Of(c.Field)
			cell := SignedCell{Text: v.Text, Derived: v.Origin == huibao.OriginDerived, Number: v.Quantity.IsNumber()}
			switch {
			case cell.Number:
				cell.Text = huibao.Grouped(v.Quantity.String())
			case !v.Date.IsZero():
				cell.Text = v.Date.String() // a cell holds a number of days
			}
			out.Cells = append(out.Cells, cell)
		}
		list[k].Rows = append(list[k].Rows, out)
	}
	return list
}

// inputs are the columns of a kind that people fill in, but for the explanation.
func inputs(kind huibao.Kind) []huibao.Column {
	return slices.DeleteFunc(slices.Clone(huibao.Columns(kind)), func(c huibao.Column) bool { return !c.IsInput() || c.Field == huibao.FieldNote })
}

// next says what comes next, whether the person may do it, and else why not and who can.
func (d *Desk) next(ctx context.Context, p *Person, s *SignOff, b *Board) error {
	last, some := s.Last()
	if some && !s.Shut {
		s.Recall = last.Act.Who == p.ID && !s.Judging
		s.SendsBack = sendsBack(p, s.Code, last) != ""
	}
	switch {
	case s.Shut:
		s.Why = fmt.Sprintf("本期已锁定（第 %d 版），再报、再签都不计入；要改请办公室解锁", s.Edition)
		return nil
	case s.Judging && len(s.Waiting) > 0:
		s.Why = "刚报来的文件正在审核，审完自动就能办；这一页会自己更新"
		return nil
	case s.Sub == nil || s.Sub.Return == nil:
		s.Why = "还没有能提交的报表：请填报人先报送，退回的改好再报"
		return nil
	case s.Stage == act.StageReceived:
		s.Why = "办公室已验收，不用再做什么"
		return nil
	}
	s.Next = act.Submit
	switch s.Stage {
	case act.StageToReview:
		s.Next = act.Review
	case act.StageToSign:
		s.Next = act.Sign
	case act.StageReported:
		s.Next = act.Receive
	}
	if !p.holds(s.Next, s.Code) {
		names, err := d.whoCan(ctx, s.Next, s.Code)
		s.Why = names
		return err
	}
	if s.Next == act.Sign && s.Steps[0].Act.Who == p.ID && !b.state.OnePerson(s.Code) {
		names, err := d.whoCan(ctx, s.Next, s.Code)
		s.Why = "这一版是您提交的，要由另一个人签发。" + names
		return err
	}
	s.May = true
	return nil
}

// holds reports whether the person has the role for a step of a unit.
func (p *Person) holds(k act.Kind, unit string) bool {
	return slices.ContainsFunc(levels[k], func(r act.Role) bool {
		h := act.Held{Role: r}
		if r.OfUnit() {
			h.Unit = unit
		}
		return slices.Contains(p.Roles, h)
	})
}

// holders are the names of those who hold a role and may act.
func (d *Desk) holders(ctx context.Context, h act.Held) (names []string, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		list, err := v.Grants()
		for _, g := range list {
			if !g.Disabled && slices.Contains(g.Roles, h) {
				names = append(names, g.Name)
			}
		}
		return err
	})
	return names, err
}

// whoCan names the people who can do a step (R8).
func (d *Desk) whoCan(ctx context.Context, k act.Kind, unit string) (string, error) {
	if k == act.Receive {
		return "这一步归办公室办", nil
	}
	role := levels[k][0]
	names, err := d.holders(ctx, act.Held{Role: role, Unit: unit})
	if len(names) == 0 {
		return fmt.Sprintf("这一步归%s办；本单位还没有%s的账号，请找办公室或管理员", role, role), err
	}
	return fmt.Sprintf("这一步归%s办（%s）", role, strings.Join(names, "、")), err
}

// sendsBack is as who the person may send a return back after its last step, "" for not.
func sendsBack(p *Person, unit string, last act.Step) act.Role {
	for _, r := range office {
		if p.Has(r) {
			return r
		}
	}
	for _, r := range []act.Role{act.Signer, act.Reviewer} {
		if slices.Contains(p.Roles, act.Held{Role: r, Unit: unit}) && act.Above(r, last.Level) {
			return r
		}
	}
	return ""
}

// Doing is a step that a form asks for: a signature, or 撤回 or 退改 with its reason. Match
// is what the form says of what was seen.
type Doing struct {
	Kind       act.Kind
	Match, Why string
}

// errAgain says that the period was judged again meanwhile.
var errAgain = errors.New("desk: judged again meanwhile")

// stepTries is how often a step is looked at again that another run overtook.
const stepTries = 3

// Step does a step of sign-off: of exactly what the form says that was seen.
func (d *Desk) Step(ctx context.Context, p *Person, period huibao.Period, unit string, do Doing) error {
	known := do.Kind == act.Recall || do.Kind == act.SendBack || levels[do.Kind] != nil
	switch {
	case !p.maySee(unit):
		return ErrNotFound
	case !known:
		return &Problem{Sentence: "没有办：页面太旧了，请刷新后再办"}
	}
	if levels[do.Kind] != nil && !p.holds(do.Kind, unit) {
		names, err := d.whoCan(ctx, do.Kind, unit)
		return errors.Join(err, &Problem{Sentence: "没有" + string(do.Kind) + "：" + names})
	}
	if (do.Kind == act.Review || do.Kind == act.Sign) && d.Stale(p) {
		return errStale
	}
	counts, err := false, errAgain
	for range stepTries {
		if counts, err = d.step(ctx, p, period, unit, do); !errors.Is(err, errAgain) {
			break
		}
	}
	switch {
	case errors.Is(err, errAgain):
		return &Problem{Sentence: "刚刚又在重新审核，没有" + string(do.Kind) + "；请稍后再办", Moved: true}
	case err == nil && counts: // only what is signed does
		d.due(period)
	}
	return problemOf(err)
}

// step does the step once, and reports whether it may change what counts.
func (d *Desk) step(ctx context.Context, p *Person, period huibao.Period, unit string, do Doing) (counts bool, err error) {
	b, err := d.board(ctx, period)
	if err != nil {
		return false, err
	}
	if _, ok := b.unit(unit); !ok {
		return false, ErrNotFound
	}
	x := batch.SignOffOf(b.con, b.state, unit)
	if err := seen(x, do); err != nil {
		return false, err
	}
	return b.state.ReportedOnly(), d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		s, err := t.State(period)
		if err != nil {
			return err
		}
		last, err := t.LastRun(period)
		switch {
		case err != nil:
			return err
		case s.IsOpen(unit) && last.Head != b.judged:
			return errAgain
		case s.IsOpen(unit) && slices.ContainsFunc(s.Files, func(e act.Event) bool { return e.Unit == unit && e.N > b.judged }):
			return &Problem{Sentence: "刚报来的文件正在审核，没有" + string(do.Kind) + "；审完再办", Moved: true}
		}
		a := d.actOf(p, act.Where{Period: period, Unit: unit}, do, x, b)
		_, err = t.Append(a)
		return err
	})
}

// seen holds what the form says that was seen to what is there. A signature that stands
// already is no other.
func seen(x batch.SignOff, do Doing) error {
	version, rest, _ := strings.Cut(do.Match, "-")
	now := matchOf(x)
	nowBound, nowLast := cutLast(now)
	bound, last := cutLast(do.Match)
	switch {
	case levels[do.Kind] != nil && (x.Sub == nil || x.Sub.Return == nil):
		return &Problem{Sentence: "没有" + string(do.Kind) + "：还没有能提交的报表；请填报人先报送，退回的改好再报", Moved: true}
	case bound == nowBound && (last == nowLast || levels[do.Kind] != nil):
		return nil
	case rest == "" || x.Sub == nil:
		return &Problem{Sentence: "没有" + string(do.Kind) + "：页面太旧了，请刷新后再办", Moved: true}
	case version != strconv.Itoa(x.Bound.Version):
		return &Problem{Sentence: fmt.Sprintf("没有%s：您看的是第 %s 版，现在是第 %d 版；请看过改了什么再办", do.Kind, version, x.Bound.Version), Moved: true}
	case bound == nowBound:
		return &Problem{Sentence: fmt.Sprintf("没有%s：刚刚有人办了下一步，请看一下再办", do.Kind), Moved: true}
	}
	return &Problem{Sentence: fmt.Sprintf("没有%s：第 %s 版的读数、审核结果或要求和您看到的不一样了；请看过再办", do.Kind, version), Moved: true}
}

// cutLast parts what was seen of the return from the last step.
func cutLast(match string) (bound, last string) {
	i := strings.LastIndex(match, "-")
	if i < 0 {
		return match, ""
	}
	return match[:i], match[i+1:]
}

// actOf is the act of a step.
func (d *Desk) actOf(p *Person, where act.Where, do Doing, x batch.SignOff, b *Board) act.Act {
	last, _ := x.Last()
	of := strconv.Itoa(last.Act.N)
	switch do.Kind {
	case act.Recall:
		return act.New(act.Recall, of, act.Recalled{Where: where, Of: last.Act.N, Why: oneLine(do.Why)})
	case act.SendBack:
		return act.New(act.SendBack, of, act.SentBack{Where: where, Of: last.Act.N, Level: sendsBack(p, where.Unit, last), Name: p.Name, Why: oneLine(do.Why)})
	}
	means := "密码"
	if p.HasCode {
		means = "密码和验证码"
	}
	role := levels[do.Kind][0]
	for _, r := range levels[do.Kind] {
		if !r.OfUnit() && p.Has(r) {
			role = r
		}
	}
	return act.New(do.Kind, x.Bound.File, act.Signature{Where: where, Bound: x.Bound, Plan: b.con.PlanVersion, Level: role, Name: p.Name, Means: means})
}

// oneLine is what was typed, in one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
