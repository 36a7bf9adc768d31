package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"huibao/act"
	"huibao/batch"
)

func whyFlag() cli.Flag {
	return &cli.StringFlag{Name: "why", Usage: "`理由`，会记录在案并印在结果里"}
}

// decision is a command that records one of a kind.
type decision struct{ name, usage, args, example string }

func decideCommand(kind act.Kind, d decision, flags ...cli.Flag) *cli.Command {
	return &cli.Command{
		Name: d.name, Usage: d.usage, ArgsUsage: d.args,
		Description: "例：" + d.example + "\n记入台账，下次 run 生效；锁定的一期要先解锁。",
		Flags:       append(append(commonFlags(), periodFlag(), whyFlag()), flags...),
		Action:      func(c *cli.Context) error { return decide(c, kind) },
	}
}

func acceptCommand() *cli.Command {
	return decideCommand(act.Accept, decision{"accept", "认可一个有疑问的数，计入汇总", "问题编号…",
		"huibao accept 3fa2b1c0-V11-3.2-F12 --period 2024-06 --why 已电话核实"})
}

func refuseCommand() *cli.Command {
	return decideCommand(act.Refuse, decision{"refuse", "不认可单位的说明，问题重新打开", "问题编号…",
		"huibao refuse 3fa2b1c0-T01-3.2-F12 --period 2024-06 --why 说明没有写原因"})
}

func preferCommand() *cli.Command {
	return decideCommand(act.Prefer, decision{"prefer", "两份报表不知以哪份为准时，指定一份", "文件或哈希",
		"huibao prefer returns/2024-06/a.xlsx --period 2024-06 --why 单位来电确认"})
}

func leaveOutCommand() *cli.Command {
	return decideCommand(act.LeaveOut, decision{"leave-out", "不采用一行（或一份报表）：不计入，注明理由", "编码或文件…",
		"huibao leave-out 3.2 --unit 海原县 --period 2024-06 --why 数未核实\n    huibao leave-out returns/2024-06/a.xlsx --period 2024-06 --why 误报"},
		&cli.StringFlag{Name: "unit", Usage: "哪个`单位`的这一行"})
}

func waiveCommand() *cli.Command {
	return decideCommand(act.Waive, decision{"waive", "不再等一个单位：照样锁定，注明理由", "单位…",
		"huibao waive 市总工会 --period 2024-06 --why 多次催报未报"})
}

func decide(c *cli.Context, kind act.Kind) error {
	if c.NArg() == 0 {
		return usage("请写明%s", c.Command.ArgsUsage)
	}
	s, err := newScene(c)
	if err != nil {
		return err
	}
	var choices []batch.Choice
	for _, ref := range c.Args().Slice() {
		if kind == act.Prefer || kind == act.LeaveOut && strings.ContainsAny(ref, `/\`) {
			if ref, err = s.w.Path(ref); err != nil {
				return err
			}
		}
		choices = append(choices, batch.Choice{Kind: kind, Ref: ref, Unit: c.String("unit"), Why: c.String("why")})
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
		v.say("已记录（第 %d 号）：%s %s；要收回：huibao undo %d --period %s --why 原因", d.N, d.Kind.Label(), subject(d), d.N, s.period)
	}
	v.say("运行 huibao run --period %s 后生效", s.period)
	return nil
}

// subject says what a decision is about.
func subject(d batch.Decided) string {
	switch {
	case d.Finding != nil:
		return strings.TrimSpace(d.Finding.Code+" "+d.Finding.Indicator) + "（" + d.Path + "）"
	case d.Row != "":
		return d.Name + " " + d.Row
	case d.Path != "":
		return d.Path
	}
	return d.Name
}

func undoCommand() *cli.Command {
	return &cli.Command{
		Name: "undo", Usage: "收回一个决定", ArgsUsage: "决定的编号",
		Description: "例：huibao undo 57 --period 2024-06 --why 单位已更正\n编号见作决定时的提示，或 huibao status --period 2024-06 --decisions。",
		Flags:       append(commonFlags(), periodFlag(), whyFlag()),
		Action: func(c *cli.Context) error {
			n, ok := act.Number(c.Args().First())
			if c.NArg() != 1 || !ok {
				return usage("请写明一个决定的编号，如 57")
			}
			s, err := newScene(c)
			if err != nil {
				return err
			}
			taken, err := batch.TakeBack(c.Context, s.w, s.options(), n, c.String("why"))
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(map[string]any{"period": s.period, "n": n, "unit": taken.Name, "kind": taken.Act.Kind, "code": taken.Code, "row": taken.Row})
			}
			v.say("已收回第 %d 号决定（%s %s %s）；运行 huibao run --period %s 后生效。", n, taken.Name, taken.Act.Kind, strings.TrimSpace(taken.Code+" "+taken.Row), s.period)
			return nil
		},
	}
}
