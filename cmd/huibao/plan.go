package main

import (
	"slices"
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planCommand() *cli.Command {
	return &cli.Command{
		Name:  "plan",
		Usage: "起草、检查、查看、比较方案（plan.xlsx）",
		Subcommands: []*cli.Command{
			planDraftCommand(), planDiffCommand(), planAllocateCommand(), planScoreCommand(),
			{
				Name: "check", Usage: "检查方案自身是否一致", ArgsUsage: "[plan.xlsx]",
				Description: "例：huibao plan check\n列出全部问题，每条写明工作表、单元格和改法；按该先改的表排列，同一张表里必须改的在前。",
				Flags:       commonFlags(), Action: planCheck,
			},
			{
				Name: "show", Usage: "以表格或 JSON 显示方案", ArgsUsage: "[plan.xlsx]",
				Description: "例：huibao plan show --json",
				Flags:       commonFlags(), Action: planShow,
			},
		},
	}
}

// readPlan reads the plan that is named, or the workspace's.
func readPlan(c *cli.Context) (*batch.LoadedPlan, error) {
	path := c.Args().First()
	if path == "" {
		w, err := workspace(c)
		if err != nil {
			return nil, err
		}
		path = w.Plan()
	}
	return batch.ReadPlan(c.Context, path, sheet.DefaultLimits())
}

func planCheck(c *cli.Context) error {
	p, err := readPlan(c)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		list := p.Findings()
		if list == nil {
			list = []huibao.Finding{}
		}
		if err := v.document(map[string]any{"findings": list}); err != nil {
			return err
		}
	}
	sayInOrder(v, p.Findings())
	v.say("%s：%d 项任务，%d 个指标，%d 个单位；错误 %d 处，其他提示 %d 处", p.Plan.Title,
		len(p.Plan.Tasks), len(p.Plan.Indicators), len(p.Plan.Units), p.Errors(), len(p.Findings())-p.Errors())
	if p.Errors() > 0 {
		return errFindings
	}
	return nil
}

// sheetsInOrder are the sheets of a plan in the order in which they are filled in: what
// stands in an earlier one is named in the later.
var sheetsInOrder = []string{huibao.SheetAbout, huibao.SheetUnits, huibao.SheetTasks, huibao.SheetIndicators, "参照", "报送日历", "分解", "序时", "期初"}

// sayInOrder tells findings sheet by sheet, in the order of mending them.
func sayInOrder(v *voice, list []huibao.Finding) {
	left := slices.Clone(list)
	step := 0
	for _, name := range append(slices.Clone(sheetsInOrder), "") {
		var here, rest []huibao.Finding
		for _, f := range left {
			if f.Sheet == name || name == "" {
				here = append(here, f)
			} else {
				rest = append(rest, f)
			}
		}
		if left = rest; len(here) == 0 {
			continue
		}
		step++
		if name == "" {
			name = "其他"
		}
		v.say("第 %d 步：“%s”表，%d 处", step, name, len(here))
		v.findings(here)
	}
}

func planShow(c *cli.Context) error {
	p, err := readPlan(c)
	if err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		return v.document(planfile.Show(p.Plan))
	}
	var rows [][]string
	for i := range p.Plan.Indicators {
		ind := &p.Plan.Indicators[i]
		rows = append(rows, []string{ind.Code, ind.Name, ind.Kind.Label(), ind.Mode.Label(), targetText(ind), ind.Measure,
			ind.Scope.Label(), p.Plan.UnitName(p.Plan.ResponsibleOf(ind)), ind.ReportBy.Label()})
	}
	v.say("%s（%d 年）%s", p.Plan.Title, p.Plan.Year, p.Plan.Version)
	v.table([]string{"编码", "指标", "类型", "进度方式", "目标", "计量单位", "口径", "责任单位", "报送方式"}, rows, 4)
	v.say("%d 项任务，%s 个指标", len(p.Plan.Tasks), strconv.Itoa(len(p.Plan.Indicators)))
	return nil
}

func targetText(ind *huibao.Indicator) string {
	if ind.TargetRef != nil {
		return ind.Comparator.Label() + " " + ind.TargetRef.Name + "×" + ind.TargetRef.Factor.String()
	}
	if !ind.Target.IsNumber() {
		return "—"
	}
	return ind.Comparator.Label() + " " + ind.Target.String()
}
