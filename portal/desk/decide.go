package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// Decisions is what the office may decide of a unit's return, what it did decide, and what
// one of it prepared for another.
type Decisions struct {
	*Return
	Findings  []Decidable
	Rows      []RowChoice
	Versions  []Handed
	Owes      bool // nothing of the unit counts
	Made      []Made
	Proposals []Prepared
	Director  bool
	Why       string // why nothing can be decided now; "" where it can
}

// Decidable is a finding that the office may accept, if there is something to count
// (Accept), or of which it may refuse the explanation.
type Decidable struct {
	Shown
	Accept bool
	Of     string // its file, where findings of two are listed; else ""
}

// RowChoice is a row of the return that counts, or is held out.
type RowChoice struct {
	Code, Name string
	Held       bool
}

// Made is a decision in force.
type Made struct {
	N               int
	Word, What, Why string
	Who             string
	Act             act.Act
	Lapsed          bool
}

// Prepared is a 拟办 that waits.
type Prepared struct {
	N                     int
	Word, What, Why, Name string
	Act                   act.Act
	Own                   bool // the person's
}

// Decisions shows them, for the office.
func (d *Desk) Decisions(ctx context.Context, p *Person, period huibao.Period, unit string) (*Decisions, error) {
	if !p.Has(office...) {
		return nil, ErrNotFound
	}
	r, b, err := d.picked(ctx, p, period, unit, Pick{})
	if errors.Is(err, ErrNotFound) { // nothing came of it
		r, b, err = d.returnOf(ctx, p, period, unit)
	}
	if err != nil {
		return nil, err
	}
	s := &Decisions{Return: r, Director: p.Has(act.Director), Owes: b.con.Counting(unit) == nil}
	if r.Locked {
		s.Why = fmt.Sprintf("本期已锁定（第 %d 版），不能再作决定；要改请办公室负责人先解锁", r.Edition)
	}
	s.Findings = d.decidable(ctx, r, b)
	if sub := b.con.Counting(unit); sub != nil {
		for _, reported := range sub.Return.All() {
			row := RowChoice{Code: reported.Code, Name: reported.Name, Held: sub.Holds(reported.Code)}
			if ind := b.con.Plan.IndicatorByCode(row.Code); ind != nil {
				row.Name = ind.Name
			}
			s.Rows = append(s.Rows, row)
		}
	}
	for _, h := range r.Files {
		if h.sub != nil && h.sub.Unit == unit && h.sub.Return != nil && h.sub.Stands() {
			s.Versions = append(s.Versions, h)
		}
	}
	s.decided(b, p, unit)
	return s, nil
}

// decidable lists what was found in the return that counts, of which a lock asks, and in the
// newest file, where that is another.
func (d *Desk) decidable(ctx context.Context, r *Return, b *Board) []Decidable {
	var files []*Handed
	counting := b.con.Counting(r.Code)
	for i := range r.Files {
		if h := &r.Files[i]; h.sub != nil && h.sub == counting {
			files = append(files, h)
		}
	}
	if h := r.Handed; h != nil && h.sub != nil && h.sub.Return != nil && (len(files) == 0 || h.SHA256 != files[0].SHA256 || h.Part != files[0].Part) {
		files = append(files, h)
	}
	var list []Decidable
	for _, h := range files {
		own, of := *r, ""
		own.Handed, own.Must, own.Ask, own.Know, own.Hints, own.Settled = h, nil, nil, nil, nil, nil
		d.sort(ctx, &own, b)
		if len(files) > 1 {
			if of = h.Name + "（没有计入）"; h.Counts {
				of = h.Name + "（现在计入的）"
			}
		}
		for _, found := range [][]Shown{own.Must, own.Ask, own.Settled} {
			for _, f := range found {
				list = append(list, Decidable{f, batch.MayAccept(f.Finding), of})
			}
		}
	}
	return list
}

