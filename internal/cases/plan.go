package cases

import (
	"encoding/json"
	"fmt"
	"slices"
)

// writePlan makes a plan.xlsx.
func writePlan(plan *Plan, path string, edits []Edit) error {
	b := newBook()
	for _, t := range plan.Sheets {
		if err := b.addSheet(t.Name); err != nil {
			return err
		}
		for i, row := range append([][]any{t.Head}, t.Rows...) {
			if err := b.fillRow(t.Name, i+1, row); err != nil {
				return err
			}
		}
	}
	if err := b.editPlan(edits); err != nil {
		return err
	}
	return b.write(path)
}

// addSheet adds a sheet; the first one takes the place of the one that a new workbook
// has.
func (b *book) addSheet(name string) error {
	const blank = "Sheet1"
	if list := b.GetSheetList(); len(list) == 1 && list[0] == blank {
		if rows, err := b.rows(blank); err != nil || len(rows) == 0 {
			return b.SetSheetName(blank, name)
		}
	}
	_, err := b.NewSheet(name)
	return err
}

func (b *book) fillRow(sheet string, row int, values []any) error {
	for j, v := range values {
		if v == nil {
			continue
		}
		if err := b.set(spot{sheet, row, j + 1}, v); err != nil {
			return err
		}
	}
	return nil
}

// editPlan changes a plan.xlsx in place; a sheet or column that is not there is added.
func (b *book) editPlan(edits []Edit) error {
	for i := range edits {
		if err := b.editPlanOnce(&edits[i]); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) editPlanOnce(e *Edit) error {
	if !slices.Contains(b.GetSheetList(), e.Sheet) {
		if err := b.addSheet(e.Sheet); err != nil {
			return err
		}
		if err := b.fillRow(e.Sheet, 1, e.Head); err != nil {
			return err
		}
	}
	rows, err := b.rows(e.Sheet)
	if err != nil {
		return err
	}
	if e.Append != nil {
		return b.fillRow(e.Sheet, len(rows)+1, e.Append)
	}
	var head []string
	if len(rows) > 0 {
		head = rows[0]
	}
	col := slices.Index(head, e.Column)
	if e.Column != "" && col < 0 {
		col = len(head)
		if err := b.set(spot{e.Sheet, 1, col + 1}, e.Column); err != nil {
			return err
		}
	}
	if e.Row == nil {
		return nil
	}
	for i, row := range rows {
		if i > 0 && slices.Contains(row[:min(2, len(row))], text(e.Row)) {
			v, err := value(e.Value)
			if err != nil {
				return err
			}
			return b.enter(spot{e.Sheet, i + 1, col + 1}, v)
		}
	}
	return fmt.Errorf("no row %s in %s", text(e.Row), e.Sheet)
}

// value decodes a value that stands in an edit.
func value(data json.RawMessage) (v any, err error) {
	if len(data) == 0 {
		return nil, nil
	}
	err = numbers(data).Decode(&v)
	return v, err
}
