package sheet

import (
	"encoding/binary"
	"errors"
	"io"
	"sync"
	"unicode/utf8"
)

// A window begins with windowBytes and grows for a single tag or CDATA section up
// to maxToken.
const (
	windowBytes = 64 << 10
	maxToken    = 1 << 20
)

var windows = sync.Pool{New: func() any { b := make([]byte, windowBytes); return &b }}

// window is a sliding view of a source of UTF-8 text: b[pos:end] has been read,
// checked, and not yet used. An error of the source, a byte that is no UTF-8 or a
// control character comes out only when everything before it has been used, so
// that its place is known.
type window struct {
	src      io.Reader
	b        []byte
	pos, end int
	raw      int // b[end:raw] is read, but not whole: the beginning of a character
	err      error
	pooled   *[]byte
}

// badText is what the source holds that XML and text tables can't.
type badText string

func (e badText) Error() string { return string(e) }

const (
	badUTF8    badText = "含有无法识别的字节"
	badControl badText = "含有不允许的控制字符"
)

func newWindow(src io.Reader) window {
	p := windows.Get().(*[]byte)
	return window{src: src, b: *p, pooled: p}
}

// release gives the memory back; the window is not used any more.
func (w *window) release() {
	if w.pooled != nil {
		windows.Put(w.pooled)
		w.pooled, w.b = nil, nil
		w.pos, w.end, w.raw, w.err = 0, 0, 0, io.EOF
	}
}

// fill reads more, so that b[pos:end] grows, or returns why it can't: io.EOF at the
// end.
func (w *window) fill() error {
	for had := w.end - w.pos; ; {
		if w.err != nil {
			return w.err
		}
		if w.pos > 0 {
			copy(w.b, w.b[w.pos:w.raw])
			w.end, w.raw, w.pos = w.end-w.pos, w.raw-w.pos, 0
		}
		if w.raw == len(w.b) {
			w.b = append(w.b, make([]byte, len(w.b))...)
		}
		n, err := w.src.Read(w.b[w.raw:])
		w.raw += n
		w.err = err
		w.check()
		if w.end > had {
			return nil
		}
	}
}

// check moves end over the whole, valid characters that were read.
func (w *window) check() {
	fresh := w.b[w.end:w.raw]
	n, bad := validPrefix(fresh)
	w.end += n
	switch {
	case bad != "":
		w.err = bad
	case n < len(fresh) && errors.Is(w.err, io.EOF):
		w.err = badUTF8
	}
}

// validPrefix is the length of the longest prefix of whole, allowed characters,
// and what is wrong after it, "" if there may only be bytes missing.
func validPrefix(b []byte) (int, badText) {
	i := 0
	for i < len(b) {
		if i+8 <= len(b) && plain(binary.LittleEndian.Uint64(b[i:])) {
			i += 8
			continue
		}
		c := b[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
				return i, badControl
			}
			i++
			continue
		}
		if !utf8.FullRune(b[i:]) {
			return i, ""
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i, badUTF8
		}
		i += size
	}
	return i, ""
}

// plain reports whether eight bytes are all ASCII from the space upwards.
func plain(v uint64) bool {
	const high, space = 0x8080808080808080, 0x2020202020202020
	return v&high == 0 && (v-space)&high == 0
}
