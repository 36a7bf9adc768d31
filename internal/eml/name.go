package eml

import (
	"io"
	"mime"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huibao/internal/regexp"
)

var (
	// oneParam is a parameter of a field, quoted or not.
	oneParam = regexp.MustCompile(`(?i);\s*(file)?name(\*\d+)?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)`)
	words    = mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		return simplifiedchinese.GB18030.NewDecoder().Reader(r), nil // gb2312, gbk; what is neither is not valid in it
	}}
)

// maxSegments is of how many pieces a name may be (RFC 2231).
const maxSegments = 50

// fileName is the name of a part by its fields, the first that has one: in the ways of RFC 2231 (filename*0*=
// gb2312”…) and RFC 2047 (=?gb2312?B?…?=), which mail programs use in the place of it, or in bare bytes.
func fileName(fields ...string) string {
	for _, field := range fields {
		pieces, coded, plain := map[int]string{}, map[int]bool{}, ""
		for _, g := range oneParam.FindAllStringSubmatch(field, maxSegments) {
			n, value := -1, unquoted(g[4])
			if g[2] != "" {
				n, _ = strconv.Atoi(g[2][1:])
			}
			switch {
			case n < 0 && g[3] == "":
				plain = value
			default:
				pieces[max(n, 0)], coded[max(n, 0)] = value, g[3] != ""
			}
		}
		if name := joined(pieces, coded); name != "" {
			return name
		}
		if name := worded(plain); name != "" {
			return name
		}
	}
	return ""
}

func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '"' {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s[1:len(s)-1], `\"`, `"`), `\\`, `\`)
}

// joined puts the pieces of a name together; the first says in which characters they are.
func joined(pieces map[int]string, coded map[int]bool) string {
	charset, name := "", ""
	for n := 0; n < len(pieces); n++ {
		piece, ok := pieces[n]
		if !ok {
			break
		}
		if n == 0 && coded[0] {
			if p := strings.SplitN(piece, "'", 3); len(p) == 3 {
				charset, piece = p[0], p[2]
			}
		}
		if coded[n] {
			if plain, err := url.PathUnescape(piece); err == nil {
				piece = plain
			}
		}
		name += piece
	}
	return inUTF8(name, strings.HasPrefix(strings.ToLower(charset), "gb"))
}

// worded is a name with its encoded words decoded, also where they follow each other without a blank.
func worded(s string) string {
	s = strings.ReplaceAll(strings.Join(strings.Fields(strings.ReplaceAll(s, "?==?", "?= =?")), " "), "\r\n", "")
	if plain, err := words.DecodeHeader(s); err == nil {
		s = plain
	}
	return inUTF8(s, false)
}

// inUTF8 is a text of bytes that are UTF-8, or else GB18030.
func inUTF8(s string, gb bool) string {
	if !gb && utf8.ValidString(s) {
		return s
	}
	if plain, err := simplifiedchinese.GB18030.NewDecoder().String(s); err == nil {
		return plain
	}
	return strings.ToValidUTF8(s, "")
}
