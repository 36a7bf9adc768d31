package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/internal/durable"
	"huibao/internal/sheet"
)

func initCommand() *cli.Command {
	return &cli.Command{
		Name: "init", Usage: "建立一个新的工作区", ArgsUsage: "文件夹",
		Description: "例：huibao init 2024 --plan 方案.xlsx",
		Flags:       append(commonFlags(), &cli.StringFlag{Name: "plan", Usage: "方案`文件`（plan.xlsx 格式）", Required: true}),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("请写明新工作区的文件夹")
			}
			return initWorkspace(c, c.Args().First(), c.String("plan"))
		},
	}
}

func initWorkspace(c *cli.Context, dir, plan string) error {
	v := newVoice(c)
	p, err := batch.ReadPlan(c.Context, plan, sheet.DefaultLimits())
	if err != nil {
		return err
	}
	if p.Errors() > 0 {
		v.findings(p.Findings())
		return &batch.PlanError{Path: plan, Plan: p}
	}
	target := filepath.Join(dir, batch.PlanFile)
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s 已经有方案，不会覆盖；请换一个文件夹", dir)
	}
	for _, sub := range []string{"", "returns", "issued", "out"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return err
		}
	}
	data, err := os.ReadFile(plan)
	if err != nil {
		return err
	}
	if err := durable.WriteFile(target, data, 0o644); err != nil {
		return err
	}
	if v.json {
		return v.document(map[string]any{"folder": dir, "title": p.Plan.Title, "year": p.Plan.Year, "indicators": len(p.Plan.Indicators)})
	}
	v.say("已建立工作区 %s（%s，%d 个指标）", dir, p.Plan.Title, len(p.Plan.Indicators))
	v.say("下一步：huibao -C %s issue --period %d-01", dir, p.Plan.Year)
	return nil
}
