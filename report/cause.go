package report

import (
	"slices"
	"strings"
	"unicode"

	"huibao"
	"huibao/internal/regexp"
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
			other = other || stale(f, r.Code)
			if !slices.Contains(f.Indicators(), r.Code) || f.Status != huibao.StatusExplained || f.Explanation == nil {
				continue
			}
			if f.Code[0] == 'T' {
				why = *f.Explanation
			} else {
				other = true
			}
		}
		if why != "" && !other && !correcting.MatchString(why) {
			return cutClause(maskedText(why), causeMost) + "（" + m.Plan.UnitName(a.Subject) + "所报）"
		}
	}
	return ""
}

// correcting is how a note says that a figure was taken back, which keeps nobody behind; dated,
// how it speaks of one month.
var (
	correcting = regexp.MustCompile(`核减|冲减|剔除|追回|重复(?:计|统计|上报|填报|报送)|多报|误报|错报`)
	dated      = regexp.MustCompile(`(?:\d|[一二三四五六七八九十])\s*月(?:份)?|[本当上]月|本期|上期`)
)

// stale reports whether a finding says that a row's note is of another period: it names one, or
// speaks of a month in last period's words.
func stale(f huibao.Finding, code string) bool {
	for _, c := range f.Cells {
		if c.Indicator == code && (f.Code == "V16" || f.Code == "H09" && dated.MatchString(c.Found)) {
			return true
		}
	}
	return f.Indicator == code && (f.Code == "V16" || f.Code == "H09" && dated.MatchString(f.Found))
}

// closeUp takes out the blanks that messages put between characters and figures: a text has none.
func closeUp(text string) string {
	r := []rune(text)
	out := r[:0:0]
	for i, c := range r {
		if c == ' ' && (i > 0 && unicode.Is(unicode.Han, r[i-1]) || i+1 < len(r) && unicode.Is(unicode.Han, r[i+1])) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
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
