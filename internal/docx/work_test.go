package docx

import (
	"bytes"
	"encoding/xml"
	"runtime"
	"strings"
	"testing"
)

// TestFieldsHeld: of an instruction in any number of pieces, and of any number of fields that don't
// end, no more is kept than tells the number of a page.
func TestFieldsHeld(t *testing.T) {
	char := func(kind string) xml.StartElement {
		return xml.StartElement{Name: xml.Name{Local: "fldChar"}, Attr: []xml.Attr{{Name: xml.Name{Local: "fldCharType"}, Value: kind}}}
	}
	instruction := xml.StartElement{Name: xml.Name{Local: "instrText"}}
	f := &fields{}
	f.start(char("begin"))
	f.start(instruction)
	for range 50000 {
		f.text("x")
	}
	f.end("instrText")
	f.start(char("separate"))
	if n := cap(f.open[0].word); n > 2*longestWord || f.numbering() {
		t.Errorf("%d bytes of an instruction are kept, numbering %v", n, f.numbering())
	}
	const deep = 20000
	for range deep {
		f.start(char("begin"))
		f.start(instruction)
		f.text(" pa")
		f.text("ge \\* x")
		f.end("instrText")
		f.start(char("separate"))
	}
	if len(f.open) != mostOpen || f.pages != mostOpen-1 || !f.numbering() {
		t.Errorf("%d fields are open, %d of pages", len(f.open), f.pages)
	}
	for range deep {
		f.start(char("end"))
	}
	if len(f.open) != 1 || f.numbering() {
		t.Errorf("%d fields are open, %d of pages", len(f.open), f.pages)
	}
}

// TestWorkGrows: of hostile texts, what is read of one twice as long takes about twice the memory.
func TestWorkGrows(t *testing.T) {
	mark := `<w:bookmarkStart w:id="7" w:name="f_7"/>`
	for name, of := range map[string]func(n int) string{
		"an instruction in pieces": func(n int) string {
			return `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>` + strings.Repeat("x<w:x/>", n) + `</w:instrText></w:r>`
		},
		"bookmarks that don't end": func(n int) string { return strings.Repeat(mark, n) + strings.Repeat(words("一二三四"), n) },
		"bookmarks in a row": func(n int) string {
			return strings.Repeat(words("一二三四")+mark+words("5")+`<w:bookmarkEnd w:id="7"/>`, n)
		},
		"figures in a row":     func(n int) string { return words(strings.Repeat("另有5户，", n)) },
		"paragraphs of a cell": func(n int) string { return table(strings.Repeat(words("一二三四")+`</w:p><w:p>`, n)) },
	} {
		work := func(n int) uint64 {
			body := of(n)
			if !strings.HasPrefix(body, "<w:tbl>") {
				body = para(body)
			}
			data := pack(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`})
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			theirs, err := read(data, DefaultLimits())
			if err != nil {
				t.Fatal(name, err)
			}
			if _, err := Asides(t.Context(), bytes.NewReader(data), int64(len(data)), DefaultLimits()); err != nil {
				t.Fatal(name, err)
			}
			Compare(nil, theirs)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		work(100)
		if once, fourfold := work(1500), work(6000); fourfold > 7*once {
			t.Errorf("%s: %d bytes, and of a text four times as long %d", name, once, fourfold)
		}
	}
}
