package sheet

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// tokenKind is what the scanner stands on.
type tokenKind uint8

const (
	tokenEnd   tokenKind = iota // of the part
	tokenOpen                   // <c …>
	tokenClose                  // </c>, and after an empty element
	tokenText
)

// scanner walks over the XML of one part: names without prefix, attributes, text
// with entities resolved. There is no DTD and no entity of one's own: a part that
// declares any is damaged. Tags must nest, attributes must be well written. What a
// token refers to holds until the next one.
type scanner struct {
	window
	part  string
	depth int // limit

	names  []byte // full names of the open elements, one after the other
	starts []int  // where each begins
	rooted bool   // the root has been opened

	name  []byte // local name of the element
	attrs []attribute
	text  []byte // of tokenText, entities unresolved unless cdata
	cdata bool
	empty bool // the element just opened has no content
	row   int  // of the sheet, for messages
	buf   []byte
}

// attribute is one of a tag: its full name, its value with entities unresolved.
type attribute struct{ name, value []byte }

func newScanner(part string, src io.Reader, lim Limits) (*scanner, error) {
	text, err := decodeXML(src)
	if err != nil {
		return nil, (&scanner{part: part}).broken(err)
	}
	s := scanners.Get().(*scanner)
	*s = scanner{part: part, depth: lim.Depth, window: newWindow(text),
		names: s.names[:0], starts: s.starts[:0], attrs: s.attrs[:0], buf: s.buf[:0]}
	return s, nil
}

// scanners are reused for the memory of their lists.
var scanners = sync.Pool{New: func() any { return &scanner{buf: make([]byte, 0, 4<<10)} }}

// keptBuffer is how large a text buffer may be to be kept for the next scanner.
const keptBuffer = 1 << 20

// release gives the memory back; the scanner is not used any more.
func (s *scanner) release() {
	s.window.release()
	if cap(s.buf) <= keptBuffer {
		scanners.Put(s)
	}
}

func (s *scanner) fail(what string) error { return damaged(s.part, s.row, what) }

// broken is an error of the source, with part and row.
func (s *scanner) broken(err error) error {
	var e *Error
	var bad badText
	switch {
	case errors.As(err, &e):
		if e.Row == 0 {
			e.Row = s.row
		}
		return e
	case errors.As(err, &bad):
		return s.fail(string(bad))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return s.fail("内容被截断")
	}
	return err
}

// next moves to the next token.
func (s *scanner) next() (tokenKind, error) {
	if s.empty {
		s.empty = false
		return tokenClose, s.pop(nil)
	}
	for {
		if s.pos == s.end {
			if err := s.fill(); err != nil {
				return tokenEnd, s.ended(err)
			}
		}
		if s.b[s.pos] != '<' {
			s.readText()
			if len(s.starts) > 0 {
				return tokenText, nil
			}
			if len(bytes.TrimSpace(s.text)) > 0 {
				return tokenEnd, s.fail("正文之外有多余内容")
			}
			continue
		}
		kind, skipped, err := s.markup()
		if err != nil || !skipped {
			return kind, err
		}
	}
}

// ended is the error at the end of the source, nil if everything is closed.
func (s *scanner) ended(err error) error {
	switch {
	case !errors.Is(err, io.EOF):
		return s.broken(err)
	case len(s.starts) > 0:
		return s.fail("内容被截断")
	case !s.rooted:
		return s.fail("内容是空的")
	}
	return nil
}

// readText takes text up to the next tag, or as much of it as a window holds.
func (s *scanner) readText() {
	end := bytes.IndexByte(s.b[s.pos:s.end], '<')
	for end < 0 {
		if s.end-s.pos >= windowBytes/2 || s.fill() != nil {
			end = wholeText(s.b[s.pos:s.end])
			break
		}
		end = bytes.IndexByte(s.b[s.pos:s.end], '<')
	}
	s.text, s.cdata = s.b[s.pos:s.pos+end], false
	s.pos += end
}

