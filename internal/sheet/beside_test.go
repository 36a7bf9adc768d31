package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// countingReader counts the bytes that are read through it.
type countingReader struct {
	io.ReaderAt
	n int64
}

func (r *countingReader) ReadAt(b []byte, off int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(b, off)
	r.n += int64(n)
	return n, err
}

// bytesRead opens a workbook that is not packed, reads its sheets twice, and gives how many bytes it read of it.
func bytesRead(t *testing.T, parts ...file) (*Book, int64) {
	t.Helper()
	data := zipOf(t, workbook(parts...), func(name string, e *entry) {
		for _, p := range parts {
			if p.name == name {
				e.method, e.packed = zip.Store, []byte(p.text)
			}
		}
	})
	r := &countingReader{ReaderAt: bytes.NewReader(data)}
	book, err := Open(context.Background(), r, int64(len(data)), "a.xlsx", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, s := range book.Sheets {
			s.grid = nil
			if _, err = s.Grid(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	}
	return book, r.n
}

// TestBesideOnce: however many relations lead to a part, and in whatever letters, it is read once for a sheet.
func TestBesideOnce(t *testing.T) {
	for kind, text := range map[string]string{
		"drawing":         `<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><a:t>应为240</a:t></xdr:sp>` + strings.Repeat("<xdr:sp/>", 50000) + `</xdr:wsDr>`,
		"vmlDrawing":      `<xml xmlns:v="v"><v:shape><v:textbox>应为240</v:textbox></v:shape>` + strings.Repeat("<v:shape/>", 50000) + `</xml>`,
		"comments":        `<comments><commentList><comment ref="B2"><text><t>应为240</t></text></comment></commentList>` + strings.Repeat("<x/>", 100000) + `</comments>`,
		"threadedComment": `<ThreadedComments><threadedComment ref="B2"><text>应为240</text></threadedComment>` + strings.Repeat("<x/>", 100000) + `</ThreadedComments>`,
	} {
		many := slices.Repeat([]string{kind, "../p/a.xml", kind, "../P/A.xml", kind, "/xl/p/a.xml"}, 100)
		book, n := bytesRead(t, file{"xl/worksheets/_rels/sheet1.xml.rels", relsXML(many...)}, file{"xl/p/a.xml", text})
		if most := int64(2*len(text) + 200<<10); n > most {
			t.Errorf("%s: %d bytes read, of at most %d", kind, n, most)
		}
		g := book.Sheets[0].grid
		if said := append(slices.Clone(g.Notes), g.Drawn...); len(said) != 1 || said[0].Text != "应为240" || len(book.Oddities()) != 0 {
			t.Errorf("%s: %v, %v", kind, said, book.Oddities())
		}
	}
}

// TestBesideParts: of a sheet with too many parts the first ones are read, and the rest is said.
func TestBesideParts(t *testing.T) {
	for n, odd := range map[int]int{maxBeside: 0, maxBeside + 1: 1} {
		var parts []file
		var rels []string
		for i := range n {
			parts = append(parts, file{fmt.Sprintf("xl/c%d.xml", i), fmt.Sprintf(`<comments><commentList><comment ref="B%d"><text><t>改</t></text></comment></commentList></comments>`, i+1)})
			rels = append(rels, "comments", fmt.Sprintf("../c%d.xml", i))
		}
		book := mustRead(t, workbook(append(parts, file{"xl/worksheets/_rels/sheet1.xml.rels", relsXML(rels...)})...)...)
		g, err := book.Sheets[0].Grid(context.Background())
		if err != nil || len(g.Notes) != maxBeside || len(book.Oddities()) != odd {
			t.Errorf("%d parts: %d notes, %v, %v", n, len(g.Notes), book.Oddities(), err)
		}
	}
}

// TestBesideBytes: what all sheets refer to is bounded together, and a sheet that was read is read again the same.
func TestBesideBytes(t *testing.T) {
	var b beside
	for range 2 {
		for i := range 10 {
			sheet, want := fmt.Sprint(i), i < 4
			if got := b.admits(sheet, "xl/A.xml", 1); got != want {
				t.Errorf("sheet %d: %v", i, got)
			}
			if want {
				b.spent(sheet, "xl/a.xml", maxBesideBytes/4)
			}
		}
	}
	if b.bytes != maxBesideBytes {
		t.Errorf("%d bytes counted", b.bytes)
	}
}

// TestManyThreads: the threads of a sheet are bounded together, and so is what is said on one cell.
func TestManyThreads(t *testing.T) {
	to := newThreads()
	for i := range 3 * maxComments {
		to.add(Comment{1 + i, 1, "改"}, 100)
		to.add(Comment{1, 1, "又改"}, 100)
	}
	if n := len(to.list[0].Text); len(to.list) != maxComments || n < 100 || n > 110 {
		t.Errorf("%d threads, the first of %d bytes", len(to.list), n)
	}
	notes := make([]Comment, 0, maxComments)
	for i := range maxComments {
		notes = append(notes, Comment{1 + i, 1, "线程批注"})
	}
	if got := threaded(append(notes, Comment{1, 2, "旧的"}), to.list); len(got) != maxComments+1 || got[0].Text != "旧的" {
		t.Errorf("%d notes, the first %v", len(got), got[0])
	}
}

// TestSamePart: sheets that are one part are read once; those of two parts that say the same are two.
func TestSamePart(t *testing.T) {
	for target, want := range map[string]int{"/xl/worksheets/SHEET1.xml": 1, "worksheets/sheet2.xml": 2} {
		book := mustRead(t, workbook(
			file{"xl/workbook.xml", `<workbook ` + nsMain + ` ` + nsRel + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/><sheet name="又" sheetId="2" r:id="rId2"/></sheets></workbook>`},
			file{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "worksheets/sheet1.xml", "worksheet", target)},
			file{"xl/worksheets/sheet2.xml", sheetXML(`<row r="1"><c r="A1"><v>1</v></c></row>`)})...)
		if len(book.Sheets) != want || len(book.Skipped) != 2-want || len(book.Oddities()) != 2-want {
			t.Errorf("%s: %d sheets, skipped %v, %v", target, len(book.Sheets), book.Skipped, book.Oddities())
		}
	}
}
