package docx

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// Mark is a bookmark that was set around a figure, with the text that stands in it now and
// what beside it changes its meaning: a minus before it, 万 or % after it.
type Mark struct{ Name, Text string }

// figureMark is how the bookmarks of figures are called; programs add others of their own.
var figureMark = regexp.MustCompile(`^f_[0-9]+$`)

// markPlace stands in Block.Free where a bookmark stands in the text.
const markPlace = "\ufffc"

// marks gathers the bookmarks of a paragraph.
type marks struct {
	open []openMark
	list []Mark
	free strings.Builder
	last *Mark // that ended, as long as nothing stands after it
}

type openMark struct {
	id, name string
	text     *strings.Builder
}

func (m *marks) start(e xml.StartElement) {
	name := attr(e, "name")
	if !figureMark.MatchString(name) || len(m.open) == mostOpen {
		return
	}
	text := &strings.Builder{}
	if last, n := utf8.DecodeLastRuneInString(m.free.String()); n > 0 && len(m.open) == 0 && strings.ContainsRune("-−－负", last) {
		text.WriteRune(last)
	}
	m.open = append(m.open, openMark{attr(e, "id"), name, text})
	m.free.WriteString(markPlace)
}

func (m *marks) end(id string) {
	for i, o := range m.open {
		if o.id == id {
			m.open = append(m.open[:i], m.open[i+1:]...)
			m.list = append(m.list, Mark{o.name, strings.TrimSpace(o.text.String())})
			m.last = &m.list[len(m.list)-1]
			return
		}
	}
}

func (m *marks) write(s string) {
	for _, o := range m.open {
		o.text.WriteString(s)
	}
	if len(m.open) > 0 {
		return
	}
	if r, n := utf8.DecodeRuneInString(strings.TrimLeft(s, " 　")); m.last != nil && n > 0 {
		if strings.ContainsRune("十百千万亿成倍%％‰", r) {
			m.last.Text += string(r)
		}
		m.last = nil
	}
	m.free.WriteString(s)
}

// take gives the free text and the bookmarks of a paragraph that ends; a figure's doesn't go
// on beyond it, but one that has begun behind all of its text belongs to the next.
func (m *marks) take() (free string, list []Mark) {
	var next []openMark
	for len(m.open) > 0 {
		if o := m.open[0]; o.text.Len() == 0 {
			next, m.open = append(next, o), m.open[1:]
			continue
		}
		m.end(m.open[0].id)
	}
	free, list = strings.TrimSpace(strings.TrimSuffix(m.free.String(), strings.Repeat(markPlace, len(next)))), m.list
	m.free.Reset()
	m.list, m.last, m.open = nil, nil, next
	m.free.WriteString(strings.Repeat(markPlace, len(next)))
	return free, list
}
