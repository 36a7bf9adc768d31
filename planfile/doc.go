// Package planfile reads and writes plan.xlsx, the plan as the office edits it
// (format 1): headings are found by name in any order, unknown sheets and columns
// are ignored, and whatever cannot be read is remarked by sheet and cell, all at
// once.
package planfile

import (
	"context"
	"fmt"
	"io"

	"huibao"
	"huibao/internal/sheet"
)

// Sheets are the sheets of plan.xlsx, in their order.
func Sheets() []string {
	return []string{"方案", "报送日历", "任务", "指标", "单位", "参照", "分解", "序时", "期初", "审核公式", "审核设置", "修订"}
}

// holidaySheet is a sheet that only plans with a calendar of holidays have.
const holidaySheet = "节假日"

// phraseSheet is one that only plans whose office has words of its own for its texts have.
const phraseSheet = "通报用语"

// everySheet are the sheets of plan.xlsx with those that few plans have.
func everySheet() []string { return append(Sheets(), holidaySheet, phraseSheet) }

// Read reads a plan.xlsx. The error says that the file is no workbook that can be
// read; what is wrong inside it is in the remarks.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, lim sheet.Limits) (*huibao.Plan, []huibao.PlanRemark, error) {
	book, err := sheet.Open(ctx, r, size, name, lim)
	if err != nil {
		return nil, nil, sheet.Ours(err)
	}
	tables := map[string]*table{}
	for _, s := range book.Sheets {
		g, err := s.Grid(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("工作表“%s”：%w", s.Name, sheet.Ours(err))
		}
		tables[s.Name] = gridTable(s.Name, g, book.Date1904)
	}
	p, remarks := build(tables)
	return p, remarks, nil
}

// FromTables reads a plan from tables of text, one a sheet, by the same rules:
// the first row holds the headings.
func FromTables(texts map[string][][]string) (*huibao.Plan, []huibao.PlanRemark) {
	tables := map[string]*table{}
	for name, rows := range texts {
		tables[name] = textTable(name, rows)
	}
	return build(tables)
}
