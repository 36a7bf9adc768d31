package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/book"
	"huibao/internal/sheet"
)

// clerk fills in one blank return.
type clerk struct {
	*book.Book
	unit string
}

// fillAll fills in every unit's return of a period and hands it in.
func fillAll(data string, w batch.Workspace, p huibao.Period, issued []batch.Issued) error {
	deeds, err := readMischief(filepath.Join(data, "returns", p.String(), "mischief.tsv"))
	if err != nil {
		return err
	}
	for _, x := range issued {
		fills, err := readFills(filepath.Join(data, "returns", p.String(), x.Unit+".tsv"))
		if err != nil {
			return err
		}
		handed := handedIn(deeds, x.Unit, p)
		for _, m := range handed {
			content, err := makeFile(w, p, x, fills, m)
			if err != nil {
				return fmt.Errorf("%s: %w", x.Unit, err)
			}
			if content == nil {
				continue
			}
			target := filepath.Join(w.Returns(p), filepath.FromSlash(m.file))
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(target, content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// handedIn lists what a unit hands in: as mischief.tsv says, else its return under
// the name it was issued with.
func handedIn(deeds []mischief, unit string, p huibao.Period) []mischief {
	var list []mischief
	for _, m := range deeds {
		if m.unit == unit {
			list = append(list, m)
		}
	}
	if list == nil {
		return []mischief{{unit: unit, file: unit + "_" + p.String() + ".xlsx"}}
	}
	return list
}

// open opens a blank return for filling in.
func open(w batch.Workspace, x batch.Issued) (*clerk, error) {
	data, err := os.ReadFile(filepath.Join(w.Dir, filepath.FromSlash(x.Path)))
	if err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return &clerk{book.Wrap(f), x.Unit}, nil
}

// fill types the texts into their cells: what looks like a number or a day is one,
// all else is text. Headings and codes are looked for in the blank tables.
func (c *clerk) fill(list []filled) error {
	blank := map[string][][]string{}
	for _, x := range list {
		if x.table == "签署" {
			if err := c.sign(x.column, x.text); err != nil {
				return err
			}
			continue
		}
		if blank[x.table] == nil {
			rows, err := c.GetRows(x.table)
			if err != nil {
				return err
			}
			blank[x.table] = rows
		}
		ref, err := findIn(blank[x.table], x.table, x.code, x.column)
		if err != nil {
			return err
		}
		c.typeIn(x.table, ref, x.text)
	}
	return nil
}

var day = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

func (c *clerk) typeIn(name, ref, text string) {
	if day.MatchString(text) {
		d, err := huibao.ParseDate(text)
		c.Check(err)
		c.Number(name, ref, decimal.NewFromInt(int64(d.Serial())))
		return
	}
	if d, err := decimal.NewFromString(text); err == nil && d.String() == strings.TrimSuffix(strings.TrimRight(text, "0"), ".") || text == "0" {
		c.Number(name, ref, d)
		return
	}
	if d, err := decimal.NewFromString(text); err == nil && !strings.ContainsAny(text, "，,") {
		c.Number(name, ref, d)
		return
	}
	c.Text(name, ref, text)
}

// find is the cell of a code's row under a heading.
func (c *clerk) find(table, code, column string) (string, error) {
	rows, err := c.GetRows(table)
	if err != nil {
		return "", err
	}
	return findIn(rows, table, code, column)
}

func findIn(rows [][]string, table, code, column string) (string, error) {
	col := -1
	for n, row := range rows {
		for i, s := range row {
			if s == column && col < 0 {
				col = i
			}
			if s == code && col >= 0 {
				return sheet.Ref(n+1, col+1), nil
			}
		}
	}
	return "", fmt.Errorf("no cell for %s %s %s", table, code, column)
}

// sign types into the cell beside a label of the first sheet.
func (c *clerk) sign(label, text string) error {
	rows, err := c.GetRows(huibao.FrontSheet)
	if err != nil {
		return err
	}
	for n, row := range rows {
		if len(row) > 0 && row[0] == label {
			c.Text(huibao.FrontSheet, sheet.Ref(n+1, 2), text)
			return nil
		}
	}
	return fmt.Errorf("no label %s", label)
}

// recalculate saves every formula with the value it now has, as Excel does.
func (c *clerk) recalculate() error {
	for _, name := range c.GetSheetList() {
		rows, err := c.GetRows(name)
		if err != nil {
			return err
		}
		for n, row := range rows {
			for i := range max(len(row), 16) {
				ref := sheet.Ref(n+1, i+1)
				formula, err := c.GetCellFormula(name, ref)
				if err != nil || formula == "" {
					continue
				}
				value, err := c.CalcCellValue(name, ref, excelize.Options{RawCellValue: true})
				if err != nil {
					return fmt.Errorf("%s!%s: %w", name, ref, err)
				}
				if d, err := decimal.NewFromString(value); err == nil {
					c.Formula(name, ref, formula, d)
				} else {
					c.FormulaText(name, ref, formula, value)
				}
			}
		}
	}
	return nil
}
