package sheet

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// skip moves past the element just opened.
func (s *scanner) skip() error {
	depth := len(s.starts)
	for {
		kind, err := s.next()
		if err != nil {
			return err
		}
		if kind == tokenClose && len(s.starts) < depth {
			return nil
		}
	}
}

// inner is the text inside the element just opened, up to its end, elements within
// it included. It holds until the next call.
func (s *scanner) inner(limit int) ([]byte, error) {
	if text, ok := s.plainInner(); ok {
		return text, nil
	}
	s.buf = s.buf[:0]
	err := s.appendInner(limit)
	return s.buf, err
}

// plainInner is inner where nothing but plain text stands between the tags and all
// of it is in the window, as in nearly every cell; else it reads nothing.
func (s *scanner) plainInner() ([]byte, bool) {
	if s.empty {
		return nil, false
	}
	n := len(s.starts) - 1
	own, b := s.names[s.starts[n]:], s.b[s.pos:s.end]
	i := 0
	for i < len(b) && b[i] != '<' {
		if b[i] == '&' || b[i] == '\r' {
			return nil, false
		}
		i++
	}
	end := i + len("</>") + len(own)
	if len(b) < end || b[i+1] != '/' || b[end-1] != '>' || !bytes.Equal(b[i+2:end-1], own) {
		return nil, false
	}
	s.pos += end
	s.names, s.starts = s.names[:s.starts[n]], s.starts[:n]
	return b[:i], true
}

// appendInner is inner, behind what stands in buf.
func (s *scanner) appendInner(limit int) error {
	depth := len(s.starts)
	for {
		kind, err := s.next()
		if err != nil {
			return err
		}
		switch {
		case kind == tokenText:
			if s.buf, err = s.appendText(s.buf); err != nil {
				return err
			}
			// The longest spelling of one character is a pair of _xHHHH_.
			if len(s.buf) > 2*escapeX*limit {
				return boundText.over(0, int64(limit), s.part, s.row)
			}
		case kind == tokenClose && len(s.starts) < depth:
			return nil
		}
	}
}

// appendText adds the text of a text token.
func (s *scanner) appendText(out []byte) ([]byte, error) {
	text := s.text
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	if s.cdata || bytes.IndexByte(text, '&') < 0 {
		return append(out, text...), nil
	}
	out, err := unescape(out, text)
	if err != nil {
		return out, s.fail(err.Error())
	}
	return out, nil
}

// maxReference is the length of the longest character reference that is read.
const maxReference = 16

// entityError is what is wrong with a character reference.
type entityError string

func (e entityError) Error() string { return string(e) }

// unescape adds b to out with the five entities of XML and character references
// resolved.
func unescape(out, b []byte) ([]byte, error) {
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			return append(out, b...), nil
		}
		out = append(out, b[:i]...)
		end := bytes.IndexByte(b[i:min(len(b), i+maxReference)], ';')
		if end < 2 {
			return out, entityError("含有不完整的字符引用")
		}
		name := b[i+1 : i+end]
		r, ok := reference(name)
		if !ok {
			return out, entityError("含有没有定义的字符引用 &" + string(name) + ";")
		}
		out = utf8.AppendRune(out, r)
		b = b[i+end+1:]
	}
}

// reference is the character that a reference names, without & and ;.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	n, ok := codePoint(name[1:])
	if !ok || !utf8.ValidRune(n) || n < 0x20 && n != '\t' && n != '\n' && n != '\r' {
		return 0, false
	}
	return n, true
}

// codePoint reads decimal digits, or hexadecimal ones after an x.
func codePoint(digits []byte) (n rune, ok bool) {
	base := rune(10)
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	for _, c := range digits {
		d := rune(c - '0')
		if c|0x20 >= 'a' && c|0x20 <= 'f' {
			d = rune(c|0x20-'a') + 10
		} else if c < '0' || c > '9' {
			return 0, false
		}
		if n = n*base + d; d >= base || n > utf8.MaxRune {
			return 0, false
		}
	}
	return n, len(digits) > 0
}

const escapeX = len("_xHHHH_")

// unescapeX resolves _xHHHH_ (ECMA-376 part 1, 22.9.2.19); _x005F_ stands for an
// underscore that would begin such an escape. Half of a surrogate pair alone stays
// as it is written. It works in place.
func unescapeX(b []byte) []byte {
	i := bytes.Index(b, []byte("_x"))
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		u, ok := unitAt(b[i:])
		switch {
		case !ok:
		case !utf16.IsSurrogate(u):
			out = utf8.AppendRune(out, u)
			i += escapeX
			continue
		default:
			low, _ := unitAt(b[i+escapeX:])
			if r := utf16.DecodeRune(u, low); r != utf8.RuneError {
				out = utf8.AppendRune(out, r)
				i += 2 * escapeX
				continue
			}
		}
		out = append(out, b[i])
		i++
	}
	return out
}

// unitAt reads _xHHHH_ at the beginning of b.
func unitAt(b []byte) (rune, bool) {
	if len(b) < escapeX || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n := rune(0)
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}

// arena keeps many short texts in few pieces of memory.
type arena struct {
	b    strings.Builder
	next int
}

const arenaBytes = 32 << 10

func (a *arena) keep(p []byte) string {
	if len(p) == 0 {
		return ""
	}
	if a.b.Cap()-a.b.Len() < len(p) {
		a.next = min(max(2*a.next, 1<<10), arenaBytes)
		a.b = strings.Builder{}
		a.b.Grow(max(a.next, len(p)))
	}
	start := a.b.Len()
	a.b.Write(p)
	return a.b.String()[start:]
}
