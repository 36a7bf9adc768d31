package sheet

import (
	"context"
	"strconv"
)

// readStyles reads the number formats of the cell formats (cellXfs).
func (x *xlsx) readStyles(ctx context.Context, part string) error {
	codes := map[int]string{}
	var ids []int
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
			return x.countStyles(len(ids), part)
		}
		return nil
	})
	made := map[int]NumFmt{}
	for _, id := range ids {
		if _, ok := made[id]; !ok {
			if codes[id] == "" && id >= firstOwnFormat {
				x.book.odd.note(oddFormat, "编号 "+strconv.Itoa(id))
			}
			made[id] = newNumFmt(id, codes[id])
		}
		x.formats = append(x.formats, made[id])
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