// decided lists the decisions in force of a unit, and what is prepared.
func (s *Decisions) decided(b *Board, p *Person, unit string) {
	lapsed := map[int]bool{}
	for _, x := range b.con.Decisions {
		lapsed[x.N] = x.Lapsed
	}
	for _, a := range b.state.Answers() {
		if a.Unit == unit && a.Act.Kind != act.Explain {
			s.Made = append(s.Made, Made{N: a.Act.N, Word: string(a.Act.Kind), What: whatOf(a.Decision), Why: a.Why, Who: a.Act.Who, Act: a.Act, Lapsed: lapsed[a.Act.N]})
		}
	}
	for _, x := range b.state.Proposals() {
		if x.Unit == unit && x.Kind != act.Unlock {
			var doc act.Decision
			_ = act.Act{Kind: x.Kind, Doc: x.Proposal.Act}.Into(&doc) // it was decoded when it was proposed
			s.Proposals = append(s.Proposals, Prepared{N: x.Act.N, Word: string(x.Kind), What: whatOf(doc), Why: x.Why, Name: x.Name, Act: x.Act, Own: x.Act.Who == p.ID})
		}
	}
}

// whatOf says what a decision is on.
func whatOf(d act.Decision) string {
	switch {
	case d.Code != "":
		return strings.TrimSpace(d.Row + " " + d.Code)
	case d.Row != "":
		return d.Row + " 这一行"
	case d.Path != "":
		return d.Path[strings.LastIndex(d.Path, "/")+1:]
	}
	return "整个单位"
}

// Ruling is what a form asks the office to decide: What is a finding, a row, a file or the
// number of a decision, by its kind. Match is what the form says of what was seen.
type Ruling struct {
	Kind             act.Kind
	What, Why, Match string
	Proposed         int
}

// Foreseen is a ruling before it is taken: what would come of it, and who may.
type Foreseen struct {
	batch.Ruled
	Ruling
	Unit    string // name
	Finding *huibao.Finding
	Take    bool   // the person may take it
	Propose bool   // the person may prepare it for another
	Whose   string // why not take it
}

// choice is the ruling as the command line has it.
func (d *Desk) choice(p *Person, period huibao.Period, unit string, r Ruling) (batch.Ruling, error) {
	name := d.plan().At(period).UnitName(unit)
	out := batch.Ruling{Choice: batch.Choice{Kind: r.Kind, Ref: r.What, Unit: name, Why: oneLine(r.Why)}, Proposed: r.Proposed, Name: p.Name}
	switch r.Kind {
	case act.Accept, act.Refuse, act.Prefer, act.LeaveOut:
	case act.Waive:
		out.Ref = name
	case act.Undo:
		n, ok := act.Number(r.What)
		if !ok {
			return out, &Problem{Sentence: "没有办：页面太旧了，请刷新后再办", Moved: true}
		}
		out.Undo = n
	default:
		return out, &Problem{Sentence: "没有办：请选一种决定"}
	}
	return out, nil
}

// proposal is what was prepared, as a ruling that takes it.
func (d *Desk) proposal(ctx context.Context, period huibao.Period, unit string, n int) (Ruling, error) {
	var state *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { state, err = v.State(period); return err })
	if err != nil {
		return Ruling{}, err
	}
	for _, x := range state.Proposals() {
		if x.Act.N != n || x.Unit != unit || !x.Kind.IsDecision() {
			continue
		}
		var doc act.Decision
		if err := (act.Act{N: n, Kind: x.Kind, Doc: x.Proposal.Act}).Into(&doc); err != nil {
			return Ruling{}, err
		}
		what := doc.Ref
		if what == "" {
			what = doc.Row
		}
		return Ruling{Kind: x.Kind, What: what, Why: doc.Why, Proposed: n}, nil
	}
	return Ruling{}, &Problem{Sentence: fmt.Sprintf("第 %d 条拟办已经办了、撤回了，或者没有这一条", n), Moved: true}
}

