package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/samples"
)

func demoCommand() *cli.Command {
	return &cli.Command{
		Name: "demo", Usage: "在自带的示例上走完全过程：下发、回收、审核、汇总、通报", ArgsUsage: "[文件夹]",
		Description: "例：huibao demo\n在当前文件夹下建立 huibao-demo（只会覆盖以前演示留下的文件夹）。",
		Flags:       commonFlags(),
		Action: func(c *cli.Context) error {
			dir := c.Args().First()
			if dir == "" {
				dir = "huibao-demo"
			}
			return demo(c, dir)
		},
	}
}

func demo(c *cli.Context, dir string) error {
	if err := clearDemo(dir); err != nil {
		return err
	}
	if err := samples.Unpack(dir); err != nil {
		return fmt.Errorf("示例无法写出：%w", err)
	}
	v := newVoice(c)
	v.say("示例工作区：%s（方案、18 个单位 2024 年 5 月和 6 月的报表，数据系虚构）", dir)
	v.say("")
	w, err := batch.At(dir)
	if err != nil {
		return err
	}
	var last *batch.Result
	for _, m := range samples.Periods() {
		s := scene{w: w, date: m.Date, period: m.Period, exact: c.Bool("demo")} // a served demo's clock goes on from its days
		opt := s.options()
		if text(c, "date") != "" {
			if opt.Date, err = today(c); err != nil {
				return err
			}
		}
		if last, err = demoPeriod(c, v, w, opt); err != nil {
			return err
		}
	}
	if v.json {
		d, err := last.Document()
		if err != nil {
			return err
		}
		return v.document(d)
	}
	v.summary(last, w)
	v.next(dir, last.Summary.Period)
	return nil
}

func demoPeriod(c *cli.Context, v *voice, w batch.Workspace, opt batch.Options) (*batch.Result, error) {
	if _, err := batch.Issue(c.Context, w, opt, nil); err != nil {
		return nil, err
	}
	step, done := v.progress()
	defer done()
	opt.Progress = step
	return batch.Run(c.Context, w, opt)
}

// next says what to try after the demo.
func (v *voice) next(dir string, p huibao.Period) {
	v.say("")
	v.say("接下来可以试试：")
	v.say("  huibao -C %s trace 3.2 --period %s      一个数字从哪里来", dir, p)
	v.say("  huibao -C %s status --period %s         谁报了、谁要改", dir, p)
	v.say("  huibao check %s  单独审核一份报表", filepath.Join(dir, "returns", p.String(), samples.Example))
}

// clearDemo makes room for a demo: an empty or new folder, or one that an earlier
// demo made, of which it removes what a demo makes and nothing else.
func clearDemo(dir string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(list) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s 无法使用：%w", dir, err)
	}
	if _, err := os.Stat(filepath.Join(dir, samples.Mark)); err != nil {
		return fmt.Errorf("%s 里有别的内容，演示不会覆盖它；请换一个文件夹：huibao demo 新文件夹", dir)
	}
	for _, made := range []string{batch.PlanFile, "returns", "issued", "out", "ledger"} {
		if err := os.RemoveAll(filepath.Join(dir, made)); err != nil {
			return fmt.Errorf("%s 无法清空：%w", dir, err)
		}
	}
	return nil
}
