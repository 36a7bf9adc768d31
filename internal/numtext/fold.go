package numtext

import (
	"slices"
	"strings"
	"unicode"

	"huibao/internal/quote"
)

// folded is a text in narrow forms, without what cannot be seen; blanks are " ", line
// breaks and tabs "\n".
type folded struct {
	text     string
	hidden   []string // names, each once
	wide     bool     // a digit or its sign was full-width
	override bool     // a character turns what follows round
	rightTo  bool     // a character makes what stands beside it run from right to left
}

// maxHidden is how many kinds of hidden characters are named.
const maxHidden = 3

func fold(text string) folded {
	var f folded
	var b strings.Builder
	for _, r := range text {
		if name, is := hidden(r); is {
			if !slices.Contains(f.hidden, name) && len(f.hidden) < maxHidden {
				f.hidden = append(f.hidden, name)
			}
			f.override = f.override || r == 0x202e
			f.rightTo = f.rightTo || strings.ContainsRune("\u200f\u061c\u202b\u2067", r)
			continue
		}
		n := narrow(r)
		f.wide = f.wide || n != r && strings.ContainsRune("0123456789.+-%", n)
		b.WriteRune(n)
	}
	f.text = strings.Trim(b.String(), " \n")
	return f
}

// Plain is a text in narrow forms without what cannot be seen; false where what is seen of
// it may run in another order.
func Plain(s string) (string, bool) {
	f := fold(s)
	return f.text, !f.turned(f.text)
}

// Name is a name or a word in the forms in which words beside a number are looked up.
func Name(s string) string { return strings.Join(strings.Fields(fold(s).text), "") }

// turned reports whether what is seen of s may be in another order than what is stored.
func (f folded) turned(s string) bool {
	return f.override || f.rightTo && strings.Trim(s, "0123456789.,") != ""
}

func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// narrow gives the form of a character in which the grammar is written.
func narrow(r rune) rune {
	switch {
	case r >= 0x20 && r < 0x7f:
		switch r {
		case '[', '{':
			return '('
		case ']', '}':
			return ')'
		}
		return r
	case r == 0xffe5 || r == '¥':
		return '¥'
	case r >= 0xff01 && r <= 0xff5e:
		return narrow(r - 0xfee0)
	case strings.ContainsRune("\t\n\r\v\f\u0085\u2028\u2029", r):
		return '\n'
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		return ' '
	case strings.ContainsRune("‐‑−﹣", r):
		return '-'
	case strings.ContainsRune("【〔｛〖", r):
		return '('
	case strings.ContainsRune("】〕｝〗", r):
		return ')'
	case r == '｡':
		return '。'
	}
	return r
}

// hidden names a character that cannot be seen (零宽空格 U+200B); blanks and line breaks
// can, the rarer ones of them too.
func hidden(r rune) (name string, is bool) {
	if r >= 0x20 && r < 0x7f || r >= 0x3400 && r < 0xe000 || r == '\v' || r == '\f' || r == '\u0085' {
		return "", false
	}
	return quote.Hidden(r)
}