// wholeText is the length of text without a character reference, or a line break,
// that is cut off at its end.
func wholeText(b []byte) int {
	n := len(b)
	if i := bytes.LastIndexByte(b, '&'); i > 0 && n-i < maxReference && bytes.IndexByte(b[i:], ';') < 0 {
		return i
	}
	if n > 1 && b[n-1] == '\r' {
		return n - 1
	}
	return n
}

// markup reads what begins with <; skipped says that it was a comment or an
// instruction.
func (s *scanner) markup() (kind tokenKind, skipped bool, err error) {
	if err := s.need(2); err != nil {
		return 0, false, err
	}
	switch s.b[s.pos+1] {
	case '/':
		return tokenClose, false, s.closeTag()
	case '?':
		return 0, true, s.instruction()
	case '!':
		return s.declaration()
	}
	return tokenOpen, false, s.openTag()
}

// declaration reads what begins with <!: a comment or a CDATA section.
func (s *scanner) declaration() (kind tokenKind, skipped bool, err error) {
	if err := s.need(len("<!--")); err != nil {
		return 0, false, err
	}
	if string(s.b[s.pos:s.pos+4]) == "<!--" {
		s.pos += 4
		return 0, true, s.skipTo("-->")
	}
	if s.b[s.pos+2] != '[' || len(s.starts) == 0 {
		return 0, false, s.fail("含有不允许的 DTD 声明")
	}
	const open, end = "<![CDATA[", "]]>"
	if err := s.need(len(open)); err != nil {
		return 0, false, err
	}
	if string(s.b[s.pos:s.pos+len(open)]) != open {
		return 0, false, s.fail("含有不允许的声明")
	}
	for {
		if i := bytes.Index(s.b[s.pos:s.end], []byte(end)); i >= 0 {
			s.text, s.cdata = s.b[s.pos+len(open):s.pos+i], true
			s.pos += i + len(end)
			return tokenText, false, nil
		}
		if err := s.more(); err != nil {
			return 0, false, err
		}
	}
}

// instruction passes over <? … ?>; the one at the beginning may name an encoding
// that is not ours.
func (s *scanner) instruction() error {
	if s.rooted {
		return s.skipTo("?>")
	}
	for {
		if i := bytes.Index(s.b[s.pos:s.end], []byte("?>")); i >= 0 {
			text := s.b[s.pos : s.pos+i]
			s.pos += i + 2
			if name := declaredEncoding(text); name != "" {
				return s.fail("编码 " + name + " 不受支持")
			}
			return nil
		}
		if err := s.more(); err != nil {
			return err
		}
	}
}

// declaredEncoding is the encoding that an XML declaration names, "" if it is one
// that has been read already.
func declaredEncoding(text []byte) string {
	_, value, ok := bytes.Cut(text, []byte("encoding"))
	value = bytes.TrimLeft(value, " \t\r\n='\"")
	if i := bytes.IndexAny(value, "'\" "); i >= 0 {
		value = value[:i]
	}
	if !ok || !bytes.HasPrefix(text, []byte("<?xml")) || len(value) > 40 {
		return ""
	}
	switch lower := string(bytes.ToLower(value)); lower {
	case "", "utf-8", "utf8", "utf-16", "utf16", "utf-16le", "utf-16be", "us-ascii", "ascii":
		return ""
	}
	return string(value)
}

// need makes sure that n bytes are there.
func (s *scanner) need(n int) error {
	for s.end-s.pos < n {
		if err := s.fill(); err != nil {
			return s.broken(err)
		}
	}
	return nil
}

// more reads on for a token that is not whole.
func (s *scanner) more() error {
	if s.end-s.pos > maxToken {
		return s.fail("有一个标记过长")
	}
	if err := s.fill(); err != nil {
		return s.broken(err)
	}
	return nil
}

// skipTo moves behind a mark, without keeping what it passes.
func (s *scanner) skipTo(mark string) error {
	for {
		if i := bytes.Index(s.b[s.pos:s.end], []byte(mark)); i >= 0 {
			s.pos += i + len(mark)
			return nil
		}
		s.pos = max(s.pos, s.end-len(mark)+1)
		if err := s.fill(); err != nil {
			return s.broken(err)
		}
	}
}
