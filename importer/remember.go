package importer

import (
	"strings"
	"sync"
	"sync/atomic"

	"huibao"
)

// remembered is what headings and periods were found to mean, by the text: returns of one form
// have the same ones, a text is asked several times of one file, and the answer rests on nothing
// else. It is full at mostRemembered.
type remembered struct {
	by sync.Map
	n  atomic.Int64
}

// mostRemembered bounds what a program that runs for months remembers.
const mostRemembered = 10000

type saidField struct {
	field huibao.Field
	ok    bool
}

var headingsSeen, spansSeen remembered

func (r *remembered) of(text string, find func(string) (huibao.Field, bool)) (huibao.Field, bool) {
	if known, ok := r.by.Load(text); ok {
		m := known.(saidField)
		return m.field, m.ok
	}
	f, ok := find(text)
	if r.n.Load() < mostRemembered {
		r.n.Add(1)
		r.by.Store(strings.Clone(text), saidField{f, ok})
	}
	return f, ok
}
