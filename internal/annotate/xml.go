package annotate

import (
	"bytes"
	"errors"
	"strings"
)

// document is the text of a part with its elements: where each begins and ends, so
// that what is changed is changed in the bytes and all else stays as it is written.
type document struct {
	b    []byte
	root *node
	rows []int // where the rows of a sheet's data begin
}

// node is an element. The offsets are those of its tag, of its content and of the
// tag that closes it; those of an empty one (<a/>) are all the same.
type node struct {
	name          string // as written, with prefix
	local, ns     string
	start         int
	inner, closed int // content
	end           int
	empty         bool
	kids          []*node
}

// errXML says that a part is not well-formed.
var errXML = errors.New("annotate: a part is not well-formed")

// maxNodes bounds the elements that are kept of a part; those of a sheet's data are
// not.
const maxNodes = 500000

// dataElement is the one whose content is passed over.
const dataElement = "sheetData"

// parser reads a document. VML, lax, is what Office takes for XML: with <br> that
// nothing closes.
type parser struct {
	*document
	lax   bool
	names map[string]string
	pos   int
	open  []*node
	bound []binding
	nodes int
}

// binding is a namespace declared for a prefix, by the element at a depth.
type binding struct {
	depth       int
	prefix, uri string
}

func parse(b []byte, lax bool, names map[string]string) (*document, error) {
	p := &parser{document: &document{b: b}, lax: lax, names: names}
	for {
		i := bytes.IndexByte(b[p.pos:], '<')
		if i < 0 {
			break
		}
		p.pos += i
		if err := p.markup(); err != nil {
			return nil, err
		}
	}
	if len(p.open) > 0 && lax {
		p.popTo(0, len(b))
	}
	if len(p.open) > 0 || p.root == nil {
		return nil, errXML
	}
	return p.document, nil
}

func (p *parser) markup() error {
	rest := p.b[p.pos:]
	if len(rest) < 2 {
		return errXML
	}
	switch {
	case rest[1] == '?':
		return p.skip("?>")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return p.skip("-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return p.skip("]]>")
	case rest[1] == '!' && p.lax:
		return p.skip(">")
	case rest[1] == '!':
		return errXML
	case rest[1] == '/':
		return p.closeTag()
	}
	return p.openTag()
}

// skip moves behind a mark.
func (p *parser) skip(mark string) error {
	i := bytes.Index(p.b[p.pos:], []byte(mark))
	if mark == "-->" { // <!--> closes nothing
		if i = bytes.Index(p.b[p.pos+4:], []byte(mark)); i >= 0 {
			i += 4
		}
	}
	if i < 0 {
		return errXML
	}
	p.pos += i + len(mark)
	return nil
}

// tagEnd is behind the > of a tag that begins at i, -1 where there is none.
func tagEnd(b []byte, i int) int {
	for i < len(b) {
		switch c := b[i]; c {
		case '>':
			return i + 1
		case '"', '\'':
			n := bytes.IndexByte(b[i+1:], c)
			if n < 0 {
				return -1
			}
			i += n + 1
		}
		i++
	}
	return -1
}

func (p *parser) openTag() error {
	end := tagEnd(p.b, p.pos+1)
	name := p.intern(nameAt(p.b, p.pos+1))
	if p.nodes++; end < 0 || name == "" || p.nodes > maxNodes || len(p.open) > maxDepth {
		return errXML
	}
	n := &node{name: name, local: local(name), start: p.pos, inner: end, closed: end, end: end, empty: p.b[end-2] == '/'}
	p.declare(n)
	n.ns = p.lookup(n.name)
	switch {
	case len(p.open) > 0:
		over := p.open[len(p.open)-1]
		over.kids = append(over.kids, n)
	case p.root == nil:
		p.root = n
	case !p.lax:
		return errXML
	}
	p.pos = end
	if n.empty || p.lax && n.local == "br" {
		p.undeclare(len(p.open))
		return nil
	}
	p.open = append(p.open, n)
	if n.local == dataElement && len(p.open) == 2 {
		return p.passData()
	}
	return nil
}

// maxDepth is how deep elements may nest.
const maxDepth = 256

// declare notes the namespaces that an element declares.
func (p *parser) declare(n *node) {
	tag := p.b[n.start:n.inner]
	if !bytes.Contains(tag, []byte("xmlns")) {
		return
	}
	for a := range p.attributes(n) {
		if name := string(a.name); name == "xmlns" {
			p.bound = append(p.bound, binding{len(p.open), "", p.value(a)})
		} else if prefix, ok := strings.CutPrefix(name, "xmlns:"); ok {
			p.bound = append(p.bound, binding{len(p.open), prefix, p.value(a)})
		}
	}
}

func (p *parser) undeclare(depth int) {
	for len(p.bound) > 0 && p.bound[len(p.bound)-1].depth >= depth {
		p.bound = p.bound[:len(p.bound)-1]
	}
}

// lookup is the namespace of a name.
func (p *parser) lookup(name string) string {
	prefix := prefixOf(name)
	for i := len(p.bound) - 1; i >= 0; i-- {
		if p.bound[i].prefix == prefix {
			return p.bound[i].uri
		}
	}
	return ""
}

func (p *parser) closeTag() error {
	end := bytes.IndexByte(p.b[p.pos:], '>')
	if end < 0 {
		return errXML
	}
	name := p.intern(nameAt(p.b, p.pos+2))
	at := len(p.open) - 1
	for p.lax && at >= 0 && p.open[at].name != name {
		at--
	}
	if at < 0 && p.lax {
		p.pos += end + 1
		return nil
	}
	if at < 0 || p.open[at].name != name {
		return errXML
	}
	n := p.open[at]
	p.popTo(at, p.pos)
	p.pos += end + 1
	n.end = p.pos
	return nil
}

// popTo closes the elements deeper than a depth where they stand.
func (p *parser) popTo(depth, at int) {
	for len(p.open) > depth {
		n := p.open[len(p.open)-1]
		n.closed, n.end = at, at
		p.open = p.open[:len(p.open)-1]
		p.undeclare(len(p.open))
	}
}

// passData moves to the tag that closes a sheet's data and notes its rows.
func (p *parser) passData() error {
	b, depth := p.b, 0
	for {
		i := bytes.IndexByte(b[p.pos:], '<')
		if i < 0 || p.pos+i+1 >= len(b) {
			return errXML
		}
		p.pos += i
		switch b[p.pos+1] {
		case '/':
			if depth == 0 {
				return nil
			}
			depth--
			p.pos += 2
		case '!', '?':
			if err := p.markup(); err != nil {
				return err
			}
		default:
			end := tagEnd(b, p.pos+1)
			if end < 0 {
				return errXML
			}
			if depth == 0 {
				p.rows = append(p.rows, p.pos)
			}
			if b[end-2] != '/' {
				depth++
			}
			p.pos = end
		}
	}
}

func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

func prefixOf(name string) string {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[:i]
	}
	return ""
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// nameAt is the name that begins at i.
func nameAt(b []byte, i int) []byte {
	j := i
	for j < len(b) && !space(b[j]) && b[j] != '/' && b[j] != '>' && b[j] != '=' && b[j] != '<' && b[j] != '"' && b[j] != '\'' && b[j] != '&' {
		j++
	}
	return b[i:j]
}

// intern is a name as a text that is made once.
func (p *parser) intern(b []byte) string {
	if s, ok := p.names[string(b)]; ok {
		return s
	}
	s := string(b)
	p.names[s] = s
	return s
}
