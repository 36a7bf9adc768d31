package sheet

import (
	"context"
	"strconv"
)

// readStyles reads the number formats and the looks of the cell formats (cellXfs).
func (x *xlsx) readStyles(ctx context.Context, part string) error {
	codes := map[int]string{}
	var ids []int
	looks := &x.looks
	err := x.walk(ctx, part, "styleSheet", func(s *scanner) error {
		switch {
		case s.within("numFmts", "numFmt"):
			id, ok := s.whole("numFmtId", 0)
			if !ok {
				x.book.odd.note(oddFormat, "")
				return nil
			}
			codes[id] = s.attr("formatCode")
			return x.countStyles(len(codes), part)
		case s.within("cellXfs", "xf"):
			id, ok := s.whole("numFmtId", 0)
			if !ok {
				x.book.odd.note(oddFormat, "")
			}
			ids = append(ids, id)
			looks.xf(s)
			return x.countStyles(len(ids), part)
		}
		looks.read(s)
		return x.countStyles(max(len(looks.fonts), len(looks.fills)), part)
	})
	if looks.theme = plainTheme; looks.needsTheme() {
		looks.theme = x.readTheme(ctx)
	}
	made := map[int]NumFmt{}
	for i, id := range ids {
		if _, ok := made[id]; !ok {
			if codes[id] == "" && id >= firstOwnFormat {
				x.book.odd.note(oddFormat, "编号 "+strconv.Itoa(id))
			}
			made[id] = newNumFmt(id, codes[id])
		}
		f := made[id]
		f.Look = looks.look(i)
		x.formats = append(x.formats, f)
	}
	return err
}

func (x *xlsx) countStyles(n int, part string) error {
	if n > x.lim.Styles {
		return boundStyles.over(int64(n), int64(x.lim.Styles), part, 0)
	}
	return nil
}

// whole is an attribute that holds a whole number; missing it is the default.
func (s *scanner) whole(name string, missing int) (n int, ok bool) {
	raw, given := s.raw(name)
	if !given {
		return missing, true
	}
	n, err := strconv.Atoi(string(raw))
	return n, err == nil
}
