package numtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ownAt is the length of the longest part of one of the indicator's own names that begins
// at byte i of w, two characters or more; 0 if there is none.
func (r *reading) ownAt(w string, i int) int {
	best := 0
	for _, name := range r.row.Own {
		for at := range name {
			n := common(name[at:], w[i:])
			if n > best && utf8.RuneCountInString(w[i:i+n]) >= 2 && wholeNumbers(name, at, n) && wholeNumbers(w, i, n) && !denied(name[:at], name[at+n:]) {
				best = n
			}
		}
	}
	return best
}

// common is how many bytes of whole characters two texts begin with in common.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) {
		r, size := utf8.DecodeRuneInString(a[n:])
		if s, _ := utf8.DecodeRuneInString(b[n:]); r != s {
			break
		}
		n += size
	}
	return n
}

// wholeNumbers reports whether a part of a text has words (0-3岁), and cuts through none of its
// numbers.
func wholeNumbers(s string, at, n int) bool {
	part := s[at : at+n]
	if !hasDigit(part) {
		return true
	}
	return strings.IndexFunc(part, unicode.IsLetter) >= 0 && !(isDigit(part[0]) && at > 0 && isDigit(s[at-1])) &&
		!(isDigit(part[n-1]) && at+n < len(s) && isDigit(s[at+n]))
}

// denials and laters are what a name or a standard says of what is not meant, before and
// behind it (不含在建, 在建的不算).
var (
	denials = []string{"不含", "不包括", "不包含", "不计", "不算", "除"}
	laters  = []string{"不计", "不算", "不含", "不纳入", "不得", "除外", "不在"}
)

// denied reports whether what stands between two texts is said not to be meant.
func denied(before, after string) bool {
	if endsWithAny(before, []string{"不", "未", "非", "无"}) {
		return true
	}
	if i := strings.LastIndexAny(before, stops); i >= 0 {
		before = before[i:]
	}
	if i := strings.IndexAny(after, stops); i >= 0 {
		after = after[:i]
	}
	has := func(s string, list []string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(s, w) })
	}
	return has(before, denials) || has(after, laters)
}

// stops end a clause.
const stops = "，。；;,"

func endsWithAny(s string, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return strings.HasSuffix(s, w) })
}

// holdsFirm reports whether w holds a word that makes the number another, other than as
// part of more of the indicator's own name.
func (r *reading) holdsFirm(w string) bool {
	for _, word := range slices.Concat(firm, before, behind) {
		for from := 0; ; {
			i := strings.Index(w[from:], word)
			if i < 0 {
				break
			}
			i += from
			from = i + len(word)
			if utf8.RuneCountInString(word) > 1 && !r.namesField(word) && !r.within(w, i, from) {
				return true
			}
		}
	}
	return false
}

func (r *reading) namesField(word string) bool {
	for _, f := range r.row.Field {
		if strings.Contains(f, word) {
			return true
		}
	}
	return false
}

// within reports whether one of the own names holds w[from:to] together with the
// character before or behind it.
func (r *reading) within(w string, from, to int) bool {
	_, before := utf8.DecodeLastRuneInString(w[:from])
	_, behind := utf8.DecodeRuneInString(w[to:])
	for _, name := range r.row.Own {
		if before > 0 && strings.Contains(name, w[from-before:to]) || behind > 0 && strings.Contains(name, w[from:to+behind]) {
			return true
		}
	}
	return false
}

// ownHolds reports whether the digits of words are those of the indicator's own names.
func (r *reading) ownHolds(w string) bool {
	w = strings.Join(strings.Fields(w), "")
	for i := 0; i < len(w); i++ {
		if !isDigit(w[i]) {
			continue
		}
		inside := false
		for j := 0; j <= i && !inside; j++ {
			inside = j+r.ownAt(w, j) > i
		}
		if !inside {
			return false
		}
	}
	return true
}

// isName reports whether the whole text, words and all, is copied from one of the own
// names (新建10所幼儿园).
func (r *reading) isName(s string) bool {
	worded := slices.ContainsFunc(r.notes, func(n Note) bool { return n.Kind == Words })
	s = strings.Join(strings.Fields(s), "")
	return worded && slices.ContainsFunc(r.row.Own, func(name string) bool { return strings.Contains(name, s) })
}
