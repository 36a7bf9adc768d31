package book

import (
	"bytes"
	"errors"
	"testing"
)

type full struct{ room int }

var errFull = errors.New("full")

func (f *full) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestBeside gives the other side all that was written, in order, and tells at the end
// what went wrong there.
func TestBeside(t *testing.T) {
	var got, want bytes.Buffer
	b := newBeside(&got)
	piece := make([]byte, 3)
	for i := range 1000 {
		piece[0], piece[1] = byte(i), byte(i>>8)
		want.Write(piece[:1+i%3])
		if n, err := b.Write(piece[:1+i%3]); n != 1+i%3 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	if err := b.close(); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("%d bytes of %d, %v", got.Len(), want.Len(), err)
	}
	f := newBeside(&full{500})
	for range 1000 {
		_, _ = f.Write(piece)
	}
	if err := f.close(); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}
