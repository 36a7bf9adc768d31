package main

import (
	ptext "github.com/jedib0t/go-pretty/v6/text"

	"huibao/report"
)

// parts prints what a figure rests on: a table, and on a terminal that it is too wide for the files
// below it, each in one piece, so that its name can be read and copied.
func (v *voice) parts(list []report.TracePart) {
	var all, short [][]string
	for _, p := range list {
		row := []string{p.Unit, p.Item, p.Value, p.Text, place(p), p.File, shortHash(p.SHA256), comment(p)}
		all, short = append(all, row), append(short, row[:5])
	}
	headings := []string{"单位", "栏目", "数值", "原文", "位置", "文件", "SHA-256", "备注"}
	if v.width == 0 || sum(columnWidths(headings, all))+3*len(headings)+1 <= v.width {
		v.table(headings, all, 2)
		return
	}
	v.table(headings[:5], short, 2)
	file := ""
	for _, p := range list {
		if p.File != file && p.File != "" {
			v.folded("  ", p.Unit+"："+p.File+"（SHA-256 "+shortHash(p.SHA256)+"）")
		}
		file = p.File
		if said := comment(p); said != "" {
			about := place(p)
			if about == "" {
				about = p.Unit + p.Item
			}
			v.folded("    ", about+"："+said)
		}
	}
}

// folded prints a text at an indent in lines that the terminal has room for.
func (v *voice) folded(indent, text string) {
	for _, line := range wrap(text, v.width-ptext.StringWidthWithoutEscSequences(indent)) {
		v.say("%s%s", indent, line)
	}
}
