// Package annotate puts the office's notes into a workbook that others made and
// saved: a comment and a colour on each cell in question, and a first sheet that lists
// everything with links. It changes the parts that it touches in their bytes and
// copies all others raw, so that macros, links, pictures, charts and whatever else a
// workbook holds stay as they are; no cell is touched. Strip takes out again what Into
// put in, also after other programs have saved the workbook.
//
// The colour is a conditional format whose formula is LEN("审核意见")>0: it survives
// every program, and it is how Strip knows it. A comment of ours is by the author 审核,
// or stands in theirs behind a mark.
package annotate

import (
	"context"
	"errors"
	"io"

	"huibao/internal/sheet"
)

// Name is what the list's sheet is called, and Of begins the line of it by which it
// is known when it comes back.
const (
	Name = "审核意见"
	Of   = "本意见针对的文件 SHA-256："
)

// Grade says how a cell is coloured.
type Grade uint8

// The grades, the gravest first.
const (
	Must  Grade = iota // has to be mended
	Ask                // mended or explained
	Tell               // to be taken note of
	Plain              // no colour
)

// Note is what is said of one cell.
type Note struct {
	Sheet, Cell, Text string
	Grade             Grade
}

// Class says how a row of the list looks.
type Class uint8

// The classes of rows.
const (
	Title Class = iota // across the list, large
	Line               // across the list, small and grey
	Head               // headings
	Group              // across the list, in the colour of its grade
	Item               // one thing that is said
)

// List is the first sheet: the widths of its columns in Excel's units, and its rows.
type List struct {
	Widths []int
	Rows   []Row
}

// Row is one row of the list. Texts stand in its columns, those of the columns centred in the middle;
// Sheet and Cell are where the second one leads.
type Row struct {
	Class       Class
	Grade       Grade
	Texts       []string
	Sheet, Cell string
}

// centred are the columns of the list whose text is centred, from 0.
var centred = [...]int{0, 1, 4}

// CannotError says, in Chinese, why a file can't be annotated.
type CannotError struct {
	Why string
	Err error
}

func (e *CannotError) Error() string { return "annotate: " + e.Why }

// Unwrap is the cause.
func (e *CannotError) Unwrap() error { return e.Err }

func cannot(why string, err error) error { return &CannotError{why, err} }

// Into writes a copy of a workbook with notes on its cells and the list as its first
// sheet; what an earlier copy of ours put in is taken out first. Notes on sheets that
// are not there, or on what is no cell, stand in the list alone. A file that can't be
// annotated is a *CannotError.
func Into(w io.Writer, r io.ReaderAt, size int64, notes []Note, list List) error {
	p, err := open(r, size)
	if err == nil {
		err = p.strip()
	}
	if err == nil {
		err = p.annotate(notes, list)
	}
	if err == nil {
		err = p.broken()
	}
	if err != nil {
		return asCannot(err)
	}
	return p.write(w)
}

// Strip writes a copy of a workbook without what Into put in.
func Strip(w io.Writer, r io.ReaderAt, size int64) error {
	p, err := open(r, size)
	if err == nil {
		err = p.strip()
	}
	if err == nil {
		err = p.broken()
	}
	if err != nil {
		return asCannot(err)
	}
	return p.write(w)
}

// Extension is what the name of a workbook must end with for its program to open it:
// .xlsm where it may hold macros.
func Extension(r io.ReaderAt, size int64) (string, error) {
	p, err := open(r, size)
	if err != nil {
		return "", asCannot(err)
	}
	return p.extension(), nil
}

// asCannot is an error in the words of a *CannotError.
func asCannot(err error) error {
	var known *CannotError
	if errors.As(err, &known) {
		return err
	}
	var e *sheet.Error
	if errors.As(err, &e) {
		return cannot(e.Error(), err)
	}
	return cannot("文件的内部结构不规范", err)
}

// everywhere is the context of reading parts: it is bounded by their limits.
var everywhere = context.Background()
