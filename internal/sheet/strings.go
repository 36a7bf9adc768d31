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
		text, err := s.richText(x.lim.TextRunes)
		x.strings = append(x.strings, x.kept.keep(text))
		return err
	})
	if !ok || declared >= 0 && declared != len(x.strings) {
		x.book.odd.note(oddStrings, "")
	}
	return err
}

// richText is the text of <si> or <is>: its own <t> or those of its runs; phonetic
// runs (<rPh>) are left out. It holds until the next call.
func (s *scanner) richText(limit int) ([]byte, error) {
	depth := len(s.starts)
	s.buf = s.buf[:0]
	for {
		kind, err := s.next()
		if err != nil {
			return nil, err
		}
		switch {
		case kind == tokenOpen && s.is("t"):
			err = s.appendInner(limit)
		case kind == tokenOpen && !s.is("r"):
			err = s.skip()
		case kind == tokenClose && len(s.starts) < depth:
			text := unescapeX(s.buf)
			return text, s.checkText(text, limit)
		}
		if err != nil {
			return nil, err
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
