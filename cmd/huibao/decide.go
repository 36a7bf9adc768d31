package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
)

func whyFlag() cli.Flag {
	return &cli.StringFlag{Name: "why", Usage: "`理由`，会记录在案并印在结果里"}
}

func decideCommand(kind huibao.DecisionKind, name, usage, args, example string) *cli.Command {
	return &cli.Command{
		Name: name, Usage: usage, ArgsUsage: args,
		Description: "例：" + example + "\n记入台账，下次 run 生效。",
		Flags:       append(commonFlags(), periodFlag(), whyFlag()),
		Action:      func(c *cli.Context) error { return decide(c, kind) },
	}
}

func acceptCommand() *cli.Command {
	return decideCommand(huibao.DecisionAccept, "accept", "认可一个有疑问的数，计入汇总", "问题编号…",
		"huibao accept 3fa2b1c0-V11-3.2-F12 --period 2024-06 --why 已电话核实")
}

func refuseCommand() *cli.Command {
	return decideCommand(huibao.DecisionRefuse, "refuse", "不认可单位的说明，问题重新打开", "问题编号…",
		"huibao refuse 3fa2b1c0-T01-3.2-F12 --period 2024-06 --why 说明没有写原因")
}

func preferCommand() *cli.Command {
	return decideCommand(huibao.DecisionPrefer, "prefer", "两份报表不知以哪份为准时，指定一份", "文件或哈希",
		"huibao prefer returns/2024-06/a.xlsx --period 2024-06 --why 单位来电确认")
}

func decide(c *cli.Context, kind huibao.DecisionKind) error {
	if c.NArg() == 0 {
		return usage("请写明%s", c.Command.ArgsUsage)
	}
	s, err := newScene(c)
	if err != nil {
		return err
	}
	var choices []batch.Choice
	for _, ref := range c.Args().Slice() {
		choices = append(choices, batch.Choice{Kind: kind, Ref: ref, Why: c.String("why")})
	}
	done, err := batch.Decide(c.Context, s.w, s.options(), choices)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(done)
	}
	for _, d := range done {
		what := d.Path
		if d.Finding != nil {
			what = strings.TrimSpace(d.Finding.Code+" "+d.Finding.Indicator) + "（" + d.Path + "）"
		}
		v.say("已记录：%s %s", c.Command.Usage, what)
	}
	v.say("运行 huibao run --period %s 后生效。", s.period)
	return nil
}
