package planfile

import "slices"

// column is a heading of plan.xlsx, with its note and the words allowed in it.
type column struct {
	name     string
	required bool
	note     string
	words    func() []string
}

func known(sheet, head string) bool {
	return slices.ContainsFunc(columnsOf(sheet), func(c column) bool { return c.name == head }) ||
		sheet == "分解" && head != ""
}

func yesNo() []string { return []string{"是", "否"} }
