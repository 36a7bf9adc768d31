package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/durable"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planDiffCommand() *cli.Command {
	return &cli.Command{
		Name: "diff", Usage: "两份方案有哪些不同", ArgsUsage: "原方案.xlsx 新方案.xlsx",
		Description: "例：huibao plan diff 方案旧.xlsx 方案新.xlsx\n" +
			"加 --record 新文件.xlsx --from 2024-09-10 --why 依据，把目标值、分解、完成时限的变动追加到原方案的“修订”表，写成新文件；原文件不动。",
		Flags: append(commonFlags(), &cli.StringFlag{Name: "record", Usage: "把变动记入“修订”后写到的`文件`"},
			&cli.StringFlag{Name: "from", Usage: "变动的生效`日期`"}, &cli.StringFlag{Name: "why", Usage: "变动的`依据`"}),
		Action: planDiff,
	}
}

func planDiff(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage("请写明两份方案，如 huibao plan diff 旧.xlsx 新.xlsx")
	}
	old, err := batch.ReadPlan(c.Context, c.Args().Get(0), sheet.DefaultLimits())
	if err != nil {
		return err
	}
	now, err := batch.ReadPlan(c.Context, c.Args().Get(1), sheet.DefaultLimits())
	if err != nil {
		return err
	}
	changes := planfile.Diff(old.Plan, now.Plan)
	v := newVoice(c)
	if c.String("record") != "" {
		if err := recordChanges(c, v, old.Plan, now.Plan, changes); err != nil {
			return err
		}
	}
	if v.json {
		return v.document(map[string]any{"changes": append([]planfile.Change{}, changes...)})
	}
	sayChanges(v, changes)
	return nil
}

func sayChanges(v *voice, changes []planfile.Change) {
	var rows [][]string
	for _, c := range changes {
		rows = append(rows, []string{c.Sheet, c.Key, c.Name, c.What(), c.Old, c.New})
	}
	if len(rows) > 0 {
		v.table([]string{"工作表", "行", "名称", "变动", "原", "新"}, rows)
	}
	v.say("共 %d 处不同", len(changes))
}

// recordChanges appends the changes to 修订 of the old plan, in a new file.
func recordChanges(c *cli.Context, v *voice, old, now *huibao.Plan, changes []planfile.Change) error {
	from, err := huibao.ParseDate(c.String("from"))
	if err != nil {
		return usage("--record 要写明生效日期，如 --from 2024-09-10")
	}
	date, err := today(c)
	if err != nil {
		return err
	}
	list := planfile.Revisions(changes, now, from, date, c.String("why"))
	cells, err := planfile.RevisionCells(old, list)
	if err != nil {
		return err
	}
	if err := putCells(c.Args().Get(0), c.String("record"), cells); err != nil {
		return err
	}
	v.say("%d 处变动已记入“修订”，写到 %s；其余 %d 处不属于修订", len(list), c.String("record"), len(changes)-len(list))
	return nil
}

// putCells writes cells into a copy of a plan, in a file that must not exist yet,
// or into the plan itself.
func putCells(from, to string, cells []planfile.Cell) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	out, err := planfile.Put(data, cells)
	if err != nil {
		return err
	}
	if to != from {
		return durable.WriteNew(to, out, 0o644)
	}
	return durable.WriteFile(to, out, 0o644)
}
