package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	ptext "github.com/jedib0t/go-pretty/v6/text"

	"huibao/internal/mask"
)

// widestColumn is in cells of a terminal.
const widestColumn = 44

// table prints rows under headings; columns named in right are numbers. On a terminal the
// table is no wider than it: the widest columns of words give way.
func (v *voice) table(headings []string, rows [][]string, right ...int) {
	if v.json || v.quiet {
		return
	}
	widths := columnWidths(headings, rows)
	if v.width > 0 {
		narrow(widths, v.width-3*len(headings)-1, right)
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.AppendHeader(cells(headings))
	for _, r := range rows {
		t.AppendRow(cells(r))
	}
	fold := func(s string, width int) string { return strings.Join(wrap(s, width), "\n") }
	var configs []table.ColumnConfig
	for i, w := range widths {
		cfg := table.ColumnConfig{Number: i + 1, WidthMax: w, WidthMaxEnforcer: fold}
		if slices.Contains(right, i) {
			cfg.Align = ptext.AlignRight
		}
		configs = append(configs, cfg)
	}
	t.SetColumnConfigs(configs)
	fmt.Fprintln(v.out, mask.Text(t.Render()))
}

// columnWidths is how wide each column would be, its heading included.
func columnWidths(headings []string, rows [][]string) []int {
	widths := make([]int, len(headings))
	for _, r := range append([][]string{headings}, rows...) {
		for i := range min(len(r), len(widths)) {
			widths[i] = min(widestColumn, max(widths[i], ptext.LongestLineLen(r[i])))
		}
	}
	return widths
}

// narrow takes cells from the widest columns until all are at most total wide together:
// from columns of words, then from wide columns of numbers, at last from short words.
func narrow(widths []int, total int, right []int) {
	for _, pass := range []struct {
		floor   int
		numbers bool
	}{{8, false}, {12, true}, {6, false}, {4, false}} {
		for sum(widths) > total {
			widest := -1
			for i, w := range widths {
				if slices.Contains(right, i) == pass.numbers && w > pass.floor && (widest < 0 || w > widths[widest]) {
					widest = i
				}
			}
			if widest < 0 {
				break
			}
			widths[widest]--
		}
	}
}

func sum(list []int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

func cells(list []string) table.Row {
	row := make(table.Row, len(list))
	for i, s := range list {
		row[i] = s
	}
	return row
}
