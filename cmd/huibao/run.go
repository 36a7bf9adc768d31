package main

import (
	"errors"
	"strconv"
	"time"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/report"
	"huibao/statement"
)

func runCommand() *cli.Command {
	return &cli.Command{
		Name:  "run",
		Usage: "读取、审核、汇总一期的全部回表，写出汇总表、通报和批注",
		Description: "例：huibao run --period 2024-06\n" +
			"可以反复运行：新来的、改过的文件自动计入，同样的输入得到同样的结果。",
		Flags: append(append(commonFlags(), limitFlags()...), periodFlag(),
			&cli.IntFlag{Name: "jobs", Usage: "同时读取的文件`数`，缺省为处理器核数"},
			&cli.BoolFlag{Name: "strict", Usage: "有单位未报也以状态 1 退出"},
			&cli.BoolFlag{Name: "accept-matches", Usage: "单位自制的表，名称相近而不完全相同的行也按最像的指标读取"},
			publicFlag(), fontsFlag(),
			&cli.BoolFlag{Name: "rehash", Usage: "每份文件都重新打开，核对内容有没有变（平时只打开有过变动的；锁定时总是全部打开）"},
			&cli.BoolFlag{Name: "watch", Usage: "一直看着文件夹：来一份审一份，每份一行，按 Ctrl-C 停止"},
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
			opt.Public, opt.Fonts, opt.Rehash = c.Bool("public"), c.String("fonts"), c.Bool("rehash")
			if c.Bool("watch") {
				return watchPeriod(c, s.w, opt)
			}
			return runPeriod(c, s.w, opt, c.Bool("strict"))
		},
	}
}

func runPeriod(c *cli.Context, w batch.Workspace, opt batch.Options, strict bool) error {
	res, err := runOnce(c, w, opt)
	if err != nil {
		return err
	}
	if !opt.DryRun {
		sweep(c, w)
	}
	if res.Locked {
		if strict && len(res.Late) > 0 {
			return errFindings
		}
		return nil
	}
	if res.Summary.Open || strict && len(res.Summary.Missing) > 0 {
		return errFindings
	}
	return nil
}

// sweep takes away what was put into a bucket long ago and no act names, as a server does by night:
// nobody may ever serve this workspace. That it can't be done is no failure of the run.
func sweep(c *cli.Context, w batch.Workspace) {
	if w.Originals == "" {
		return
	}
	led, err := w.OpenLedger(c.Context, version)
	if err == nil {
		err = errors.Join(led.SweepOriginals(c.Context), led.Close())
	}
	if err != nil {
		newVoice(c).note([]string{"桶里很早以前存过、没有记录的文件这次没有清理：" + fault.Text(err)})
	}
}

// runOnce runs a period and tells what came of it.
func runOnce(c *cli.Context, w batch.Workspace, opt batch.Options) (*batch.Result, error) {
	v := newVoice(c)
	starts := !begun(w, opt.Period.Year)
	step, done := v.progress()
	opt.Progress = step
	res, err := batch.Run(c.Context, w, opt)
	done()
	var bad *batch.PlanError
	if errors.As(err, &bad) {
		v.findings(bad.Plan.Findings())
	}
	if err != nil {
		return nil, err
	}
	if v.json {
		d, err := res.Document()
		if err == nil {
			err = v.document(d)
		}
		if err != nil {
			return nil, err
		}
	}
	v.summary(res, w)
	if starts {
		v.remind(c, w, opt)
	}
	return res, nil
}

// watchPeriod runs a period, and again whenever something comes in.
func watchPeriod(c *cli.Context, w batch.Workspace, opt batch.Options) error {
	v := newVoice(c)
	if v.json || v.quiet || opt.DryRun {
		return usage("--watch 不能和 --json、--quiet、--dry-run 一起用")
	}
	x := &watcher{voice: v, w: w, opt: opt, known: map[string]bool{}}
	var err error
	if x.done, err = batch.Glimpse(c.Context, w, opt); err != nil {
		return err
	}
	res, err := runOnce(c, w, opt)
	if err != nil {
		return err
	}
	if _, err := x.news(res); err != nil {
		return err
	}
	v.say("")
	x.say("正在看着 %s，来了新文件就审核；按 Ctrl-C 停止。", w.Returns(opt.Period))
	looks := time.NewTicker(watchEvery)
	defer looks.Stop()
	return x.watch(c.Context, looks.C)
}

