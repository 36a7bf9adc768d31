package cases

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// front is what stands on the front of a return, by its label.
func front(period string) (map[string]string, error) {
	day, err := after(period, 1)
	return map[string]string{"填报人": "甲", "联系电话": "0900-0000000", "审核人": "乙", "签批人": "丙", "填报日期": day}, err
}

// fill fills in a return truthfully and then edits it. What it gives back is still to
// be done to the saved parts.
func (b *book) fill(plan *Plan, unit, period string, edits []Edit, uncalculated bool) ([]raw, error) {
	const sheet = "填报说明"
	signs, err := front(period)
	if err != nil {
		return nil, err
	}
	rows, err := b.rows(sheet)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if len(row) > 0 && signs[row[0]] != "" {
			if err := b.enter(spot{sheet, i + 1, 2}, signs[row[0]]); err != nil {
				return nil, err
			}
		}
	}
	if err := b.truth(plan, unit, period); err != nil {
		return nil, err
	}
	list, err := b.edit(edits)
	if err != nil || uncalculated {
		return list, err
	}
	results, err := b.results(edits)
	return append(results, list...), err
}

// truth types what a truthful clerk does.
func (b *book) truth(plan *Plan, unit, period string) error {
	_, m, err := month(period)
	if err != nil {
		return err
	}
	pl, err := b.places()
	if err != nil {
		return err
	}
	for code, cells := range plan.Values[unit] {
		for head, v := range cells {
			if list, ok := v.([]any); ok {
				if m > len(list) {
					return fmt.Errorf("the plan has no %s of %s in %s", code, unit, period)
				}
				v = list[m-1]
			}
			if v == nil {
				continue
			}
			at, err := pl.find(code, head)
			if err != nil {
				return err
			}
			if err := b.enter(at, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// edit makes the changes that excelize can write, and gives back the others.
func (b *book) edit(edits []Edit) (list []raw, err error) {
	for i := range edits {
		e := &edits[i]
		switch {
		case e.Title != "":
			err = b.SetCellStr(e.Sheet, "A1", e.Title)
		case e.Rename != "":
			err = b.SetSheetName(e.Sheet, e.Rename)
		case e.MergeRef != "" || e.Part != "":
			list = append(list, raw{sheet: e.Sheet, edit: e})
		case e.Tick != "":
			err = b.tick("填报说明", e.Tick)
		default:
			var r []raw
			r, err = b.editCell(e)
			list = append(list, r...)
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (b *book) spotOf(e *Edit) (spot, error) {
	if e.At == "" {
		pl, err := b.places()
		if err != nil {
			return spot{}, err
		}
		return pl.find(text(e.Row), e.Col)
	}
	sheet, cell, _ := strings.Cut(e.At, "!")
	col, row, err := excelize.CellNameToCoordinates(cell)
	return spot{sheet, row, col}, err
}

func (b *book) editCell(e *Edit) ([]raw, error) {
	p, err := b.spotOf(e)
	if err != nil {
		return nil, err
	}
	if len(e.Value) > 0 {
		v, err := value(e.Value)
		if err != nil {
			return nil, err
		}
		if err := b.enter(p, v); err != nil {
			return nil, err
		}
	}
	if e.Format != "" || e.Strike || e.White {
		if err := b.restyle(p, func(s *excelize.Style) { dressCell(s, e) }); err != nil {
			return nil, err
		}
	}
	if e.HideColumn {
		name, err := excelize.ColumnNumberToName(p.col)
		if err != nil {
			return nil, err
		}
		if err := b.SetColVisible(p.sheet, name, false); err != nil {
			return nil, err
		}
	}
	if e.MergeDown == 0 && e.Formula == "" && e.Runs == nil && e.Stored == "" {
		return nil, nil
	}
	if b.stored(p) == "" && b.formula(p) == "" {
		if err := b.SetCellInt(p.sheet, p.ref(), 0); err != nil {
			return nil, err
		}
	}
	return []raw{{sheet: p.sheet, ref: p.ref(), edit: e}}, nil
}

func dressCell(s *excelize.Style, e *Edit) {
	if e.Format != "" {
		setFormat(s, e.Format)
	}
	if e.Strike || e.White {
		s.Font = &excelize.Font{Strike: e.Strike}
	}
	if e.White {
		s.Font.Color = "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}}
	}
}

// tick ticks the box of the line that holds these words: in its own cell, or in the
// first one to the right that has a box.
func (b *book) tick(sheet, words string) error {
	rows, err := b.rows(sheet)
	if err != nil {
		return err
	}
	for i, row := range rows {
		for j, v := range row {
			if !strings.Contains(v, words) {
				continue
			}
			for k := j; k <= j+3; k++ {
				if k < len(row) && strings.Contains(row[k], "□") {
					return b.SetCellStr(sheet, ref(k+1, i+1), strings.ReplaceAll(row[k], "□", "☑"))
				}
			}
			return b.SetCellStr(sheet, ref(j+2, i+1), "是")
		}
	}
	return fmt.Errorf("no line %s in %s", words, sheet)
}

// nextMonth takes last month's own file again: cover and titles are changed by hand,
// the stamp is not.
func (b *book) nextMonth(old, period string) error {
	y0, m0, err := month(old)
	if err != nil {
		return err
	}
	y, m, err := month(period)
	if err != nil {
		return err
	}
	r := strings.NewReplacer(fmt.Sprintf("%d年%d月", y0, m0), fmt.Sprintf("%d年%d月", y, m), old, period)
	for _, s := range b.shown() {
		rows, err := b.rows(s)
		if err != nil {
			return err
		}
		for i, row := range rows[:min(6, len(rows))] {
			for j, v := range row {
				p := spot{s, i + 1, j + 1}
				if r.Replace(v) == v || b.formula(p) != "" {
					continue
				}
				if err := b.SetCellStr(s, p.ref(), r.Replace(v)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

var roundTo = regexp.MustCompile(`ROUND\(.*?,(\d)\)`)

// results are what Excel would have stored beside the formulas of 本年累计.
func (b *book) results(edits []Edit) ([]raw, error) {
	const this, prior, total = "本期完成", "上期累计", "本年累计"
	pl, err := b.places()
	if err != nil {
		return nil, err
	}
	own := map[string]*Edit{}
	for i := range edits {
		if e := &edits[i]; e.Col == this && e.Row != nil {
			own[text(e.Row)] = e
		}
	}
	var list []raw
	for _, k := range pl.keys {
		at := pl.at[k]
		formula := b.formula(at)
		now, ok := pl.at[[2]string{k[0], this}]
		if k[1] != total || formula == "" || !ok {
			continue
		}
		sum := new(big.Rat)
		if p, ok := pl.at[[2]string{k[0], prior}]; ok {
			if r := number(b.number(p)); r != nil {
				sum.Set(r)
			}
		}
		e := own[k[0]]
		r, result := number(thisNow(b.number(now), e)), ""
		if r != nil {
			places := 6
			if m := roundTo.FindStringSubmatch(formula); m != nil {
				places, _ = strconv.Atoi(m[1])
			}
			result = rounded(sum.Add(sum, r), places)
		}
		if e != nil && e.Recalc {
			result = "0"
		}
		list = append(list, raw{sheet: at.sheet, ref: at.ref(), result: &result})
	}
	return list, nil
}

// thisNow is the number that 本期完成 holds once its edit is made.
func thisNow(typed string, e *Edit) string {
	switch {
	case e == nil:
		return typed
	case e.Runs != nil:
		return ""
	case e.Formula != "":
		return orNothing(e.Cached)
	case e.Stored != "":
		f, err := strconv.ParseFloat(e.Stored, 64)
		if err != nil {
			return ""
		}
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return typed
}
