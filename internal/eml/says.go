package eml

import (
	"html"
	"io"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huibao/internal/regexp"
)

// maxText is how many bytes of a mail's own text are read.
const maxText = 64 << 10

var (
	markup = regexp.MustCompile(`(?is)<style.*?</style>|<script.*?</script>|<[^>]*>`)
	breaks = regexp.MustCompile(`(?i)<(?:br|/p|/div|/tr|/li)[^>]*>`)
	// quoted begins what a mail repeats of an earlier one.
	quoted = regexp.MustCompile(`(?m)^[ \t]*(?:>|-{2,}[ \t]*(?:原始|回复|转发|Original|Forwarded)|(?:发件人|From)[ \t]*[:：]|.{0,60}(?:写道|wrote)[:：]?[ \t]*$)`)
)

// Says is what a mail says itself: its subject and its text, the plain one where it has two, without what it repeats
// of an earlier mail; "" for what is no mail.
func Says(r io.Reader) (subject, text string) {
	m, err := mail.ReadMessage(r)
	if err != nil || noMail(m) {
		return "", ""
	}
	plain, marked := "", ""
	w := &walker{visit: func(Attachment) error { return nil }, own: func(kind string, body io.Reader) {
		data, _ := io.ReadAll(io.LimitReader(body, maxText)) // of what is damaged, what there is
		said := asText(data)
		switch {
		case kind != "text/html":
			plain += said + "\n"
		default:
			marked += html.UnescapeString(markup.ReplaceAllString(breaks.ReplaceAllString(said, "\n"), "")) + "\n"
		}
	}}
	_ = w.part(header(m.Header), m.Body, 0) // Walk tells what of it can't be read
	if text = strings.TrimSpace(plain); text == "" {
		text = strings.TrimSpace(marked)
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if at := quoted.FindStringIndex(text); at != nil {
		text = strings.TrimSpace(text[:at[0]])
	}
	return worded(m.Header.Get("Subject")), text
}

// asText is a text as it is, or by GB18030 where it is no UTF-8.
func asText(data []byte) string {
	if len(data) == maxText { // a character may be cut
		for i := 0; i < utf8.UTFMax && len(data) > 0 && !utf8.Valid(data); i++ {
			data = data[:len(data)-1]
		}
	}
	if !utf8.Valid(data) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data = s
		}
	}
	return string(data)
}
