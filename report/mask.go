package report

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/mask"
)

// maskFinding hides personal numbers in all texts of a finding.
func maskFinding(f huibao.Finding) huibao.Finding {
	f.Found, f.Expected, f.Message, f.Remedy = mask.Text(f.Found), mask.Text(f.Expected), mask.Text(f.Message), mask.Text(f.Remedy)
	if f.Explanation != nil {
		text := mask.Text(*f.Explanation)
		f.Explanation = &text
	}
	f.Cells = slices.Clone(f.Cells)
	for i := range f.Cells {
		c := &f.Cells[i]
		c.Found, c.Message = mask.Text(c.Found), mask.Text(c.Message)
	}
	return f
}

// maskedWord is a value's word or day, the numbers of persons hidden.
func maskedWord(v huibao.Value) string {
	if !v.Date.IsZero() {
		return v.Date.String()
	}
	return mask.Text(v.Word)
}

// maskedText is a unit's own text in one line, the numbers of persons hidden.
func maskedText(s string) string { return strings.Join(strings.Fields(mask.Text(s)), " ") }

// cellsMost is how many places of a finding a list names: its cells are all in
// findings.json, and each is marked in the annotated copy.
const cellsMost = 8

// sheetText, cellText and rowText are where a finding stands, for the columns of a
// list; of several places as many as fit.
func sheetText(f huibao.Finding) string {
	var names []string
	for _, p := range f.Places() {
		if !slices.Contains(names, p.Sheet) {
			names = append(names, p.Sheet)
		}
	}
	return strings.Join(names, "、")
}

func cellText(f huibao.Finding) string {
	list := f.Places()
	if len(list) == 1 {
		return f.Cell
	}
	return fmt.Sprintf("共 %d 处：%s", len(list), huibao.PlacesText(list, cellsMost))
}

func rowText(f huibao.Finding) string {
	rows := f.Indicators()
	if len(rows) > cellsMost {
		return strings.Join(rows[:cellsMost], "、") + fmt.Sprintf(" 等 %d 个", len(rows))
	}
	return strings.Join(rows, "、")
}

// whereText is a finding's place in one column.
func whereText(f huibao.Finding) string {
	switch {
	case len(f.Places()) > 1:
		return cellText(f)
	case f.Cell != "":
		return f.Sheet + "!" + f.Cell
	}
	return f.Sheet
}
