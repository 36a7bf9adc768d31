package main

import (
	"errors"
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/report"
)

func runCommand() *cli.Command {
	return &cli.Command{
		Name:  "run",
		Usage: "读取、审核、汇总一期的全部回表，写出汇总表、通报和批注",
		Description: "例：huibao run --period 2024-06\n" +
			"可以反复运行：新来的、改过的文件自动计入，同样的输入得到同样的结果。",
		Flags: append(append(commonFlags(), limitFlags()...), periodFlag(),
			&cli.IntFlag{Name: "jobs", Usage: "同时读取的文件`数`，缺省为处理器核数"},
			&cli.BoolFlag{Name: "strict", Usage: "有单位缺报也以状态 1 退出"},
			&cli.BoolFlag{Name: "accept-matches", Usage: "单位自制的表，名称相近而不完全相同的行也按最像的指标读取"},
			&cli.BoolFlag{Name: "dry-run", Usage: "只说会怎样，不写任何结果"}),
		Action: func(c *cli.Context) error {
			s, err := newScene(c)
			if err != nil {
				return err
			}
			opt := s.options()
			if opt.Limits, err = limitsOf(c); err != nil {
				return err
			}
			if c.IsSet("limit-files") {
				opt.MaxFiles = c.Int("limit-files")
			}
			opt.Jobs, opt.DryRun, opt.AcceptMatches = c.Int("jobs"), c.Bool("dry-run"), c.Bool("accept-matches")
			return runPeriod(c, s.w, opt, c.Bool("strict"))
		},
	}
}

func runPeriod(c *cli.Context, w batch.Workspace, opt batch.Options, strict bool) error {
	v := newVoice(c)
	step, done := v.progress("读取")
	opt.Progress = step
	res, err := batch.Run(c.Context, w, opt)
	done()
	var bad *batch.PlanError
	if errors.As(err, &bad) {
		v.findings(bad.Plan.Findings)
	}
	if err != nil {
		return err
	}
	if v.json {
		if err := v.document(report.NewDocument(res.Consolidation, res.Outputs)); err != nil {
			return err
		}
	}
	v.summary(res, w)
	return verdict(res.Consolidation, strict)
}

// verdict is the exit status that a period deserves.
func verdict(c *huibao.Consolidation, strict bool) error {
	if strict && len(c.Missing) > 0 {
		return errFindings
	}
	for i := range c.Submissions {
		s := &c.Submissions[i]
		switch {
		case s.State == huibao.StateRejected, s.State == huibao.StateUnrecognised:
			return errFindings
		case s.Counts():
			if _, open := s.Count(huibao.Error); open > 0 {
				return errFindings
			}
		}
	}
	return nil
}

// summary tells a person what came of a run, on one screen.
func (v *voice) summary(res *batch.Result, w batch.Workspace) {
	v.say("%s %s", res.Plan.Title, res.Period.Chinese())
	v.say("")
	v.received(res.Consolidation)
	v.refused(res.Consolidation)
	v.lights(res.Consolidation)
	if len(res.Outputs) > 0 {
		v.say("结果在 %s：", w.Out(res.Period))
		v.outputs(res.Outputs)
		v.say("数据校验码 %s", report.Checksum(res.Consolidation))
	}
}

func (v *voice) received(c *huibao.Consolidation) {
	counts := map[huibao.ReturnState]int{}
	for _, s := range c.Submissions {
		counts[s.State]++
	}
	owed := len(c.Plan.ReturningUnits(c.Period))
	v.say("收到文件 %d 个；应报 %d 个单位，缺报 %d 个%s", len(c.Submissions), owed, len(c.Missing), named(c))
	line := ""
	for _, st := range []huibao.ReturnState{huibao.StateAccepted, huibao.StatePending, huibao.StateRejected, huibao.StateUnrecognised,
		huibao.StateSuperseded, huibao.StateAttachment, huibao.StateArchive, huibao.StateIgnored} {
		if counts[st] > 0 {
			line += "  " + st.Label() + " " + strconv.Itoa(counts[st])
		}
	}
	v.say("其中%s", line)
	v.say("")
}

func named(c *huibao.Consolidation) string {
	if len(c.Missing) == 0 {
		return ""
	}
	s := "："
	for i, u := range c.Missing {
		if i == 5 {
			return s + "等"
		}
		if i > 0 {
			s += "、"
		}
		s += c.Plan.UnitName(u)
	}
	return s
}

// refused lists the files that were sent back or could not be recognised, and
// why.
func (v *voice) refused(c *huibao.Consolidation) {
	var rows [][]string
	for i := range c.Submissions {
		s := &c.Submissions[i]
		if s.State != huibao.StateRejected && s.State != huibao.StateUnrecognised {
			continue
		}
		e := report.NewFileEntry(s, c.Plan)
		rows = append(rows, []string{e.Path, s.State.Label(), e.Why})
	}
	if len(rows) > 0 {
		v.table([]string{"退回的文件", "状态", "原因"}, rows)
		v.say("")
	}
}

// lights lists the tasks that are behind.
func (v *voice) lights(c *huibao.Consolidation) {
	counts := map[huibao.Light]int{}
	var rows [][]string
	for _, t := range c.Tasks {
		counts[t.Light]++
		if t.Light == huibao.Yellow || t.Light == huibao.Red {
			rows = append(rows, []string{strconv.Itoa(t.No), c.Plan.TaskByNo(t.No).Title, v.light(t.Light), join(t.Behind)})
		}
	}
	v.say("%d 项任务：达序时 %d，滞后 %d，严重滞后 %d，未评 %d", len(c.Tasks),
		counts[huibao.Green], counts[huibao.Yellow], counts[huibao.Red], counts[huibao.Grey])
	if len(rows) > 0 {
		v.table([]string{"任务", "名称", "亮灯", "滞后指标"}, rows, 0)
	}
	v.say("")
}

// outputs names what was written; the units' annotated returns are counted.
func (v *voice) outputs(list []report.Output) {
	returned := 0
	for _, o := range list {
		if isReturned(o.Path) {
			returned++
			continue
		}
		v.say("  %s", o.Path)
	}
	if returned > 0 {
		v.say("  returned/ 退回各单位的批注 %d 份", returned)
	}
}
