package sheet

import (
	"context"
	"unicode/utf8"
)

// readStringsAndStyles reads what the sheets refer to.
func (x *xlsx) readStringsAndStyles(ctx context.Context) error {
	for _, kind := range []struct {
		name string
		read func(context.Context, string) error
	}{{"sharedStrings", x.readStrings}, {"styles", x.readStyles}} {
		for _, r := range x.rels.list {
			if r.kind != kind.name {
				continue
			}
			part := x.z.resolve(x.main, r.target)
			if !x.z.has(part) {
				x.book.odd.note(oddPart, part)
			} else if err := kind.read(ctx, part); err != nil {
				return err
			}
			break
		}
	}
	for _, r := range x.rich {
		r.paint(&x.looks.colours)
	}
	return nil
}

// readStrings reads the shared strings.
func (x *xlsx) readStrings(ctx context.Context, part string) error {
	declared, ok := 0, false
	err := x.walk(ctx, part, "sst", func(s *scanner) error {
		if len(s.starts) == 1 {
			declared, ok = s.whole("uniqueCount", -1)
		}
		if len(s.starts) != 2 {
			return nil
		}
		if !s.is("si") {
			return s.skip()
		}
		if n := len(x.strings) + 1; n > x.lim.SharedStrings {
			return boundStrings.over(int64(n), int64(x.lim.SharedStrings), part, 0)
		}
		text, rich, err := s.richText(x.lim.TextRunes)
		if rich != nil {
			if x.rich == nil {
				x.rich = map[int]*Rich{}
			}
			x.rich[len(x.strings)] = rich
		}
		x.strings = append(x.strings, x.kept.keep(text))
		return err
	})
	if !ok || declared >= 0 && declared != len(x.strings) {
		x.book.odd.note(oddStrings, "")
	}
	return err
}

// richText is the text of <si> or <is>: its own <t> or those of its runs; phonetic
// runs (<rPh>) are left out. It holds until the next call. rich is nil where all of it
// looks the same.
func (s *scanner) richText(limit int) (text []byte, rich *Rich, err error) {
	depth := len(s.starts)
	s.buf = s.buf[:0]
	var runs runReader
	for {
		kind, err := s.next()
		if err != nil {
			return nil, nil, err
		}
		switch {
		case kind == tokenOpen && s.is("t"):
			err = s.appendInner(limit)
		case kind == tokenOpen && s.is("r"):
			runs.open(len(s.buf))
		case kind == tokenOpen && s.is("rPr") && len(s.starts) == depth+2:
			err = s.runFont(&runs)
		case kind == tokenOpen:
			err = s.skip()
		case kind == tokenClose && len(s.starts) == depth && len(runs.runs) > 0:
			runs.close(s.buf)
		case kind == tokenClose && len(s.starts) < depth:
			text := unescapeX(s.buf)
			return text, runs.rich(), s.checkText(text, limit)
		}
		if err != nil {
			return nil, nil, err
		}
	}
}

// runFont reads the font of the run just opened.
func (s *scanner) runFont(runs *runReader) error {
	depth, last := len(s.starts), &runs.runs[len(runs.runs)-1]
	last.own = true
	for {
		switch kind, err := s.next(); {
		case err != nil:
			return err
		case kind == tokenClose && len(s.starts) < depth:
			return nil
		case kind == tokenOpen && len(s.starts) == depth+1:
			last.font.read(s)
		}
	}
}

// checkText holds a cell's text against its limit.
func (s *scanner) checkText(text []byte, limit int) error {
	if len(text) <= limit {
		return nil
	}
	if n := utf8.RuneCount(text); n > limit {
		return boundText.over(int64(n), int64(limit), s.part, s.row)
	}
	return nil
}
