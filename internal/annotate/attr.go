package annotate

import (
	"bytes"
	"strings"

	"huibao/internal/sheet"
)

// attribute is one of a tag: its name as written, where its value stands.
type attribute struct {
	name     []byte
	from, to int
}

// attributes gives those of an element.
func (d *document) attributes(n *node) func(func(attribute) bool) {
	return d.attributesAt(n.start, n.inner)
}

// attributesAt gives those of the tag that begins at start and ends before end.
func (d *document) attributesAt(start, end int) func(func(attribute) bool) {
	return func(yield func(attribute) bool) {
		i := start + 1 + len(nameAt(d.b, start+1))
		for i < end {
			for i < end && (space(d.b[i]) || d.b[i] == '/') {
				i++
			}
			name := nameAt(d.b, i)
			i += len(name)
			for i < end && (space(d.b[i]) || d.b[i] == '=') {
				i++
			}
			if len(name) == 0 || i >= end || d.b[i] != '"' && d.b[i] != '\'' {
				return
			}
			n := bytes.IndexByte(d.b[i+1:end], d.b[i])
			if n < 0 || !yield(attribute{name, i + 1, i + 1 + n}) {
				return
			}
			i += n + 2
		}
	}
}

func (d *document) value(a attribute) string { return sheet.Unescape(d.b[a.from:a.to]) }

// find is an attribute without prefix.
func (d *document) find(n *node, name string) (attribute, bool) {
	for a := range d.attributes(n) {
		if string(a.name) == name {
			return a, true
		}
	}
	return attribute{}, false
}

// attr is an attribute's value, "" if it is missing.
func (d *document) attr(n *node, name string) string {
	if a, ok := d.find(n, name); ok {
		return d.value(a)
	}
	return ""
}

// prefixed is the value of an attribute with any prefix, as r:id has.
func (d *document) prefixed(n *node, name string) string {
	for a := range d.attributes(n) {
		if len(a.name) > len(name) && local(string(a.name)) == name {
			return d.value(a)
		}
	}
	return ""
}

// prefixFor is the prefix that the root binds to a namespace.
func (d *document) prefixFor(uri string) (string, bool) {
	for a := range d.attributes(d.root) {
		if prefix, ok := strings.CutPrefix(string(a.name), "xmlns:"); ok && d.value(a) == uri {
			return prefix, true
		}
	}
	return "", false
}

// text is an element's content as written.
func (d *document) text(n *node) []byte { return d.b[n.inner:n.closed] }

// kid is the first child of a local name in the namespace of its parent, nil where
// there is none.
func (n *node) kid(name string) *node {
	for _, k := range n.kids {
		if k.local == name && k.ns == n.ns {
			return k
		}
	}
	return nil
}

// each calls f for every descendant of a local name.
func (n *node) each(name string, f func(*node)) {
	for _, k := range n.kids {
		if k.local == name {
			f(k)
		}
		k.each(name, f)
	}
}

// tag is a name with the prefix that an element has.
func (n *node) tag(name string) string {
	if p := prefixOf(n.name); p != "" {
		return p + ":" + name
	}
	return name
}
