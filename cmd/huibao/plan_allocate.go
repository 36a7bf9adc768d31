package main

import (
	"github.com/shopspring/decimal"
	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planAllocateCommand() *cli.Command {
	return &cli.Command{
		Name: "allocate", Usage: "为一个指标拟出各单位的分解数", ArgsUsage: "编码",
		Description: "例：huibao plan allocate 3.2 --by 人口 --total 360\n" +
			"按人口、平均或“参照”表中各单位的数（如上年完成）分配，取整后加起来正好等于全市数（最大余数法）；已填的不动。\n" +
			"只显示；加 --write 写入 plan.xlsx 的“分解”表空格。",
		Flags: append(commonFlags(), &cli.StringFlag{Name: "by", Usage: "`依据`：人口、平均，或“参照”表中的名称", Value: planfile.ByPopulation},
			&cli.StringFlag{Name: "total", Usage: "全市的`数`（“分解”表没有填全市数时）"}, &cli.BoolFlag{Name: "write", Usage: "写入方案的空格"},
			&cli.StringFlag{Name: "plan", Usage: "方案`文件`（缺省：工作区的 plan.xlsx）"}),
		Action: planAllocate,
	}
}

func planAllocate(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明一个指标编码，如 huibao plan allocate 3.2")
	}
	path, p, err := planOf(c)
	if err != nil {
		return err
	}
	total, err := totalFlag(c)
	if err != nil {
		return err
	}
	code := c.Args().First()
	x, err := planfile.Propose(p.Plan, code, by(c.String("by")), total)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if c.Bool("write") {
		cells, err := planfile.AllocationCells(p.Plan, code, x.New)
		if err != nil {
			return err
		}
		if err := putCells(path, path, cells); err != nil {
			return err
		}
	}
	return sayProposal(c, v, p.Plan, x, path)
}

// by takes the English words of a script for the Chinese ones.
func by(word string) string {
	switch word {
	case "population":
		return planfile.ByPopulation
	case "equal":
		return planfile.Equally
	}
	return word
}

func totalFlag(c *cli.Context) (huibao.Quantity, error) {
	s := c.String("total")
	if s == "" {
		return huibao.Quantity{}, nil
	}
	d, err := huibao.ParseDecimal(s)
	if err != nil || d.Sign() < 0 || len(s) > 15 {
		return huibao.Quantity{}, usage("--total 应为一个数，如 --total 360")
	}
	return huibao.Num(d), nil
}

// planPath is the plan that was named, or the workspace's.
func planPath(c *cli.Context) (string, error) {
	if s := c.String("plan"); s != "" {
		return s, nil
	}
	w, err := workspace(c)
	if err != nil {
		return "", err
	}
	return w.Plan(), nil
}

// planOf reads the plan that --plan names, else the workspace's, and says where it lies.
func planOf(c *cli.Context) (string, *batch.LoadedPlan, error) {
	path, err := planPath(c)
	if err != nil {
		return "", nil, err
	}
	p, err := batch.ReadPlan(c.Context, path, sheet.DefaultLimits())
	return path, p, err
}

func sayProposal(c *cli.Context, v *voice, p *huibao.Plan, x planfile.Proposal, path string) error {
	type part struct {
		Unit  string          `json:"unit"`
		Value decimal.Decimal `json:"value"`
		New   bool            `json:"new"`
	}
	var parts []part
	var rows [][]string
	for _, list := range []struct {
		of    []huibao.Allocation
		fresh bool
		say   string
	}{{x.Kept, false, "已填，不动"}, {x.New, true, "拟分"}} {
		for _, a := range list.of {
			parts = append(parts, part{p.UnitName(a.Unit), a.Value, list.fresh})
			rows = append(rows, []string{p.UnitName(a.Unit), a.Value.String(), list.say})
		}
	}
	if v.json {
		return v.document(map[string]any{"code": c.Args().First(), "total": x.Total, "parts": parts})
	}
	v.table([]string{"单位", "分解", ""}, rows, 1)
	if c.Bool("write") {
		v.say("已写入 %s 的“分解”表", path)
	} else {
		v.say("全市 %s；这是建议，加 --write 写入“分解”表的空格", x.Total)
	}
	return nil
}
