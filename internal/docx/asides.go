package docx

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"io"
	"strings"
)

// Asides reads what is printed beside the text: text boxes, foot and end notes, headers and footers
// without the numbers of pages, each paragraph a block. Of a box that is kept in two forms, for new
// and old programs, the first is read.
func Asides(ctx context.Context, r io.ReaderAt, size int64, lim Limits) ([]Block, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	edges, err := edgeParts(ctx, z, lim)
	if err != nil {
		return nil, err
	}
	a := &asides{}
	for _, name := range append([]string{documentPart, "word/footnotes.xml", "word/endnotes.xml"}, edges...) {
		a.notes, a.fields = name != documentPart, fields{}
		if part := find(z, name); part != nil {
			if err := readPart(ctx, part, lim, a); err != nil {
				return nil, err
			}
		}
	}
	return a.blocks, nil
}

// asides gathers the paragraphs of text boxes, or of a part of notes.
type asides struct {
	notes  bool
	boxes  int // that are open
	skip   int
	inText bool
	para   strings.Builder
	marks  marks
	fields fields
	blocks []Block
}

func (a *asides) start(e xml.StartElement) error {
	name := e.Name.Local
	if a.fields.start(e); name == "instrText" && a.skip == 0 {
		return nil
	}
	if a.skip > 0 || name != "AlternateContent" && name != "txbxContent" && name != "footnote" && skipped(name) || name == "Fallback" {
		a.skip++
		return nil
	}
	switch name {
	case "txbxContent":
		a.boxes++
	case "bookmarkStart":
		if a.inside() {
			a.marks.start(e)
		}
	case "bookmarkEnd":
		a.marks.end(attr(e, "id"))
	case "t":
		a.inText = true
	}
	return nil
}

// inside reports whether what is read now stands beside the text.
func (a *asides) inside() bool { return a.notes || a.boxes > 0 }

func (a *asides) text(s string) {
	a.fields.text(s)
	if a.skip == 0 && !a.fields.numbering() && a.inText && a.inside() {
		a.para.WriteString(s)
		a.marks.write(s)
	}
}

func (a *asides) end(name string) {
	if a.fields.end(name); name == "instrText" && a.skip == 0 {
		return
	}
	if a.skip > 0 {
		a.skip--
		return
	}
	switch name {
	case "t":
		a.inText = false
	case "txbxContent":
		a.boxes--
	case "p":
		if text := strings.TrimSpace(a.para.String()); a.inside() && text != "" {
			free, list := a.marks.take()
			a.blocks = append(a.blocks, Block{Text: text, Marks: list, Free: []string{free}, Aside: true})
		}
		if a.inside() {
			a.para.Reset()
		}
	}
}
