package planfile

import "slices"

// column is a heading of plan.xlsx, with its note and the words allowed in it.
type column struct {
	name     string
	required bool
	rare     bool // written only where it is used
	note     string
	words    func() []string
}

func known(sheet, head string) bool {
	return ofFormat(sheet, head) || sheet == "分解" && head != ""
}

func ofFormat(sheet, head string) bool {
	return slices.ContainsFunc(columnsOf(sheet), func(c column) bool { return c.name == head })
}

func yesNo() []string { return []string{"是", "否"} }
