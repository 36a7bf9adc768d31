package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/draft"
	"huibao/internal/durable"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planDraftCommand() *cli.Command {
	return &cli.Command{
		Name: "draft", Usage: "从方案文字（.docx .txt .xlsx .csv）拟出 plan.xlsx，供逐条核对", ArgsUsage: "文件",
		Description: "例：huibao plan draft 2024年实施方案.docx -o plan.xlsx\n" +
			"读出任务、单位和每一个量化目标，并注明读自哪句话。拿不准的标黄并附批注，像目标而没有取的列在“待核”表。",
		Flags:  append(commonFlags(), &cli.StringFlag{Name: "o", Usage: "写到哪个`文件`（缺省：plan.xlsx；已有的文件不会覆盖）"}),
		Action: planDraft,
	}
}

func planDraft(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明一个方案文件，如 huibao plan draft 方案.docx")
	}
	path := c.Args().First()
	d, err := readDraft(c, path)
	if err != nil {
		return fmt.Errorf("%s：%w", filepath.Base(path), err)
	}
	v := newVoice(c)
	if v.json && c.String("o") == "" {
		return v.document(planfile.ShowDraft(d))
	}
	out := c.String("o")
	if out == "" {
		out = "plan.xlsx"
	}
	var b bytes.Buffer
	if err := planfile.WriteDraft(&b, d); err != nil {
		return err
	}
	if err := durable.WriteNew(out, b.Bytes(), 0o644); err != nil {
		return err
	}
	if v.json {
		return v.document(planfile.ShowDraft(d))
	}
	sayDraft(v, d, out)
	return nil
}

func readDraft(c *cli.Context, path string) (*huibao.Draft, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("不是普通文件")
	}
	return draft.Read(c.Context, f, info.Size(), filepath.Base(path), sheet.DefaultLimits())
}

func sayDraft(v *voice, d *huibao.Draft, out string) {
	doubtful := d.Doubtful()
	var rows [][]string
	for i := range d.Plan.Indicators {
		ind := &d.Plan.Indicators[i]
		mark := ""
		if doubtful[ind.Code] {
			mark = "待核"
		}
		rows = append(rows, []string{ind.Code, ind.Name, ind.Kind.Label(), targetText(ind), ind.Measure, ind.Baseline.String(), mark})
	}
	v.table([]string{"编码", "指标", "类型", "目标", "计量单位", "原值", ""}, rows, 3, 5)
	v.say("%s（%d 年）：%d 项任务，%d 个指标，%d 个单位；标黄待核 %d 处，没有取作目标的 %d 处（见“%s”表）",
		d.Plan.Title, d.Plan.Year, len(d.Plan.Tasks), len(d.Plan.Indicators), len(d.Plan.Units), len(d.Doubts), len(d.Review), planfile.ReviewSheet)
	v.say("已写到 %s。下一步：逐条核对，补上“单位”“分解”等表，再运行 huibao plan check %s", out, out)
}
