package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// tokenKind is what the scanner stands on.
type tokenKind uint8

const (
	tokenEnd   tokenKind = iota // of the part
	tokenOpen                   // <c …>
	tokenClose                  // </c>, and after an empty element
	tokenText
)

// scanner walks over the XML of one part: names without prefix, attributes on
// request, text with entities resolved. There is no DTD and no entity of one's own:
// a part that declares any is damaged. Tags must nest.
type scanner struct {
	part  string
	b     []byte
	pos   int
	max   int
	stack [][]byte // full names of the open elements
	name  []byte   // local name of the element
	attrs []byte   // raw attributes of an opening tag
	text  []byte   // of tokenText, entities unresolved unless cdata
	cdata bool
	empty bool // the element just opened has no content
	row   int  // of the sheet, for messages
}

func newScanner(part string, b []byte, lim Limits) (*scanner, error) {
	b, err := toUTF8(part, b)
	if err != nil {
		return nil, err
	}
	return &scanner{part: part, b: b, max: lim.Depth}, nil
}

// toUTF8 removes a byte-order mark and turns UTF-16 into UTF-8; bytes that are
// neither, and control characters, are damage.
func toUTF8(part string, b []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		b = fromUTF16(b[2:], false)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		b = fromUTF16(b[2:], true)
	}
	if !utf8.Valid(b) {
		return nil, damaged(part, 0, "含有无法识别的字节")
	}
	for _, c := range b {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			return nil, damaged(part, 0, "含有不允许的控制字符")
		}
	}
	return b, nil
}

func fromUTF16(b []byte, big bool) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		lo, hi := uint16(b[2*i]), uint16(b[2*i+1])
		if big {
			lo, hi = hi, lo
		}
		units[i] = hi<<8 | lo
	}
	return []byte(string(utf16.Decode(units)))
}

func (s *scanner) fail(what string) error { return damaged(s.part, s.row, what) }

// next moves to the next token.
func (s *scanner) next() (tokenKind, error) {
	if s.empty {
		s.empty = false
		return tokenClose, s.pop(s.stack[len(s.stack)-1])
	}
	for {
		if s.pos >= len(s.b) {
			if len(s.stack) > 0 {
				return tokenEnd, s.fail("内容被截断")
			}
			return tokenEnd, nil
		}
		if s.b[s.pos] != '<' {
			return s.readText()
		}
		kind, skip, err := s.markup()
		if err != nil || !skip {
			return kind, err
		}
	}
}

func (s *scanner) readText() (tokenKind, error) {
	end := bytes.IndexByte(s.b[s.pos:], '<')
	if end < 0 {
		end = len(s.b) - s.pos
	}
	s.text, s.cdata = s.b[s.pos:s.pos+end], false
	s.pos += end
	return tokenText, nil
}

// markup reads what begins with <; skip says that it was a comment or an
// instruction.
func (s *scanner) markup() (kind tokenKind, skip bool, err error) {
	rest := s.b[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return 0, true, s.skipTo("-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		start := s.pos + len("<![CDATA[")
		if err := s.skipTo("]]>"); err != nil {
			return 0, false, err
		}
		s.text, s.cdata = s.b[start:s.pos-len("]]>")], true
		return tokenText, false, nil
	case bytes.HasPrefix(rest, []byte("<?")):
		return 0, true, s.skipTo("?>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return 0, false, s.fail("含有不允许的 DTD 声明")
	}
	end := tagEnd(rest)
	if end < 0 {
		return 0, false, s.fail("内容被截断")
	}
	tag := rest[1:end]
	s.pos += end + 1
	if len(tag) > 0 && tag[0] == '/' {
		name := bytes.TrimRight(tag[1:], " \t\r\n")
		return tokenClose, false, s.pop(name)
	}
	return tokenOpen, false, s.push(tag)
}

func (s *scanner) skipTo(mark string) error {
	i := bytes.Index(s.b[s.pos:], []byte(mark))
	if i < 0 {
		return s.fail("内容被截断")
	}
	s.pos += i + len(mark)
	return nil
}

// tagEnd finds the > that ends a tag, past quoted attributes.
func tagEnd(b []byte) int {
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func (s *scanner) push(tag []byte) error {
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		s.empty, tag = true, tag[:n-1]
	}
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	full := tag[:end]
	if len(full) == 0 {
		return s.fail("标记没有名称")
	}
	if len(s.stack) >= s.max {
		return overLimit("XML 嵌套层数", int64(len(s.stack)+1), int64(s.max), "--limit-depth")
	}
	s.stack = append(s.stack, full)
	s.name, s.attrs = local(full), tag[end:]
	return nil
}

func (s *scanner) pop(name []byte) error {
	if len(s.stack) == 0 || !bytes.Equal(s.stack[len(s.stack)-1], name) {
		return s.fail("标记不配对")
	}
	s.stack = s.stack[:len(s.stack)-1]
	s.name = local(name)
	return nil
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// is reports whether the element is of a local name.
func (s *scanner) is(name string) bool { return string(s.name) == name }

// skip moves past the element just opened.
func (s *scanner) skip() error {
	depth := len(s.stack)
	for {
		kind, err := s.next()
		if err != nil {
			return err
		}
		if kind == tokenClose && len(s.stack) < depth {
			return nil
		}
	}
}

// attr is the value of an attribute by its local name.
func (s *scanner) attr(name string) (string, bool) {
	b := s.attrs
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return "", false
		}
		key := local(bytes.TrimRight(b[:eq], " \t\r\n"))
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) == 0 {
			return "", false
		}
		end := bytes.IndexByte(b[1:], b[0])
		if b[0] != '"' && b[0] != '\'' || end < 0 {
			return "", false
		}
		if string(key) == name {
			value, err := unescape(b[1 : end+1])
			return value, err == nil
		}
		b = b[end+2:]
	}
}

// attrIs reports whether an on/off attribute is on.
func (s *scanner) attrIs(name string) bool {
	v, _ := s.attr(name)
	return v == "1" || v == "true"
}

// value is the text of a text token.
func (s *scanner) value() (string, error) {
	if s.cdata || bytes.IndexByte(s.text, '&') < 0 {
		return string(s.text), nil
	}
	v, err := unescape(s.text)
	if err != nil {
		return "", s.fail(err.Error())
	}
	return v, nil
}

type entityError string

func (e entityError) Error() string { return string(e) }

var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescape resolves the five entities of XML and character references.
func unescape(b []byte) (string, error) {
	var out []byte
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			return string(append(out, b...)), nil
		}
		out = append(out, b[:i]...)
		end := bytes.IndexByte(b[i:], ';')
		if end < 2 || end > 12 {
			return "", entityError("含有不完整的字符引用")
		}
		name := string(b[i+1 : i+end])
		b = b[i+end+1:]
		if e, ok := entities[name]; ok {
			out = append(out, e...)
			continue
		}
		r, ok := charRef(name)
		if !ok {
			return "", entityError("含有没有定义的字符引用 &" + name + ";")
		}
		out = utf8.AppendRune(out, r)
	}
}

func charRef(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' || digits[0] == 'X' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
