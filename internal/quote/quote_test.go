package quote

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "“”",
		"约1200":                     "“约1200”",
		"15\u200b":                  "“15〔零宽空格 U+200B〕”",
		"\u202d15\u202c":            "“〔左至右强制符 U+202D〕15〔方向结束符 U+202C〕”",
		"1\u00ad2":                  "“1〔软连字符 U+00AD〕2”",
		"\ufeff7":                   "“〔零宽不换行空格 U+FEFF〕7”",
		"3\x07":                     "“3〔控制字符 U+0007〕”",
		"4\x7f":                     "“4〔控制字符 U+007F〕”",
		"5\ufe0f":                   "“5〔变体选择符 U+FE0F〕”",
		"6\u2800":                   "“6〔空白盲文 U+2800〕”",
		"8\U000e0041":               "“8〔不可见字符 U+E0041〕”",
		"一　二\u00a0三":                "“一　二\u00a0三”",
		"上一行\n下一行":                  "“上一行\n下一行”",
		strings.Repeat("长", most):   "“" + strings.Repeat("长", most) + "”",
		strings.Repeat("长", most+1): "“" + strings.Repeat("长", most) + "…”",
	} {
		if got := Text(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// FuzzVisible leaves nothing unseen, changes nothing twice and nothing that can be seen.
func FuzzVisible(f *testing.F) {
	f.Add("15\u200b\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		out := Visible(s)
		if strings.IndexFunc(out, unseen) >= 0 || Visible(out) != out || !utf8.ValidString(out) && utf8.ValidString(s) {
			t.Errorf("%q: %q", s, out)
		}
		if strings.IndexFunc(s, unseen) < 0 && out != s {
			t.Errorf("%q changed: %q", s, out)
		}
	})
}
