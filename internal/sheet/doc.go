// Package sheet reads any spreadsheet file that people send into cells: what is
// stored, whether a formula stands there and whether its result was saved, how it
// would be shown. The content decides what a file is, never its name. Everything
// is bounded (Limits), and damage is an error that names part and row: it is never
// read as less data.
//
// The xlsx family is read by a byte scanner of our own over the parts of the zip
// (ECMA-376 part 1, transitional and strict); the other formats are named and
// refused with a remedy.
package sheet

import (
	"context"
	"io"
)

// Format is what a file is.
type Format string

// The formats that are read.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// State is a sheet's visibility.
type State uint8

// The states of a sheet.
const (
	Visible State = iota
	Hidden
	VeryHidden
)

// Book is an opened workbook. It holds its parts in memory; the reader that it
// was opened from is not used any more.
type Book struct {
	Format        Format
	Encoding      string // of a text file: UTF-8, GB18030 …
	Sheets        []*Sheet
	Props         map[string]string // custom document properties
	Names         []Name
	Date1904      bool
	Macros        bool
	ExternalLinks bool
}

// Name is a defined name.
type Name struct {
	Name, Ref string
	Hidden    bool
}

// Sheet is one sheet. Merges, hidden rows and columns are known once its cells
// have been read.
type Sheet struct {
	Name  string
	State State
	grid  *Grid
	load  func(ctx context.Context) (*Grid, error)
}

// Grid reads the sheet's cells.
func (s *Sheet) Grid(ctx context.Context) (*Grid, error) {
	if s.grid == nil {
		g, err := s.load(ctx)
		if err != nil {
			return nil, err
		}
		s.grid = g
	}
	return s.grid, nil
}

// Cells calls yield for every cell with content, in the order of rows and columns.
func (s *Sheet) Cells(ctx context.Context, yield func(Cell) error) error {
	g, err := s.Grid(ctx)
	if err != nil {
		return err
	}
	for _, row := range g.rows {
		for _, c := range row.cells {
			if c.Type == Blank && !c.HasFormula {
				continue
			}
			if err := yield(c); err != nil {
				return err
			}
		}
	}
	return nil
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

// Open reads a file of size bytes. name is used in messages only. A file that is
// no spreadsheet, or cannot be read, is an *Error.
func Open(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	if size > lim.FileBytes {
		return nil, overLimit("文件大小（字节）", size, lim.FileBytes, "--limit-file")
	}
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, &Error{Reason: Damaged, Kind: "文件读不全", Remedy: "请重新复制或重新发送", Err: err}
	}
	kind := sniff(head, size, name)
	if kind.refuse != nil {
		return nil, kind.refuse
	}
	return kind.open(ctx, r, size, lim)
}
