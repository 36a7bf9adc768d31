package importer

import (
	"slices"
	"strings"
	"unicode/utf8"
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
	return name, rest
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
