package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/internal/regexp"
	"huibao/ledger"
)

// PlanPage is the plan that is in force.
type PlanPage struct {
	Title, Version           string
	Year                     int
	Units, Tasks, Indicators int
	SHA256                   string
	Put                      []PlanAct  // how it came to be, the newest first
	List                     []PlanTask // in force now
	Revisions                []Revised  // the latest first
	PlanSays
	MayPut bool // the person may put another in force
}

// PlanSays is what the checks say of a plan.
type PlanSays struct {
	First    huibao.Period // from which it is used
	Findings []huibao.Finding
	Ready    []batch.ReadyItem
	Errors   int
}

// PlanAct is one 方案 of the chain.
type PlanAct struct {
	N       int
	At      time.Time
	Who     string
	SHA256  string
	Changes []string
}

// Revised is a line of 修订 with its names.
type Revised struct {
	huibao.Revision
	Name, UnitName string
	Ahead          bool // not in force yet
}

func (d *Desk) says(p *batch.LoadedPlan) PlanSays {
	first := d.Current()
	s := PlanSays{First: first, Errors: p.Errors()}
	for _, f := range p.Findings() {
		if f.Severity == huibao.Error || f.Severity == huibao.Warning {
			s.Findings = append(s.Findings, f)
		}
	}
	if s.Errors == 0 && p.Plan.Year == d.Year() && p.Plan.Collects(first) == nil {
		s.Ready = p.Ready(first)
	}
	return s
}

// PlanPage shows the plan in force to the office.
func (d *Desk) PlanPage(ctx context.Context, p *Person) (*PlanPage, error) {
	if !p.Has(office...) {
		return nil, ErrNotFound
	}
	plan := d.plan()
	x := &PlanPage{Title: plan.Plan.Title, Version: plan.Plan.Version, Year: plan.Plan.Year, Units: len(plan.Plan.Units), Tasks: len(plan.Plan.Tasks), Indicators: len(plan.Plan.Indicators),
		PlanSays: d.says(plan), MayPut: p.Has(act.Director)}
	x.List = planTasks(plan.At(x.First))
	var err error
	if x.SHA256, err = batch.PlanHash(d.w); err != nil {
		return nil, err
	}
	today := huibao.DateOf(d.now())
	for _, r := range slices.Backward(plan.Plan.Revisions) {
		v := Revised{Revision: r, Ahead: r.From.After(today), UnitName: huibao.CityName}
		if i := plan.Plan.IndicatorByCode(r.Indicator); i != nil {
			v.Name = i.Name
		}
		if r.Unit != "" {
			v.UnitName = plan.Plan.UnitName(r.Unit)
		}
		x.Revisions = append(x.Revisions, v)
	}
	slices.SortStableFunc(x.Revisions, func(a, b Revised) int { return b.From.Cmp(a.From) })
	return x, d.led.View(ctx, func(v *ledger.View) error {
		acts, err := v.Acts(huibao.Period{})
		for _, a := range slices.Backward(acts) {
			if a.Kind != act.PlanChanged {
				continue
			}
			var doc act.Plan
			if err := a.Into(&doc); err != nil {
				return err
			}
			x.Put = append(x.Put, PlanAct{a.N, a.At.In(huibao.China), a.Who, a.Object, doc.Changes})
		}
		return err
	})
}

// Proposal is a plan that was uploaded and is not in force: what it says otherwise.
type Proposal struct {
	Title, Version string
	SHA256, Base   string // its hash; of the plan that it is compared with
	Changes        []batch.PlanChange
	Locked, Open   []huibao.Period // which stay as they are; which are judged by it
	PlanSays
	Refused string // why it can't be put in force; "" where it can
}

// ProposePlan keeps a plan for Proposal; nothing is in force by it.
func (d *Desk) ProposePlan(ctx context.Context, p *Person, in Incoming) (string, error) {
	if !p.Has(act.Director) {
		return "", ErrNotFound
	}
	f, err := d.keep(in)
	if err == nil {
		err = d.cleared(ctx, p, &scan{left: scanTime}, &f)
	}
	if err != nil {
		return "", err
	}
	if err := d.saw(ctx, ledger.Access{Person: p.ID, What: planSent, Object: f.SHA256, Address: p.Address}); err != nil {
		return "", err
	}
	if _, err := d.proposed(ctx, f.SHA256); err != nil {
		return "", err
	}
	return f.SHA256, nil
}

