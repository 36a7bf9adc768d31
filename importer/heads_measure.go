package importer

import (
	"strings"
)

// withMeasure are the headings of a column with the last one in the bracket of that over it (发放资金 over 万元), where
// it is no more than a measure and that heads no other column: of several columns under one heading (完成 over 户, 公里)
// the measure is what each is of.
func (t table) withMeasure(path []string, over, col int) []string {
	n := len(path)
	if n < 2 || over == 0 {
		return path
	}
	head := path[n-2]
	_, m := nameMeasure("数(" + path[n-1] + ")")
	if _, has := nameMeasure(head); m != path[n-1] || has != "" {
		return path
	}
	same := func(col int) bool {
		return col >= t.from && strings.Join(strings.Fields(fold(t.groupText(over, col))), "") == head
	}
	if same(col-1) || same(col+1) {
		return path
	}
	return append(path[:n-2:n-2], head+"("+m+")")
}
