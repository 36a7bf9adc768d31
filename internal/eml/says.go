package eml

import (
	"bytes"
	"io"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/simplifiedchinese"

	"huibao/internal/regexp"
)

// Bounds of what a mail says itself, in bytes: all of its texts, and one as it is written, with its markup.
const (
	maxText   = 16 << 10
	maxMarked = 4 << 20
)

var (
	charsetOf = regexp.MustCompile(`(?i)charset\s*=\s*"?([\w.:-]+)`)
	// quoted begins what a mail repeats of an earlier one; letterHead is a line of that one's head.
	quoted     = regexp.MustCompile(`(?m)^[ \t]*(?:>|-{2,}[ \t]*(?:原始|回复|转发|Original|Forwarded)|(?:发件人|From)[ \t]*[:：])|(?:写道|wrote)[:：]?[ \t]*$`)
	letterHead = regexp.MustCompile(`^(?:[ \t>]*|[ \t>]*(?:发件人|发送时间|发送日期|收件人|抄送|日期|时间|主题|附件|From|Date|Sent|To|Cc|Subject)[ \t]*[:：].*)$`)
	// forwards begins the subject of a mail whose attachments came with the mail that it repeats.
	forwards = regexp.MustCompile(`(?i)^\s*(?:转发|转寄|fwd?)\s*[:：]`)
	blanks   = regexp.MustCompile(`[ \t]*\n\s*`)
)

// Says is what a mail says itself, with those that are attached to it: its subject and its texts, the plain ones where it
// has any, without what it repeats of an earlier mail, but with the mail that it forwards. Whole is false where it says
// more than is read; all is empty for what is no mail.
func Says(r io.Reader) (subject, text string, whole bool) {
	m, err := mail.ReadMessage(r)
	if err != nil || noMail(m) {
		return "", "", true
	}
	subject = worded(m.Header.Get("Subject"))
	s := &saying{forwarded: forwards.MatchString(subject)}
	w := &walker{visit: func(Attachment) error { return nil }, own: s.take}
	_ = w.part(header(m.Header), m.Body, 0) // Walk tells what of it can't be read
	said := s.plain
	if len(said) == 0 {
		said = s.marked
	}
	return subject, strings.Join(said, "\n"), !s.cut
}

// saying gathers the texts of a mail.
type saying struct {
	plain, marked  []string
	forwarded, cut bool
	read, said     int // bytes, as they are written and without markup
}

// take takes one of them.
func (s *saying) take(contentType, kind string, body io.Reader) {
	data, _ := io.ReadAll(io.LimitReader(body, int64(max(0, maxMarked-s.read))+1)) // of what is damaged, what there is
	s.read += len(data)
	s.cut = s.cut || s.read > maxMarked
	text := asText(data, contentType)
	list := &s.plain
	if kind == "text/html" {
		text, list = unmarked(text), &s.marked
	}
	if left := maxText - s.said; len(text) > left {
		text, s.cut = strings.ToValidUTF8(text[:left], ""), true
	}
	s.said += len(text)
	if text = ownWords(strings.ReplaceAll(text, "\r\n", "\n"), s.forwarded); text != "" {
		*list = append(*list, text)
	}
}

// ownWords is a mail's text without what it repeats; of a forwarded one with the mail that it repeats first.
func ownWords(text string, forwarded bool) string {
	at := quoted.FindStringIndex(text)
	if at == nil {
		return strings.TrimSpace(text)
	}
	start := strings.LastIndexByte(text[:at[0]], '\n') + 1
	own := strings.TrimSpace(text[:start])
	if !forwarded {
		return own
	}
	lines := strings.Split(text[start:], "\n")[1:]
	for len(lines) > 0 && letterHead.MatchString(lines[0]) {
		lines = lines[1:]
	}
	for i, line := range lines {
		if lines[i] = strings.TrimPrefix(strings.TrimLeft(line, " \t"), ">"); i == 0 && lines[0] == line {
			break // not by signs before each line
		}
	}
	return strings.TrimSpace(own + "\n" + ownWords(strings.Join(lines, "\n"), false))
}

// lineEnds are the elements at which a line ends.
var lineEnds = []string{"br", "p", "div", "tr", "li", "table", "blockquote", "h1", "h2", "h3", "h4", "hr"}

// asBlank makes blanks of what a page shows as one.
var asBlank = strings.NewReplacer("\r", " ", "\n", " ", "\u00a0", " ")

// unmarked is the text of a page.
func unmarked(page string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(maxMarked)
	hidden := ""
	for {
		kind := z.Next()
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case kind == html.ErrorToken:
			return strings.TrimSpace(blanks.ReplaceAllString(out.String(), "\n"))
		case kind == html.TextToken && hidden == "":
			out.WriteString(asBlank.Replace(string(z.Text())))
		case kind == html.StartTagToken && hidden == "" && slices.Contains([]string{"style", "script", "title"}, name):
			hidden = name
		case kind == html.EndTagToken && name == hidden:
			hidden = ""
		case name == "td" && hidden == "":
			out.WriteByte(' ')
		case slices.Contains(lineEnds, name) && hidden == "":
			out.WriteByte('\n')
		}
	}
}

// asText is a text in the letters that it names, else as it is, or by GB18030 where it is no UTF-8.
func asText(data []byte, contentType string) string {
	if utf8.Valid(data) && bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return string(data)
	}
	if m := charsetOf.FindStringSubmatch(contentType); m != nil && !strings.EqualFold(m[1], "utf-8") {
		if e, _ := charset.Lookup(m[1]); e != nil {
			if s, err := e.NewDecoder().Bytes(data); err == nil {
				return string(s)
			}
		}
	}
	if s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil && !utf8.Valid(data) {
		return string(s)
	}
	return string(data)
}
