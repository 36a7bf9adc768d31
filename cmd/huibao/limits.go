package main

import (
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao/internal/sheet"
)

// limits are the bounds of what is read from one file, by the names that error
// messages give them.
var limits = []struct {
	name, what string
	set        func(*sheet.Limits, int64)
	get        func(sheet.Limits) int64
}{
	{"limit-file", "文件大小（字节）", func(l *sheet.Limits, n int64) { l.FileBytes = n }, func(l sheet.Limits) int64 { return int64(l.FileBytes) }},
	{"limit-inflated", "解压后的总大小（字节）", func(l *sheet.Limits, n int64) { l.TotalBytes = n }, func(l sheet.Limits) int64 { return int64(l.TotalBytes) }},
	{"limit-part", "解压后的部件大小（字节）", func(l *sheet.Limits, n int64) { l.PartBytes = n }, func(l sheet.Limits) int64 { return int64(l.PartBytes) }},
	{"limit-ratio", "压缩比", func(l *sheet.Limits, n int64) { l.Ratio = n }, func(l sheet.Limits) int64 { return int64(l.Ratio) }},
	{"limit-parts", "压缩包内的部件数", func(l *sheet.Limits, n int64) { l.Parts = int(n) }, func(l sheet.Limits) int64 { return int64(l.Parts) }},
	{"limit-sheets", "工作表数", func(l *sheet.Limits, n int64) { l.Sheets = int(n) }, func(l sheet.Limits) int64 { return int64(l.Sheets) }},
	{"limit-rows", "行数", func(l *sheet.Limits, n int64) { l.Rows = int(n) }, func(l sheet.Limits) int64 { return int64(l.Rows) }},
	{"limit-columns", "列数", func(l *sheet.Limits, n int64) { l.Columns = int(n) }, func(l sheet.Limits) int64 { return int64(l.Columns) }},
	{"limit-cells", "有内容的单元格数", func(l *sheet.Limits, n int64) { l.Cells = int(n) }, func(l sheet.Limits) int64 { return int64(l.Cells) }},
	{"limit-text", "一个单元格的字数", func(l *sheet.Limits, n int64) { l.TextRunes = int(n) }, func(l sheet.Limits) int64 { return int64(l.TextRunes) }},
	{"limit-strings", "共享字符串数", func(l *sheet.Limits, n int64) { l.SharedStrings = int(n) }, func(l sheet.Limits) int64 { return int64(l.SharedStrings) }},
	{"limit-styles", "单元格样式数", func(l *sheet.Limits, n int64) { l.Styles = int(n) }, func(l sheet.Limits) int64 { return int64(l.Styles) }},
	{"limit-merges", "合并单元格数", func(l *sheet.Limits, n int64) { l.Merges = int(n) }, func(l sheet.Limits) int64 { return int64(l.Merges) }},
	{"limit-entries", "名称、属性、关系的个数", func(l *sheet.Limits, n int64) { l.Entries = int(n) }, func(l sheet.Limits) int64 { return int64(l.Entries) }},
	{"limit-depth", "XML 嵌套层数", func(l *sheet.Limits, n int64) { l.Depth = int(n) }, func(l sheet.Limits) int64 { return int64(l.Depth) }},
}

// limitFlags are the flags that change a limit; the help of a command only points to
// them.
func limitFlags() []cli.Flag {
	list := []cli.Flag{&cli.IntFlag{Name: "limit-files", Usage: "一期文件数的`上限`", DefaultText: strconv.Itoa(maxFiles), Hidden: true}}
	for _, l := range limits {
		list = append(list, &cli.Int64Flag{Name: l.name, Usage: l.what + "的`上限`", DefaultText: strconv.FormatInt(l.get(sheet.DefaultLimits()), 10), Hidden: true})
	}
	return list
}

// limitsOf are the limits that a command was given, else the defaults.
func limitsOf(c *cli.Context) (sheet.Limits, error) {
	lim := sheet.DefaultLimits()
	if p := text(c, "password"); p != "" {
		lim.Passwords = []string{p}
	}
	for _, l := range limits {
		if !c.IsSet(l.name) {
			continue
		}
		n := c.Int64(l.name)
		if n < 1 {
			return lim, usage("--%s 应为正整数", l.name)
		}
		l.set(&lim, n)
	}
	return lim, nil
}
