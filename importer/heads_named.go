package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// splitName parts a heading that holds an indicator's name and what its column is of (农村户厕改造完成（户）):
// the name, and the rest; "" where it is no such heading.
func (t table) splitName(text string) (name, rest string) {
	for _, known := range t.names {
		after, ok := strings.CutPrefix(text, known)
		if !ok || after == "" || utf8.RuneCountInString(known) < leastTitled || len(known) <= len(name) {
			continue
		}
		_, isHead := headingOf(after)
		bare, _ := nameMeasure(after)
		isStage := slices.ContainsFunc(stages, func(s stage) bool { return s.head.MatchString(bare) })
		if _, isSpan := spanField(after); isHead || isSpan || isStage {
			name, rest = known, after
		}
	}
	if name == "" {
		return t.splitFront(text)
	}
	return name, rest
}

// splitFront parts a heading in which what its column is of stands before the name (累计发放租赁补贴（户）).
func (t table) splitFront(text string) (name, rest string) {
	bare, measure := nameMeasure(text)
	for _, known := range t.names {
		front, ok := strings.CutSuffix(bare, known)
		if ok && front != "" && frontOfDone.MatchString(plainPeriods(front)) && utf8.RuneCountInString(known) >= leastTitled && len(known) > len(name) {
			name, rest = known, strings.TrimSuffix(front, "完成")+"完成"
		}
	}
	if name != "" && measure != "" {
		rest += "(" + measure + ")"
	}
	return name, rest
}

// frontOfDone stands before a name over what was done: up to when, that it is all of it, that it is done.
var frontOfDone = regexp.MustCompile(`^(?:(?:截[至止到])?(?:20\d\d年)?(?:1[-—–~～至到])?(?:1[0-2]|[1-9])月(?:份|底|末)?|本月|当月)?(?:累计|已|共|实际)*(?:完成)?$`)

// targetTail ends a heading of what was to be done, behind what it is of (租赁补贴任务（户）).
var targetTail = regexp.MustCompile(`(?:目标|任务|计划|指标)(?:任务|目标)?(?:数量?|量|总数)?$`)

// ofTarget reports whether a group of columns is one that is headed as what was to be done of the indicators
// that it may be of.
func (g columnsOf) ofTarget() bool {
	bare, _ := nameMeasure(g.name)
	tail := targetTail.FindString(bare)
	return g.bare && tail != "" && !slices.ContainsFunc(g.list, func(m match) bool { return strings.Contains(m.row.Name, tail) })
}

// splitNames are texts with such headings in two.
func (t table) splitNames(path []string) []string {
	var out []string
	for _, text := range path {
		if name, rest := t.splitName(text); name != "" {
			out = append(out, name, rest)
			continue
		}
		out = append(out, text)
	}
	return out
}

// formNames are the names of the form's rows as headings write them.
func (r *reader) formNames() []string {
	var list []string
	for i := range r.form.Rows {
		list = append(list, bareName(r.form.Rows[i].Name))
	}
	return list
}
