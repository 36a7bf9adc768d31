package numtext

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
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
		if name, is := Hidden(r); is {
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

// hiddenNames names the characters that take no place, or none that one would notice.
var hiddenNames = map[rune]string{0xad: "软连字符", 0x34f: "组合连接符", 0x61c: "阿拉伯文方向符", 0x115f: "谚文填充符", 0x1160: "谚文填充符", 0x180e: "蒙古文分隔符",
	0x200b: "零宽空格", 0x200c: "零宽断字符", 0x200d: "零宽连字符", 0x200e: "从左至右符", 0x200f: "从右至左符", 0x202a: "从左至右嵌入符", 0x202b: "从右至左嵌入符",
	0x202c: "方向结束符", 0x202d: "从左至右强制符", 0x202e: "从右至左强制符", 0x2060: "词连接符", 0x2066: "从左至右隔离符", 0x2067: "从右至左隔离符", 0x2068: "方向隔离符",
	0x2069: "方向隔离结束符", 0x2800: "盲文空格", 0x3164: "谚文填充符", 0xfeff: "零宽不换行空格", 0xffa0: "谚文填充符"}

// Hidden names a character that cannot be seen (零宽空格 U+200B); blanks and line breaks
// can.
func Hidden(r rune) (name string, is bool) {
	if r >= 0x20 && r < 0x7f || r >= 0x3400 && r < 0xe000 {
		return "", false
	}
	name, is = hiddenNames[r]
	switch {
	case is:
	case strings.ContainsRune("\t\n\r\v\f\u0085", r):
		return "", false
	case unicode.Is(unicode.Cc, r):
		name = "控制字符"
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		name = "不可见字符"
	default:
		return "", false
	}
	return fmt.Sprintf("%s U+%04X", name, r), true
}
