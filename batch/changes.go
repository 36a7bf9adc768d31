package batch

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// changesFile is what ChangesSince writes.
const changesFile = "变化说明.pdf"

// draft is what a run printed, and what of the units' returns it was made from.
type draft struct {
	Returns []draftReturn       `json:"returns"`
	Printed []statement.Printed `json:"printed"`
}

// draftReturn is the return that counts of a unit, or that it is told of.
type draftReturn struct {
	Unit    string             `json:"unit"`
	Path    string             `json:"path"`
	SHA256  string             `json:"sha256"`
	State   huibao.ReturnState `json:"state"`
	HeldOut []string           `json:"held_out,omitempty"`
}

// draftOf is a period as it is printed.
func draftOf(c *statement.Consolidation) draft {
	d := draft{Printed: c.Printed}
	for _, u := range c.Plan.ReturningUnits() {
		if s := c.Shown(u.Code); s != nil {
			d.Returns = append(d.Returns, draftReturn{u.Code, s.Path, s.SHA256, s.State, s.HeldOut})
		}
	}
	return d
}

// byUnit are its returns; of a unit of which it tells of none the zero draftReturn.
func (d *draft) byUnit() map[string]draftReturn {
	m := make(map[string]draftReturn, len(d.Returns))
	for _, r := range d.Returns {
		m[r.Unit] = r
	}
	return m
}

// Changed is what a period's newest draft or edition differs in from an earlier draft.
type Changed struct {
	Since     string                `json:"since"`
	Until     string                `json:"until"`
	Returns   []report.ReturnChange `json:"returns"`
	Lights    []report.Moved        `json:"lights"`
	Figures   []report.Moved        `json:"figures"`
	Counties  []report.Moved        `json:"counties"`
	Sentences []report.Moved        `json:"sentences"`
	Output    report.Output         `json:"output"`
}

// ChangesSince writes 变化说明.pdf beside a period's outputs: what the newest draft or
// edition of a period prints otherwise than an earlier one of the last few. since is the
// number of that run's act, or its day; "" the last that printed something else. Nothing is
// judged anew.
func ChangesSince(ctx context.Context, w Workspace, opt Options, since string) (*Changed, error) {
	out, page, err := changed(ctx, w, opt, since)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.Out(opt.Period), 0o755); err != nil {
		return nil, err
	}
	o := &writer{ctx: ctx, w: w, con: page.con, dir: w.Out(opt.Period)}
	out.Output, err = o.save(changesFile, page.draw)
	return out, err
}

// ChangesTo prints what ChangesSince does, of the newest draft against the last that
// printed something else, and writes nothing else.
func ChangesTo(ctx context.Context, to io.Writer, w Workspace, opt Options) error {
	_, page, err := changed(ctx, w, opt, "")
	if err != nil {
		return err
	}
	return page.draw(to)
}

// changesPage is 变化说明 before it is drawn.
type changesPage struct {
	con  *statement.Consolidation
	info report.Info
	list *report.Changes
}

func (p *changesPage) draw(w io.Writer) error {
	_, err := report.ChangesPage(w, report.NewModel(p.con, p.info), p.list)
	return err
}

// changed sets a period as it is printed now beside an earlier draft.
func changed(ctx context.Context, w Workspace, opt Options, since string) (*Changed, *changesPage, error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, nil, err
	}
	defer led.Close()
	s, con, date, err := lastScene(ctx, led, opt)
	if err != nil {
		return nil, nil, err
	}
	acts, runs, err := runsOf(ctx, led, opt.Period)
	if err != nil {
		return nil, nil, err
	}
	until, now := "第"+strconv.Itoa(s.edition.Edition)+"版", draftOf(con)
	if s.edition.Edition == 0 {
		n := len(runs) - 1
		if until = runWords(acts[n], runs[n]); !readDraft(ctx, led, opt.Period, runs[n], &now) {
			return nil, nil, act.Refused(act.CodeNoEdition, "%s没有留下这次运行印出的内容（由旧版程序运行）；等下一次审核以后再看", opt.Period.Chinese()).
				Typed("%s没有留下这次运行印出的内容（由旧版程序运行）；请再运行一次", opt.Period.Chinese())
		}
		acts, runs = acts[:n], runs[:n]
	}
	n, before, err := earlierDraft(ctx, led, opt.Period, acts, runs, since, &now)
	if err != nil {
		return nil, nil, err
	}
	c := changesBetween(con, before, &now, draftReturn.words)
	c.Since, c.Until = runWords(acts[n], runs[n]), until
	out := &Changed{Since: c.Since, Until: c.Until, Returns: c.Returns, Lights: c.Lights(), Figures: c.Figures(), Counties: c.Counties(), Sentences: c.Sentences()}
	opt.Date = date
	info, err := infoOf(w, opt)
	return out, &changesPage{con, info, c}, err
}

// runsOf lists the runs of a period with their acts, oldest first.
func runsOf(ctx context.Context, led *ledger.Ledger, p huibao.Period) (acts []act.Act, runs []act.Run, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		all, err := v.Acts(p)
		for _, a := range all {
			var r act.Run
			if a.Period != p || a.Kind != act.Ran {
				continue
			}
			if err := a.Into(&r); err != nil {
				return err
			}
			acts, runs = append(acts, a), append(runs, r)
		}
		return err
	})
	return acts, runs, err
}

