package planfile

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
)

// Cell is one cell to be written into an office's plan.xlsx. Over says that what stands there
// is part of the text.
type Cell struct {
	Sheet, Ref, Text string
	Over             bool
}

// Put writes cells into a plan.xlsx as the office has it, and leaves the rest as it
// is: its own sheets, columns, looks. Cells that are filled stay, and are an error.
// The file must be one that Read accepts.
func Put(data []byte, cells []Cell) (out []byte, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("方案文件无法改写：内容与表格软件写出的不同；请用 Excel 或 WPS 打开、另存后再试")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("方案文件无法改写：%w", err)
	}
	defer f.Close()
	for _, c := range cells {
		if err := put(f, c); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("方案文件无法改写：%w", err)
	}
	return b.Bytes(), nil
}

func put(f *excelize.File, c Cell) error {
	if i, err := f.GetSheetIndex(c.Sheet); err != nil || i < 0 {
		return fmt.Errorf("方案没有工作表“%s”，请先建立", c.Sheet)
	}
	old, err := f.GetCellValue(c.Sheet, c.Ref, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	if old != "" && !c.Over {
		return fmt.Errorf("“%s”%s 已经有内容“%s”，不会覆盖", c.Sheet, c.Ref, old)
	}
	if d, ok := plainNumber(c.Text); ok {
		return f.SetCellDefault(c.Sheet, c.Ref, d.String())
	}
	return f.SetCellStr(c.Sheet, c.Ref, c.Text)
}

// RevisionCells are the cells that append revisions to the sheet 修订 of a plan that
// was read: below its last row, by its own headings.
func RevisionCells(p *huibao.Plan, list []huibao.Revision) ([]Cell, error) {
	columns := p.Columns["修订"]
	if len(columns) == 0 {
		return nil, fmt.Errorf("方案没有“修订”表，或没有它的栏目；请先建立")
	}
	row := max(p.HeadRows["修订"], 1)
	for _, r := range p.Revisions {
		row = max(row, r.At.Row)
	}
	var cells []Cell
	for _, r := range list {
		row++
		for _, x := range [][2]string{{"生效日期", r.From.String()}, {"录入时间", r.Recorded.String()}, {"编码", r.Indicator}, {"单位", unitName(p, r.Unit)},
			{"栏目", r.Column}, {"原值", r.Old}, {"新值", r.New}, {"依据", r.Basis}} {
			if col := columns[x[0]]; col > 0 && x[1] != "" {
				cells = append(cells, Cell{Sheet: "修订", Ref: sheet.Ref(row, col), Text: x[1]})
			}
		}
	}
	return cells, nil
}

// AllocationCells are the cells that fill an indicator's allocations in: in its row
// of 分解, or in a new one below the last; a unit without a column gets one behind the
// last.
func AllocationCells(p *huibao.Plan, code string, list []huibao.Allocation) ([]Cell, error) {
	columns := p.Columns["分解"]
	if columns["指标"] == 0 {
		return nil, errors.New("方案没有“分解”表，或没有“指标”一栏；请先建立")
	}
	head := max(p.HeadRows["分解"], 1)
	row, last := p.AllocationRows[code], head
	for _, n := range p.AllocationRows {
		last = max(last, n)
	}
	var cells []Cell
	if row == 0 {
		row = last + 1
		cells = append(cells, Cell{Sheet: "分解", Ref: sheet.Ref(row, columns["指标"]), Text: code})
	}
	width := 0
	for _, col := range columns {
		width = max(width, col)
	}
	for _, a := range list {
		col := allocationColumn(p, a.Unit)
		if col == 0 {
			width++
			col = width
			cells = append(cells, Cell{Sheet: "分解", Ref: sheet.Ref(head, col), Text: p.UnitName(a.Unit)})
		}
		cells = append(cells, Cell{Sheet: "分解", Ref: sheet.Ref(row, col), Text: a.Value.String()})
	}
	return cells, nil
}

// allocationColumn is the column of a unit in 分解, by any of its names.
func allocationColumn(p *huibao.Plan, unit string) int {
	for head, col := range p.Columns["分解"] {
		if head == huibao.CityName && unit == huibao.CityUnit {
			return col
		}
		if u := p.UnitByName(head); u != nil && u.Code == unit {
			return col
		}
	}
	return 0
}
