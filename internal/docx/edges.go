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

// fields follow what a program fills in by itself: w:fldSimple, and w:fldChar with w:instrText.
type fields struct {
	open  []field
	instr bool // what is read now is an instruction
}

type field struct {
	instruction string
	result      bool
}

func (f *fields) start(e xml.StartElement) {
	switch e.Name.Local {
	case "fldSimple":
		f.open = append(f.open, field{attr(e, "instr"), true})
	case "instrText":
		f.instr = true
	case "fldChar":
		switch attr(e, "fldCharType") {
		case "begin":
			f.open = append(f.open, field{})
		case "separate":
			if n := len(f.open); n > 0 {
				f.open[n-1].result = true
			}
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
	if n := len(f.open); n > 0 {
		f.open = f.open[:n-1]
	}
}

func (f *fields) text(s string) {
	if n := len(f.open); n > 0 && f.instr {
		f.open[n-1].instruction += s
	}
}

// pageFields give the numbers of pages.
var pageFields = []string{"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}

// numbering reports whether what is read now is the number of a page, or of all.
func (f *fields) numbering() bool {
	return slices.ContainsFunc(f.open, func(x field) bool {
		words := strings.Fields(x.instruction)
		return x.result && len(words) > 0 && slices.Contains(pageFields, strings.ToUpper(words[0]))
	})
}
