package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"huibao/batch"
)

func splitCommand() *cli.Command {
	return &cli.Command{
		Name: "split", Usage: "把一份报表按牵头单位拆成几份，分给各科室填", ArgsUsage: "报表.xlsx",
		Description: "例：huibao split 海原县_2024-06.xlsx\n分表放在同名的“…_分表”文件夹里，已填的数带过去；填好后用 huibao merge 合并。",
		Flags:       commonFlags(),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("请写明一份报表，如 huibao split 海原县_2024-06.xlsx")
			}
			lim, err := limitsOf(c)
			if err != nil {
				return err
			}
			list, err := batch.Split(c.Context, c.Args().First(), lim)
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(list)
			}
			var rows [][]string
			for _, p := range list {
				rows = append(rows, []string{p.Bureau, number(p.Rows), p.Path})
			}
			v.table([]string{"牵头单位", "行数", "文件"}, rows, 1)
			v.say("共 %d 份分表", len(list))
			return nil
		},
	}
}

func mergeCommand() *cli.Command {
	return &cli.Command{
		Name: "merge", Usage: "把填好的分表合并成一份报表", ArgsUsage: "分表.xlsx …",
		Description: "例：huibao merge 海原县_2024-06_分表/*.xlsx -o 海原县_2024-06.xlsx\n" +
			"两份分表同一格填得不同时不合并，逐格列出；签署和其他情况说明请在合并后的表里填写。",
		Flags:  append(commonFlags(), &cli.StringFlag{Name: "o", Usage: "写到哪个`文件`（已有的文件不会覆盖）", Required: true}),
		Action: mergeParts,
	}
}

func mergeParts(c *cli.Context) error {
	if c.NArg() == 0 {
		return usage("请写明要合并的分表，如 huibao merge 分表1.xlsx 分表2.xlsx -o 合并.xlsx")
	}
	lim, err := limitsOf(c)
	if err != nil {
		return err
	}
	m, err := batch.Merge(c.Context, c.Args().Slice(), c.String("o"), lim)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		if err := v.document(m); err != nil {
			return err
		}
	}
	for _, x := range m.Clashes {
		v.say("%s %s 的“%s”填得不同：%s 是“%s”，%s 是“%s”", x.Code, x.Name, x.Field, x.Places[0], x.Texts[0], x.Places[1], x.Texts[1])
	}
	if len(m.Clashes) > 0 {
		v.say("有 %d 格填得不同，没有合并；请统一后再运行", len(m.Clashes))
		return errFindings
	}
	v.say("已合并 %s %s：%d 行，写到 %s", m.Unit, m.Period, m.Rows, c.String("o"))
	if len(m.Empty) > 0 {
		v.say("还没有填的 %d 行：%s", len(m.Empty), strings.Join(m.Empty, "、"))
	}
	return nil
}
