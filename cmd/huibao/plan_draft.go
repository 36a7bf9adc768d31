package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/draft"
	"huibao/internal/durable"
	"huibao/internal/quote"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func planDraftCommand() *cli.Command {
	return &cli.Command{
		Name: "draft", Usage: "从方案文字（.docx .txt .xlsx .csv）拟出 plan.xlsx 供核对", ArgsUsage: "文件",
		Description: "例：huibao plan draft 2024年实施方案.docx -o plan.xlsx\n" +
			"读出任务、单位和每一个量化目标，并注明读自哪句话。拿不准的标黄并附批注，像目标而没有取的列在“待核”表。",
		Flags: append(commonFlags(), &cli.StringFlag{Name: "o", Usage: "写到哪个`文件`（缺省：plan.xlsx；已有的文件不会覆盖）"},
			&cli.StringFlag{Name: "html", Usage: "另写一页可打印的原文到`文件`：每个数标明已取、不取、待核，旁边是它的读法"}),
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
		if err := draftPage(c, d); err != nil {
			return err
		}
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
	if err := draftPage(c, d); err != nil {
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
	sayNumbers(v, d)
	v.say("%s（%d 年）：%d 项任务，%d 个指标，%d 个单位；标黄待核 %d 处，列在“%s”表",
		d.Plan.Title, d.Plan.Year, len(d.Plan.Tasks), len(d.Plan.Indicators), len(d.Plan.Units), len(d.Doubts)+len(d.Review), planfile.ReviewSheet)
	v.say("已写到 %s。下一步：逐条核对，再运行 huibao plan check %s，按所列次序补全", out, out)
}

// draftPage writes the text with its numbers marked, where that was asked for.
func draftPage(c *cli.Context, d *huibao.Draft) error {
	path := c.String("html")
	if path == "" {
		return nil
	}
	var b bytes.Buffer
	if err := planfile.WriteDraftPage(&b, d); err != nil {
		return err
	}
	return durable.WriteNew(path, b.Bytes(), 0o644)
}

// shownReviews is how many passages the terminal shows; all stand in 待核.
const shownReviews = 20

// sayNumbers ends a draft with its ledger: what was set aside and why, what is to be
// looked at, and how many numbers of the text came to each.
func sayNumbers(v *voice, d *huibao.Draft) {
	var order []string
	why := map[string]int{}
	for _, n := range d.Numbers {
		if n.Fate == huibao.FateAside {
			if why[n.Why] == 0 {
				order = append(order, n.Why)
			}
			why[n.Why]++
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return why[b] - why[a] })
	for i, w := range order {
		order[i] = w + " " + strconv.Itoa(why[w])
	}
	for i, p := range d.Review {
		if i == shownReviews {
			v.say("…… 其余 %d 处见“%s”表", len(d.Review)-i, planfile.ReviewSheet)
			break
		}
		v.say("待核：%s %s", quote.Text(p.Quote), p.Why)
	}
	n := d.Counts()
	v.say("文中共 %d 个数：已取 %d，不取 %d，待核 %d", len(d.Numbers), n[huibao.FateTaken], n[huibao.FateAside], n[huibao.FateReview])
	if len(order) > 0 {
		v.say("不取的：%s", strings.Join(order, "，"))
	}
}
