package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/importer"
	"huibao/inforce"
)

// showMeanings prints what the columns of a unit's own tables were taken to mean, as a
// table that a person can check.
func showMeanings(c *cli.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("文件无法打开：%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	known := importer.Known{}
	if known.Limits, err = limitsOf(c); err != nil {
		return err
	}
	if text := c.String("period"); text != "" {
		if known.Period, err = huibao.ParsePeriod(text); err != nil {
			return err
		}
		if _, p, err := planOf(c); err == nil { // without one the tables with indicators across are not known
			now := inforce.At(p.Plan, known.Period)
			known.Plan, known.Form = now, now.ReadingForm
		}
	}
	list, err := importer.Meanings(c.Context, importer.File{Path: info.Name(), Size: info.Size(), Data: f}, known)
	if err != nil {
		return fmt.Errorf("%s：%w", name, err)
	}
	v := newVoice(c)
	if v.json {
		return v.document(list)
	}
	if len(list) == 0 {
		v.say("没有认出单位自制的表：要有指标名称一栏和完成数一栏的标题（单位在行、指标在列的，要在工作区里看，并写明 --period）。下发的报表按编码读，不必看这里。")
	}
	for _, t := range list {
		v.say("工作表“%s”，标题在第 %d 行", t.Sheet, t.Row)
		var rows [][]string
		for _, col := range t.Columns {
			taken := ""
			if col.Taken {
				taken = "是"
			}
			means := col.Means
			if means == "" {
				means = "没有认出，不读"
			}
			rows = append(rows, []string{col.Column, col.Heading, means, col.Span, col.Scope, taken})
		}
		v.table([]string{"列", "标题", "含义", "时间", "范围", "取用"}, rows)
		if len(t.Unclear) > 0 {
			v.say("要问：%s", strings.Join(t.Unclear, "；"))
		}
	}
	return nil
}
