// Package quote prints texts that people typed, within messages: what cannot be seen is
// named, what is too long is cut.
package quote

import (
	"fmt"
	"strings"
	"unicode"
)

// most is how many characters of a typed text a message shows.
const most = 60

// Text quotes a typed text: “15〔零宽空格 U+200B〕”.
func Text(s string) string {
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return "“" + Visible(s) + "”"
}

// Visible names the characters of a text that show nothing, so that one does not look
// for the fault in what can be read. Blanks and line breaks stay.
func Visible(s string) string {
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if name, is := Hidden(r); is {
			b.WriteString("〔" + name + "〕")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Hidden names a character that cannot be seen: 零宽空格 U+200B.
func Hidden(r rune) (name string, is bool) {
	if !unseen(r) {
		return "", false
	}
	return fmt.Sprintf("%s U+%04X", nameOf(r), r), true
}

// unseen reports whether a character shows nothing and is no blank (Unicode: format and
// control characters, Default_Ignorable_Code_Point, and the empty braille cell).
func unseen(r rune) bool {
	switch {
	case r == '\n', r == '\r', r == '\t':
		return false
	case r < 0x20:
		return true
	case r < 0x7f:
		return false
	case r >= 0x4e00 && r <= 0x9fff:
		return false
	}
	return r == 0x2800 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

var names = map[rune]string{
	0x00ad: "软连字符", 0x034f: "组合用连接符", 0x061c: "阿拉伯文方向符", 0x115f: "谚文填充符", 0x1160: "谚文填充符", 0x180e: "蒙古文元音分隔符", 0x200b: "零宽空格", 0x200c: "零宽不连字符",
	0x200d: "零宽连字符", 0x200e: "左至右标记", 0x200f: "右至左标记", 0x202a: "左至右嵌入符", 0x202b: "右至左嵌入符", 0x202c: "方向结束符", 0x202d: "左至右强制符",
	0x202e: "右至左强制符", 0x2060: "词连接符", 0x2066: "左至右隔离符", 0x2067: "右至左隔离符", 0x2068: "首字方向隔离符", 0x2069: "隔离结束符", 0x2800: "空白盲文",
	0x3164: "谚文填充符", 0xfeff: "零宽不换行空格", 0xffa0: "谚文填充符"}

func nameOf(r rune) string {
	switch n, ok := names[r]; {
	case ok:
		return n
	case unicode.Is(unicode.Cc, r):
		return "控制字符"
	case unicode.Is(unicode.Variation_Selector, r):
		return "变体选择符"
	}
	return "不可见字符"
}
