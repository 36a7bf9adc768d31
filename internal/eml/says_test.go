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
		"no mail": "|",
	} {
		subject, text := Says(strings.NewReader(mail))
		if got := subject + "|" + text; got != want {
			t.Errorf("%q: %q, not %q", mail, got, want)
		}
	}
}
