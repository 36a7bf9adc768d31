package annotate

import (
	"strings"
)

// What columns and rows measure where a sheet does not say, in pixels, and a column's
// unit of width.
const (
	defaultColumn = 64
	defaultRow    = 20
	columnUnit    = 7
)

// boxRows is over how many rows a box may reach whose heights are looked up.
const boxRows = 64

// geometryOf reads how wide columns and how high rows are, near the cells of a list
// that is sorted by rows.
func (d *document) geometryOf(list []remark) *geometry {
	wide, high := defaultColumn, defaultRow
	type column struct{ from, to, px int }
	var cols []column
	for _, k := range d.root.kids {
		switch k.local {
		case "sheetFormatPr":
			if n := hundredths(d.attr(k, "defaultColWidth")); n > 0 {
				wide = n * columnUnit / 100
			}
			if n := hundredths(d.attr(k, "defaultRowHeight")); n > 0 {
				high = n * 4 / 300
			}
		case "cols":
			for _, c := range k.kids {
				s := column{whole(d.attr(c, "min")), whole(d.attr(c, "max")), hundredths(d.attr(c, "width")) * columnUnit / 100}
				if on(d.attr(c, "hidden")) {
					s.px = 0
				}
				cols = append(cols, s)
			}
		}
	}
	rows := d.heights(list)
	return &geometry{
		width: func(col int) int {
			for _, s := range cols {
				if col+1 >= s.from && col+1 <= s.to {
					return s.px
				}
			}
			return wide
		},
		height: func(row int) int {
			if px, ok := rows[row+1]; ok {
				return px
			}
			return high
		},
	}
}

// heights are those of the rows near the cells of a list, by their numbers, where the
// sheet says them.
func (d *document) heights(list []remark) map[int]int {
	at := map[int]int{}
	n, i := 0, 0
	for _, start := range d.rows {
		end := tagEnd(d.b, start+1)
		n++
		height, hidden := -1, false
		for a := range d.attributesAt(start, end) {
			switch string(a.name) {
			case "r":
				n = whole(d.value(a))
			case "ht":
				height = hundredths(d.value(a)) * 4 / 300
			case "hidden":
				hidden = on(d.value(a))
			}
		}
		for i < len(list) && n > list[i].row+boxRows {
			i++
		}
		switch {
		case i == len(list):
			return at
		case hidden:
			at[n] = 0
		case height >= 0:
			at[n] = height
		}
	}
	return at
}

// hundredths reads a decimal, to its second place; 0 where it is none.
func hundredths(s string) int {
	before, after, _ := strings.Cut(strings.TrimSpace(s), ".")
	return whole(before)*100 + whole((after + "00")[:2])
}

// whole reads a whole number up to a million; 0 where it is none.
func whole(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' || n > lastRow {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
