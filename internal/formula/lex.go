package formula

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

type tokenKind uint8

const (
	tokEnd tokenKind = iota
	tokNumber
	tokText
	tokName
	tokSign
)

type token struct {
	kind tokenKind
	text string // of a sign its plain form
	at   int    // in characters
}

// signs are the signs of a formula, each with the other ways of writing it; the
// longer come first.
var signs = []struct {
	plain string
	other []string
}{
	{"<=", []string{"≤", "≦", "=<", "不大于", "不超过", "小于等于"}},
	{">=", []string{"≥", "≧", "=>", "不小于", "不低于", "大于等于"}},
	{"<>", []string{"≠", "!=", "不等于"}},
	{"=", []string{"==", "等于"}},
	{"<", []string{"小于"}},
	{">", []string{"大于"}},
	{"+", []string{"加"}},
	{"-", []string{"−", "–", "减"}},
	{"*", []string{"×", "·", "乘"}},
	{"/", []string{"÷", "除以"}},
	{"%", nil},
	{"(", []string{"[", "【"}},
	{")", []string{"]", "】"}},
	{",", []string{"、", ";"}},
	{"and", []string{"且", "并且", "&&", "AND"}},
	{"or", []string{"或", "或者", "||", "OR"}},
	{"not", []string{"非", "!", "NOT"}},
}

// lex splits a formula into tokens.
func lex(source string) ([]token, error) {
	rs := []rune(source)
	if len(rs) > maxRunes {
		return nil, &Error{clip(rs), 0, "公式太长，最多 1000 个字"}
	}
	for i, r := range rs {
		if n := []rune(width.Narrow.String(string(r))); len(n) == 1 && r != '、' {
			rs[i] = n[0]
		}
	}
	var list []token
	for i := 0; i < len(rs); {
		switch r := rs[i]; {
		case unicode.IsSpace(r):
			i++
		case r >= '0' && r <= '9' || r == '.' && i+1 < len(rs) && rs[i+1] >= '0' && rs[i+1] <= '9':
			j := i
			for j < len(rs) && (rs[j] >= '0' && rs[j] <= '9' || rs[j] == '.') {
				j++
			}
			list = append(list, token{tokNumber, string(rs[i:j]), i})
			i = j
		case opening(r) != 0:
			j := i + 1
			for j < len(rs) && rs[j] != opening(r) && !(r == '"' && closesQuote(rs[j])) {
				j++
			}
			if j == len(rs) {
				return nil, &Error{source, i, "引号没有配对"}
			}
			list = append(list, token{tokText, strings.TrimSpace(string(rs[i+1 : j])), i})
			i = j + 1
		default:
			t, n := word(rs, i)
			if n == 0 {
				return nil, &Error{source, i, "不认得的字符“" + string(r) + "”"}
			}
			list = append(list, t)
			i += n
		}
	}
	return append(list, token{tokEnd, "", len(rs)}), nil
}

func clip(rs []rune) string { return string(rs[:60]) + "…" }

// opening is the mark that closes a quotation, 0 where r opens none.
func opening(r rune) rune {
	switch r {
	case '"', '\'':
		return r
	case '“', '”':
		return '”'
	case '‘', '’':
		return '’'
	case '「', '｢':
		return '｣'
	}
	return 0
}

func closesQuote(r rune) bool { return r == '”' || r == '“' }

// word reads a sign or a name: names of functions first, since 不等于 is no
// function and 合计 is no sign.
func word(rs []rune, i int) (token, int) {
	rest := string(rs[i:min(len(rs), i+8)])
	for _, f := range functions {
		if strings.HasPrefix(rest, f.name) {
			return token{tokName, f.name, i}, len([]rune(f.name))
		}
	}
	best, n := "", 0
	for _, s := range signs {
		for _, w := range append([]string{s.plain}, s.other...) {
			if k := len([]rune(w)); k > n && strings.HasPrefix(rest, w) {
				best, n = s.plain, k
			}
		}
	}
	if n > 0 {
		return token{tokSign, best, i}, n
	}
	j := i
	for j < len(rs) && (unicode.IsLetter(rs[j]) || rs[j] == '_') {
		j++
	}
	if j == i {
		return token{}, 0
	}
	return token{tokName, string(rs[i:j]), i}, j - i
}
