package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/ledger"
)

func ledgerCommand() *cli.Command {
	return &cli.Command{
		Name: "ledger", Usage: "核对、备份和移动台账",
		Subcommands: []*cli.Command{
			{Name: "verify", Usage: "核对台账：记录没有被改动、删去或重写，原件与哈希相符",
				Description: "例：huibao ledger verify --anchor 1234:ab12…（锁定时打印的、每天寄给办公室的“台账校验”，可写几个）",
				Flags:       append(commonFlags(), &cli.StringSliceFlag{Name: "anchor", Usage: "锁定时打印的、邮件里的`台账校验`"}, &cli.StringSliceFlag{Name: "seen-anchor", Usage: "邮件里登录和查阅记录的`校验`"}), Action: verifyLedger},
			{Name: "backup", Usage: "备份台账（可以在运行时备份）", ArgsUsage: "文件", Description: "例：huibao ledger backup D:\\备份\\台账0705.db\n文件已有的不覆盖。原件是另外的文件，照常复制（命令做完会说在哪里）。", Flags: commonFlags(), Action: backupLedger},
			{Name: "rebuild", Usage: "丢掉推算出来的内容，凭记录和原件重新做一遍",
				Description: "例：huibao ledger rebuild\n锁定的期按锁定时的底册做。决定、锁定、原件都不动；各期的结果应与重建前相同，不同的会列出。",
				Flags:       append(commonFlags(), limitFlags()...), Action: rebuildLedger},
			{Name: "slim", Usage: "丢掉已锁定各期的读入结果，让台账变小",
				Description: "例：huibao ledger slim\n记录、决定、审核结果、原件和印出的文件都不动；以后解锁的，从原件重读。",
				Flags:       commonFlags(), Action: slimLedger},
			{Name: "copy", Usage: "把台账移到 PostgreSQL，把原件移到 S3，或从那里移回文件夹",
				Description: "例：huibao ledger copy --to 'postgres://huibao@db/huibao?space=固原-2024'\n    huibao --database 'postgres://…' ledger copy --to file      移回 ledger 文件夹里的文件\n" +
					"请先停下 huibao serve。逐条照抄，两边的台账校验相同才算移成，否则仍用原来的。移成以后，原来的那一份留着不再使用，每个命令都要写 --database（或设环境变量 HUIBAO_DATABASE）；忘了写会被拒绝，不会另起一份。数据库一个市一年用一个 space。\n" +
					"原件另移：\n    huibao ledger copy --originals-to s3://huibao/gy-2024\n    huibao --originals s3://huibao/gy-2024 ledger copy --originals-to folder      移回 ledger/originals\n" +
					"逐份照抄，在那边按哈希读回核对，都对了才算移成；中断了再来一次就行，已抄的不重抄。移成以后每个命令都要写 --originals（或设 HUIBAO_ORIGINALS）。服务器和密钥写在环境变量里，见 docs/deploy.md。",
				Flags: append(commonFlags(), &cli.StringFlag{Name: "to", Usage: "台账移到哪里：`网址` postgres://主机/库?space=名称，或 file"},
					&cli.StringFlag{Name: "originals-to", Usage: "原件移到哪里：`地址` s3://桶/前缀，或 folder"}), Action: copyLedger},
		},
	}
}

func verifyLedger(c *cli.Context) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	anchors, err := headsOf(c.StringSlice("anchor"))
	if err != nil {
		return err
	}
	seen, err := headsOf(c.StringSlice("seen-anchor"))
	if err != nil {
		return err
	}
	led, err := w.ReadLedger()
	if err != nil {
		return err
	}
	defer led.Close()
	res, err := led.Verify(c.Context, anchors)
	if err == nil {
		err = led.HoldSeen(c.Context, res, seen)
	}
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		if err := v.document(res); err != nil {
			return err
		}
	}
	v.say("审计记录 %d 条，结果记录 %d 条，原件 %d 份", res.Head.Length, res.Records, res.Originals)
	for _, p := range res.Problems {
		v.say("  %s", p)
	}
	if len(res.Problems) > 0 {
		return errFindings
	}
	v.say("台账完好。台账校验：%s", res.Head)
	return nil
}

// headsOf reads heads as they were printed or mailed.
func headsOf(list []string) (heads []ledger.Head, err error) {
	for _, s := range list {
		h, err := ledger.ParseHead(s)
		if err != nil {
			return nil, err
		}
		heads = append(heads, h)
	}
	return heads, nil
}

