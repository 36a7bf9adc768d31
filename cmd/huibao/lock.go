package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
)

func lockCommand() *cli.Command {
	return &cli.Command{
		Name: "lock", Usage: "锁定一期：定稿成版，以后怎样都不再变", ArgsUsage: "报告期",
		Description: "例：huibao lock 2024-06\n    huibao lock 2024-06 --leave-out-rest --why 截止日已过，未说明的先不计入\n" +
			"先读入新到的文件、审核，再把全部结果定稿写入 out/报告期/第N版/（只读，任何以后的命令都不改它）。\n" +
			"还有问题没有答复时不能锁定，并列出每个问题的答复命令；只是有单位未报或退回时，写明 --why 即不再等待。\n" +
			"打印的“台账校验”请抄存在别处，以后用 huibao ledger verify --anchor 核对。",
		Flags: append(append(commonFlags(), limitFlags()...), whyFlag(), fontsFlag(),
			&cli.BoolFlag{Name: "leave-out-rest", Usage: "一并答复其余问题：未计入的行不采用，未说明的行照计并注明，未报的单位不等"},
			&cli.StringFlag{Name: "number", Usage: "印在公文上的`文号`"},
			&cli.StringFlag{Name: "issued-on", Usage: "印在公文上的`日期`，缺省为今天"}),
		Action: lock,
	}
}

func lock(c *cli.Context) error {
	opt, w, err := periodArgument(c)
	if err != nil {
		return err
	}
	if opt.Limits, err = limitsOf(c); err != nil {
		return err
	}
	opt.Fonts = c.String("fonts")
	how := batch.LockOptions{Why: c.String("why"), LeaveOutRest: c.Bool("leave-out-rest"), Number: c.String("number")}
	if how.IssuedOn, err = optionalDate(c, "issued-on"); err != nil {
		return err
	}
	v := newVoice(c)
	step, done := v.progress()
	opt.Progress = step
	res, err := batch.Lock(c.Context, w, opt, how)
	done()
	var open *batch.QuestionsError
	if errors.As(err, &open) {
		v.questions(open.Questions)
		if v.json {
			return errors.Join(toldError{err}, v.document(map[string]any{"period": opt.Period, "questions": open.Questions}))
		}
	}
	if err != nil {
		return err
	}
	if v.json {
		return v.document(res)
	}
	v.questions(res.Answered)
	v.say("%s已锁定，第 %d 版。", opt.Period.Chinese(), res.Edition)
	if res.Same {
		v.say("与上一版没有不同，没有另出新版。")
	}
	v.say("台账校验（请抄存）：%s", res.Head)
	v.say("正式稿在 %s：", w.Out(opt.Period))
	v.outputs(res.Outputs)
	for _, note := range res.Notes {
		v.say("注意：%s", note)
	}
	return nil
}

// optionalDate is the day that a flag gives, or none.
func optionalDate(c *cli.Context, name string) (huibao.Date, error) {
	if c.String(name) == "" {
		return huibao.Date{}, nil
	}
	return huibao.ParseDate(c.String(name))
}

// questions lists what stands in the way of a lock, and the command that answers each.
func (v *voice) questions(list []batch.Question) {
	for _, q := range list {
		v.say("  %s：%s", q.Unit, q.What)
		v.say("      %s", q.Command)
	}
}

