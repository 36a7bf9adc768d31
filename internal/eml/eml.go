// Package eml reads the attachments of a mail that was saved as a file (.eml, RFC 5322 and 2045): from anybody, so
// that depth and number are bounded; the bytes of an attachment are bounded by whoever reads them.
package eml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
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
	if err != nil || noMail(m) {
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
	own         func(contentType, kind string, body io.Reader) // of the texts of a mail and of those in it; may be nil
	parts, seen int
}

// part visits one part with those in it.
func (w *walker) part(h header, body io.Reader, depth int) error {
	if w.parts++; w.parts > maxParts || depth > maxDepth {
		return ErrMany
	}
	kind, boundary := typeOf(h.get("Content-Type"))
	name := fileName(h.get("Content-Disposition"), h.get("Content-Type"))
	placed, _, _ := strings.Cut(strings.ToLower(h.get("Content-Disposition")), ";")
	attached := strings.TrimSpace(placed) == "attachment"
	switch {
	case strings.HasPrefix(kind, "multipart/") && boundary != "":
		top := w.parts == 1
		err := w.inside(multipart.NewReader(body, boundary), depth)
		if errors.Is(err, ErrDamaged) && !top { // others may follow
			return w.attachment(name, broken{err})
		}
		return err
	case kind == "message/rfc822" || strings.HasSuffix(strings.ToLower(name), ".eml"):
		return w.mail(name, decoded(h.get("Content-Transfer-Encoding"), body), depth)
	case name == "" && !attached && ownText(kind):
		if w.own != nil {
			w.own(h.get("Content-Type"), kind, decoded(h.get("Content-Transfer-Encoding"), body))
		}
		return nil
	case !attached && strings.HasPrefix(kind, "image/") && h.get("Content-Id") != "":
		return nil
	}
	return w.attachment(name+w.made(name, kind), decoded(h.get("Content-Transfer-Encoding"), body))
}

func (w *walker) attachment(name string, read io.Reader) error {
	w.seen++
	return w.visit(Attachment{w.seen, name, read})
}

// mail visits the attachments of a mail in a mail. What only says that it is one is an attachment as it stands.
func (w *walker) mail(name string, body io.Reader, depth int) error {
	head := &kept{r: body}
	m, err := mail.ReadMessage(head)
	if err != nil || noMail(m) {
		return w.attachment(name, io.MultiReader(bytes.NewReader(head.bytes), body))
	}
	head.done, head.bytes = true, nil
	return w.part(header(m.Header), m.Body, depth+1)
}

// kept reads on and keeps what it read, until that is no longer needed.
type kept struct {
	r     io.Reader
	bytes []byte
	done  bool
}

func (k *kept) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if !k.done {
		k.bytes = append(k.bytes, p[:n]...)
	}
	return n, err
}

// noMail reports whether a text in the form of a mail has nothing of one.
func noMail(m *mail.Message) bool {
	return m.Header.Get("Content-Type")+m.Header.Get("From")+m.Header.Get("Subject") == ""
}

// broken is what can't be read.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func (w *walker) inside(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF { // wrapped, it says that the parts don't end
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
