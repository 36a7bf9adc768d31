package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A table that was copied out of a PDF has its columns parted by runs of blanks. Where
// a line of headings of a plan is laid out so, the lines under it are cut where its
// columns begin, as far as every line has a blank there; a line without a number in the
// first column goes on with the row above.

// piece is a run of text in a line, and the column of the screen at which it begins.
type piece struct {
	at   int
	text string
}

// pieces parts a line at runs of two blanks or more.
func pieces(line string) []piece {
	var list []piece
	col, blanks := 0, 2
	for _, r := range line {
		w := 1
		if unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef {
			w = 2
		}
		if r == ' ' || r == '\u3000' {
			blanks += w
			col += w
			continue
		}
		if blanks >= 2 {
			list = append(list, piece{at: col})
		} else if blanks == 1 {
			list[len(list)-1].text += " "
		}
		list[len(list)-1].text += string(r)
		blanks = 0
		col += w
	}
	return list
}

// columnTable reads lines laid out by blanks under a line of headings, from lines[0]
// on: the cells of each row, and how many lines it took; 0 where there is no such
// table.
func columnTable(lines []string) (rows [][]string, n int) {
	head := pieces(lines[0])
	cells := make([]string, len(head))
	for i, p := range head {
		cells[i] = seen(p.text)
	}
	if len(head) < 3 || headings(narrowedAll(cells)) == nil {
		return nil, 0
	}
	rows = append(rows, cells)
	for _, line := range lines[1:] {
		list := pieces(line)
		if len(list) == 0 {
			n++
			continue
		}
		row, ok := placed(list, head)
		if !ok {
			break
		}
		n++
		if row[0] != "" || len(rows) == 1 {
			rows = append(rows, row)
			continue
		}
		last := rows[len(rows)-1]
		for i, s := range row {
			last[i] += s
		}
	}
	if len(rows) < 2 {
		return nil, 0
	}
	return rows, n + 1
}

// placed puts the pieces of a line into the columns in which they begin; false where
// two fall into one, or one reaches over two: such a line is no row.
func placed(list, head []piece) ([]string, bool) {
	row := make([]string, len(head))
	for _, p := range list {
		c := 0
		for i, h := range head {
			if p.at+1 >= h.at {
				c = i
			}
		}
		if row[c] != "" || c == 0 && utf8.RuneCountInString(p.text) > 6 && len(head) > 1 {
			return nil, false
		}
		row[c] = seen(strings.TrimSpace(p.text))
	}
	return row, true
}

func narrowedAll(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = narrowed(c)
	}
	return out
}
