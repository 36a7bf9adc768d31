package sheet

import (
	"context"
	"errors"
	"io"
)

// ErrNotText says that a file is something else than plain text by its content.
var ErrNotText = errors.New("不是文字文件")

// ReadText reads a text file whole, as UTF-8: UTF-8 with or without byte-order
// mark, UTF-16 with one, else GB18030. A file that is something else by its content
// is ErrNotText, one over the limit is refused with an *Error.
func ReadText(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (text, encoding string, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", err
	}
	if size > lim.FileBytes {
		return "", "", boundFile.over(size, lim.FileBytes, "", 0)
	}
	in := &input{r: r, size: size, name: name, lim: lim, head: make([]byte, min(size, headBytes))}
	if _, err := r.ReadAt(in.head, 0); err != nil && err != io.EOF {
		return "", "", damaged("", 0, "文件读不全")
	}
	if !in.plain() {
		return "", "", ErrNotText
	}
	raw := make([]byte, size)
	if n, err := r.ReadAt(raw, 0); int64(n) < size {
		e := damaged("", 0, "文件读不全")
		e.Err = err
		return "", "", e
	}
	out, encoding, err := decodeText(raw)
	return string(out), encoding, err
}

// plain reports whether a file is text and nothing that is told from text by its
// beginning: the last of formats, and none before it.
func (in *input) plain() bool {
	for _, f := range formats[:len(formats)-1] {
		if f.is(in) {
			return false
		}
	}
	return isText(in)
}
