package pdf

import (
	"bytes"
	"crypto/sha256"
	"io"
	"runtime"
	"testing"
	"time"

	"huibao/internal/pdf/fonts"
)

// TestFacesAreShared holds that setting a document neither writes into the typefaces, which
// all documents share, nor copies those of the ruler: they were most of a server's memory.
func TestFacesAreShared(t *testing.T) {
	before := map[fonts.Face][32]byte{}
	sizes := 0
	for _, face := range faces {
		data, err := fonts.Data(face)
		if err != nil {
			t.Fatal(err)
		}
		again, err := fonts.Data(face)
		if err != nil || &again[0] != &data[0] {
			t.Errorf("%s: given twice, %v", face, err)
		}
		before[face], sizes = sha256.Sum256(data), sizes+len(data)
	}
	set := func() *Doc {
		d, err := New(Meta{Title: "题", Time: time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		d.Title("关于进展情况的通报")
		d.Heading(1, "一、总体情况")
		d.Heading(2, "（一）进展")
		d.Para("共12个单位已报。")
		return d
	}
	if err := set().Render(io.Discard); err != nil {
		t.Fatal(err)
	}
	for face, sum := range before {
		if data, err := fonts.Data(face); err != nil || sha256.Sum256(data) != sum {
			t.Errorf("%s is another than before, %v", face, err)
		}
	}
	var a, b bytes.Buffer
	doc := set()
	if err := doc.Render(&a); err != nil {
		t.Fatal(err)
	}
	if err := doc.Render(&b); err == nil || b.Len() > 0 {
		t.Errorf("a document drawn twice: %d bytes, %v", b.Len(), err)
	}
	if err := set().Render(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("not the same bytes twice, %v", err)
	}
	var from, to runtime.MemStats
	runtime.ReadMemStats(&from)
	set()
	runtime.ReadMemStats(&to)
	if n := to.TotalAlloc - from.TotalAlloc; n >= uint64(sizes) {
		t.Errorf("a document that is begun takes %d bytes, the faces have %d", n, sizes)
	}
}
