package eml

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestNames reads the ways in which mail programs write a name.
func TestNames(t *testing.T) {
	for field, want := range map[string]string{
		`attachment; filename="a.xlsx"`:                                                       "a.xlsx",
		`attachment; filename=中宁县 6月.xlsx`:                                                    "中宁县 6月.xlsx",
		"attachment; filename=\"\xd6\xd0\xc4\xfe\xcf\xd8.xlsx\"":                              "中宁县.xlsx",
		`attachment;` + "\r\n" + ` filename*=utf-8''%E4%B8%AD%E5%AE%81%E5%8E%BF_2024-06.xlsx`: "中宁县_2024-06.xlsx",
		`attachment; filename*=gb2312''%D6%D0%C4%FE%CF%D8.xlsx`:                               "中宁县.xlsx",
		`attachment; filename*0*=UTF-8''%E4%B8%AD; filename*1*=%E5%AE%81; filename*2=x.xlsx`:  "中宁x.xlsx",
		`attachment; filename="=?gb2312?B?1tDE/s/YLnhsc3g=?="`:                                "中宁县.xlsx",
		`attachment; filename="=?UTF-8?B?5Lit5a6B?=` + "\r\n" + ` =?UTF-8?B?5Y6/Lnhsc3g=?="`:  "中宁县.xlsx",
		`attachment; filename="=?UTF-8?B?5Lit5a6B?==?UTF-8?B?5Y6/Lnhsc3g=?="`:                 "中宁县.xlsx",
		`attachment; filename="x.xlsx"; filename*=utf-8''%E4%B8%AD.xlsx`:                      "中.xlsx",
		`application/octet-stream; name="y.xlsx"`:                                             "y.xlsx",
		`attachment`: "",
	} {
		if got := fileName(field); got != want {
			t.Errorf("%q: %q, not %q", field, got, want)
		}
	}
}

const letter = "Subject: x\r\nFrom: a@x.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>见附件</p>\r\n" +
	"--c\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\n\r\npng\r\n--c--\r\n" +
	"--b\r\nContent-Type: text/csv; name=\"a.csv\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nMSwy\r\nLDM=\r\n" +
	"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\nContent-Type: application/octet-stream; name=b.csv\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n4=2C5\r\n" +
	"--b--\r\n"