// runWords name a run.
func runWords(a act.Act, r act.Run) string {
	at := a.At
	if !r.Started.IsZero() {
		at = r.Started
	}
	at = at.In(huibao.China)
	return fmt.Sprintf("%d月%d日 %s的草稿（第%d号记录）", int(at.Month()), at.Day(), at.Format("15:04"), a.N)
}

func readDraft(ctx context.Context, led *ledger.Ledger, p huibao.Period, r act.Run, d *draft) (ok bool) {
	var read draft
	err := led.View(ctx, func(v *ledger.View) (err error) {
		ok, err = v.Draft(p, r.Draft, &read)
		return err
	})
	if ok = ok && err == nil; ok {
		*d = read
	}
	return ok
}

// earlierDraft finds the draft that is named, or the last that printed something else.
func earlierDraft(ctx context.Context, led *ledger.Ledger, p huibao.Period, acts []act.Act, runs []act.Run, since string, now *draft) (int, *draft, error) {
	same := -1
	var found draft
	var kept []string
	for n := len(runs) - 1; n >= 0; n-- {
		var d draft
		if !readDraft(ctx, led, p, runs[n], &d) {
			continue
		}
		kept = append(kept, strconv.Itoa(acts[n].N)+"（"+runs[n].Date.String()+"）")
		if since != "" && since != strconv.Itoa(acts[n].N) && since != runs[n].Date.String() {
			continue
		}
		if since != "" || len(statement.Differences(d.Printed, now.Printed)) > 0 {
			return n, &d, nil
		}
		if same < 0 {
			same, found = n, d
		}
	}
	if same >= 0 {
		return same, &found, nil
	}
	if since != "" && len(kept) > 0 {
		return 0, nil, act.Refused(act.CodeNoEdition, "没有留下 %s 的草稿；可比的是最近几次运行：%s", since, strings.Join(kept, "、"))
	}
	return 0, nil, act.Refused(act.CodeNoEdition, "%s没有更早的草稿可比", p.Chinese())
}

// changesBetween sets two drafts side by side; a return that counts is told in a word's way.
func changesBetween(con *statement.Consolidation, before, now *draft, word func(draftReturn) string) *report.Changes {
	c := &report.Changes{Returns: []report.ReturnChange{}, From: map[string][]string{}}
	of := func(list []statement.Printed) []statement.Printed {
		return slices.DeleteFunc(slices.Clone(list), func(p statement.Printed) bool { return p.Text == "公示" || p.Text == "专报" })
	}
	c.Lines = statement.Differences(of(before.Printed), of(now.Printed))
	was, is := before.byUnit(), now.byUnit()
	for _, u := range con.Plan.ReturningUnits() {
		a, b := was[u.Code], is[u.Code]
		a.Unit, b.Unit = u.Code, u.Code
		if a.SHA256 == b.SHA256 && a.State == b.State && slices.Equal(a.HeldOut, b.HeldOut) {
			continue
		}
		codes := changedRows(con, a, b)
		for _, code := range codes {
			c.From[code] = append(c.From[code], u.Name)
		}
		c.Returns = append(c.Returns, report.ReturnChange{Unit: u.Name, Was: word(a), Now: word(b), What: few(codes)})
	}
	return c
}

// state is the word for where the unit stands.
func (r draftReturn) state() string {
	if r.SHA256 == "" {
		return statement.WordMissing
	}
	return r.State.Label()
}

func (r draftReturn) words() string {
	if r.SHA256 == "" {
		return r.state()
	}
	text := r.state() + "　" + r.Path
	if len(r.HeldOut) > 0 {
		text += fmt.Sprintf("（%d行待核）", len(r.HeldOut))
	}
	return text
}

// codesNamed is how many indicators a cell names.
const codesNamed = 12

func few(codes []string) string {
	if len(codes) > codesNamed {
		return strings.Join(codes[:codesNamed], "、") + fmt.Sprintf("等%d个", len(codes))
	}
	return strings.Join(codes, "、")
}

// changedRows are the codes of the rows in which two returns of a unit differ, or that count
// in one alone.
func changedRows(con *statement.Consolidation, a, b draftReturn) []string {
	find := func(r draftReturn) *huibao.Return {
		for i := range con.Submissions() {
			if s := &con.Submissions()[i]; r.SHA256 != "" && s.Unit == r.Unit && s.SHA256 == r.SHA256 && s.Return != nil {
				return s.Return
			}
		}
		return &huibao.Return{}
	}
	seen := map[string]bool{}
	for _, x := range huibao.Changes(find(a), find(b)) {
		seen[x.Code] = true
	}
	for _, list := range [][2][]string{{a.HeldOut, b.HeldOut}, {b.HeldOut, a.HeldOut}} {
		for _, code := range list[0] {
			if !slices.Contains(list[1], code) {
				seen[code] = true
			}
		}
	}
	var codes []string
	for i := range con.Plan.Indicators {
		if code := con.Plan.Indicators[i].Code; seen[code] {
			codes = append(codes, code)
		}
	}
	return codes
}
