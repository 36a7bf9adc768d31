package importer

import (
	"strings"
	"sync"
	"sync/atomic"

	"huibao"
)

// remembered is what texts were found to mean: returns of one form have the same ones, a text is
// asked several times of one file, and the answer rests on nothing else. Beyond mostRemembered it begins
// anew, and it takes no text that is longer than longestRemembered.
type remembered[T any] struct {
	by sync.Map
	n  atomic.Int64
}

// mostRemembered and longestRemembered bound what a program that runs for months remembers, in
// texts and bytes.
const (
	mostRemembered    = 10000
	longestRemembered = 600
)

// saidField is the field that a heading or a period names, if any.
type saidField struct {
	field huibao.Field
	ok    bool
}

var (
	headingsSeen, spansSeen remembered[saidField]
	// doubtsSeen are texts outside tables, of those who are no county and of counties.
	doubtsSeen [2]remembered[bool]
)

func (r *remembered[T]) of(text string, find func(string) T) T {
	if known, ok := r.by.Load(text); ok {
		return known.(T)
	}
	found := find(text)
	if len(text) > longestRemembered {
		return found
	}
	if r.n.Add(1) > mostRemembered { // what stands in all files is found once more; of each file's own nothing stays for good
		r.by.Clear()
		r.n.Store(1)
	}
	r.by.Store(strings.Clone(text), found)
	return found
}
