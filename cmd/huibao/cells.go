package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"huibao/internal/sheet"
)

func cellsCommand() *cli.Command {
	return &cli.Command{
		Name: "cells", Usage: "列出程序在一个表格文件里看到的每个单元格", ArgsUsage: "文件",
		Description: "例：huibao cells 海原县_2024-06.xlsx\n加 --json 时每行一个 JSON 对象。\n加 --meaning 时列出单位自制的表各栏读作什么、取哪一栏：huibao cells --meaning --period 2024-06 海原县.xlsx",
		Flags: append(append(commonFlags(), limitFlags()...), &cli.BoolFlag{Name: "meaning", Usage: "单位自制的表：各栏读作什么"},
			&cli.StringFlag{Name: "period", Aliases: []string{"p"}, Usage: "与 --meaning 一起：收的是哪一`期`，缺省看文件里写的"}),
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("请写明一个文件")
			}
			if c.Bool("meaning") {
				return showMeanings(c, c.Args().First())
			}
			return listCells(c, c.Args().First())
		},
	}
}

// cellLine is one line of `cells --json`.
type cellLine struct {
	Sheet   string  `json:"sheet"`
	Cell    string  `json:"cell"`
	Type    string  `json:"type"`
	Raw     string  `json:"raw"`
	Formula *string `json:"formula"`
	Format  string  `json:"format"`
	Shown   *string `json:"shown"`
	Hidden  bool    `json:"hidden"`
}

func listCells(c *cli.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("文件无法打开：%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	lim, err := limitsOf(c)
	if err != nil {
		return err
	}
	book, err := sheet.Open(c.Context, f, info.Size(), filepath.Base(path), lim)
	if err != nil {
		return fmt.Errorf("%s：%w", path, err)
	}
	v := newVoice(c)
	enc := json.NewEncoder(v.out)
	enc.SetEscapeHTML(false)
	for _, s := range book.Sheets {
		err := s.Cells(c.Context, func(cell sheet.Cell) error {
			line := newCellLine(book, s, cell)
			if v.json {
				return enc.Encode(line)
			}
			_, err := fmt.Fprintln(v.out, line.text())
			return err
		})
		if err != nil {
			return fmt.Errorf("%s：%w", path, err)
		}
	}
	return nil
}

func newCellLine(b *sheet.Book, s *sheet.Sheet, c sheet.Cell) cellLine {
	line := cellLine{Sheet: s.Name, Cell: sheet.Ref(c.Row, c.Col), Type: c.Type.String(), Raw: c.Raw, Format: c.Format.Code,
		Hidden: c.Hidden || s.State != sheet.Visible}
	if c.HasFormula {
		line.Formula = &c.Formula
	}
	if shown := sheet.Shown(c, b.Date1904); shown != "" {
		line.Shown = &shown
	}
	return line
}

func (l cellLine) text() string {
	s := fmt.Sprintf("%s!%s\t%s\t%s", l.Sheet, l.Cell, l.Type, l.Raw)
	if l.Formula != nil {
		s += "\t=" + *l.Formula
	}
	if l.Shown != nil {
		s += "\t显示为 " + *l.Shown
	}
	if l.Hidden {
		s += "\t（隐藏）"
	}
	return s
}
