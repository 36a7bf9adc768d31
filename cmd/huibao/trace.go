package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/inforce"
	"huibao/internal/durable"
	"huibao/ledger"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

func traceCommand() *cli.Command {
	return &cli.Command{
		Name: "trace", Usage: "一个公布的数字从哪里来：文件、哈希、工作表、单元格", ArgsUsage: "编码或单元格",
		Description: "例：huibao trace 3.2 --period 2024-06\n    huibao trace 汇总表.xlsx!指标!I12 --period 2024-06\n" +
			"    huibao trace 3.2 --period 2024-06 --unit 海原县 --json",
		Flags: append(commonFlags(), periodFlag(),
			&cli.StringFlag{Name: "unit", Usage: "只看这个`单位`，缺省为全市"},
			editionFlag(),
			&cli.StringFlag{Name: "open", Usage: "把涉及的原件写到这个`文件夹`"}),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("请写明一个指标编码（如 3.2）或汇总表的一格（如 汇总表.xlsx!指标!I12）")
			}
			return traceRef(c, c.Args().First())
		},
	}
}

func traceRef(c *cli.Context, text string) error {
	s, err := newScene(c)
	if err != nil {
		return err
	}
	opt := s.options()
	opt.Edition = c.Int("edition")
	v := newVoice(c)
	con, ref, mended, err := batch.StandingOf(c.Context, s.w, opt, func(p *inforce.Plan) (batch.Reference, error) {
		ref, err := batch.Refer(c.Context, s.w, p, opt, text)
		if err == nil && c.String("unit") != "" {
			ref.Cell = false
			ref.Unit, err = unitCode(p, c.String("unit"))
		}
		return ref, err
	})
	v.note(mended)
	if err != nil {
		return err
	}
	traces, err := tracesOf(con, ref)
	if err != nil {
		return err
	}
	if dir := c.String("open"); dir != "" {
		if err := writeOriginals(s.w, dir, traces); err != nil {
			return err
		}
	}
	for _, t := range traces {
		t.Signed(con)
	}
	switch {
	case v.json && len(traces) == 1:
		return v.document(traces[0])
	case v.json:
		return v.document(traces)
	}
	for _, t := range traces {
		v.trace(t)
	}
	v.signed(con)
	if con.Edition > 1 && strings.HasPrefix(text, "更正.pdf#") {
		v.say("")
		v.say("更正前的数：huibao trace 编码 --period %s --edition %d", s.period, con.Edition-1)
	}
	return nil
}

// tracesOf follows each indicator of a reference.
func tracesOf(con *statement.Consolidation, ref batch.Reference) ([]*report.Trace, error) {
	var list []*report.Trace
	for _, code := range ref.Codes {
		switch code {
		case report.RefTasks:
			list = append(list, report.NewTaskTrace(con))
			continue
		case report.RefCounties:
			list = append(list, report.NewCountyTrace(con))
			continue
		case report.RefReturns:
			list = append(list, report.NewReturnTrace(con))
			continue
		}
		standing := rollup.Explain(con, ref.Unit, code)
		if standing == nil && ref.Cell {
			standing = rollup.Explain(con, huibao.CityUnit, code) // a row of the ledger that has no figure of its own
		}
		if standing == nil {
			return nil, fmt.Errorf("%s 不报送指标 %s（%s）", con.Plan.UnitName(ref.Unit), code, con.Plan.IndicatorByCode(code).Name)
		}
		list = append(list, report.NewTrace(con, standing))
	}
	return list, nil
}

// signed tells how an edition was sent out, and what was edited by hand in what was signed: the
// figures above are the edition's.
func (v *voice) signed(con *statement.Consolidation) {
	if con.Sent == nil {
		return
	}
	v.say("")
	v.say("第 %d 版已以 %s 印发（%s）。", con.Edition, con.Sent.Number, con.Sent.Date)
	if len(con.Sent.Edits) == 0 {
		return
	}
	v.say("印发的 Word 文件有 %d 处手改，上面是底稿的数；手改理由：%s", len(con.Sent.Edits), con.Sent.Why)
	for _, e := range con.Sent.Edits {
		v.say("  %s", e)
	}
}

func (v *voice) trace(t *report.Trace) {
	v.say("%s", strings.TrimSpace(t.Code+" "+t.Name+"，"+t.Period.Chinese()))
	v.say("方案版本 %.12s", t.PlanVersion)
	for _, f := range t.Figures {
		value := f.Value
		if value == "" {
			value = "—"
		}
		v.say("")
		v.say("%s", strings.TrimRight(f.Unit+" "+f.Item+"："+value+" "+f.Measure, " "))
		v.parts(f.Parts)
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
	switch p.Origin {
	case huibao.OriginDerived.Label():
		list = append(list, p.Origin+"："+p.Derived)
	case huibao.OriginFormula.Label():
		list = append(list, strings.TrimRight(p.Origin+" "+p.Formula, " ="))
	case huibao.OriginPrefilled.Label():
		list = append(list, p.Origin)
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

// writeOriginals writes the files that figures come from, as they were handed in;
// each name begins with its hash.
func writeOriginals(w batch.Workspace, dir string, traces []*report.Trace) error {
	led, err := w.ReadLedger()
	if err != nil {
		return err
	}
	defer led.Close()
	done := map[string]bool{}
	for _, t := range traces {
		for _, p := range t.Parts() {
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
