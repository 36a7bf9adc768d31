package main

import (
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/check"
	"huibao/internal/sheet"
)

func readyCommand() *cli.Command {
	return &cli.Command{
		Name: "ready", Usage: "开始以前：方案照现在这样用，哪些地方会出不来或出错",
		Description: "例：huibao ready\n    huibao ready --period 2024-06      从 6 月开始用的\n一类一段：有什么、不管它会怎样、怎么办。issue 和一年里第一次 run 也会提醒。方案有错误的以状态 1 退出。",
		Flags:       append(commonFlags(), &cli.StringFlag{Name: "period", Aliases: []string{"p"}, Usage: "从哪一`期`开始，缺省为还没有结果的第一期"}),
		Action: func(c *cli.Context) error {
			w, err := workspace(c)
			if err != nil {
				return err
			}
			plan, err := batch.ReadPlan(c.Context, w.Plan(), sheet.DefaultLimits())
			if err != nil {
				return err
			}
			first := firstPeriod(w, plan.Plan)
			if c.String("period") != "" {
				if first, err = period(c); err != nil {
					return err
				}
			}
			if err := plan.Plan.Collects(first); err != nil {
				return err
			}
			return newVoice(c).ready(plan, first)
		},
	}
}

// ready prints what is left to do, a paragraph each.
func (v *voice) ready(plan *batch.LoadedPlan, first huibao.Period) error {
	list := check.Ready(plan.Plan, plan.Findings(), first)
	if v.json {
		if err := v.document(map[string]any{"period": first, "items": append([]check.ReadyItem{}, list...)}); err != nil {
			return err
		}
	}
	v.say("%s，从%s开始", plan.Plan.Title, first.Chinese())
	for i, x := range list {
		v.say("")
		v.say("%d. %s：%s", i+1, x.Topic, x.What)
		v.lines("   不管它：" + x.Then)
		if x.Do != "" {
			v.lines("   怎么办：" + x.Do)
		}
		v.lines("   " + some(x.Codes))
	}
	v.say("")
	if len(list) == 0 {
		v.say("没有要看的了，可以下发：huibao issue --period %s", first)
	} else {
		v.say("共 %d 类；改好 plan.xlsx 后再看一次，没有别的就下发：huibao issue --period %s", len(list), first)
	}
	if plan.Errors() > 0 {
		return errFindings
	}
	return nil
}

// lines says a text that may be longer than a line, indented.
func (v *voice) lines(text string) {
	for _, l := range wrap(text, 76) {
		v.say("%s", "   "+strings.TrimLeft(l, " "))
	}
}

// readyMost is how many names stand in a paragraph.
const readyMost = 12

func some(list []string) string {
	if len(list) <= readyMost {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:readyMost], "、") + " 等（全部见 --json）"
}

// remind says, beside other work, that there is something to look at before the year starts.
func (v *voice) remind(c *cli.Context, w batch.Workspace, opt batch.Options) {
	plan, err := batch.ReadPlan(c.Context, w.Plan(), opt.Limits)
	if err != nil {
		return // the work itself has said so
	}
	if n := len(check.Ready(plan.Plan, plan.Findings(), opt.Period)); n > 0 {
		v.say("开始以前还有 %d 类事要看：huibao ready --period %s", n, opt.Period)
	}
}

// firstPeriod is the first period of the year without results, else the last.
func firstPeriod(w batch.Workspace, p *huibao.Plan) huibao.Period {
	list := p.Periods()
	for _, period := range list {
		if _, err := os.Stat(w.Out(period)); err != nil {
			return period
		}
	}
	return list[len(list)-1]
}

// begun reports whether any period of the year has results.
func begun(w batch.Workspace, year int) bool {
	entries, err := os.ReadDir(w.OutDir())
	prefix := huibao.Period{Year: year, Month: 1}.String()[:5]
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), prefix) })
}
