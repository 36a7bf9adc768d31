package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/internal/durable"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
	"huibao/rollup"
)

func traceCommand() *cli.Command {
	return &cli.Command{
		Name: "trace", Usage: "一个公布的数字从哪里来：文件、哈希、工作表、单元格", ArgsUsage: "编码",
		Description: "例：huibao trace 3.2 --period 2024-06\n" +
			"    huibao trace 3.2 --period 2024-06 --unit 海原县 --json",
		Flags: append(commonFlags(), periodFlag(),
			&cli.StringFlag{Name: "unit", Usage: "只看这个`单位`，缺省为全市"},
			&cli.StringFlag{Name: "open", Usage: "把涉及的原件写到这个`文件夹`"}),
		Action: func(c *cli.Context) error {
			ref, err := reference(c)
			if err != nil {
				return err
			}
			return traceCode(c, ref)
		},
	}
}

var codeForm = regexp.MustCompile(`^\d+\.\d+$`)

// reference is the one argument; flags that stand after it are read too.
func reference(c *cli.Context) (string, error) {
	if c.NArg() != 1 || !codeForm.MatchString(c.Args().First()) {
		return "", usage("请写明一个指标编码，如 3.2")
	}
	return c.Args().First(), nil
}

func traceCode(c *cli.Context, code string) error {
	s, err := newScene(c)
	if err != nil {
		return err
	}
	con, err := batch.Standing(c.Context, s.w, s.period, sheet.DefaultLimits())
	if err != nil {
		return err
	}
	unit, err := unitCode(con.Plan, c.String("unit"))
	if err != nil {
		return err
	}
	ind := con.Plan.IndicatorByCode(code)
	if ind == nil {
		return fmt.Errorf("方案中没有编码为 %s 的指标", code)
	}
	standing := rollup.Explain(con, unit, code)
	if standing == nil {
		return fmt.Errorf("%s 不报送指标 %s（%s）", con.Plan.UnitName(unit), code, ind.Name)
	}
	t := report.NewTrace(con, standing)
	if dir := c.String("open"); dir != "" {
		if err := writeOriginals(s.w, dir, t); err != nil {
			return err
		}
	}
	v := newVoice(c)
	if v.json {
		return v.document(t)
	}
	v.trace(t)
	return nil
}

func (v *voice) trace(t *report.Trace) {
	v.say("%s %s，%s", t.Code, t.Name, t.Period.Chinese())
	v.say("方案版本 %.12s", t.PlanVersion)
	for _, f := range t.Figures {
		value := f.Value
		if value == "" {
			value = "—"
		}
		v.say("")
		v.say("%s %s：%s %s", f.Unit, f.Item, value, f.Measure)
		var rows [][]string
		for _, p := range f.Parts {
			rows = append(rows, []string{p.Unit, p.Item, p.Value, p.Text, place(p), p.File, shortHash(p.SHA256), comment(p)})
		}
		v.table([]string{"单位", "栏目", "数值", "原文", "位置", "文件", "SHA-256", "备注"}, rows, 2)
	}
}

func place(p report.TracePart) string {
	if p.Cell == "" {
		return ""
	}
	return p.Sheet + "!" + p.Cell
}

func shortHash(s string) string {
	if len(s) > 12 {
		return s[:12]
	}
	return s
}

func comment(p report.TracePart) string {
	var list []string
	if p.Excluded != "" {
		list = append(list, "未计入："+p.Excluded)
	}
	if p.Derived != "" {
		list = append(list, p.Derived)
	}
	if p.Pending {
		list = append(list, "报表待说明")
	}
	for _, r := range p.Remarks {
		if r != p.Derived {
			list = append(list, r)
		}
	}
	return strings.Join(list, "；")
}

// writeOriginals writes the files that a figure comes from, as they were handed in;
// each name begins with its hash.
func writeOriginals(w batch.Workspace, dir string, t *report.Trace) error {
	led, err := ledger.Read(w.Ledger())
	if err != nil {
		return err
	}
	defer led.Close()
	done := map[string]bool{}
	for _, f := range t.Figures {
		for _, p := range f.Parts {
			if p.SHA256 == "" || done[p.SHA256] {
				continue
			}
			done[p.SHA256] = true
			if err := writeOriginal(led, dir, p); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeOriginal(led *ledger.Ledger, dir string, p report.TracePart) error {
	in, err := led.Original(p.SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	file, _, _ := strings.Cut(path.Base(p.File), "#")
	ext := path.Ext(file)
	name := batch.FileName(p.SHA256[:8]+"_"+strings.TrimSuffix(file, ext)) + ext
	if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
		return nil // written before: the hash is in its name
	}
	return durable.WriteNew(filepath.Join(dir, name), data, 0o644)
}
