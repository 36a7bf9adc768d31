package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeXML gives a part's text as UTF-8: a byte-order mark is removed, UTF-16 is
// decoded, by its mark or by the < at its beginning.
func decodeXML(src io.Reader) (io.Reader, error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(src, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	head = head[:n]
	text := &prefixed{head, src}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		text.head = head[3:]
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return &utf16Reader{src: &prefixed{head[2:], src}}, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return &utf16Reader{src: &prefixed{head[2:], src}, big: true}, nil
	case bytes.HasPrefix(head, []byte("<\x00")):
		return &utf16Reader{src: text}, nil
	case bytes.HasPrefix(head, []byte("\x00<")):
		return &utf16Reader{src: text, big: true}, nil
	}
	return text, nil
}

// prefixed reads head, then src.
type prefixed struct {
	head []byte
	src  io.Reader
}

func (p *prefixed) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	return p.src.Read(b)
}

// utf16Reader decodes UTF-16 to UTF-8. Half a character and half a surrogate pair
// are errors.
type utf16Reader struct {
	src  io.Reader
	big  bool
	in   [4096]byte
	have int    // bytes in in
	out  []byte // decoded, not yet read
	err  error
}

func (u *utf16Reader) Read(b []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		n, err := u.src.Read(u.in[u.have:])
		u.have += n
		u.err = err
		u.decode(err != nil)
	}
	n := copy(b, u.out)
	u.out = u.out[n:]
	return n, nil
}

// decode turns the units that are there into text; last says that no more come.
func (u *utf16Reader) decode(last bool) {
	out, i := u.out[:0], 0
	for i+2 <= u.have {
		r := u.unit(i)
		size := 2
		if utf16.IsSurrogate(r) {
			if i+4 > u.have && !last {
				break
			}
			size = 4
			if i+4 <= u.have {
				r = utf16.DecodeRune(r, u.unit(i+2))
			}
			if r > utf8.MaxRune || r == utf8.RuneError || utf16.IsSurrogate(r) {
				u.fail(badUTF8)
				break
			}
		}
		out = utf8.AppendRune(out, r)
		i += size
	}
	u.out = out
	u.have = copy(u.in[:], u.in[i:u.have])
	if last && u.have > 0 {
		u.fail(badUTF8)
	}
}

func (u *utf16Reader) unit(i int) rune {
	if u.big {
		return rune(u.in[i])<<8 | rune(u.in[i+1])
	}
	return rune(u.in[i+1])<<8 | rune(u.in[i])
}

// fail sets the error, unless the source had one of its own.
func (u *utf16Reader) fail(err error) {
	if u.err == nil || errors.Is(u.err, io.EOF) {
		u.err = err
	}
}
