package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/check"
	"huibao/report"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "审核一个或几个报表文件，不需要工作区", ArgsUsage: "文件…",
		Description: "例：huibao check 海原县_2024-06.xlsx\n" +
			"    huibao check --list          列出全部审核规则\n" +
			"    huibao check --explain V02   说明一条规则\n" +
			"在文件旁边写一份批注了问题的副本。",
		Flags: append(append(commonFlags(), limitFlags()...),
			&cli.StringFlag{Name: "plan", Usage: "以此方案`文件`为准（缺省：工作区的方案，或报表自带的内容）"},
			&cli.StringFlag{Name: "period", Usage: "文件没有写明`报告期`时，按这一期审核（如 2024-06）"},
			&cli.BoolFlag{Name: "list", Usage: "列出全部审核规则"},
			&cli.StringFlag{Name: "explain", Usage: "说明一条`规则`"}),
		Action: func(c *cli.Context) error {
			switch {
			case c.Bool("list"):
				return listChecks(c)
			case c.String("explain") != "":
				return explainCheck(c, c.String("explain"))
			case c.NArg() == 0:
				return usage("请写明要审核的文件")
			}
			return checkFiles(c, c.Args().Slice())
		},
	}
}

// checkDropped is the program without a command: files dropped on its icon.
func checkDropped(c *cli.Context) error {
	if c.NArg() == 0 {
		return cli.ShowAppHelp(c)
	}
	if name := c.Args().First(); !strings.Contains(filepath.Base(name), ".") {
		return unknownCommand(name, name, c.App.Commands)
	}
	return checkFiles(c, c.Args().Slice())
}

func checkFiles(c *cli.Context, files []string) error {
	date, err := today(c)
	if err != nil {
		return err
	}
	lim, err := limitsOf(c)
	if err != nil {
		return err
	}
	v := newVoice(c)
	opt := batch.CheckOptions{Files: files, Plan: c.String("plan"), Date: date, Limits: lim}
	if c.String("period") != "" {
		if opt.Period, err = period(c); err != nil {
			return err
		}
	}
	if w, err := workspace(c); err == nil && opt.Plan == "" {
		opt.Workspace = &w
	} else if text(c, "C") != "" {
		return err
	} else if w, err := batch.Find(filepath.Dir(files[0])); err == nil && opt.Plan == "" {
		if w, err = withPlaces(c, w, nil); err != nil {
			return err
		}
		opt.Workspace = &w
	}
	res, err := batch.Check(c.Context, opt)
	if err != nil {
		return err
	}
	if v.json {
		if err := v.document(res.Document()); err != nil {
			return err
		}
	}
	for i := range res.Submissions {
		v.checked(&res.Submissions[i], res)
	}
	for i := range res.Submissions {
		if res.Submissions[i].Open() {
			return errFindings
		}
	}
	return nil
}

// checked tells a clerk what was found in one file.
func (v *voice) checked(s *huibao.Submission, res *batch.CheckResult) {
	e := report.NewFileEntry(s, res.UnitName)
	unit := e.Unit
	if s.Return != nil && s.Return.Stamp != nil && res.Plan == nil {
		unit = s.Return.Stamp.Unit.Name
	}
	v.say("%s：%s", e.Path, strings.TrimSpace(s.State.Label()+"  "+e.Why))
	if unit != "" {
		v.say("  %s %s，读到 %d 个数，%d 行有误未计入", unit, s.Period, e.Values, e.HeldOut)
	}
	v.findings(e.Findings)
	for _, o := range res.Outputs {
		if o.For == s.Path {
			v.say("  批注副本：%s", o.Path)
			if o.ListOnly != "" {
				v.say("  （只有意见清单，没有批注在表上：%s）", o.ListOnly)
			}
		}
	}
	v.say("")
}

func listChecks(c *cli.Context) error {
	v := newVoice(c)
	if v.json {
		return v.document(check.List())
	}
	var rows [][]string
	for _, x := range check.List() {
		rows = append(rows, []string{x.Code, x.Severity, x.Title, x.Remedy})
	}
	v.table([]string{"编号", "级别", "问题", "处理办法"}, rows)
	return nil
}

func explainCheck(c *cli.Context, code string) error {
	v := newVoice(c)
	for _, x := range check.List() {
		if x.Code == strings.ToUpper(code) {
			if v.json {
				return v.document(x)
			}
			v.say("%s %s（%s）\n\n为什么：%s。\n怎么办：%s。\n后　果：%s", x.Code, x.Title, x.Severity, x.Reason, x.Remedy, x.Effect)
			if x.Example != "" {
				v.say("举　例：%s", x.Example)
			}
			if x.Bound != "" {
				v.say("界　限：可在方案“审核设置”表中设为%s", x.Bound)
			}
			return nil
		}
	}
	return fmt.Errorf("没有编号为 %s 的审核规则；用 huibao check --list 查看全部", code)
}