// Foresee shows what a ruling would come to. Nothing is recorded.
func (d *Desk) Foresee(ctx context.Context, p *Person, period huibao.Period, unit string, r Ruling) (*Foreseen, error) {
	if err := d.mayDecide(p, period, unit); err != nil {
		return nil, err
	}
	if r.Proposed > 0 {
		var err error
		if r, err = d.proposal(ctx, period, unit, r.Proposed); err != nil {
			return nil, err
		}
	}
	c, err := d.choice(p, period, unit, r)
	if err != nil {
		return nil, err
	}
	seen, err := batch.Foresee(ctx, d.w, d.byPerson(p, period), c)
	if err != nil {
		return nil, problemOf(err)
	}
	if seen.Act.Unit != unit {
		return nil, ErrNotFound
	}
	r.Match = digestOf(seen)
	out := &Foreseen{Ruled: seen, Ruling: r, Unit: d.plan().At(period).UnitName(unit), Finding: seen.Decided.Finding}
	whose := d.mayTake(p, seen, r.Proposed)
	out.Take = whose == nil
	if whose != nil {
		out.Whose, out.Propose = whose.Sentence, r.Proposed == 0 && r.Kind != act.Undo
	}
	return out, nil
}

func (d *Desk) mayDecide(p *Person, period huibao.Period, unit string) error {
	if !p.Has(office...) || d.plan().Plan.Collects(period) != nil || d.plan().At(period).UnitByCode(unit) == nil {
		return ErrNotFound
	}
	return nil
}

// byPerson are the options of what a person does.
func (d *Desk) byPerson(p *Person, period huibao.Period) batch.Options {
	opt := d.options(period)
	opt.Who = p.ID
	return opt
}

// digestOf is what a form says of the act that was seen.
func digestOf(x batch.Ruled) string { return fmt.Sprintf("%.16s", huibao.Digest(string(x.Act.Doc))) }

// mayTake says why a person may not take a ruling himself; nil where he may.
func (d *Desk) mayTake(p *Person, x batch.Ruled, proposed int) *Problem {
	kind := x.Act.Kind
	switch heads := x.Heads || kind == act.LeaveOut || kind == act.Waive; {
	case heads && kind == act.Undo && !p.Has(act.Director):
		return &Problem{Sentence: "这是办公室负责人的决定，要由办公室负责人撤销"}
	case (heads || x.Mandatory) && !p.Has(act.Director):
		return &Problem{Sentence: "这是办公室负责人的决定；您可以拟办，请办公室负责人来办"}
	case x.Mandatory && proposed == 0:
		return &Problem{Sentence: "认可强制性的问题要两个人办：一人拟办，另一位办公室负责人来办"}
	}
	return nil
}

// Rule takes a ruling that was seen, or prepares it for another.
func (d *Desk) Rule(ctx context.Context, p *Person, period huibao.Period, unit string, r Ruling, propose bool) error {
	if err := d.mayDecide(p, period, unit); err != nil {
		return err
	}
	match := r.Match
	if r.Proposed > 0 {
		var err error
		if r, err = d.proposal(ctx, period, unit, r.Proposed); err != nil {
			return err
		}
	}
	c, err := d.choice(p, period, unit, r)
	if err != nil {
		return err
	}
	c.Propose = propose
	_, err = batch.Rule(ctx, d.w, d.byPerson(p, period), c, func(x batch.Ruled) error {
		switch {
		case x.Act.Unit != unit:
			return ErrNotFound
		case digestOf(x) != match:
			return &Problem{Sentence: "没有记下：依据和您看到的不一样了（可能刚刚重新审核过），请再看一次影响", Moved: true}
		case propose && (r.Proposed > 0 || r.Kind == act.Undo):
			return &Problem{Sentence: "没有记下：这一件不用拟办"}
		case propose:
			return nil
		}
		if no := d.mayTake(p, x, r.Proposed); no != nil {
			return no
		}
		return nil
	})
	if err == nil {
		d.due(period)
	}
	return problemOf(err)
}

// DropProposal takes a 拟办 away: who prepared it, or who does not agree, with a reason.
func (d *Desk) DropProposal(ctx context.Context, p *Person, period huibao.Period, n int, why string) error {
	if !p.Has(office...) {
		return ErrNotFound
	}
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		_, err := t.Append(act.New(act.Drop, strconv.Itoa(n), act.Dropped{Where: act.Where{Period: period}, Of: n, Why: oneLine(why)}))
		return err
	})
	return problemOf(err)
}
