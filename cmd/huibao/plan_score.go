package main

import (
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planScoreCommand() *cli.Command {
	return &cli.Command{
		Name: "score", Usage: "比较起草的方案与人工核定的方案，逐栏计对错", ArgsUsage: "核定的方案 起草的方案",
		Description: "例：huibao plan score plan.xlsx 起草.xlsx\n" +
			"目标值和计量单位相同的算同一个指标；列出漏读的、多读的，和读对的指标中每一栏对了多少。",
		Flags: commonFlags(), Action: planScore,
	}
}

func planScore(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage("请写明两份方案，如 huibao plan score plan.xlsx 起草.xlsx")
	}
	var plans [2]*batch.LoadedPlan
	for i := range plans {
		var err error
		if plans[i], err = batch.ReadPlan(c.Context, c.Args().Get(i), sheet.DefaultLimits()); err != nil {
			return err
		}
	}
	s := planfile.ScoreDraft(plans[0].Plan, plans[1].Plan)
	v := newVoice(c)
	if v.json {
		return v.document(s)
	}
	var rows [][]string
	for _, f := range s.Fields {
		rows = append(rows, []string{f.Field, strconv.Itoa(f.Right), strconv.Itoa(s.Found)})
		for _, w := range f.Wrong {
			v.say("%s不同：%s", f.Field, w)
		}
	}
	for _, m := range s.Missed {
		v.say("漏读：%s", m)
	}
	for _, m := range s.Invented {
		v.say("多读：%s", m)
	}
	v.table([]string{"栏目", "对", "共"}, rows, 1, 2)
	v.say("核定 %d 个指标，起草 %d 个；读出 %d 个，各栏全对 %d 个", s.Golden, s.Drafted, s.Found, s.Whole)
	return nil
}
