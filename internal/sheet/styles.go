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
			id, err := s.number("numFmtId", 0)
			if err != nil {
				return err
			}
			codes[id] = s.attr("formatCode")
			return x.countStyles(len(codes), part)
		case s.within("cellXfs", "xf"):
			id, err := s.number("numFmtId", 0)
			if err != nil {
				return err
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

// number is an attribute that holds a whole number; missing it is the default.
func (s *scanner) number(name string, missing int) (int, error) {
	raw, ok := s.raw(name)
	if !ok {
		return missing, nil
	}
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0, s.fail("属性 " + name + " 的值“" + clip(raw) + "”不是整数")
	}
	return n, nil
}
