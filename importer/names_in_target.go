package importer

import (
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// namesInTargets makes the column of targets that of the names, where those stand in its words
// (年度目标任务: 1.改造农村户厕4000户) and none in the column that is headed so, which groups them.
func (r *reader) namesInTargets(t *table, end int) {
	target, name := t.columns[huibao.FieldTarget], t.nameColumn()
	if target == 0 || target == name || t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldThis] == 0 {
		return
	}
	found := 0
	for n := t.head + 1; n <= end; n++ {
		if c := t.grid.At(n, name); c.Type == sheet.Text && standsOut(r.matches(strings.TrimSpace(c.Raw)), certain) {
			return
		}
		if c := t.grid.At(n, target); c.Type == sheet.Text && len(c.Raw) <= maxHeading && standsOut(r.matches(strings.TrimSpace(c.Raw)), certain) {
			found++
		}
	}
	if found < leastCodes {
		return
	}
	delete(t.columns, huibao.FieldTarget)
	delete(t.columns, huibao.FieldTask)
	t.columns[huibao.FieldIndicator] = target
}
