package annotate

import (
	"slices"
	"strconv"
	"strings"

	"huibao/internal/book"
)

// edits are changes of one document, by where they stand in it.
type edits struct {
	*document
	list []edit
}

// edit puts text in the place of b[from:to].
type edit struct {
	from, to int
	text     string
}

func (e *edits) put(from, to int, text string) { e.list = append(e.list, edit{from, to, text}) }

func (e *edits) remove(n *node) { e.put(n.start, n.end, "") }

// removeWhole takes an element out with all that was to be changed in it.
func (e *edits) removeWhole(n *node) {
	e.list = slices.DeleteFunc(e.list, func(x edit) bool { return x.from >= n.start && x.to <= n.end })
	e.remove(n)
}

// How Strip knows the lists that were empty or missing: by what stands before the > of
// the tag that begins them.
const (
	openedTag = " >"
	madeTag   = "\t>"
)

// last puts text behind what an element holds.
func (e *edits) last(n *node, text string) {
	if n.empty {
		end := "</" + n.name + ">"
		for i, x := range e.list {
			if x.to == n.inner && strings.HasPrefix(x.text, openedTag) { // opened already
				e.list[i].text = strings.TrimSuffix(x.text, end) + text + end
				return
			}
		}
		e.put(n.inner-len("/>"), n.inner, openedTag+text+end)
		return
	}
	e.put(n.closed, n.closed, text)
}

// opened reports whether an element was an empty one, or was not there, before
// something of ours stood in it.
func (e *edits) opened(n *node) bool {
	return strings.HasSuffix(string(e.b[n.start:n.inner]), openedTag)
}

func (e *edits) made(n *node) bool { return strings.HasSuffix(string(e.b[n.start:n.inner]), madeTag) }

// reshut makes an element of which nothing is to be left in it what it was before.
func (e *edits) reshut(n *node) {
	e.list = slices.DeleteFunc(e.list, func(x edit) bool { return x.from >= n.inner && x.to <= n.end })
	switch {
	case e.made(n):
		e.removeWhole(n)
	case e.opened(n):
		e.put(n.inner-len(openedTag), n.end, "/>")
	default:
		e.put(n.inner, n.closed, "")
	}
}

// place puts text among the children of an element where one of a name belongs by
// their order: before the first that stands behind it.
func (e *edits) place(n *node, name string, order []string, text string) {
	rank := slices.Index(order, name)
	for _, k := range n.kids {
		if rankOf(k, order) > rank {
			e.put(k.start, k.start, text)
			return
		}
	}
	e.last(n, text)
}

// rankOf is where an element stands in an order; one that wraps others for the sake
// of older programs stands as they do.
func rankOf(n *node, order []string) int {
	if n.local == "AlternateContent" {
		for _, choice := range n.kids {
			for _, k := range choice.kids {
				if r := slices.Index(order, k.local); r >= 0 {
					return r
				}
			}
		}
	}
	return slices.Index(order, n.local)
}

// apply is the text with the changes, ok is false where there are none.
func (e *edits) apply() (out []byte, ok bool) {
	if len(e.list) == 0 {
		return e.b, false
	}
	slices.SortStableFunc(e.list, func(a, b edit) int { return a.from - b.from })
	size := len(e.b)
	for _, x := range e.list {
		size += len(x.text)
	}
	out = make([]byte, 0, size)
	at := 0
	for _, x := range e.list {
		if x.from < at { // within what is taken out
			continue
		}
		out = append(append(out, e.b[at:x.from]...), x.text...)
		at = x.to
	}
	return append(out, e.b[at:]...), true
}

// shift adds to a number that an attribute holds.
func (e *edits) shift(n *node, name string, by int) {
	a, ok := e.find(n, name)
	if !ok {
		return
	}
	if v, err := strconv.Atoi(e.value(a)); err == nil {
		e.put(a.from, a.to, strconv.Itoa(v+by))
	}
}

// cellText is a text for a cell or a comment: what looks like an escape of a
// character (_x000D_) is none.
func cellText(s string) string {
	for i := 0; ; {
		n := strings.Index(s[i:], "_x")
		if n < 0 {
			return book.Escape(s)
		}
		i += n
		if len(s) > i+6 && s[i+6] == '_' {
			s = s[:i] + "_x005F" + s[i:]
			i += len("_x005F")
		}
		i += len("_x")
	}
}
