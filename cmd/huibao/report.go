package main

import (
	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/report"
)

func reportCommand() *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "只凭台账重印一期的全部结果",
		Description: "例：huibao report --period 2024-05\n用那一期最后一次 run 时的方案、日期和报表，与当时写出的逐字节相同；以后改过的方案不影响它。\n    huibao report --period 2024-05 --unit 海原县   一个单位的分册（汇总表和通报）\n    huibao report --period 2024-05 --each          每个单位一份",
		Flags: append(append(commonFlags(), limitFlags()...), periodFlag(),
			&cli.StringSliceFlag{Name: "unit", Usage: "只写这个`单位`的分册：它自己的任务，同样的表和通报；可写多次"},
			publicFlag(), fontsFlag(), editionFlag(),
			&cli.BoolFlag{Name: "each", Usage: "给每个应报单位各写一份分册"}),
		Action: func(c *cli.Context) error {
			s, err := newScene(c)
			if err != nil {
				return err
			}
			opt := s.options()
			if opt.Limits, err = limitsOf(c); err != nil {
				return err
			}
			opt.Public, opt.Fonts = c.Bool("public"), c.String("fonts")
			opt.Edition = c.Int("edition")
			if opt.Edition > 0 && len(c.StringSlice("unit")) == 0 && !c.Bool("each") {
				return reportEdition(c, s, opt)
			}
			if names := c.StringSlice("unit"); len(names) > 0 || c.Bool("each") {
				return editions(c, s, opt, names)
			}
			res, err := batch.Reissue(c.Context, s.w, opt)
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(report.NewDocument(res.Consolidation, res.Outputs))
			}
			v.say("%s的结果已重印在 %s：", s.period.Chinese(), s.w.Out(s.period))
			v.outputs(res.Outputs)
			return nil
		},
	}
}

func editionFlag() cli.Flag {
	return &cli.IntFlag{Name: "edition", Usage: "锁定时的第`几`版，缺省为最新的结果"}
}

// reportEdition lays an edition out again as it was issued.
func reportEdition(c *cli.Context, s scene, opt batch.Options) error {
	list, err := batch.ReportEdition(c.Context, s.w, opt)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(map[string]any{"period": s.period, "edition": opt.Edition, "outputs": list})
	}
	v.say("%s第 %d 版（锁定时的原样）：", s.period.Chinese(), opt.Edition)
	v.outputs(list)
	return nil
}

// editions writes units' own editions.
func editions(c *cli.Context, s scene, opt batch.Options, names []string) error {
	v := newVoice(c)
	step, done := v.progress("分册")
	opt.Progress = step
	list, err := batch.Editions(c.Context, s.w, opt, names)
	done()
	if err != nil {
		return err
	}
	if v.json {
		return v.document(map[string]any{"period": s.period, "outputs": list})
	}
	v.say("%s的分册写在 %s：", s.period.Chinese(), s.w.Out(s.period))
	v.outputs(list)
	return nil
}

func compareCommand() *cli.Command {
	return &cli.Command{
		Name: "compare", Usage: "两期并排比较", ArgsUsage: "报告期 报告期",
		Description: "例：huibao compare 2024-05 2024-06",
		Flags:       append(commonFlags(), editionFlag()),
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return usage("请写明两个报告期，如 2024-05 2024-06")
			}
			w, err := workspace(c)
			if err != nil {
				return err
			}
			var periods [2]huibao.Period
			for i := range periods {
				if periods[i], err = huibao.ParsePeriod(c.Args().Get(i)); err != nil {
					return err
				}
			}
			opt := scene{w: w}.options()
			opt.Edition = c.Int("edition")
			list, err := batch.Compare(c.Context, w, opt, periods[0], periods[1])
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(list)
			}
			var rows [][]string
			for _, x := range list {
				rows = append(rows, []string{x.Code, x.Name, x.Measure, dash(x.Before), dash(x.After), dash(x.Difference), v.light(x.Was), v.light(x.Light)})
			}
			v.table([]string{"编码", "指标", "计量单位", periods[0].String(), periods[1].String(), "增减", periods[0].String() + " 亮灯", periods[1].String() + " 亮灯"}, rows, 3, 4, 5)
			return nil
		},
	}
}

// dash is a quantity's text, — where there is none.
func dash(q huibao.Quantity) string {
	if !q.IsNumber() {
		return "—"
	}
	return q.String()
}
