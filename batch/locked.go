package batch

import (
	"context"
	"fmt"
	"io"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/internal/fault"
	"huibao/planfile"
	"huibao/report"
)

// locked is a run of a locked period: nothing is judged or rendered, no output is
// touched. What came in since is told.
func (n *runner) locked(ctx context.Context) (*Result, error) {
	s := n.in.state
	b, err := readBook(ctx, n.led, s.Last(), n.opt.Limits)
	if err != nil {
		return nil, err
	}
	res := &Result{Summary: b.con.Summary(), Checksum: report.Checksum(b.con), Outputs: outputsOf(n.opt.Period, s.Last()), Edition: s.Edition, Locked: true}
	if res.before, err = n.issuedRun(s.Last()); err != nil {
		return nil, err
	}
	n.scene = &scene{period: n.opt.Period, state: s, plan: b.plan, planFile: s.Last().Plan, inForce: b.con.Plan, book: b, past: &past{first: map[string]string{}}}
	n.reader.prepare(newJudge(n))
	if res.Late, err = n.lateFiles(ctx, b.con.Submissions()); err != nil {
		return nil, err
	}
	res.Notes = append(n.goneNotes(b.con.Submissions()), n.lockedNotes(b)...)
	return res, nil
}

// issuedRun is the run.json of an edition.
func (n *runner) issuedRun(e act.Edition) ([]byte, error) {
	for _, o := range e.Outputs {
		if o.Name != runJSON {
			continue
		}
		f, err := n.led.Original(o.SHA256)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(f)
	}
	return []byte("{}"), nil
}

// goneNotes tell of files that count in the edition and lie there no more.
func (n *runner) goneNotes(subs []huibao.Submission) []string {
	present := map[string]bool{}
	for _, e := range n.in.state.Files {
		if !e.Withdrawn && !e.Overwritten {
			present[e.SHA256] = true
		}
	}
	list := slices.Clone(n.in.notes)
	for i := range subs {
		if s := &subs[i]; s.Counts() && s.SHA256 != "" && !present[s.SHA256] {
			list = append(list, s.Path+" 已不在文件夹中或已换成别的内容；本期已锁定，仍按定稿计入")
		}
	}
	return list
}

// lockedNotes tell that the plan is another than at the lock.
func (n *runner) lockedNotes(b *book) []string {
	p := n.opt.Period
	if n.in.planErr != nil {
		return []string{fmt.Sprintf("plan.xlsx 现在有错误（%s）；%s已锁定，按锁定时的方案", fault.Text(n.in.planErr), p.Chinese())}
	}
	if n.in.plan.Plan.Hash() == b.plan.Plan.Hash() {
		return nil
	}
	changes := len(planfile.Diff(b.plan.Plan, n.in.plan.Plan))
	return []string{fmt.Sprintf("方案已改 %d 处；%s已锁定（第 %d 版），按锁定时的方案；要按新方案重出：huibao unlock %s --all --why 原因", changes, p.Chinese(), n.in.state.Edition, p)}
}

// lateFiles are the files that came in after the last lock, of units that are not open;
// those of which the content counts already are not told.
func (n *runner) lateFiles(ctx context.Context, subs []huibao.Submission) ([]report.LateFile, error) {
	s := n.in.state
	if s.Edition == 0 || s.Open.All {
		return nil, nil
	}
	counts := map[string]bool{}
	for i := range subs {
		if subs[i].Counts() {
			counts[subs[i].SHA256] = true
		}
	}
	var events []act.Event
	for _, e := range s.Files {
		if slices.Contains(s.Late, e.N) && !e.Overwritten {
			events = append(events, e)
		}
	}
	read, err := n.reader.readAll(ctx, events)
	if err != nil {
		return nil, err
	}
	var list []report.LateFile
	for i := range read {
		x := &read[i]
		unit := ""
		if x.Return != nil {
			unit = x.Return.Unit
		}
		if x.State == huibao.StateArchive || counts[x.SHA256] || unit != "" && s.IsOpen(unit) {
			continue
		}
		list = append(list, report.LateFile{Path: x.Path, SHA256: x.SHA256, Unit: n.scene.inForce.UnitName(unit), Received: x.Receipt.Time.Format(rfc)})
		if unit == "" {
			list[len(list)-1].Unit = ""
		}
	}
	return list, nil
}