func unlockCommand() *cli.Command {
	return &cli.Command{
		Name: "unlock", Usage: "为一个单位（或整期）解锁已锁定的一期", ArgsUsage: "报告期",
		Description: "例：huibao unlock 2024-06 --unit 海原县 --why 发现漏报两所学校\n    huibao unlock 2024-06 --all --why 方案调整，整期重出\n" +
			"为一个单位解锁，其余单位仍按已定稿的数；整期解锁按现在的方案重新审核。已定稿的各版不变，再锁定时另成一版，并出更正。",
		Flags: append(commonFlags(), whyFlag(),
			&cli.StringFlag{Name: "unit", Usage: "`单位`"},
			&cli.BoolFlag{Name: "all", Usage: "整期解锁"}),
		Action: func(c *cli.Context) error {
			opt, w, err := periodArgument(c)
			if err != nil {
				return err
			}
			unit := c.String("unit")
			if (unit == "") == !c.Bool("all") {
				return usage("请用 --unit 写明单位，或用 --all 整期解锁")
			}
			edition, err := batch.Unlock(c.Context, w, opt, unit, c.String("why"))
			if err != nil {
				return err
			}
			whom := "为" + unit
			if unit == "" {
				whom = "整期"
			}
			v := newVoice(c)
			if v.json {
				return v.document(map[string]any{"period": opt.Period, "unit": unit, "edition": edition})
			}
			v.say("%s已%s解锁（第 %d 版不变）；收到更正的报表后运行 huibao run --period %s，再锁定成第 %d 版。", opt.Period.Chinese(), whom, edition, opt.Period, edition+1)
			return nil
		},
	}
}

func issuedCommand() *cli.Command {
	return &cli.Command{
		Name: "issued", Usage: "登记一版已印发：文号、日期和盖章的文件", ArgsUsage: "报告期",
		Description: "例：huibao issued 2024-06 --number 卫政办发〔2024〕8号 --pdf 通报盖章.pdf\n文件原样存入台账，并放在 out/报告期/第N版-印发/。\n" +
			"    huibao issued 2024-06 --number 卫政办发〔2024〕8号 --docx 通报.docx\nWord 文件的数字、表格与底稿不同的，列出差异，不登记；用 --why 写明理由后登记。",
		Flags: append(commonFlags(), whyFlag(),
			&cli.IntFlag{Name: "edition", Usage: "第`几`版，缺省为最新一版"},
			&cli.StringFlag{Name: "number", Usage: "`文号`"},
			&cli.StringFlag{Name: "issued-on", Usage: "印发`日期`，缺省为今天"},
			&cli.StringFlag{Name: "docx", Usage: "印发时的 Word `文件`"},
			&cli.StringFlag{Name: "pdf", Usage: "盖章后的 PDF `文件`"}),
		Action: func(c *cli.Context) error {
			opt, w, err := periodArgument(c)
			if err != nil {
				return err
			}
			s := batch.Sending{Edition: c.Int("edition"), Number: c.String("number"), DOCX: c.String("docx"), PDF: c.String("pdf"), Why: c.String("why")}
			if s.Date, err = optionalDate(c, "issued-on"); err != nil {
				return err
			}
			if s.Date.IsZero() {
				s.Date = opt.Date
			}
			sent, err := batch.SendOut(c.Context, w, opt, s)
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(map[string]any{"period": opt.Period, "edition": sent.Edition, "number": s.Number, "date": s.Date, "folder": sent.Dir,
					"compared": sent.Compared, "differences": append([]string{}, sent.Differences...), "struck": append([]string{}, sent.Struck...)})
			}
			v.say("已登记：%s第 %d 版以 %s 印发。", opt.Period.Chinese(), sent.Edition, s.Number)
			v.sentOut(s, sent)
			return nil
		},
	}
}

// sentOut tells where the files lie, and how the office's own differs from the edition's.
func (v *voice) sentOut(s batch.Sending, sent batch.Sent) {
	if s.DOCX != "" || s.PDF != "" {
		v.say("文件在 %s", sent.Dir)
	}
	switch {
	case s.DOCX != "" && !sent.Compared:
		v.say("这一版没有 Word 底稿，印发的 Word 文件未与底稿核对。")
	case s.DOCX != "" && len(sent.Differences) == 0:
		v.say("Word 文件的数字和表格与底稿一致。")
	case len(sent.Differences) > 0:
		v.say("Word 文件与底稿有 %d 处不同，连同理由记入台账：", len(sent.Differences))
		for _, d := range sent.Differences {
			v.say("  %s", d)
		}
	}
	for _, d := range sent.Struck {
		v.say("印发稿没有底稿中的要求“%s”，下期通报不再跟踪。", d)
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
