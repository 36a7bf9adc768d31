package sheet

import (
	"context"
	"slices"
	"strings"
)

// xlsx is a workbook of the xlsx family while it is read.
type xlsx struct {
	z       *zipbox
	lim     Limits
	book    *Book
	main    string // the workbook's part
	rels    relations
	strings []string
	rich    map[int]*Rich // by place among the strings
	formats []NumFmt      // by cellXfs index
	looks   looks
	kept    arena
	cells   int   // with content, of the sheets read so far
	merges  int   // of the sheets read so far
	missing error // of the first sheet without a part
	beside  beside
}

func openXLSX(ctx context.Context, z *zipbox, lim Limits) (*Book, error) {
	x := &xlsx{z: z, lim: lim, book: &Book{Format: XLSX, Props: map[string]string{}}}
	for _, step := range []func(context.Context) error{x.findMain, x.readMainRelations, x.readWorkbook, x.readStringsAndStyles, x.readProps, x.readApp} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	x.notice()
	x.book.odd = append(x.book.odd, z.odd...)
	return x.book, nil
}

// findMain finds the workbook's part, by the package's relationships, else by its
// usual name.
func (x *xlsx) findMain(ctx context.Context) error {
	rels, err := x.relations(ctx, "")
	if err != nil {
		return err
	}
	for _, r := range rels.list {
		if r.kind == "officeDocument" && x.z.has(x.z.resolve("", r.target)) {
			x.main = x.z.resolve("", r.target)
			return nil
		}
	}
	x.main = "xl/workbook.xml"
	if !x.z.has(x.main) {
		return damaged(x.main, 0, "缺少部件")
	}
	return nil
}

func (x *xlsx) readMainRelations(ctx context.Context) (err error) {
	x.rels, err = x.relations(ctx, x.main)
	return err
}

// notice looks for what a workbook holds beside its cells.
func (x *xlsx) notice() {
	for _, r := range x.rels.list {
		switch r.kind {
		case "externalLink":
			x.book.ExternalLinks = true
		case "vbaProject", "xlMacrosheet", "xlIntlMacrosheet":
			x.book.Macros = true
		case "connections":
			x.book.Connections = true
		}
	}
	for name := range x.z.files {
		switch {
		case strings.HasSuffix(name, "/vbaproject.bin"):
			x.book.Macros = true
		case strings.Contains(name, "/embeddings/"), strings.Contains(name, "/activex/"):
			x.book.Embedded = true
		}
	}
}

// walk calls visit for every opening tag of a part whose root has a local name.
func (x *xlsx) walk(ctx context.Context, part, root string, visit func(*scanner) error) error {
	p, err := x.z.open(ctx, part)
	if err != nil {
		return err
	}
	defer p.close()
	s, err := newScanner(part, p, x.lim)
	if err != nil {
		return err
	}
	defer s.release()
	for {
		kind, err := s.next()
		if err != nil || kind == tokenEnd {
			return err
		}
		if kind != tokenOpen {
			continue
		}
		if len(s.starts) == 1 && !s.is(root) {
			return s.fail("根元素是 " + clip(s.name) + "，应为 " + root)
		}
		if err := visit(s); err != nil {
			return err
		}
	}
}

// clip is a text of a file's own, short enough for a message.
func clip(b []byte) string {
	if r := []rune(string(b)); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(b)
}

func (x *xlsx) readWorkbook(ctx context.Context) error {
	err := x.walk(ctx, x.main, "workbook", func(s *scanner) error {
		switch {
		case len(s.starts) == 2 && s.is("workbookPr"):
			x.book.Date1904 = s.on("date1904")
		case len(s.starts) == 2 && s.is("calcPr"):
			x.book.readCalc(s)
		case s.within("sheets", "sheet"):
			return x.addSheet(s)
		case s.within("definedNames", "definedName"):
			return x.addName(s)
		}
		return nil
	})
	if err == nil && len(x.book.Sheets) == 0 && x.missing != nil {
		return x.missing
	}
	if err == nil && len(x.book.Sheets)+len(x.book.Skipped) == 0 {
		return damaged(x.main, 0, "工作簿里没有工作表")
	}
	return err
}

func (x *xlsx) addSheet(s *scanner) error {
	if n := len(x.book.Sheets) + len(x.book.Skipped) + 1; n > x.lim.Sheets {
		return boundSheets.over(int64(n), int64(x.lim.Sheets), s.part, 0)
	}
	name, id := s.attr("name"), s.attrNS("id")
	if id == "" {
		x.book.Skipped = append(x.book.Skipped, name)
		return nil
	}
	rel, ok := x.rels.find(id)
	if !ok {
		x.withoutPart(name, s.fail("工作表“"+name+"”没有对应的部件"))
		return nil
	}
	if rel.kind != "worksheet" {
		x.book.Skipped = append(x.book.Skipped, name)
		return nil
	}
	part := x.z.resolve(x.main, rel.target)
	if !x.z.has(part) {
		x.withoutPart(name, damaged(part, 0, "缺少工作表“"+name+"”的部件"))
		return nil
	}
	if slices.ContainsFunc(x.book.Sheets, func(s *Sheet) bool { return partName(s.source.(*worksheet).part) == partName(part) }) {
		x.book.Skipped = append(x.book.Skipped, name)
		x.book.odd.note(oddSame, name)
		return nil
	}
	x.book.Sheets = append(x.book.Sheets, &Sheet{Name: name, State: stateOf(s.attr("state")), source: &worksheet{x: x, part: part}})
	return nil
}

// withoutPart sets a sheet aside that the file has only by name; it is damage where
// there is no other.
func (x *xlsx) withoutPart(name string, why error) {
	x.book.Skipped = append(x.book.Skipped, name)
	x.book.odd.note(oddSheet, name)
	if x.missing == nil {
		x.missing = why
	}
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
	if n := len(x.book.Names) + 1; n > x.lim.Entries {
		return boundNames.over(int64(n), int64(x.lim.Entries), s.part, 0)
	}
	n := Name{Name: s.attr("name"), Hidden: s.on("hidden")}
	text, err := s.inner(x.lim.TextRunes)
	n.Ref = string(text)
	x.book.Names = append(x.book.Names, n)
	return err
}

// readProps reads the custom document properties.
func (x *xlsx) readProps(ctx context.Context) error {
	const part = "docProps/custom.xml"
	if !x.z.has(part) {
		return nil
	}
	err := x.walk(ctx, part, "Properties", func(s *scanner) error {
		if len(s.starts) != 2 || !s.is("property") {
			return nil
		}
		if n := len(x.book.Props) + 1; n > x.lim.Entries {
			return boundProps.over(int64(n), int64(x.lim.Entries), part, 0)
		}
		name := s.attr("name")
		text, err := s.inner(x.lim.TextRunes)
		x.book.Props[name] = strings.TrimSpace(string(unescapeX(text)))
		return err
	})
	if isDamage(err) {
		x.book.odd.note(oddProps, "")
		x.book.Props, err = map[string]string{}, nil
	}
	return err
}
