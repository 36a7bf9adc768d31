// Package docx reads the text of a Word document (ECMA-376 part 1, WordprocessingML):
// its paragraphs and tables in their order, with the numbers of numbered paragraphs,
// which stand in no text but are made from word/numbering.xml. Deleted and hidden text
// are left out; text boxes, notes, headers and footers are read apart (Asides).
// Everything is bounded.
package docx

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// Block is a paragraph, or a row of a table.
type Block struct {
	Text  string   // of a paragraph; a line break is \n
	Cells []string // of a table's row; nil for a paragraph
	Table int      // which table of the document, from 1
	Marks []Mark   // the figures' bookmarks that end in it
	Aside bool     // it stands beside the text (Asides)
	Free  []string // the paragraph's text, or the cells', a bookmark's shown as U+FFFC
}

// Limits bound what is read.
type Limits struct {
	PartBytes int64 // inflated, of one part
	Blocks    int
	Depth     int // of nested elements
}

// DefaultLimits are enough for a book.
func DefaultLimits() Limits { return Limits{PartBytes: 128 << 20, Blocks: 200000, Depth: 128} }

// ErrNoDocument says that the zip file holds no Word document.
var ErrNoDocument = errors.New("不是 Word 文档（没有 word/document.xml）")

// Read reads the blocks of a document.
func Read(ctx context.Context, r io.ReaderAt, size int64, lim Limits) ([]Block, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("文件已损坏，不能解压：%w", err)
	}
	main := find(z, documentPart)
	if main == nil {
		return nil, ErrNoDocument
	}
	num := &numbering{}
	if part := find(z, "word/numbering.xml"); part != nil {
		if err := readPart(ctx, part, lim, num); err != nil {
			return nil, err
		}
	}
	b := &body{num: num.counters(), lim: lim}
	if err := readPart(ctx, main, lim, b); err != nil {
		return nil, err
	}
	return b.blocks, nil
}

func find(z *zip.Reader, name string) *zip.File {
	for _, f := range z.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// handler takes the tokens of a part.
type handler interface {
	start(e xml.StartElement) error
	end(name string)
	text(s string)
}

// readPart walks over a part's XML; entities are not expanded, depth and size are
// held.
func readPart(ctx context.Context, f *zip.File, lim Limits, h handler) error {
	rc, err := f.Open()
	if err != nil {
		return fmt.Errorf("部件 %s 已损坏：%w", f.Name, err)
	}
	defer rc.Close()
	limited := &io.LimitedReader{R: rc, N: lim.PartBytes + 1}
	d := xml.NewDecoder(limited)
	depth := 0
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		tok, err := d.RawToken()
		if limited.N <= 0 {
			return fmt.Errorf("部件 %s 解压后超过 %d 字节的限度", f.Name, lim.PartBytes)
		}
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("部件 %s 已损坏：%w", f.Name, err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > lim.Depth {
				return fmt.Errorf("部件 %s 嵌套超过 %d 层", f.Name, lim.Depth)
			}
			if err := h.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			depth--
			h.end(t.Name.Local)
		case xml.CharData:
			h.text(string(t))
		}
	}
}

// attr is an attribute's value by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
