package docx

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"path"
	"slices"
	"strings"
)

// edgeParts are the headers and footers of a document, in the order of their names.
func edgeParts(ctx context.Context, z *zip.Reader, lim Limits) ([]string, error) {
	links := &edgeLinks{}
	if part := find(z, "word/_rels/document.xml.rels"); part != nil {
		if err := readPart(ctx, part, lim, links); err != nil {
			return nil, err
		}
	}
	slices.Sort(links.parts)
	return slices.Compact(links.parts), nil
}

// edgeLinks gathers the parts that a document names as its headers and footers.
type edgeLinks struct{ parts []string }

func (l *edgeLinks) start(e xml.StartElement) error {
	switch path.Base(attr(e, "Type")) {
	case "header", "footer":
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = "word/" + target
		}
		l.parts = append(l.parts, strings.TrimPrefix(path.Clean(target), "/"))
	}
	return nil
}

func (l *edgeLinks) end(string)  {}
func (l *edgeLinks) text(string) {}

// mostOpen bounds the fields, and the bookmarks of figures, that are open within one another; what
// is deeper is read as plain text.
const mostOpen = 128

// fields follow what a program fills in by itself: w:fldSimple, and w:fldChar with w:instrText.
type fields struct {
	open  []field
	over  int  // opened beyond mostOpen
	pages int  // of the open ones, those whose result is read now and is a page's number
	instr bool // what is read now is an instruction
}

// field is one that is open, with as much of its instruction as tells its first word.
type field struct {
	word  []byte
	ended bool // the first word is whole
	page  bool // its result is the number of a page
}

// longestWord is longer than any name of pageFields.
const longestWord = 32

// add reads on in the instruction: its first word is kept.
func (f *field) add(s string) {
	for i := 0; i < len(s) && !f.ended; i++ {
		switch c := s[i]; {
		case strings.IndexByte(" \t\r\n", c) < 0:
			f.word = append(f.word, c)
			f.ended = len(f.word) == longestWord
		default:
			f.ended = len(f.word) > 0
		}
	}
}

func (f *fields) push() {
	if len(f.open) == mostOpen {
		f.over++
		return
	}
	f.open = append(f.open, field{})
}

// top is the innermost field that is followed, or nil.
func (f *fields) top() *field {
	if len(f.open) == 0 || f.over > 0 {
		return nil
	}
	return &f.open[len(f.open)-1]
}

// separate begins the result of the innermost field.
func (f *fields) separate() {
	if x := f.top(); x != nil && !x.page && slices.Contains(pageFields, strings.ToUpper(string(x.word))) {
		x.page = true
		f.pages++
	}
}

func (f *fields) start(e xml.StartElement) {
	switch e.Name.Local {
	case "fldSimple":
		f.push()
		if x := f.top(); x != nil {
			x.add(attr(e, "instr"))
		}
		f.separate()
	case "instrText":
		f.instr = true
	case "fldChar":
		switch attr(e, "fldCharType") {
		case "begin":
			f.push()
		case "separate":
			f.separate()
		case "end":
			f.close()
		}
	}
}

func (f *fields) end(name string) {
	switch name {
	case "fldSimple":
		f.close()
	case "instrText":
		f.instr = false
	}
}

func (f *fields) close() {
	if f.over > 0 {
		f.over--
		return
	}
	if x := f.top(); x != nil {
		if x.page {
			f.pages--
		}
		f.open = f.open[:len(f.open)-1]
	}
}

func (f *fields) text(s string) {
	if x := f.top(); x != nil && f.instr {
		x.add(s)
	}
}

// pageFields give the numbers of pages.
var pageFields = []string{"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}

// numbering reports whether what is read now is the number of a page, or of all.
func (f *fields) numbering() bool { return f.pages > 0 }
