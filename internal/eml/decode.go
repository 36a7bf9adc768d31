package eml

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
)

// decoded reads what was sent in an encoding.
func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.RawStdEncoding, &bare{r: body})
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// bare reads base64 without the blanks and the padding at its end, which not all mail programs write.
type bare struct {
	r      io.Reader
	read   int64
	padded bool
}

// Read is io.Reader's; what goes on behind its padding is damaged.
func (b *bare) Read(p []byte) (n int, err error) {
	for n == 0 && err == nil && len(p) > 0 {
		var got int
		got, err = b.r.Read(p)
		for _, c := range p[:got] {
			b.read++
			switch {
			case strings.IndexByte(" \t\r\n", c) >= 0:
			case c == '=':
				b.padded = true
			case b.padded:
				return n, base64.CorruptInputError(b.read - 1)
			default:
				p[n] = c
				n++
			}
		}
	}
	return n, err
}
