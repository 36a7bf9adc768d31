package sheet

import "bytes"

// openTag reads an opening tag with its attributes.
func (s *scanner) openTag() error {
	for {
		n, ok := s.parseTag(s.b[s.pos+1 : s.end])
		if !ok {
			return s.fail("标记写法有误")
		}
		if n > 0 {
			s.pos += 1 + n
			return s.push()
		}
		if err := s.more(); err != nil {
			return err
		}
	}
}

// parseTag reads a tag that begins after its < and returns the bytes it took with
// the >, 0 if they are not all there; ok is false if it is badly written.
func (s *scanner) parseTag(b []byte) (n int, ok bool) {
	i := nameEnd(b, 0)
	if i == len(b) {
		return 0, true
	}
	if i == 0 {
		return 0, false
	}
	s.name, s.attrs, s.empty = b[:i], s.attrs[:0], false
	for {
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, true
		}
		switch b[i] {
		case '>':
			return i + 1, true
		case '/':
			if i+1 == len(b) {
				return 0, true
			}
			s.empty = true
			return i + 2, b[i+1] == '>'
		}
		if i, ok = s.parseAttribute(b, i); !ok || i == 0 {
			return 0, ok
		}
	}
}

// parseAttribute reads one attribute at b[i:] and returns where it ends, 0 if it
// is not all there.
func (s *scanner) parseAttribute(b []byte, i int) (end int, ok bool) {
	start := i
	i = nameEnd(b, i)
	name := b[start:i]
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i == len(b) {
		return 0, true
	}
	if len(name) == 0 || b[i] != '=' {
		return 0, false
	}
	for i++; i < len(b) && isSpace(b[i]); i++ {
	}
	if i == len(b) {
		return 0, true
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, false
	}
	start = i + 1
	for i = start; i < len(b) && b[i] != quote; i++ {
		if b[i] == '<' {
			return 0, false
		}
	}
	if i == len(b) {
		return 0, true
	}
	s.attrs = append(s.attrs, attribute{name, b[start:i]})
	return i + 1, true
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// nameEnd is where a name that begins at i ends.
func nameEnd(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ' ', '\n', '\r', '\t', '/', '>', '=', '<', '"', '\'', '&':
			return i
		}
		i++
	}
	return i
}

func (s *scanner) push() error {
	if len(s.starts) == 0 && s.rooted {
		return s.fail("有多个根元素")
	}
	if len(s.starts) >= s.depth {
		return boundDepth.over(int64(len(s.starts)+1), int64(s.depth), s.part, s.row)
	}
	s.rooted = true
	s.starts = append(s.starts, len(s.names))
	s.names = append(s.names, s.name...)
	s.name = local(s.name)
	return nil
}

// closeTag reads </name>.
func (s *scanner) closeTag() error {
	if n := len(s.starts) - 1; n >= 0 {
		own, b := s.names[s.starts[n]:], s.b[s.pos+2:s.end]
		if len(b) > len(own) && b[len(own)] == '>' && bytes.Equal(b[:len(own)], own) {
			s.pos += len("</>") + len(own)
			s.names, s.starts = s.names[:s.starts[n]], s.starts[:n]
			return nil
		}
	}
	for {
		if i := bytes.IndexByte(s.b[s.pos:s.end], '>'); i >= 0 {
			name := s.b[s.pos+2 : s.pos+i]
			for len(name) > 0 && isSpace(name[len(name)-1]) {
				name = name[:len(name)-1]
			}
			s.pos += i + 1
			return s.pop(name)
		}
		if err := s.more(); err != nil {
			return err
		}
	}
}

// pop closes the innermost element; a name other than nil must be its own.
func (s *scanner) pop(name []byte) error {
	n := len(s.starts) - 1
	if n < 0 || name != nil && !bytes.Equal(s.names[s.starts[n]:], name) {
		return s.fail("标记不配对")
	}
	s.names, s.starts = s.names[:s.starts[n]], s.starts[:n]
	return nil
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// is reports whether the element just opened is of a local name.
func (s *scanner) is(name string) bool { return string(s.name) == name }

// within reports whether the element just opened is a grandchild of the root, by
// the local names of its parent and its own.
func (s *scanner) within(parent, name string) bool {
	n := len(s.starts)
	return n == 3 && s.is(name) && string(local(s.names[s.starts[1]:s.starts[2]])) == parent
}

// under reports whether a child of the root, by its local name, is open.
func (s *scanner) under(name string) bool {
	return len(s.starts) > 2 && string(local(s.names[s.starts[1]:s.starts[2]])) == name
}

// raw is an attribute without prefix, with entities unresolved.
func (s *scanner) raw(name string) ([]byte, bool) {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value, true
		}
	}
	return nil, false
}

// attr is the value of an attribute without prefix, "" if it is missing.
func (s *scanner) attr(name string) string {
	raw, _ := s.raw(name)
	return s.resolved(raw)
}

// attrNS is the value of an attribute with any prefix, as r:id has.
func (s *scanner) attrNS(name string) string {
	for i := range s.attrs {
		if a := &s.attrs[i]; string(local(a.name)) == name && len(a.name) > len(name) {
			return s.resolved(a.value)
		}
	}
	return ""
}

// resolved is an attribute's value; a reference that can't be resolved stays as it
// stands, since no value that matters has one.
func (s *scanner) resolved(raw []byte) string {
	if out, err := unescape(nil, raw); err == nil {
		return string(out)
	}
	return string(raw)
}

// on reports whether an on/off attribute is on.
func (s *scanner) on(name string) bool {
	v, _ := s.raw(name)
	return string(v) == "1" || string(v) == "true" || string(v) == "on"
}
