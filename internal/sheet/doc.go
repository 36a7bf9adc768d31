// Package sheet reads any spreadsheet file that people send into cells: what is
// stored, whether a formula stands there and whether its result was saved, how it
// would be shown. The content decides what a file is, never its name. Everything
// is bounded (Limits), and damage is an error that names part and row: it is never
// read as less data. A defect that puts no cell in doubt is read past and listed
// (Oddities); one of a single cell makes that cell Broken.
//
//	book, err := sheet.Open(ctx, f, size, "海原县.xlsx", sheet.DefaultLimits())
//	for _, s := range book.Sheets {
//		grid, err := s.Grid(ctx)           // the whole sheet, sparse
//		err = s.Cells(ctx, func(c sheet.Cell) error { … })  // one cell after another
//	}
//
// The xlsx family is read by a byte scanner of our own over the parts of the zip
// (ECMA-376 part 1, transitional and strict), .xls and .et by one over the records
// of their stream ([MS-XLS]), text tables by a reader of our own, web pages and XML
// tables through their libraries; other formats are named and refused with a remedy. A format is one entry in the
// table of sniff.go.
package sheet

import (
	"context"
	"errors"
	"io"
)

// Format is what a file is.
type Format string

// The formats that are read.
const (
	XLSX Format = "xlsx"
	XLS  Format = "xls" // .et of WPS too
	CSV  Format = "csv"

	HTML    Format = "html"    // a web page saved as .xls
	XML2003 Format = "xml2003" // XML Spreadsheet 2003
)

// FormatName is what a file of another format than .xlsx is, in Chinese; "" for .xlsx.
func (b *Book) FormatName() string {
	switch b.Format {
	case XLS:
		return "旧版工作簿（.xls、.et）"
	case HTML:
		return "网页（HTML）保存的表格"
	case XML2003:
		return "XML 表格（2003）"
	case CSV:
		return "CSV 文本（" + b.Encoding + "）"
	}
	return ""
}

// State is a sheet's visibility.
type State uint8

// The states of a sheet.
const (
	Visible State = iota
	Hidden
	VeryHidden
)

// Book is an opened workbook. Its sheets are read from the reader that it was
// opened from, which must stay readable until then. A book serves one goroutine.
type Book struct {
	Format        Format
	Encoding      string // of a text file: UTF-8, UTF-16, GB18030
	Sheets        []*Sheet
	Skipped       []string          // names of sheets without cells of their own: chart, dialog and macro sheets
	Props         map[string]string // custom document properties
	Names         []Name
	Date1904      bool
	Macros        bool // a VBA project or an Excel 4 macro sheet
	ExternalLinks bool // formulas refer to other workbooks
	Connections   bool // data connections
	Embedded      bool // embedded objects or ActiveX controls

	odd          oddities
	Uncalculated string // why saved results of formulas are none, in Chinese; "" where they are
}

// Name is a defined name.
type Name struct {
	Name, Ref string
	Hidden    bool
}

// Sheet is one sheet. Its Layout is known once its cells have been read to the
// end, by Grid or by Cells.
type Sheet struct {
	Name  string
	State State
	Layout
	grid   *Grid
	source source
}

// source is where a sheet's cells come from.
type source interface {
	grid(ctx context.Context) (*Grid, error)
}

// stream is a source that reads the cells anew each time, from the beginning.
type stream interface {
	// rows gives every row that has cells with content, in the order of the file.
	rows(ctx context.Context, sink rowSink) (Layout, error)
	// long reports whether the sheet is too large to be held for being sorted.
	long() bool
}

// rowSink takes a row: its cells by column, which it may not keep.
type rowSink func(number int, cells []rawCell) error

// Grid reads the sheet's cells; a second call costs nothing.
func (s *Sheet) Grid(ctx context.Context) (*Grid, error) {
	if s.grid == nil {
		g, err := s.source.grid(ctx)
		if err != nil {
			return nil, err
		}
		s.grid, s.Layout = g, g.Layout
	}
	return s.grid, nil
}

// gridOf holds what a stream gives.
func gridOf(ctx context.Context, s stream) (*Grid, error) {
	g := &Grid{}
	layout, err := s.rows(ctx, g.add)
	if err != nil {
		return nil, err
	}
	g.Layout = layout
	g.settle()
	return g, nil
}

// Cells calls yield for every cell with content (a value, or a formula), in the
// order of rows and columns. What was yielded is void if an error follows, since a
// part's checksum is known only at its end. A large sheet is not held in memory;
// its rows must stand in order, else it is damaged.
func (s *Sheet) Cells(ctx context.Context, yield func(Cell) error) error {
	if st, ok := s.source.(stream); ok && s.grid == nil && st.long() {
		return s.stream(ctx, st, yield)
	}
	g := s.grid
	if g == nil {
		var err error
		if g, err = s.source.grid(ctx); err != nil {
			return err
		}
		s.Layout = g.Layout
	}
	for _, r := range g.rows {
		for i := r.begin; i < r.end; i++ {
			if err := yield(g.cell(r.number, &g.cells[i])); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Sheet) stream(ctx context.Context, from stream, yield func(Cell) error) error {
	last := 0
	layout, err := from.rows(ctx, func(number int, cells []rawCell) error {
		if number <= last {
			return damaged("", number, "行的次序颠倒")
		}
		last = number
		for i := range cells {
			if err := yield(cells[i].Cell); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.Layout = layout
	}
	return err
}

// SheetByName finds a sheet, or nil.
func (b *Book) SheetByName(name string) *Sheet {
	for _, s := range b.Sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Open reads a file of size bytes. name is used to tell a lock file, and in
// messages. A file that is no spreadsheet, or cannot be read, is an *Error; a
// cancelled context is its own error.
func Open(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if size > lim.FileBytes {
		return nil, boundFile.over(size, lim.FileBytes, "", 0)
	}
	in := &input{r: r, size: size, name: name, lim: lim, head: make([]byte, min(size, headBytes))}
	if n, err := r.ReadAt(in.head, 0); n < len(in.head) {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		e := damaged("", 0, "文件读不全")
		e.Err = err
		return nil, e
	}
	return in.opener()(ctx, in)
}