// late tells of the files that came in after the lock.
func (v *voice) late(res *batch.Result, p huibao.Period) {
	for _, f := range res.Late {
		unit := f.Unit
		if unit == "" {
			unit = "看不出单位"
		}
		v.say("已收到，未计入：本期已锁定（第 %d 版）　%s（%s，%s）", res.Edition, f.Path, unit, f.Received[:10])
	}
	if len(res.Late) > 0 {
		v.say("要计入请先解锁：huibao unlock %s --unit 单位 --why 原因", p)
		v.say("")
	}
}

// summary tells a person what came of a run, on one screen.
func (v *voice) summary(res *batch.Result, w batch.Workspace) {
	s := res.Summary
	v.say("%s %s", s.Title, s.Period.Chinese())
	v.say("")
	v.received(s)
	v.refused(s)
	v.said(s)
	v.personal(s)
	v.lights(s)
	if len(res.Outputs) == 0 {
		return
	}
	v.late(res, s.Period)
	switch {
	case res.Locked:
		v.say("本期已锁定，第 %d 版；没有重新审核，结果没有重写。", res.Edition)
	case res.Unchanged():
		v.say("与上次运行时相比没有变化，结果没有重写。")
	}
	v.say("结果在 %s：", w.Out(s.Period))
	v.outputs(res.Outputs)
	for _, note := range res.Notes {
		v.say("注意：%s", note)
	}
	v.say("数据校验码 %s", res.Checksum)
}

func (v *voice) received(s statement.Summary) {
	v.say("收到文件 %d 个；应报 %d 个单位，未报 %d 个%s", s.Files, s.Owed, len(s.Missing), named(s.Missing))
	line := ""
	for _, st := range []huibao.ReturnState{huibao.StateAccepted, huibao.StatePending, huibao.StateRejected, huibao.StateUnrecognised,
		huibao.StateSuperseded, huibao.StateAttachment, huibao.StateArchive, huibao.StateIgnored, huibao.StateLeftOut, huibao.StateUnsigned} {
		if s.States[st] > 0 {
			line += "  " + st.Label() + " " + strconv.Itoa(s.States[st])
		}
	}
	v.say("其中%s", line)
	v.say("")
}

// named names the first few of a list.
func named(list []string) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) > namedMost:
		return "：" + join(list[:namedMost]) + "等"
	}
	return "：" + join(list)
}

const namedMost = 5

// refused lists the files that were sent back or could not be recognised, and
// why.
func (v *voice) refused(s statement.Summary) {
	var rows [][]string
	for _, x := range s.Refused {
		rows = append(rows, []string{x.Path, x.State.Label(), x.Why})
	}
	if len(rows) > 0 {
		v.table([]string{"退回的文件", "状态", "原因"}, rows)
		v.say("")
	}
}

// said tells how many texts of the units somebody has to read.
func (v *voice) said(s statement.Summary) {
	if s.Said > 0 {
		v.say("各单位在数旁写了 %d 条说明，原样列在汇总表“单位说明”，请逐条看过再印发", s.Said)
		v.say("")
	}
}

// personal warns of files whose notes hold numbers of persons.
func (v *voice) personal(s statement.Summary) {
	if len(s.Personal) > 0 {
		v.say("注意：%d 份回表的文字里有身份证号、手机号或银行卡号（结果中已遮盖，原件仍有）%s", len(s.Personal), named(s.Personal))
		v.say("")
	}
}

// lights lists the tasks that are behind.
func (v *voice) lights(s statement.Summary) {
	var rows [][]string
	for _, t := range s.Behind {
		rows = append(rows, []string{strconv.Itoa(t.No), t.Title, v.light(t.Light), join(t.Codes)})
	}
	v.say("%d 项任务：达序时 %d，滞后 %d，严重滞后 %d，未评 %d", s.Tasks,
		s.Lights[huibao.Green], s.Lights[huibao.Yellow], s.Lights[huibao.Red], s.Lights[huibao.Grey])
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
