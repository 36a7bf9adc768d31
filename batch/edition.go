package batch

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Editions writes units' own editions of a period: its workbook and what goes to it, from the
// ledger alone: of the units named, or of every unit that owes a return. Of an edition
// (Options.Edition, or a locked period's newest) they are its own files where it has them,
// else made of its book.
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
	issued, units, err := issuedEditions(ctx, w, led, s, units, opt)
	if err != nil || len(units) == 0 {
		return issued, err
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
	made, err := out.unitEditions(units)
	return append(issued, made...), err
}

// issuedEditions lays the files of units out that an edition holds, as they were issued,
// and returns the units whose it does not.
func issuedEditions(ctx context.Context, w Workspace, led *ledger.Ledger, s *scene, units []*huibao.Unit, opt Options) (list []report.Output, rest []*huibao.Unit, err error) {
	e := s.edition
	if e.Edition == 0 {
		return nil, units, nil
	}
	dir, below, mode := w.Out(opt.Period), []string{"out", opt.Period.String()}, fs.FileMode(0o644)
	if e.Edition != s.state.Edition || !s.state.Locked() { // not what lies there
		dir, below, mode = filepath.Join(dir, editionDir(e.Edition)), append(below, editionDir(e.Edition)), 0o444
	}
	for _, u := range units {
		var own []act.Output
		for _, name := range append(unitFiles(u), oldUnitText(u)) {
			if i := slices.IndexFunc(e.Outputs, func(o act.Output) bool { return o.Name == name }); i >= 0 {
				own = append(own, e.Outputs[i])
			}
		}
		if len(own) == 0 {
			rest = append(rest, u)
			continue
		}
		if err := restoreFiles(ctx, led, dir, own, mode); err != nil {
			return nil, nil, err
		}
		for _, o := range own {
			list = append(list, report.Output{Path: path.Join(append(slices.Clone(below), o.Name)...), SHA256: o.SHA256})
		}
	}
	return list, rest, nil
}

// unitFiles are the names of a unit's own workbook and text, and of the editable one; oldUnitText is that of editions
// which had a bulletin of their own for each.
func unitFiles(u *huibao.Unit) []string {
	name := FileName(u.Name)
	text := feedbackPrefix + name + ".pdf"
	return []string{"汇总表_" + name + ".xlsx", text, wordName(text)}
}

// feedbackPrefix begins the name of what goes to a unit.
const feedbackPrefix = "反馈_"

// OfUnit reports whether a file of an edition is a unit's own, by its name.
func OfUnit(name string) bool {
	return strings.HasPrefix(name, feedbackPrefix) || strings.HasPrefix(name, "汇总表_") || strings.HasPrefix(name, "通报_")
}

// GivenTo are the names under which an edition has what is given to a unit alone, as far as it
// has them; the editable text stays with the office.
func GivenTo(u *huibao.Unit) []string { return append(unitFiles(u)[:2], oldUnitText(u)) }

func oldUnitText(u *huibao.Unit) string { return "通报_" + FileName(u.Name) + ".pdf" }

// lastScene is a period as its last run or lock left it: what it was judged against,
// the consolidation, and the day that its outputs bear.
func lastScene(ctx context.Context, led *ledger.Ledger, opt Options) (*scene, *statement.Consolidation, huibao.Date, error) {
	none := huibao.Date{}
	state, last, made, err := lastMade(ctx, led, opt.Period)
	if err != nil {
		return nil, nil, none, err
	}
	if state.Locked() || opt.Edition > 0 {
		s, con, err := editionScene(ctx, led, state, opt)
		if err != nil {
			return nil, nil, none, err
		}
		return s, con, s.edition.Date, nil
	}
	if last.Plan == "" {
		return nil, nil, none, fmt.Errorf("%s 没有运行过，台账里没有可以重印的结果；请先运行 huibao run --period %s", opt.Period.Chinese(), opt.Period)
	}
	plan, err := readKeptPlan(ctx, led, last.Plan, opt.Limits) // it was run, whatever today's checks say of it
	if err != nil {
		return nil, nil, none, err
	}
	s, err := newScene(ctx, led, state, plan, nil, opt, false)
	if err != nil {
		return nil, nil, none, err
	}
	if s.asked, err = askedBefore(ctx, led, s.inForce, s.past.previous, made, opt.Limits); err != nil {
		return nil, nil, none, err
	}
	con, err := s.standing(ctx, last)
	return s, con, last.Date, err
}

// lastMade is a period as its acts had left it when its outputs were made last: by a lock,
// or by a run, which is given then; made is that act. What was decided since is in none of them.
func lastMade(ctx context.Context, led *ledger.Ledger, p huibao.Period) (state *act.State, last act.Run, made int, err error) {
	var acts []act.Act
	err = led.View(ctx, func(v *ledger.View) (err error) {
		acts, err = v.Acts(p)
		return err
	})
	if err != nil {
		return nil, last, 0, err
	}
	at := len(acts) - 1
	for at >= 0 && (acts[at].Period != p || acts[at].Kind != act.Ran && acts[at].Kind != act.Lock) {
		at--
	}
	if at < 0 {
		at = len(acts) - 1
	}
	for n := at; n >= 0 && last.Plan == ""; n-- { // the run that a lock followed
		if acts[n].Period == p && acts[n].Kind == act.Ran {
			if err := acts[n].Into(&last); err != nil {
				return nil, last, 0, err
			}
		}
	}
	if at >= 0 {
		made = acts[at].N
	}
	state, err = act.Fold(p, acts[:at+1])
	return state, last, made, err
}

// editionScene is an edition as it was locked.
func editionScene(ctx context.Context, led *ledger.Ledger, state *act.State, opt Options) (*scene, *statement.Consolidation, error) {
	b, err := editionBook(ctx, led, state, opt)
	if err != nil {
		return nil, nil, err
	}
	e := state.Numbered(b.con.Edition)
	s := &scene{led: led, period: opt.Period, state: state, plan: b.plan, planFile: e.Plan, inForce: b.con.Plan, book: b, edition: e,
		decisions: b.con.Decisions, locks: b.con.Locks}
	s.past, err = readPast(ctx, led, b.plan, opt, false)
	return s, b.con, err
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

// unitEditions writes units' own workbooks and texts.
func (o *writer) unitEditions(units []*huibao.Unit) ([]report.Output, error) {
	var list []report.Output
	done := 0
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
			done++
			o.opt.progress(StageUnits, done, len(units), u.Name)
			outputs, err := o.unitEdition(u, before[i])
			if err != nil {
				return nil, err
			}
			list = append(list, outputs...)
		}
	}
	return list, nil
}

// unitEdition writes one unit's workbook and the text that goes to it.
func (o *writer) unitEdition(u *huibao.Unit, before *statement.Past) ([]report.Output, error) {
	now := o.scene.inForce.For(u.Code)
	c := o.scene.consolidateBy(now, nil, before, concerning(o.con.Submissions(), now))
	c.PlanVersion = o.con.PlanVersion
	c.Decisions = slices.DeleteFunc(slices.Clone(c.Decisions), func(d huibao.Decision) bool { return now.UnitByCode(d.Unit) == nil })
	o.final(c)
	own := *o
	own.con, own.list, own.pages = c, nil, map[string][][]string{}
	m := report.NewModel(c, o.info)
	files := unitFiles(u)
	err := own.render(files[0], func(out io.Writer) error { return report.Workbook(out, m) })
	if err == nil {
		err = own.official(files[1], m, func(w io.Writer, m *report.Model) (report.Laid, error) { return report.Feedback(w, m, u, o.con) })
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
			ret := *s.Return.Unfolded()
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
