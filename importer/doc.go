// Package importer reads what a unit sent back and describes it (a Return): which
// unit and period it is of, which row is which indicator, and how each cell was
// read. It judges nothing: what is wrong with a file, a table or a cell is a
// Remark.
package importer

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// File is a file as handed in. Path is relative to the workspace, with slashes.
type File struct {
	Path, SHA256 string
	Size         int64
	Data         io.ReaderAt
}

// Known is what the reader knows beside the file: the plan in force (nil where
// only the stamp tells) and the shape of each unit's return.
type Known struct {
	Plan   *inforce.Plan
	Period huibao.Period
	Form   func(unit string) *huibao.Form
	Limits sheet.Limits

	AcceptMatches bool // take likely rows of a unit's own table without asking
}

// form is a unit's form by the plan, else the stamp's.
func (k Known) form(unit string, stamp *huibao.Form) *huibao.Form {
	if k.Form != nil {
		return k.Form(unit)
	}
	if stamp != nil && stamp.Unit.Code == unit {
		return stamp
	}
	return nil
}

// Read reads a file. An error is the program's own (a stop); whatever is wrong
// with the file is in the return's remarks.
func Read(ctx context.Context, f File, k Known) (*huibao.Return, error) {
	list, err := ReadAll(ctx, f, k)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

func newReader(stop context.Context, f File, k Known) *reader {
	return &reader{file: f, known: k, stop: stop, ret: &huibao.Return{OtherNotes: map[string]string{}}}
}

// late reports whether the time for the file is over: long loops end by it, and what they made is
// handed to nobody (read).
func (r *reader) late() bool { return r.stop != nil && r.stop.Err() != nil }

func (r *reader) read(ctx context.Context) error {
	name := path.Base(strings.ReplaceAll(r.file.Path, "!", "/"))
	if kind := attachmentKind(name); kind != "" {
		if r.textTable(ctx, name) || r.misnamed(ctx, name) {
			return nil
		}
		r.claimByName()
		r.seal()
		r.settleClaims()
		r.remark(huibao.RemarkAttachment, kind, huibao.Place{})
		return nil
	}
	book, err := sheet.Open(ctx, r.file.Data, r.file.Size, name, r.known.Limits)
	if err == nil {
		err = r.readBook(ctx, book)
	}
	if err == nil {
		err = ctx.Err() // what was read when its time was over is not all
	}
	var bad *sheet.Error
	if errors.As(err, &bad) {
		if len(r.ret.Claims) == 0 {
			r.claimByName()
			r.settleClaims()
		}
		r.remark(failure(bad), bad.Error(), huibao.Place{})
		return nil
	}
	return err
}

// failure is the remark for a file that could not be read.
func failure(e *sheet.Error) huibao.RemarkKind {
	switch e.Reason {
	case sheet.Encrypted:
		return huibao.RemarkEncrypted
	case sheet.Damaged:
		return huibao.RemarkDamaged
	case sheet.OverLimit:
		return huibao.RemarkOverLimit
	case sheet.Unsupported:
		return huibao.RemarkUnsupported
	case sheet.LockFile:
		return huibao.RemarkSystemFile
	}
	return huibao.RemarkNotSpreadsheet
}

// attachments are files that go honestly by another name than a spreadsheet's.
var attachments = map[string]string{".pdf": "PDF 文件", ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文字文档", ".jpg": "图片", ".jpeg": "图片",
	".png": "图片", ".gif": "图片", ".bmp": "图片", ".tif": "图片", ".tiff": "图片", ".ofd": "OFD 文件", ".txt": "文本文件", ".ppt": "演示文稿", ".pptx": "演示文稿"}

func attachmentKind(name string) string { return attachments[strings.ToLower(path.Ext(name))] }

// reader reads one workbook.
type reader struct {
	file      File
	known     Known
	stop      context.Context // of this one file alone; nil for none
	ret       *huibao.Return
	form      *huibao.Form
	book      *sheet.Book
	work      *workings
	elsewhere *regexp.Regexp  // the other counties, as a text leaves them out; nil until it is asked
	pairs     map[string]bool // planPairs; nil until it is asked

	named     map[kindName][]*huibao.FormRow // rowsByName
	ranked    ranking
	wholes    *wholeNames                // ratesOf; nil until it is asked
	spellings map[string]*spelling       // of names that were compared
	called    map[string]*huibao.FormRow // family, of the page that is read
	ofTowns   map[string]bool            // indicators of which the rows are of towns' tables
	others    []*huibao.Return           // of the units whose sheets stand together in the workbook
	unseen    map[string]bool            // the sheets that are hidden
	twoRows   []rowTwice                 // where an indicator has two
	shorts    []huibao.ReturnRow         // rows of short names, each under the indicator that it may be
	ofTimes   []rowOfTime                // rows that say themselves that they are of another time
}

func (r *reader) remark(kind huibao.RemarkKind, text string, at huibao.Place) {
	r.ret.Remarks = append(r.ret.Remarks, huibao.Remark{Kind: kind, Text: text, Place: at})
}

func (r *reader) readBook(ctx context.Context, book *sheet.Book) error {
	r.book = book
	if name := book.FormatName(); name != "" {
		r.remark(huibao.RemarkOtherFormat, name, huibao.Place{})
	}
	if book.Macros {
		r.remark(huibao.RemarkMacros, "文件带有宏", huibao.Place{})
	}
	if book.ExternalLinks {
		r.remark(huibao.RemarkLinks, "文件链接到其他工作簿", huibao.Place{})
	}
	var pages []page
	for _, s := range book.Sheets {
		g, err := s.Grid(ctx)
		if err != nil {
			return err
		}
		pages = append(pages, page{Sheet: s, grid: g, follows: followed(s.Name, g)})
	}
	r.readOddities(book)
	r.work = newWorkings(book, pages)
	r.readStamp(pages)
	if r.bareReview(pages) {
		return nil
	}
	if groups := r.byUnit(pages); groups != nil {
		r.readEach(groups)
		r.beside(groups, pages)
		return nil
	}
	r.finish(pages)
	return nil
}

// readOddities remarks the defects of the file that were read past.
func (r *reader) readOddities(book *sheet.Book) {
	var list []string
	for _, o := range book.Oddities() {
		list = append(list, o.String())
	}
	if len(list) > 0 {
		r.remark(huibao.RemarkOddities, strings.Join(list, "；"), huibao.Place{})
	}
}

// finish reads the pages of one unit's return.
func (r *reader) finish(pages []page) {
	pages = r.ofPeriod(pages)
	r.claimByText(pages)
	r.claimByName()
	r.claimBySigning(pages)
	r.follow(pages)
	r.settleClaims()
	r.claimByContent(pages)
	r.sentFor(pages)
	r.form = r.known.form(r.ret.Unit, r.ret.Stamp)
	r.readFront(pages)
	if r.form == nil {
		r.noForm(pages)
		r.seeUnsent(pages)
		return
	}
	r.readNotes(pages)
	r.readTables(pages)
	r.noteHidden(pages)
	if len(r.others) > 0 && (!r.noneOfOurs() || r.seesOwn()) {
		r.others = append([]*huibao.Return{r.ret}, r.others...)
	}
}

// page is a sheet with its cells.
type page struct {
	*sheet.Sheet
	grid    *sheet.Grid
	follows string            // of our own list of findings: the SHA-256 of the file that it is about
	upright *sheet.Grid       // of a page that is read on its side: the grid as it stands in the file
	from    map[[2]int][2]int // of a page of cards: where each cell stands in the file
}

// ours lists the sheets that are no tables.
var ours = []string{huibao.StampSheet, huibao.ReviewSheet, huibao.SelfSheet}

func (p page) isOurs() bool { return p.follows != "" || slices.Contains(ours, p.Name) }

func (p page) at(row, col int) huibao.Place {
	return huibao.Place{Sheet: p.Name, Cell: p.ref(row, col)}
}

// noForm says what the file looks like when no unit's form can be held to it.
func (r *reader) noForm(pages []page) {
	if r.ret.Unit == "" || r.known.Form == nil {
		return
	}
	names := []string{}
	for _, p := range pages {
		if !p.isOurs() {
			names = append(names, p.Name)
		}
	}
	r.remark(huibao.RemarkNoTable, "该单位本期没有应报的报表；文件中有工作表："+strings.Join(names, "、"), huibao.Place{})
}
