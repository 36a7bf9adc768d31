package importer

import (
	"bytes"
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// A text file is an attachment, unless it is a table that was saved or copied as text: lines parted by tabs
// or commas in which something of the plan's is found.

// Bounds of how much of a text file is looked at, and of how many lines of how many cells make a table.
const (
	textSniffed = 64 << 10
	textLines   = 2
	textCells   = 3
)

// textTable reads a text file as a table, and reports whether it is one of this plan's.
func (r *reader) textTable(ctx context.Context, name string) bool {
	if strings.ToLower(path.Ext(name)) != ".txt" || r.known.Plan == nil || !looksLikeTable(io.NewSectionReader(r.file.Data, 0, textSniffed)) {
		return false
	}
	book, err := sheet.Open(ctx, r.file.Data, r.file.Size, strings.TrimSuffix(name, path.Ext(name))+".csv", r.known.Limits)
	if err != nil {
		return false
	}
	return r.takeTable(ctx, book, false)
}

// misnamed reads a file of which the name is a document's or a picture's and the content a workbook, or a table
// of this plan's in a format that others than spreadsheets have, too.
func (r *reader) misnamed(ctx context.Context, name string) bool {
	ext := strings.ToLower(path.Ext(name))
	if ext == ".txt" {
		return false
	}
	book, err := sheet.Open(ctx, r.file.Data, r.file.Size, strings.TrimSuffix(name, path.Ext(name)), r.known.Limits)
	if err != nil || book.Format == sheet.CSV {
		return false
	}
	if !r.takeTable(ctx, book, book.Format != sheet.HTML) {
		return false
	}
	if book.FormatName() == "" {
		r.remark(huibao.RemarkOtherFormat, "扩展名为 "+ext+" 的 Excel 工作簿", huibao.Place{})
	}
	return true
}

// takeTable reads a book in the place of an attachment, if something of the plan's is found in it, or it is one
// whatever is in it.
func (r *reader) takeTable(ctx context.Context, book *sheet.Book, sure bool) bool {
	t := newReader(ctx, r.file, r.known)
	if err := t.readBook(ctx, book); err != nil || ctx.Err() != nil {
		return false
	}
	seen := func(x *huibao.Return) bool {
		_, ok := x.Has(huibao.RemarkSeen)
		return ok || len(x.Rows) > 0
	}
	if !sure && !seen(t.ret) && !slices.ContainsFunc(t.others, seen) {
		return false
	}
	*r = *t
	return true
}

// looksLikeTable reports whether lines of a text are of several cells each.
func looksLikeTable(text io.Reader) bool {
	data, err := io.ReadAll(text)
	if err != nil {
		return false
	}
	lines := 0
	for line := range bytes.Lines(data) {
		for _, sep := range []string{"\t", ","} {
			if bytes.Count(line, []byte(sep)) >= textCells-1 {
				lines++
				break
			}
		}
	}
	return lines >= textLines
}
