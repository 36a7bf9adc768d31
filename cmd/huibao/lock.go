package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
)

func lockCommand() *cli.Command {
	return &cli.Command{
		Name: "lock", Usage: "锁定一期：以后收到的报表要先解锁才计入", ArgsUsage: "报告期",
		Description: "例：huibao lock 2024-06\n有报表待说明时不能锁定；有单位缺报或退回时要写明理由。\n打印的“台账校验”请抄存在别处，以后用 huibao ledger verify --anchor 核对。",
		Flags:       append(commonFlags(), whyFlag()),
		Action: func(c *cli.Context) error {
			opt, w, err := periodArgument(c)
			if err != nil {
				return err
			}
			head, err := batch.Lock(c.Context, w, opt, c.String("why"))
			if err != nil {
				return err
			}
			v := newVoice(c)
			v.say("%s已锁定。", opt.Period.Chinese())
			v.say("台账校验（请抄存）：%s", head)
			if _, err := batch.Reissue(c.Context, w, opt); err != nil {
				return fmt.Errorf("已锁定，但正式稿没有写出：%w", err)
			}
			v.say("正式稿已写在 %s。", w.Out(opt.Period))
			if v.json {
				return v.document(head)
			}
			return nil
		},
	}
}

func unlockCommand() *cli.Command {
	return &cli.Command{
		Name: "unlock", Usage: "为一个单位解锁已锁定的一期", ArgsUsage: "报告期",
		Description: "例：huibao unlock 2024-06 --unit 海原县 --why 发现漏报两所学校",
		Flags: append(commonFlags(), whyFlag(),
			&cli.StringFlag{Name: "unit", Usage: "`单位`", Required: true}),
		Action: func(c *cli.Context) error {
			opt, w, err := periodArgument(c)
			if err != nil {
				return err
			}
			if err := batch.Unlock(c.Context, w, opt, c.String("unit"), c.String("why")); err != nil {
				return err
			}
			newVoice(c).say("%s已为%s解锁；收到更正的报表后运行 huibao run --period %s。", opt.Period.Chinese(), c.String("unit"), opt.Period)
			return nil
		},
	}
}

// periodArgument reads the period that stands as the one argument.
func periodArgument(c *cli.Context) (batch.Options, batch.Workspace, error) {
	if c.NArg() != 1 {
		return batch.Options{}, batch.Workspace{}, usage("请写明报告期，如 2024-06")
	}
	w, err := workspace(c)
	if err != nil {
		return batch.Options{}, w, err
	}
	s := scene{w: w}
	if s.date, err = today(c); err != nil {
		return batch.Options{}, w, err
	}
	s.exact = text(c, "date") != ""
	if s.period, err = huibao.ParsePeriod(c.Args().First()); err != nil {
		return batch.Options{}, w, err
	}
	return s.options(), w, nil
}
