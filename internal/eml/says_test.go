package eml

import (
	"strings"
	"testing"
)

// TestSays gives a mail's subject and own text, the plain one before the marked one, without what it repeats.
func TestSays(t *testing.T) {
	const head = "From: a@x.cn\r\nSubject: =?gb2312?B?19bK/Q==?=\r\n"
	for mail, want := range map[string]string{
		head + "\r\n数是估的\r\n> 以前的话":                                                     "字数|数是估的",
		head + "Content-Type: text/html\r\n\r\n<style>p{}</style><p>数&amp;表</p>第二行<br>": "字数|数&表\n第二行",
		head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n甲\r\n--b\r\nContent-Type: text/html\r\n\r\n<b>乙</b>\r\n--b--": "字数|甲",
		head + "\r\n甲\r\n发件人：市政府办": "字数|甲",
		head + "Content-Type: text/html; charset=gbk\r\n\r\n<table><tr><td>1.1</td><td>\xca\xfd&nbsp;2</td></tr><tr><td>1.2<style><b></style></td></tr></table>":            "字数|1.1  数 2\n1.2",
		head + "Content-Type: text/plain; charset=utf-16le\r\n\r\n\x70\x65\x2f\x66":                                                                                         "字数|数是",
		head + "\r\n甲\r\n在 2024-07-01 09:12:33，\"中卫市人民政府办公室督查室（民生实事）\" <zwszfb_duchashi@163.com> 写道：\r\n乙":                                                                  "字数|甲",
		"Subject: Fw: a\r\n\r\n见附件\r\n\r\n--------- 原始邮件 ---------\r\n发件人: 县局\r\n主题: 报表\r\n\r\n数是估的\r\n\r\n> 请勿报估计数\r\n":                                                    "Fw: a|见附件\n数是估的",
		"Subject: Fwd: a\r\n\r\nb 写道：\r\n> 数是估的\r\n>> 请勿报估计数\r\n":                                                                                                           "Fwd: a|数是估的",
		"Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n甲\r\n> 乙\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: c\r\n\r\n丙\r\n--b--\r\n": "a|甲\n丙",
		"no mail": "|",
	} {
		subject, text, whole := Says(strings.NewReader(mail))
		if got := subject + "|" + text; got != want || !whole {
			t.Errorf("%q: %q, not %q", mail, got, want)
		}
	}
}

// TestSaysBounded reads of very much what it may, and no markup takes long.
func TestSaysBounded(t *testing.T) {
	for _, c := range []struct {
		kind, body string
		long       int
	}{
		{"text/plain", strings.Repeat("数", 10<<20), maxText / 3 * 3},
		{"text/html", strings.Repeat("<style>", 1<<20), 0},
		{"text/html", strings.Repeat("<", 5<<20), maxText},
		{"text/html", strings.Repeat("<b x='1'>", 1<<20), 0},
		{"text/plain", strings.Repeat("a ", 5<<20) + "写道：", maxText - 1},
	} {
		_, text, whole := Says(strings.NewReader("From: a@x.cn\r\nContent-Type: " + c.kind + "\r\n\r\n" + c.body))
		if len(text) != c.long || whole {
			t.Errorf("%.10s: %d, %v", c.body, len(text), whole)
		}
	}
}

// FuzzSays: no mail makes it panic, or say more than it may.
func FuzzSays(f *testing.F) {
	f.Add(letter)
	f.Add("Subject: Fw: a\r\nContent-Type: text/html\r\n\r\n<style><b>x</style>a<br>> b 写道：\n>> c")
	f.Fuzz(func(t *testing.T, mail string) {
		if _, text, _ := Says(strings.NewReader(mail)); len(text) > 2*maxText {
			t.Error(len(text))
		}
	})
}
