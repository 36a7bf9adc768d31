package main

import (
	"github.com/urfave/cli/v2"

	"huibao/batch"
)

func issueCommand() *cli.Command {
	return &cli.Command{
		Name: "issue", Usage: "为各单位制作一期的空白报表",
		Description: "例：huibao issue --period 2024-06\n" +
			"    huibao issue --period 2024-06 --unit 海原县 --unit 市教育局",
		Flags: append(commonFlags(), periodFlag(),
			&cli.BoolFlag{Name: "zip", Usage: "另打成一个 .zip，便于邮寄"},
			&cli.StringSliceFlag{Name: "unit", Usage: "只为这些`单位`制作，可重复"}),
		Action: func(c *cli.Context) error {
			s, err := newScene(c)
			if err != nil {
				return err
			}
			v := newVoice(c)
			opt := s.options()
			opt.Pack = c.Bool("zip")
			list, err := batch.Issue(c.Context, s.w, opt, c.StringSlice("unit"))
			if err != nil {
				return err
			}
			if v.json {
				return v.document(list)
			}
			var rows [][]string
			for _, f := range list {
				if f.Unit == "" {
					v.say("已打包：%s", f.Path)
					continue
				}
				rows = append(rows, []string{f.Unit, number(f.Rows), f.Path})
			}
			v.table([]string{"单位", "行数", "文件"}, rows, 1)
			v.remind(c, s.w, opt)
			v.say("共 %d 份（谁收哪份见 %s），请分发各单位；%s 前收回", len(rows), batch.ManifestFile, batch.DeadlineOf(list))
			return nil
		},
	}
}
