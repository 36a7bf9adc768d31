package importer

import (
	"slices"
	"strings"

	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// groupText is the heading of a column in one of a table's rows of headings; where the cell is blank
// and not merged, and headings stand below, that of the group in which it is: the last one before it
// under which headings stand, too (农村户厕改造 | blank over 计划 | 完成).
func (t table) groupText(row, col int) string {
	own := t.headText(row, col)
	if own != "" || t.depth == 0 || row >= t.head || row <= t.head-t.depth || !t.headedBelow(row, col) {
		return own
	}
	for left := col; left >= max(t.groupFrom, 1); left-- {
		if _, merged := t.grid.Merge(row, left); merged {
			return ""
		}
		text := t.headText(row, left)
		switch {
		case text == "":
			continue
		case !t.headedBelow(row, left), !groupsColumns(text):
			return ""
		}
		return text
	}
	return ""
}

// headedBelow reports whether a heading stands under a row of headings in a column.
func (t table) headedBelow(row, col int) bool {
	for below := row + 1; below <= t.head; below++ {
		if c := t.grid.At(below, col); c.Type == sheet.Text && strings.TrimSpace(c.Raw) != "" {
			return true
		}
	}
	return false
}

// groupsColumns reports whether a text among headings may be that of several columns: it is no line
// that says who reports, when, or in what measure.
func groupsColumns(text string) bool {
	_, _, day := ReadDate(strings.Join(strings.Fields(fold(text)), ""), firstYear)
	return !day && !strings.ContainsAny(text, ":：") && len(text) <= maxHeading
}

// saysWho is a text of a line over a table that says who reports, when or in what measure.
var saysWho = regexp.MustCompile(`^(?:填报|报送|填表|制表|上报|统计|填制|编制)(?:单位|部门|人|时间|日期)|^(?:计量|金额)?单位[:：]|^(?:时间|日期|审核人?|负责人|联系人|联系电话)[:：]`)

// isLine reports whether a row is such a line and none of headings.
func isLine(p page, row int) bool {
	return slices.ContainsFunc(p.grid.Row(row), func(c sheet.Cell) bool {
		return c.Type == sheet.Text && saysWho.MatchString(strings.Join(strings.Fields(fold(c.Raw)), ""))
	})
}
