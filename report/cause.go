package report

import (
	"slices"
	"strings"

	"huibao"
)

// causeMost is how many characters of a unit's cause a text quotes, cut at a clause's end.
const causeMost = 48

// cause is what units said of being behind, in the row's own 说明: an explanation that also
// answers another question of the row may be of that.
func (m *Model) cause(r IndicatorRow) string {
	for _, a := range m.Plan.Assignments(r.Indicator) {
		s := m.Counting(a.Return)
		if s == nil || s.Holds(r.Code) {
			continue
		}
		why, other := "", false
		for _, f := range s.Findings {
			if !slices.Contains(f.Indicators(), r.Code) || f.Status != huibao.StatusExplained || f.Explanation == nil {
				continue
			}
			if f.Code[0] == 'T' {
				why = *f.Explanation
			} else {
				other = true
			}
		}
		if why != "" && !other {
			return cutClause(maskedText(why), causeMost) + "（" + m.Plan.UnitName(a.Subject) + "所报）"
		}
	}
	return ""
}

// cutClause shortens a text at a clause's end.
func cutClause(text string, most int) string {
	text = strings.TrimRight(text, "。．；;，,. ")
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	for i := most; i > most/3; i-- {
		if strings.ContainsRune("，。；,;", r[i]) {
			return string(r[:i])
		}
	}
	return string(r[:most]) + "……"
}
