package ledger

import (
	"os"
	"sync"
)

// aside lays encoded rows aside until they are put: of thousands of returns that were judged for the
// first time they were what a run held most of when it held most. The file has no name, and goes with
// whoever holds it.
type aside struct {
	mu   sync.Mutex
	held int      // bytes that stay in memory
	none bool     // no file can be had: all stay
	file *os.File // nil while there is none
	size int64
}

// laid is where a document lies.
type laid struct {
	at int64
	n  int
}

// holdAtMost is how many bytes of encoded rows are held; tests hold none.
var holdAtMost = 1 << 20

// lay lays a document aside, and lets go of it; where that can't be done it stays.
func (a *aside) lay(x *row) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(x.doc) == 0 {
		return
	}
	if a.none || a.held+len(x.doc) <= holdAtMost {
		a.held += len(x.doc)
		return
	}
	if a.file == nil {
		file, err := nameless()
		if err != nil {
			a.none = true
			return
		}
		a.file = file
	}
	if n, err := a.file.WriteAt(x.doc, a.size); err != nil || n < len(x.doc) {
		return
	}
	x.laid, x.doc = laid{a.size, len(x.doc)}, nil
	a.size += int64(x.laid.n)
}

// fetch gives a document back, where it is what was laid there.
func (a *aside) fetch(x *row) {
	doc := make([]byte, x.laid.n)
	if _, err := a.file.ReadAt(doc, x.laid.at); err != nil {
		return
	}
	same := false
	if err := inflating(doc, func(data []byte) error {
		same = digestOf(data) == x.digest
		return nil
	}); err == nil && same {
		x.doc = doc
	}
}
