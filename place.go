package huibao

import (
	"fmt"
	"strconv"
	"strings"
)

// PlacesText names places for people, at most most of them (0 for all): cells below
// each other as a range, “计数”F5:F12、F20、“比率”H4 等.
func PlacesText(list []Place, most int) string {
	var b strings.Builder
	sheet := ""
	for n, x := range ranges(list) {
		if most > 0 && n == most {
			b.WriteString(" 等")
			break
		}
		if n > 0 {
			b.WriteString("、")
		}
		if x.sheet != sheet {
			fmt.Fprintf(&b, "“%s”", x.sheet)
			sheet = x.sheet
		}
		b.WriteString(x.text())
	}
	return b.String()
}

// cellRange are cells below each other; row is 0 where the text is no cell's.
type cellRange struct {
	sheet, col string
	row, last  int
}

func (r cellRange) text() string {
	switch {
	case r.row == 0:
		return r.col
	case r.last > r.row:
		return fmt.Sprintf("%s%d:%s%d", r.col, r.row, r.col, r.last)
	}
	return r.col + strconv.Itoa(r.row)
}

func ranges(list []Place) []cellRange {
	var out []cellRange
	for _, p := range list {
		x := newRange(p)
		if n := len(out) - 1; n >= 0 && x.row > 0 && out[n].sheet == x.sheet && out[n].col == x.col && out[n].last+1 == x.row {
			out[n].last = x.row
			continue
		}
		out = append(out, x)
	}
	return out
}

func newRange(p Place) cellRange {
	col := strings.TrimRight(p.Cell, "0123456789")
	row, err := strconv.Atoi(p.Cell[len(col):])
	if err != nil {
		return cellRange{sheet: p.Sheet, col: p.Cell}
	}
	return cellRange{p.Sheet, col, row, row}
}
