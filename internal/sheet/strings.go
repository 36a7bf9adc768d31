package sheet

import (
	"context"
	"strings"
)

// readStrings reads the shared strings.
func (x *xlsx) readStrings(ctx context.Context, part string) error {
	return x.each(ctx, part, func(s *scanner) error {
		if !s.is("si") {
			return nil
		}
		if len(x.strings) >= x.lim.SharedStrings {
			return overLimit("共享字符串数", int64(len(x.strings)+1), int64(x.lim.SharedStrings), "--limit-strings")
		}
		text, err := x.richText(s)
		x.strings = append(x.strings, text)
		return err
	})
}

// richText reads the text of <si> or <is>: its own <t> or those of its runs;
// phonetic runs (<rPh>) are left out.
func (x *xlsx) richText(s *scanner) (string, error) {
	depth := len(s.stack)
	text := ""
	for {
		kind, err := s.next()
		if err != nil {
			return "", err
		}
		switch {
		case kind == tokenOpen && s.is("rPh"):
			err = s.skip()
		case kind == tokenOpen && s.is("t"):
			var t string
			t, err = s.content(x.lim.TextRunes)
			text += t
		case kind == tokenClose && len(s.stack) < depth:
			return unescapeX(text), nil
		case kind == tokenEnd:
			return "", s.fail("内容被截断")
		}
		if err != nil {
			return "", err
		}
		if len(text) > 4*x.lim.TextRunes {
			return "", overLimit("一个单元格的字数", int64(len(text)), int64(x.lim.TextRunes), "--limit-text")
		}
	}
}

// unescapeX resolves _xHHHH_ (ECMA-376 part 1, 22.9.2.19); _x005F_ stands for an
// underscore that would begin such an escape.
func unescapeX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if r, ok := escapedAt(s[i:]); ok {
			b.WriteRune(r)
			i += len("_xHHHH_")
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

func escapedAt(s string) (rune, bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n := rune(0)
	for _, c := range []byte(s[2:6]) {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			n = n<<4 | rune((c|0x20)-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}
