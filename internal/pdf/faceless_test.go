package pdf

import (
	"bytes"
	"testing"
	"time"
)

// TestFaceless: a document without its typefaces is a whole PDF of as many pages, a small one, and
// the next is as it would have been.
func TestFaceless(t *testing.T) {
	draw := func(faceless bool) []byte {
		Faceless.Store(faceless)
		defer Faceless.Store(false)
		d, err := New(Meta{Title: "题", Time: time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		d.Title("关于进展情况的通报")
		d.Heading(1, "一、总体情况")
		d.Section(true)
		d.Para("共12个单位已报（100%）。")
		var out bytes.Buffer
		if err := d.Render(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	whole := draw(false)
	bare := draw(true)
	for _, data := range [][]byte{whole, bare} {
		if !bytes.HasPrefix(data, []byte("%PDF-1")) || !bytes.HasSuffix(data, []byte("%%EOF\n")) || !bytes.Contains(data, []byte("/Count 2\n")) {
			t.Errorf("%d bytes are no document of two pages", len(data))
		}
	}
	if len(bare) > len(whole)/4 || !bytes.Equal(draw(true), bare) || !bytes.Equal(draw(false), whole) {
		t.Errorf("%d bytes without typefaces, %d with them, or not the same twice", len(bare), len(whole))
	}
}