// TestWalk visits the attachments of a mail and of one in it, and neither texts nor the pictures within them.
func TestWalk(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		err              error
	}{
		{"whole", letter, "1 a.csv=1,2,3;2 b.csv=4,5;", nil},
		{"cut short", letter[:strings.Index(letter, "--b\r\nContent-Type: message")], "1 a.csv=1,2,3;", io.ErrUnexpectedEOF},
		{"no attachment", "Subject: x\r\nContent-Type: text/plain\r\n\r\n见附件", "", nil},
		{"no mail", "编码,指标\r\n1.1,2\r\n", "", ErrNotMail},
		{"empty", "", "", ErrNotMail},
		{"deep", strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 50), "", ErrMany},
		{"many", "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\n\r\n", 1000) + "--b--", "", ErrMany},
	} {
		got := ""
		err := Walk(strings.NewReader(c.text), func(a Attachment) error {
			data, err := io.ReadAll(a.Read)
			got += string(rune('0'+a.Number)) + " " + a.Name + "=" + strings.TrimSpace(string(data)) + ";"
			return err
		})
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

// visited lists what Walk visits: number, name and content of each, or that it is damaged.
func visited(text string) (string, error) {
	got := ""
	err := Walk(strings.NewReader(text), func(a Attachment) error {
		data, err := io.ReadAll(a.Read)
		if err != nil {
			data = []byte("damaged")
		}
		got += fmt.Sprintf("%d %s=%s;", a.Number, a.Name, strings.TrimSpace(string(data)))
		return nil
	})
	return got, err
}

// TestWalkOn: what can't be read of an attachment keeps none of those behind it from being read.
func TestWalkOn(t *testing.T) {
	const good = "--b\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1,2\r\n"
	for _, c := range []struct{ name, part, want string }{
		{"no mail", "Content-Type: message/rfc822; name=x.eml\r\n\r\n编码,指标\r\n1.1,2\r\n", "1 x.eml=编码,指标\r\n1.1,2;2 a.csv=1,2;"},
		{"no mail by its name", "Content-Disposition: attachment; filename=x.eml\r\n\r\n编码,指标\r\n", "1 x.eml=编码,指标;2 a.csv=1,2;"},
		{"the form of a mail only", "Content-Disposition: attachment; filename=x.eml\r\n\r\na: b\r\n\r\n1\r\n", "1 x.eml=a: b\r\n\r\n1;2 a.csv=1,2;"},
		{"bad base64", "Content-Disposition: attachment; filename=x.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n", "1 x.eml=damaged;2 a.csv=1,2;"},
		{"parts that don't end", "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Disposition: attachment; filename=y.csv\r\n\r\n3\r\n", "1 y.csv=damaged;2 =damaged;3 a.csv=1,2;"},
		{"those of a mail", "Content-Type: message/rfc822\r\n\r\nSubject: y\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\nnone\r\n", "1 =damaged;2 a.csv=1,2;"},
		{"empty mail", "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n", "1 a.csv=1,2;"},
	} {
		got, err := visited("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + c.part + good + "--b--\r\n")
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

// TestLenient reads what mail programs write amiss.
func TestLenient(t *testing.T) {
	for _, c := range []struct{ name, kind, part, want string }{
		{"charset", "multipart/mixed; charset=中文 gb; boundary=b", "Content-Disposition: attachment; filename=a.csv\r\n\r\n1", "1 a.csv=1;"},
		{"quoted", "Multipart/Mixed; x y; Boundary = \"b\"", "Content-Disposition: attachment; filename=a.csv\r\n\r\n1", "1 a.csv=1;"},
		{"twice", "multipart/mixed; x=1; x=2; boundary=b", "Content-Disposition: attachment; filename=a.csv\r\n\r\n1", "1 a.csv=1;"},
		{"no boundary", "multipart/mixed; charset=中文 gb", "\r\n1", "1 =--b\r\n\r\n1\r\n--b--;"},
		{"nameless table", "multipart/mixed; boundary=b", "Content-Type: text/csv\r\n\r\n1,2", "1 附件1.csv=1,2;"},
		{"nameless table, inline", "multipart/mixed; boundary=b", "Content-Type: text/csv; charset=中文 gb\r\nContent-Disposition: inline\r\n\r\n1,2", "1 附件1.csv=1,2;"},
		{"another text", "multipart/mixed; boundary=b", "Content-Type: text/xml\r\n\r\n<a/>", "1 =<a/>;"},
		{"own text", "multipart/mixed; boundary=b", "Content-Type: text/plain; charset=中文 gb\r\n\r\n见附件", ""},
		{"blanks", "multipart/mixed; boundary=b", "Content-Type: a/b; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nMSwy \t\r\nLDMs \r\nNA== \r\n", "1 a.csv=1,2,3,4;"},
		{"no padding", "multipart/mixed; boundary=b", "Content-Type: a/b; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nMSwyLA\r\n", "1 a.csv=1,2,;"},
		{"one letter left", "multipart/mixed; boundary=b", "Content-Type: a/b; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nMSwyL\r\n", "1 a.csv=damaged;"},
		{"behind the padding", "multipart/mixed; boundary=b", "Content-Type: a/b; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\nMg==\r\n", "1 a.csv=damaged;"},
		{"not base64", "multipart/mixed; boundary=b", "Content-Type: a/b; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nMS!y\r\n", "1 a.csv=damaged;"},
	} {
		got, err := visited("Subject: x\r\nContent-Type: " + c.kind + "\r\n\r\n--b\r\n" + c.part + "\r\n--b--\r\n")
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

// FuzzWalk: no mail makes it panic.
func FuzzWalk(f *testing.F) {
	f.Add(letter)
	f.Fuzz(func(_ *testing.T, text string) {
		_ = Walk(strings.NewReader(text), func(a Attachment) error {
			_, err := io.Copy(io.Discard, a.Read)
			return err
		})
	})
}
