package batch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Editions writes units' own editions of a period's workbook and bulletin, from the
// ledger alone: of the units named, or of every unit that owes a return. Of a locked
// period they are made of its book.
func Editions(ctx context.Context, w Workspace, opt Options, names []string) ([]report.Output, error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	s, con, date, err := lastScene(ctx, led, opt)
	if err != nil {
		return nil, err
	}
	units, err := editionUnits(s.inForce, names)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.Out(opt.Period), 0o755); err != nil {
		return nil, err
	}
	opt.Date = date
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	out := &writer{ctx: ctx, w: w, led: led, con: con, scene: s, info: info, opt: opt, dir: w.Out(opt.Period), made: map[string]ledger.Made{}, copies: map[*huibao.Submission]report.Copy{}, pages: map[string][][]string{}}
	return out.unitEditions(units)
}

// lastScene is a period as its last run or lock left it: what it was judged against,
// the consolidation, and the day that its outputs bear.
func lastScene(ctx context.Context, led *ledger.Ledger, opt Options) (*scene, *statement.Consolidation, huibao.Date, error) {
	none := huibao.Date{}
	state, err := stateOf(ctx, led, opt.Period)
	if err != nil {
		return nil, nil, none, err
	}
	var last act.Run
	if err := led.View(ctx, func(v *ledger.View) (err error) {
		last, err = v.LastRun(opt.Period)
		return err
	}); err != nil {
		return nil, nil, none, err
	}
	file, date := last.Plan, last.Date
	if state.Locked() {
		file, date = state.Last().Plan, state.Last().Date
	}
	if file == "" {
		return nil, nil, none, fmt.Errorf("%s 没有运行过，台账里没有可以重印的结果；请先运行 huibao run --period %s", opt.Period.Chinese(), opt.Period)
	}
	plan, err := loadKeptPlan(ctx, led, file, opt.Period, opt.Limits)
	if err != nil {
		return nil, nil, none, err
	}
	s, err := newScene(ctx, led, state, plan, nil, opt, false)
	if err != nil {
		return nil, nil, none, err
	}
	if state.Locked() {
		s.locks = s.book.con.Locks
		return s, s.book.con, date, nil
	}
	con, err := s.standing(ctx)
	return s, con, date, err
}

// ownLevels are the levels of the units whose editions a lock makes, and how many there
// may be; others are made on asking.
const ownEditionsMost = 200

// ownEditions are the units whose own editions an edition of the period holds: those of
// the levels that the plan names (审核设置 分册级别), counties by default.
func ownEditions(s *scene, c *statement.Consolidation) ([]*huibao.Unit, error) {
	all, err := editionUnits(s.inForce, nil)
	if err != nil {
		return nil, err
	}
	levels := levelsOf(s.plan.Plan)
	list := slices.DeleteFunc(all, func(u *huibao.Unit) bool { return !slices.Contains(levels, u.Level.Label()) })
	return list[:min(len(list), ownEditionsMost)], nil
}

// levelsOf are the words of the setting 分册级别.
func levelsOf(p *huibao.Plan) []string {
	for _, set := range p.Settings {
		if set.Code == check.LevelsSetting {
			return check.Levels(set)
		}
	}
	return []string{huibao.LevelCounty.Label()}
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

// editionsAtOnce bounds for how many editions the past is held at a time.
const editionsAtOnce = 50

// unitEditions writes units' own workbooks and bulletins.
func (o *writer) unitEditions(units []*huibao.Unit) ([]report.Output, error) {
	var list []report.Output
	for some := range slices.Chunk(units, editionsAtOnce) {
		parts := make([]partOf, len(some))
		for i, u := range some {
			parts[i] = func(p *inforce.Plan) *inforce.Plan { return p.For(u.Code) }
		}
		before, err := partsPast(o.ctx, o.led, o.scene.plan, o.opt, parts)
		if err != nil {
			return nil, err
		}
		for i, u := range some {
			o.opt.progress(len(list), len(units), u.Name)
			outputs, err := o.unitEdition(u, before[i])
			if err != nil {
				return nil, err
			}
			list = append(list, outputs...)
		}
	}
	return list, nil
}

// unitEdition writes one unit's workbook and bulletin.
func (o *writer) unitEdition(u *huibao.Unit, before *statement.Consolidation) ([]report.Output, error) {
	now := o.scene.inForce.For(u.Code)
	c := o.scene.consolidateBy(now, nil, before, concerning(o.con.Submissions, now))
	c.PlanVersion = o.con.PlanVersion
	c.Decisions = slices.DeleteFunc(slices.Clone(c.Decisions), func(d huibao.Decision) bool { return now.UnitByCode(d.Unit) == nil })
	o.final(c)
	own := *o
	own.con, own.list, own.pages = c, nil, map[string][][]string{}
	m := report.NewModel(c, o.info)
	name := FileName(u.Name)
	err := own.render("汇总表_"+name+".xlsx", func(b *bytes.Buffer) error { return report.Workbook(b, m) })
	if err == nil {
		err = own.official("通报_"+name+".pdf", m, report.Bulletin)
	}
	return own.list, err
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
		s.Findings = slices.DeleteFunc(slices.Clone(s.Findings), func(f huibao.Finding) bool {
			return len(f.Indicators()) > 0 && !slices.ContainsFunc(f.Indicators(), known)
		})
		s.HeldOut = slices.DeleteFunc(slices.Clone(s.HeldOut), func(code string) bool { return !known(code) })
		list = append(list, s)
	}
	return list
}
