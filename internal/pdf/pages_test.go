package pdf

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// whole draws a document as gofpdf alone does, which holds all pages to the end.
func whole(t *testing.T, d *Doc) []byte {
	t.Helper()
	d.use(string(fonts.Song), pageNumber(0))
	f, err := newPDF(d.meta, d.ruler, d.used)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range d.pages {
		orientation := "P"
		if p.wide {
			orientation = "L"
		}
		f.AddPageFormat(orientation, f.GetPageSizeStr("A4"))
		d.outline(f, i, true)
		for _, draw := range p.ops {
			draw(f)
		}
		if !p.bare {
			d.number(f, p, i+1)
		}
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPagesAlone: drawn page by page a document has the bytes that it has drawn whole, with bookmarks
// in the midst of it, or with an empty page alone.
func TestPagesAlone(t *testing.T) {
	for name, set := range map[string]func() *Doc{
		"all":   func() *Doc { return sampleDoc(t) },
		"empty": func() *Doc { return newDoc(t) },
		"bare": func() *Doc {
			d := newDoc(t)
			d.Para("一段。")
			d.pages[0].bare = true
			d.Section(true)
			d.Section(false)
			return d
		},
	} {
		var b bytes.Buffer
		if err := set().Render(&b); err != nil {
			t.Fatal(name, err)
		}
		if !bytes.Equal(b.Bytes(), whole(t, set())) {
			t.Errorf("%s: other bytes", name)
		}
	}
}

// TestPageMemory holds what a page takes while it is drawn and written: a compressor of its own would
// take a megabyte.
func TestPageMemory(t *testing.T) {
	taken := func(pages int) uint64 {
		d := newDoc(t)
		for range pages - 1 {
			d.Para("一段。")
			d.Section(false)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := d.Render(io.Discard); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	taken(2)
	if few, many := taken(10), taken(60); many > few+50*(100<<10) {
		t.Errorf("50 pages more take %d KiB", (many-few)>>10)
	}
}

// TestStrangeDocument: what is no document of gofpdf's is an error, and so is a page's content where
// none stands.
func TestStrangeDocument(t *testing.T) {
	var b bytes.Buffer
	f := gofpdf.New("P", "mm", "A4", "")
	f.AddPage()
	f.SetCompression(false)
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	for name, text := range map[string]string{
		"nothing":    "",
		"no table":   strings.Replace(good, "\nxref\n", "\nxxxx\n", 1),
		"no place":   strings.Replace(good, "startxref\n", "startxref\nx", 1),
		"cut table":  good[:strings.Index(good, "xref\n0 ")+60] + "startxref\n" + good[strings.LastIndex(good, "startxref\n")+10:],
		"far object": strings.Replace(good, " 00000 n", "9 00000 n", 1),
	} {
		if _, err := objectsOf([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	doc, err := objectsOf([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := doc.write(&again); err != nil || again.String() != good {
		t.Errorf("taken apart and written: %v", err)
	}
	for _, number := range []int{3, 5, 1000} { // a page, what is behind the last, and none
		if err := doc.replace(number, nil); err == nil {
			t.Errorf("object %d replaced", number)
		}
	}
}