func backupLedger(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明备份文件的名字")
	}
	w, err := workspace(c)
	if err != nil {
		return err
	}
	led, err := w.ReadLedger()
	if err != nil {
		return err
	}
	defer led.Close()
	if err := led.Backup(c.Args().First()); err != nil {
		return err
	}
	where := w.Originals
	if where == "" {
		where = w.Ledger() + "/originals"
	}
	v := newVoice(c)
	if v.json {
		return v.document(map[string]string{"file": c.Args().First(), "originals": where})
	}
	v.say("台账已备份到 %s；原件在 %s，可以照常复制。", c.Args().First(), where)
	return nil
}

func rebuildLedger(c *cli.Context) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	opt := scene{w: w}.options()
	if opt.Limits, err = limitsOf(c); err != nil {
		return err
	}
	list, err := batch.Rebuild(c.Context, w, opt)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(map[string]any{"periods": append([]batch.Rebuilt{}, list...)})
	}
	for _, r := range list {
		word := "与重建前相同"
		if !r.Same {
			word = "与重建前不同（方案、程序或文件夹里的文件在上次运行后变过）"
		}
		v.say("%s　%s", r.Period.Chinese(), word)
	}
	v.say("台账已重建，共 %d 期。", len(list))
	return nil
}

func slimLedger(c *cli.Context) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	s, err := batch.Slim(c.Context, w, scene{w: w}.options())
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(s)
	}
	if len(s.Periods) == 0 {
		v.say("没有已锁定的期，没有可丢的。")
		return nil
	}
	v.say("已锁定的 %d 期，丢掉读入结果 %d 条；台账从 %s 变为 %s（原件不算在内）。", len(s.Periods), s.Readings, megabytes(s.Before), megabytes(s.After))
	return nil
}

func copyLedger(c *cli.Context) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	to, originals := c.String("to"), c.String("originals-to")
	switch {
	case to != "" && originals != "":
		return usage("台账和原件请分两次移：先 --originals-to，再 --to")
	case originals != "":
		return copyOriginals(c, w, originals)
	case to == "":
		return usage("请用 --to 写明台账移到哪里：postgres://主机/库?space=名称，或 file；移原件的，用 --originals-to s3://桶/前缀，或 folder")
	case to == "file":
		to = ""
	default:
		if err := noPassword("--to", to); err != nil {
			return err
		}
	}
	res, err := w.CopyLedger(c.Context, to, version)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(res)
	}
	v.say("台账已移到 %s，共 %d 条；原来的 %s 留着，不再使用。台账校验：%s", res.To, res.Rows, res.From, res.Head)
	if to != "" {
		v.say("以后的命令都要写 --database '%s'，或设环境变量 %s。", to, databaseVariable) // as it was typed: with the user and sslmode, without a password
	}
	return nil
}

func copyOriginals(c *cli.Context, w batch.Workspace, to string) error {
	if to == "folder" {
		to = ""
	}
	res, err := w.CopyOriginals(c.Context, to, version)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(res)
	}
	v.say("原件已移到 %s，共 %d 份，都按哈希核对过；原来的 %s 留着，不再使用。台账校验：%s", res.To, res.Originals, res.From, res.Head)
	if to != "" {
		v.say("以后的命令都要写 --originals '%s'，或设环境变量 %s。", to, originalsVariable)
	} else {
		v.say("以后的命令不要再写 --originals，也不要设环境变量 %s。", originalsVariable)
	}
	return nil
}

// megabytes is a size in MB, rounded up to a tenth.
func megabytes(n int64) string {
	tenths := (n + 99_999) / 100_000
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}

func historyCommand() *cli.Command {
	return &cli.Command{
		Name: "history", Usage: "一个单位报过的各个版本，和每次改了什么", ArgsUsage: "单位",
		Description: "例：huibao history 海原县",
		Flags:       commonFlags(),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("请写明一个单位")
			}
			w, err := workspace(c)
			if err != nil {
				return err
			}
			list, err := batch.HistoryOf(c.Context, w, c.Args().First(), sheet.DefaultLimits())
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(list)
			}
			v.history(list)
			return nil
		},
	}
}

func (v *voice) history(list []batch.Version) {
	for _, x := range list {
		what := x.State.Label()
		if x.PartOf > 0 {
			what = fmt.Sprintf("与第 %d 版是同一份报表", x.PartOf)
		}
		v.say("%s 第 %d 版　%s　收到 %s　%s（%.8s）", x.Period, x.Version, what, x.Received, x.Path, x.SHA256)
		if x.Why != "" {
			v.say("    %s", x.Why)
		}
		for _, ch := range x.Changes {
			v.say("    %s %s：%s → %s", ch.Code, ch.Field, blank(ch.Before), blank(ch.After))
		}
	}
	if len(list) == 0 {
		v.say("没有收到过这个单位的报表。")
	}
}

// blank shows an empty value.
func blank(s string) string {
	if s == "" {
		return fmt.Sprintf("（%s）", "空")
	}
	return s
}
