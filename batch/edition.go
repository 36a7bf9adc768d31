package batch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
)

// Editions writes units' own editions of a period's workbook and bulletin, from the
// ledger alone: of the units named, or of every unit that owes a return.
func Editions(ctx context.Context, w Workspace, opt Options, names []string) ([]report.Output, error) {
	led, err := ledger.Read(w.Ledger())
	if err != nil {
		return nil, err
	}
	defer led.Close()
	last, plan, err := lastRun(ctx, led, opt.Period, opt.Limits)
	if err != nil {
		return nil, err
	}
	units, err := editionUnits(plan.At(opt.Period), names)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.Out(opt.Period), 0o755); err != nil {
		return nil, err
	}
	var list []report.Output
	for i, u := range units {
		opt.progress(i, len(units), u.Name)
		outputs, err := edition(ctx, led, w, opt, plan, last.Date, u)
		if err != nil {
			return nil, err
		}
		list = append(list, outputs...)
	}
	return list, nil
}

// lastRun is the last run of a period and the plan of then.
func lastRun(ctx context.Context, led *ledger.Ledger, period huibao.Period, lim sheet.Limits) (ledger.Run, *LoadedPlan, error) {
	last, err := led.LastRun(period)
	if err != nil {
		return last, nil, err
	}
	if last.Plan == "" {
		return last, nil, fmt.Errorf("%s 没有运行过，台账里没有可以重印的结果；请先运行 huibao run --period %s", period.Chinese(), period)
	}
	f, err := led.Original(last.Plan)
	if err != nil {
		return last, nil, err
	}
	defer f.Close()
	plan, err := LoadPlan(ctx, f.Name(), period, lim)
	return last, plan, err
}

func editionUnits(p *inforce.Plan, names []string) ([]*huibao.Unit, error) {
	if len(names) == 0 {
		return slices.DeleteFunc(p.ReturningUnits(), func(u *huibao.Unit) bool { return p.For(u.Code) == nil }), nil
	}
	var list []*huibao.Unit
	for _, name := range names {
		u := p.UnitByName(name)
		if u == nil {
			return nil, fmt.Errorf("方案的单位表中没有 %q", name)
		}
		if p.For(u.Code) == nil {
			return nil, fmt.Errorf("%s 既不报送也不牵头任何指标，没有分册", u.Name)
		}
		list = append(list, u)
	}
	return list, nil
}

// edition writes one unit's workbook and bulletin.
func edition(ctx context.Context, led *ledger.Ledger, w Workspace, opt Options, whole *LoadedPlan, date huibao.Date, u *huibao.Unit) ([]report.Output, error) {
	plan := whole.edition(func(p *inforce.Plan) *inforce.Plan { return p.For(u.Code) })
	now := plan.At(opt.Period)
	before, err := readPast(led, plan, opt.Period)
	if err != nil {
		return nil, err
	}
	c, err := consolidate(led, plan, opt.Period, before, concerning(before.now, now))
	if err != nil {
		return nil, err
	}
	c.PlanVersion = whole.At(opt.Period).Hash()
	c.Decisions = slices.DeleteFunc(c.Decisions, func(d huibao.Decision) bool { return now.UnitByCode(d.Unit) == nil })
	opt.Date = date
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	out := &writer{ctx: ctx, w: w, led: led, con: c, info: info, opt: opt, made: map[string]string{}, pages: map[string][][]string{}}
	m := report.NewModel(c, info)
	name := FileName(u.Name)
	err = out.render("汇总表_"+name+".xlsx", func(b *bytes.Buffer) error { return report.Workbook(b, m) })
	if err == nil {
		err = out.official("通报_"+name+".pdf", m, report.Bulletin)
	}
	return out.list, err
}

// concerning keeps what an edition shows of the submissions: the returns of its units,
// and of them the rows and findings of its indicators.
func concerning(subs []huibao.Submission, p *inforce.Plan) []huibao.Submission {
	var list []huibao.Submission
	known := func(code string) bool { return p.IndicatorByCode(code) != nil }
	for _, s := range subs {
		if s.Unit == "" || p.UnitByCode(s.Unit) == nil || p.Only != "" && p.Only != s.Unit {
			continue
		}
		if s.Return != nil {
			ret := *s.Return
			ret.Rows = slices.DeleteFunc(slices.Clone(ret.Rows), func(r huibao.ReturnRow) bool { return !known(r.Code) })
			s.Return = &ret
			if len(ret.Rows) == 0 && p.Only == "" && !slices.ContainsFunc(p.Tasks, func(t huibao.Task) bool { return slices.Contains(t.Lead, s.Unit) }) {
				continue
			}
		}
		s.Findings = slices.DeleteFunc(slices.Clone(s.Findings), func(f huibao.Finding) bool { return f.Indicator != "" && !known(f.Indicator) })
		s.HeldOut = slices.DeleteFunc(slices.Clone(s.HeldOut), func(code string) bool { return !known(code) })
		list = append(list, s)
	}
	return list
}
