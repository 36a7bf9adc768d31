// Package eml reads the attachments of a mail that was saved as a file (.eml, RFC 5322 and 2045): from anybody, so
// that depth and number are bounded; the bytes of an attachment are bounded by whoever reads them.
package eml

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// Bounds of a mail: how deep its parts may lie in each other, and how many there may be.
const (
	maxDepth = 8
	maxParts = 200
)

// Errors of Walk, beside those of visit.
var (
	ErrNotMail = errors.New("eml: not a mail")
	ErrDamaged = errors.New("eml: the parts of the mail can't be told apart")
	ErrMany    = errors.New("eml: too many parts, or parts too deep in each other")
)

// Attachment is a file in a mail. Number is its place among them, from 1; Read gives its bytes, decoded.
type Attachment struct {
	Number int
	Name   string // "" without one
	Read   io.Reader
}

// Walk visits the attachments of a mail in their order, those of mails in it, too. Its own texts and the
// pictures within them are no attachments.
func Walk(r io.Reader, visit func(Attachment) error) error {
	m, err := mail.ReadMessage(r)
	if err != nil || m.Header.Get("Content-Type")+m.Header.Get("From")+m.Header.Get("Subject") == "" {
		return ErrNotMail
	}
	w := &walker{visit: visit}
	return w.part(header(m.Header), m.Body, 0)
}

// header has the fields of a mail or of a part of one.
type header map[string][]string

func (h header) get(name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

type walker struct {
	visit       func(Attachment) error
	parts, seen int
}

// part visits one part with those in it.
func (w *walker) part(h header, body io.Reader, depth int) error {
	if w.parts++; w.parts > maxParts || depth > maxDepth {
		return ErrMany
	}
	kind, params, _ := mime.ParseMediaType(h.get("Content-Type"))
	name := fileName(h.get("Content-Disposition"), h.get("Content-Type"))
	placed, _, _ := strings.Cut(strings.ToLower(h.get("Content-Disposition")), ";")
	attached := strings.TrimSpace(placed) == "attachment"
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		return w.inside(multipart.NewReader(body, params["boundary"]), depth)
	case kind == "message/rfc822" || strings.HasSuffix(strings.ToLower(name), ".eml"):
		m, err := mail.ReadMessage(decoded(h.get("Content-Transfer-Encoding"), body))
		if err != nil {
			return ErrDamaged
		}
		return w.part(header(m.Header), m.Body, depth+1)
	case name == "" && !attached && (kind == "" || strings.HasPrefix(kind, "text/")), !attached && strings.HasPrefix(kind, "image/") && h.get("Content-Id") != "":
		return nil
	}
	w.seen++
	return w.visit(Attachment{w.seen, name, decoded(h.get("Content-Transfer-Encoding"), body)})
}

func (w *walker) inside(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if err := w.part(header(p.Header), p, depth+1); err != nil {
			return err
		}
	}
}

// decoded reads what was sent in an encoding.
func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}
