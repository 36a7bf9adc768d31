package main

import (
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/report"
)

func reportCommand() *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "只凭台账重印一期的全部结果",
		Description: "例：huibao report --period 2024-05\n用那一期最后一次 run 时的方案、日期和报表，与当时写出的逐字节相同；以后改过的方案不影响它。\n    huibao report --period 2024-05 --unit 海原县   一个单位的分册（汇总表和反馈）\n    huibao report --period 2024-05 --each          每个单位一份\n    huibao report --period 2024-05 --changes       变化说明：与上一次印出不同内容的草稿相比",
		Flags: append(append(commonFlags(), limitFlags()...), periodFlag(),
			&cli.StringSliceFlag{Name: "unit", Usage: "只写这个`单位`的分册：它自己的任务，同样的表和通报；可写多次"},
			publicFlag(), fontsFlag(), editionFlag(),
			&cli.BoolFlag{Name: "each", Usage: "给每个应报单位各写一份分册"},
			&cli.BoolFlag{Name: "changes", Usage: "只写变化说明：最近的结果与以前的草稿有什么不同"},
			&cli.StringFlag{Name: "since", Usage: "变化说明与哪`次`比：那次运行的日期，或记录的编号"}),
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
			if c.Bool("changes") || c.IsSet("since") {
				return reportChanges(c, s, opt)
			}
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
				d, err := res.Document()
				if err != nil {
					return err
				}
				return v.document(d)
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
	step, done := v.progress()
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

// reportChanges says what the newest result differs in from an earlier draft.
func reportChanges(c *cli.Context, s scene, opt batch.Options) error {
	list, err := batch.ChangesSince(c.Context, s.w, opt, c.String("since"))
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(list)
	}
	v.say("%s与%s相比：报表 %d 份，亮灯 %d 处，全市 %d 个指标，县（区） %d 个指标，正文 %d 处", list.Until, list.Since,
		len(list.Returns), len(list.Lights), len(list.Figures), len(list.Counties), len(list.Sentences))
	var rows [][]string
	for _, x := range list.Lights {
		rows = append(rows, []string{strings.TrimSpace(x.Code + " " + x.Name), x.Old, x.New, x.From})
	}
	if len(rows) > 0 {
		v.table([]string{"亮灯有变化的", "原", "现", "来自"}, rows)
	}
	v.outputs([]report.Output{list.Output})
	return nil
}

func compareCommand() *cli.Command {
	return &cli.Command{
		Name: "compare", Usage: "两期（或一期的两版）并排比较", ArgsUsage: "报告期[@版] 报告期[@版]",
		Description: "例：huibao compare 2024-05 2024-06\n    huibao compare 2024-06@1 2024-06@2    同一期的第 1 版和第 2 版",
		Flags:       append(commonFlags(), editionFlag()),
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return usage("请写明两个报告期，如 2024-05 2024-06")
			}
			w, err := workspace(c)
			if err != nil {
				return err
			}
			var of [2]batch.Options
			for i := range of {
				of[i] = scene{w: w}.options()
				of[i].Edition = c.Int("edition")
				if of[i].Period, of[i].Edition, err = periodAndEdition(c.Args().Get(i), of[i].Edition); err != nil {
					return err
				}
			}
			list, err := batch.Compare(c.Context, w, of[0], of[1])
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(list)
			}
			before, after := c.Args().Get(0), c.Args().Get(1)
			v.compared(list, before, after)
			v.unlike(list, before, after)
			return nil
		},
	}
}

// compared prints two sums beside each other: six columns, so that 80 cells hold them without a
// terminal, too, with any names. A light that is another one has both, one below the other.
func (v *voice) compared(list []batch.Compared, before, after string) {
	var rows [][]string
	for _, x := range list {
		name, light := x.Name, v.light(x.Light)
		if x.Measure != "" {
			name += "（" + x.Measure + "）"
		}
		if x.Was != x.Light {
			light = v.light(x.Was) + "\n→" + light
		}
		rows = append(rows, []string{x.Code, name, dash(x.Before), dash(x.After), dash(x.Difference), light})
	}
	held := *v
	if held.width == 0 {
		held.width = 80
	}
	held.table([]string{"编码", "指标", before, after, "增减", "亮灯"}, rows, 2, 3, 4)
}

// unlike says of which figures the two sums are of different units: their difference is that
// of the units in both.
func (v *voice) unlike(list []batch.Compared, before, after string) {
	for _, x := range list {
		var lacks []string
		if len(x.OnlyBefore) > 0 {
			lacks = append(lacks, after+" 不含"+strings.Join(x.OnlyBefore, "、"))
		}
		if len(x.OnlyAfter) > 0 {
			lacks = append(lacks, before+" 不含"+strings.Join(x.OnlyAfter, "、"))
		}
		if lacks == nil {
			continue
		}
		rest := "增减只算两边都有的单位"
		if !x.Difference.IsNumber() {
			rest = "不能相减"
		}
		v.say("%s %s：%s，%s。", x.Code, x.Name, strings.Join(lacks, "，"), rest)
	}
}

// periodAndEdition reads a period, and the edition behind an @ where there is one.
func periodAndEdition(text string, edition int) (huibao.Period, int, error) {
	word, number, told := strings.Cut(text, "@")
	period, err := huibao.ParsePeriod(word)
	if err == nil && told {
		if edition, err = strconv.Atoi(number); err != nil || edition < 1 {
			err = usage("%s 中 @ 后面应是第几版，如 2024-06@1", text)
		}
	}
	return period, edition, err
}

// dash is a quantity's text, — where there is none.
func dash(q huibao.Quantity) string {
	if !q.IsNumber() {
		return "—"
	}
	return q.String()
}
