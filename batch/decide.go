package batch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/internal/quote"
	"huibao/ledger"
)

// Choice is what the office decides: on a finding by its id (accept, refuse), on a file
// by its path or the beginning of its hash (prefer, leave-out), on a row by its code and
// unit (leave-out), on a unit by its name (waive).
type Choice struct {
	Kind act.Kind
	Ref  string
	Unit string // name, of a row
	Why  string
}

// Decided is a decision that was recorded, with the finding that it is about.
type Decided struct {
	huibao.Decision
	Name    string          `json:"name"` // the unit's
	Finding *huibao.Finding `json:"finding"`
	Path    string          `json:"path"`
}

// Decide records decisions; they take effect with the next run. All must hold, or
// none is recorded; what they are about is looked up under the ledger's lock.
func Decide(ctx context.Context, w Workspace, opt Options, choices []Choice) (done []Decided, err error) {
	led, plan, err := toRule(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	err = led.Act(ctx, opt.actor(), func(t *ledger.Tx) error {
		subs, err := t.Submissions(opt.Period)
		if err != nil {
			return err
		}
		at := desk{plan: plan.Plan, period: opt.Period, subs: subs}
		done = nil
		for _, c := range choices {
			d, a, err := at.resolve(c, 0)
			if err != nil {
				return err
			}
			if d.N, err = t.Append(a); err != nil {
				return err
			}
			done = append(done, d)
		}
		return nil
	})
	return done, err
}

// planOf is the plan by which a period's decisions are read: that of its last edition,
// while it is not opened again as a whole, else the plan as it lies there.
func planOf(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State, opt Options) (*LoadedPlan, error) {
	if s.Edition > 0 && !s.Open.All {
		return readKeptPlan(ctx, led, s.Last().Plan, opt.Limits)
	}
	return loadCollecting(ctx, w, opt)
}

// loadCollecting is the plan, of which a period must be one.
func loadCollecting(ctx context.Context, w Workspace, opt Options) (*LoadedPlan, error) {
	plan, err := ReadPlan(ctx, w.Plan(), opt.Limits)
	if err != nil {
		return nil, err
	}
	return plan, plan.Plan.Collects(opt.Period)
}

// desk is what choices are looked up in.
type desk struct {
	plan   *huibao.Plan
	period huibao.Period
	subs   []huibao.Submission
}

// resolve finds what a choice is about, and makes the act of it, which takes a 拟办 (by its
// number, 0 for none).
func (d desk) resolve(c Choice, proposed int) (Decided, act.Act, error) {
	if strings.TrimSpace(c.Why) == "" {
		return Decided{}, act.Act{}, act.NeedsWhy("请写明理由；它会印在汇总表的“说明”里")
	}
	var out Decided
	var err error
	switch c.Kind {
	case act.Prefer:
		out, err = d.file(c)
	case act.Waive:
		out, err = d.unit(c)
	case act.LeaveOut:
		if d.plan.IndicatorByCode(c.Ref) != nil {
			out, err = d.row(c)
		} else {
			out, err = d.file(c)
		}
	default:
		out, err = d.finding(c)
	}
	if err != nil {
		return out, act.Act{}, err
	}
	out.Period, out.Kind, out.Why, out.Name = d.period, decisionWords[c.Kind], c.Why, d.plan.UnitName(out.Unit)
	return out, actOf(c.Kind, out, proposed), nil
}

// actOf is the act of a decision, which takes a 拟办 (0 for none).
func actOf(kind act.Kind, d Decided, proposed int) act.Act {
	object := d.Ref
	if object == "" {
		object = d.Row
	}
	return act.New(kind, object, act.Decision{Where: act.Where{Period: d.Period, Unit: d.Unit}, Name: d.Name, Ref: d.Ref, Code: d.Code, Row: d.Row, Basis: d.Basis,
		Value: d.Value, Path: d.Path, Why: d.Why, Proposed: proposed})
}

func (d desk) finding(c Choice) (Decided, error) {
	for i := range d.subs {
		s := &d.subs[i]
		for j := range s.Findings {
			f := &s.Findings[j]
			if f.ID != c.Ref {
				continue
			}
			if c.Kind == act.Accept && !check.MayAccept(*f) {
				const why = "没有可以计入的数（或整份报表不能用），不能认可；可以等单位更正，或"
				return Decided{}, act.Refused(act.CodeNothing, why+"者不采用").Typed("%s 是 %s，"+why+"用 huibao leave-out 不采用", f.ID, f.Code)
			}
			return onFinding(s, f), nil
		}
	}
	return Decided{}, gone("问题").Typed("%s 的审核结果中没有编号为 %s 的问题；编号见 findings.json 的 id，或 huibao history", d.period.Chinese(), c.Ref)
}

// onFinding is a decision on a finding of a return as it was read.
func onFinding(s *huibao.Submission, f *huibao.Finding) Decided {
	return Decided{Decision: huibao.Decision{Ref: f.ID, Unit: s.Unit, Code: f.Code, Row: f.Indicator, Value: f.Found, Basis: check.Basis(s.Return, s.SHA256, f.Indicator)},
		Finding: f, Path: s.Path}
}

func (d desk) file(c Choice) (Decided, error) {
	var found []*huibao.Submission
	for i := range d.subs {
		s := &d.subs[i]
		if s.Return != nil && s.Unit != "" && (s.Path == c.Ref && !s.Gone || len(c.Ref) >= 8 && strings.HasPrefix(s.SHA256, strings.ToLower(c.Ref))) {
			found = append(found, s)
		}
	}
	found = slices.CompactFunc(found, func(a, b *huibao.Submission) bool { return a.SHA256 == b.SHA256 && a.Unit == b.Unit })
	switch len(found) {
	case 0:
		return Decided{}, gone("报表").Typed("%s 收到的报表中没有 %s；请写明路径（如 returns/%s/…）或哈希的前 8 位以上，刚放进文件夹的要先运行一次 huibao run", d.period.Chinese(), quote.Text(c.Ref), d.period)
	case 1:
	default:
		return Decided{}, gone("报表").Typed("%s 有 %d 份报表符合 %s；请写明路径（如 returns/%s/…）或哈希的前 8 位以上", d.period.Chinese(), len(found), quote.Text(c.Ref), d.period)
	}
	return onFile(found[0]), nil
}

func onFile(s *huibao.Submission) Decided {
	return Decided{Decision: huibao.Decision{Ref: s.SHA256, Unit: s.Unit, Basis: s.SHA256}, Path: s.Path}
}

func (d desk) row(c Choice) (Decided, error) {
	now := inforce.At(d.plan, d.period)
	u := now.UnitNamed(c.Unit)
	if u == nil {
		return Decided{}, act.Refused(act.CodeNoSuchThing, "方案的单位表中没有 %q", c.Unit).Typed("请用 --unit 写明单位；方案的单位表中没有 %q", c.Unit)
	}
	codes := append([]string{u.Code, now.Heir(u.Code)}, now.Merged(now.Heir(u.Code))...)
	for _, code := range codes { // a merged unit's rows stand in its own return, or in its heir's
		for i := range d.subs {
			if s := &d.subs[i]; s.Unit == code && s.Counts() && (s.Holds(c.Ref) || s.Return.RowByCode(c.Ref) != nil) {
				return onRow(s, c.Ref), nil
			}
		}
	}
	why := fmt.Sprintf("%s 没有计入 %s 的这一行，没有可以不采用的；", d.period.Chinese(), u.Name)
	return Decided{}, act.Refused(act.CodeNothing, "%s不再等它请选“不等”", why).Typed("%s不再等它请用 huibao waive", why)
}

// gone refuses what a page showed and is there no more.
func gone(what string) *act.Refusal {
	return act.Refused(act.CodeNoSuchThing, "这个%s已经不在了（可能刚刚重新审核过）；请刷新后再看", what)
}

func onRow(s *huibao.Submission, code string) Decided {
	return Decided{Decision: huibao.Decision{Unit: s.Unit, Row: code, Basis: check.Basis(s.Return, s.SHA256, code)}, Path: s.Path}
}

func (d desk) unit(c Choice) (Decided, error) {
	p := inforce.At(d.plan, d.period)
	u := p.UnitByName(c.Ref)
	if u == nil {
		return Decided{}, act.Refused(act.CodeNoSuchThing, "方案的单位表中没有 %q", c.Ref)
	}
	if !slices.ContainsFunc(p.ReportingUnits(), func(o *huibao.Unit) bool { return o.Code == u.Code }) {
		return Decided{}, act.Refused(act.CodeNothing, "%s 在 %s 没有应报的内容，不必等", u.Name, d.period)
	}
	return onUnit(u.Code), nil
}

func onUnit(code string) Decided { return Decided{Decision: huibao.Decision{Unit: code}} }

// TakeBack takes a decision back, by the number of its act.
func TakeBack(ctx context.Context, w Workspace, opt Options, n int, why string) (taken act.Answer, err error) {
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return taken, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	if _, err := mended(ctx, w, led, opt.Period); err != nil {
		return taken, err
	}
	err = led.Act(ctx, opt.actor(), func(t *ledger.Tx) error {
		r, err := ruled(t, nil, opt.Period, Ruling{Choice: Choice{Why: why}, Undo: n})
		if err == nil {
			taken = r.Taken
			_, err = t.Append(r.Act)
		}
		return err
	})
	return taken, err
}