var hashes = regexp.MustCompile(`^[0-9a-f]{64}$`)

// planSent is what the chain of what was seen calls an uploaded plan that was taken.
const planSent = "上传方案"

// sentPlan reports whether a file was taken as a plan, and no virus was found in it then or
// since: a hash alone opens nothing that lies among the originals.
func (d *Desk) sentPlan(ctx context.Context, sha string) (sent bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		caught, err := v.Caught(sha)
		if err != nil {
			return err
		}
		const most = 1000
		seen, err := v.SeenBy(ledger.Search{Words: [][]string{{sha}}, Most: most})
		for _, s := range seen {
			sent = sent || s.What == planSent && s.Object == sha
			caught = caught || s.What == virusFound && strings.HasPrefix(s.Object, sha)
		}
		sent = sent && !caught
		return err
	})
	return sent, err
}

// proposed reads an uploaded plan; one that can't be read is the person's to mend.
func (d *Desk) proposed(ctx context.Context, sha string) (*batch.LoadedPlan, error) {
	none := &Problem{Sentence: "没有这份上传的方案；请重新上传"}
	if !hashes.MatchString(sha) {
		return nil, none
	}
	switch sent, err := d.sentPlan(ctx, sha); {
	case err != nil:
		return nil, err
	case !sent:
		return nil, none
	}
	now, err := batch.KeptPlan(ctx, d.led, sha, d.limits)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, none
	case err != nil && ctx.Err() == nil:
		return nil, &Problem{Sentence: "这个文件不能当方案用：" + fault.Text(err)}
	}
	return now, err
}

// Proposal compares an uploaded plan with the one in force.
func (d *Desk) Proposal(ctx context.Context, p *Person, sha string) (*Proposal, error) {
	if !p.Has(act.Director) {
		return nil, ErrNotFound
	}
	now, err := d.proposed(ctx, sha)
	if err != nil {
		return nil, err
	}
	x := &Proposal{Title: now.Plan.Title, Version: now.Plan.Version, SHA256: sha}
	if x.Base, err = batch.PlanHash(d.w); err != nil {
		return nil, err
	}
	old, err := batch.ReadPlan(ctx, d.w.Plan(), d.limits)
	if err != nil {
		return nil, &Problem{Sentence: "现在的方案读不出来，不能比较：" + fault.Text(err)}
	}
	x.Changes = old.Changes(now)
	x.Refused, x.PlanSays = d.refusedPlan(now, x), d.says(now)
	return x, d.led.View(ctx, func(v *ledger.View) error {
		for _, period := range old.Plan.Periods() {
			s, err := v.State(period)
			if err != nil {
				return err
			}
			switch {
			case s.Edition > 0 && !s.Open.All:
				x.Locked = append(x.Locked, period)
			case len(s.Files) > 0:
				x.Open = append(x.Open, period)
			}
		}
		return nil
	})
}

func (d *Desk) refusedPlan(now *batch.LoadedPlan, x *Proposal) string {
	switch {
	case now.Errors() > 0:
		return fmt.Sprintf("方案有 %d 处错误，改好才能换", now.Errors())
	case now.Plan.Year != d.Year():
		return fmt.Sprintf("这是 %d 年的方案，现在用的是 %d 年的；另一年请另建工作区", now.Plan.Year, d.Year())
	case x.SHA256 == x.Base:
		return "和现在用的是同一个文件，不用换"
	}
	return ""
}

// PutPlan puts an uploaded plan in force, in the place of the one with the hash base, with
// which it was seen compared.
func (d *Desk) PutPlan(ctx context.Context, p *Person, sha, base string) error {
	if !p.Has(act.Director) {
		return ErrNotFound
	}
	if d.Stale(p) {
		return errStale
	}
	x, err := d.Proposal(ctx, p, sha)
	if err != nil {
		return err
	}
	if x.Refused != "" {
		return &Problem{Sentence: x.Refused}
	}
	if err := batch.PutPlan(ctx, d.w, d.led, d.as(p.ID), sha, base, d.limits); err != nil {
		return problemOf(err)
	}
	if err := d.readPlan(ctx); err != nil {
		return err
	}
	for _, period := range append(x.Open, d.Current()) {
		d.due(period)
	}
	return nil
}
