package draft

import (
	"strings"
	"unicode/utf8"
)

// maxTitle is the longest first sentence that is a title, in runes.
const maxTitle = 36

// titleAndBody takes a task's title: its own cell, or the first sentence of its
// text where that is short. Text with figures stays in the body too.
func titleAndBody(title, body string) (string, []string) {
	all := lines(title, body)
	if len(all) == 0 {
		return "", nil
	}
	if title != "" && utf8.RuneCountInString(title) <= maxTitle && !strings.Contains(title, "。") {
		name := joined(strings.ReplaceAll(title, "\n", ""))
		if hasDigit(name) || hasTargetNumber(name) {
			return name, all
		}
		return name, lines(body)
	}
	first := joined(all[0])
	if at := strings.IndexAny(first, "。：:"); at > 0 && utf8.RuneCountInString(first[:at]) <= maxTitle {
		_, n := utf8.DecodeRuneInString(first[at:])
		rest := append(lines(first[at+n:]), all[1:]...)
		if hasDigit(first[:at]) || hasTargetNumber(first[:at]) {
			return first[:at], all
		}
		return first[:at], rest
	}
	return cutTitle(first), all
}

// cutTitle makes a title of a long text: up to its first comma, or what fits.
func cutTitle(s string) string {
	for _, w := range []string{"按照", "根据", "围绕", "结合", "坚持", "依托", "聚焦"} {
		if rest := s[len(forwardTo(s, "，")):]; strings.HasPrefix(s, w) && rest != "" {
			s = strings.TrimPrefix(rest, "，")
		}
	}
	if at := strings.IndexAny(s, "，；。,"); at > 0 && utf8.RuneCountInString(s[:at]) <= maxTitle {
		return s[:at]
	}
	rs := []rune(strings.TrimRight(s, "。；"))
	if len(rs) > maxTitle {
		return string(rs[:maxTitle-1]) + "…"
	}
	return string(rs)
}
