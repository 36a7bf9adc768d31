package sheet

import (
	"context"
	"path"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// xlsx is a workbook of the xlsx family while it is read.
type xlsx struct {
	z       *zipbox
	lim     Limits
	book    *Book
	strings []string
	styles  []NumFmt // by cellXfs index
	cells   int      // with content, so far
	merges  int
}

// relation is one relationship of a part.
type relation struct{ kind, target string }

func openXLSX(ctx context.Context, z *zipbox, lim Limits) (*Book, error) {
	x := &xlsx{z: z, lim: lim, book: &Book{Format: XLSX, Props: map[string]string{}}}
	main, err := x.mainPart(ctx)
	if err != nil {
		return nil, err
	}
	rels, err := x.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		switch path.Base(r.kind) {
		case "sharedStrings":
			err = x.readStrings(ctx, resolve(main, r.target))
		case "styles":
			err = x.readStyles(ctx, resolve(main, r.target))
		case "externalLink":
			x.book.ExternalLinks = true
		case "vbaProject":
			x.book.Macros = true
		}
		if err != nil {
			return nil, err
		}
	}
	if err := x.readProps(ctx); err != nil {
		return nil, err
	}
	return x.book, x.readWorkbook(ctx, main, rels)
}

// mainPart is the workbook's part, by the package's relationships, else by its
// usual name.
func (x *xlsx) mainPart(ctx context.Context) (string, error) {
	if x.z.has("_rels/.rels") {
		rels, err := x.relations(ctx, "")
		if err != nil {
			return "", err
		}
		for _, r := range rels {
			if path.Base(r.kind) == "officeDocument" && x.z.has(resolve("", r.target)) {
				return resolve("", r.target), nil
			}
		}
	}
	if x.z.has("xl/workbook.xml") {
		return "xl/workbook.xml", nil
	}
	return "", damaged("xl/workbook.xml", 0, "缺少部件")
}

// relations reads the relationships of a part, by their ids.
func (x *xlsx) relations(ctx context.Context, part string) (map[string]relation, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	rels := map[string]relation{}
	if !x.z.has(name) {
		return rels, nil
	}
	err := x.each(ctx, name, func(s *scanner) error {
		if s.is("Relationship") {
			id, _ := s.attr("Id")
			kind, _ := s.attr("Type")
			target, _ := s.attr("Target")
			rels[id] = relation{kind, target}
		}
		return nil
	})
	return rels, err
}

// each calls open for every opening tag of a part.
func (x *xlsx) each(ctx context.Context, part string, open func(*scanner) error) error {
	data, err := x.z.read(ctx, part)
	if err != nil {
		return err
	}
	s, err := newScanner(part, data, x.lim)
	if err != nil {
		return err
	}
	for {
		kind, err := s.next()
		if err != nil {
			return err
		}
		switch kind {
		case tokenEnd:
			return nil
		case tokenOpen:
			if err := open(s); err != nil {
				return err
			}
		}
	}
}

func (x *xlsx) readWorkbook(ctx context.Context, main string, rels map[string]relation) error {
	data, err := x.z.read(ctx, main)
	if err != nil {
		return err
	}
	s, err := newScanner(main, data, x.lim)
	if err != nil {
		return err
	}
	for {
		kind, err := s.next()
		if err != nil || kind == tokenEnd {
			return err
		}
		if kind != tokenOpen {
			continue
		}
		switch string(s.name) {
		case "workbookPr":
			x.book.Date1904 = s.attrIs("date1904")
		case "sheet":
			err = x.addSheet(s, main, rels)
		case "definedName":
			err = x.addName(s)
		}
		if err != nil {
			return err
		}
	}
}

func (x *xlsx) addSheet(s *scanner, main string, rels map[string]relation) error {
	name, _ := s.attr("name")
	id, _ := s.attr("id")
	state, _ := s.attr("state")
	if len(x.book.Sheets) >= x.lim.Sheets {
		return overLimit("工作表数", int64(len(x.book.Sheets)+1), int64(x.lim.Sheets), "--limit-sheets")
	}
	rel, ok := rels[id]
	if !ok || path.Base(rel.kind) != "worksheet" {
		return nil // a chart, dialog or macro sheet has no cells
	}
	part := resolve(main, rel.target)
	sh := &Sheet{Name: name, State: stateOf(state)}
	sh.load = func(ctx context.Context) (*Grid, error) { return x.readSheet(ctx, part) }
	x.book.Sheets = append(x.book.Sheets, sh)
	return nil
}

func stateOf(s string) State {
	switch s {
	case "hidden":
		return Hidden
	case "veryHidden":
		return VeryHidden
	}
	return Visible
}

func (x *xlsx) addName(s *scanner) error {
	n := Name{Hidden: s.attrIs("hidden")}
	n.Name, _ = s.attr("name")
	text, err := s.content(x.lim.TextRunes)
	if err != nil {
		return err
	}
	n.Ref = text
	x.book.Names = append(x.book.Names, n)
	return nil
}

// content is the text inside the element just opened, up to its end; text of
// elements within it included.
func (s *scanner) content(maxRunes int) (string, error) {
	depth := len(s.stack)
	var b strings.Builder
	for {
		kind, err := s.next()
		if err != nil {
			return "", err
		}
		switch kind {
		case tokenText:
			t, err := s.value()
			if err != nil {
				return "", err
			}
			b.WriteString(t)
			if b.Len() > 4*maxRunes {
				return "", overLimit("一个单元格的字数", int64(b.Len()), int64(maxRunes), "--limit-text")
			}
		case tokenClose:
			if len(s.stack) < depth {
				return b.String(), nil
			}
		}
	}
}

// readProps reads the custom document properties.
func (x *xlsx) readProps(ctx context.Context) error {
	const part = "docProps/custom.xml"
	if !x.z.has(part) {
		return nil
	}
	return x.each(ctx, part, func(s *scanner) error {
		if !s.is("property") {
			return nil
		}
		name, _ := s.attr("name")
		text, err := s.content(x.lim.TextRunes)
		x.book.Props[name] = strings.TrimSpace(text)
		return err
	})
}
