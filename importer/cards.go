package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/sheet"
)

// A page may have a card for each indicator: labels, each with what it says behind it (项目名称 |
// 农村户厕改造, 累计完成 | 4310户). They are read as the rows of one table under those labels; places
// are named as they are in the file.

// Bounds of a page of cards.
const (
	cardRows = 2000
	cardCols = 12
	mostCard = 40 // labels
)

// cards is a page of them as a table; false where it is none.
func (r *reader) cards(p page) (page, bool) {
	if p.upright != nil || p.grid.MaxCol > cardCols || p.grid.MaxRow > cardRows {
		return p, false
	}
	var labels []string
	from := map[[2]int][2]int{}
	card, done := 0, false // rows of the table, from 2 on
	name, sure, alike := "", 0, 0
	for _, n := range p.grid.Rows() {
		if r.late() {
			return p, false
		}
		for col := 1; col < p.grid.MaxCol; col++ {
			label, field := cardLabel(p.grid.At(n, col))
			if label == "" {
				continue
			}
			if name == "" && (field == huibao.FieldIndicator || field == huibao.FieldTask) {
				name = label
			}
			if label == name {
				list := r.matches(strings.TrimSpace(p.grid.At(n, col+1).Raw))
				if standsOut(list, certain) {
					sure++
				} else if len(list) > 0 {
					alike++
				}
				card++
			}
			if card == 0 {
				continue
			}
			at := slices.Index(labels, label)
			if at < 0 {
				if at = len(labels); at >= mostCard {
					return p, false
				}
				labels = append(labels, label)
				from[[2]int{1, at + 1}] = [2]int{n, col}
			}
			if _, twice := from[[2]int{card + 1, at + 1}]; twice {
				return p, false
			}
			if value, _ := cardLabel(p.grid.At(n, col+1)); value == "" {
				from[[2]int{card + 1, at + 1}] = [2]int{n, col + 1}
				done = done || field == huibao.FieldCumulative || field == huibao.FieldThis
				col++
			}
		}
	}
	if !done || sure < card && sure+alike < leastCodes {
		return p, false
	}
	side := p
	side.grid, side.upright, side.from = p.grid.Placed(from), p.grid, from
	return side, true
}

// cardLabel is a cell that says what stands behind it, and which field that is; "" for any other.
func cardLabel(c sheet.Cell) (string, huibao.Field) {
	text := strings.TrimRight(strings.Join(strings.Fields(fold(c.Raw)), ""), ":")
	if c.Type != sheet.Text || text == "" || len(text) > maxHeading {
		return "", ""
	}
	f, ok := headingOf(text)
	if !ok {
		f, ok = spanField(text)
	}
	if !ok {
		return "", ""
	}
	return text, f
}

// within is where a place in the file stands on a page as it is read.
func (p page) within(row, col int) (int, int) {
	for to, at := range p.from {
		if at == [2]int{row, col} {
			return to[0], to[1]
		}
	}
	return p.place(row, col)
}

// labelAt names a column of a page of cards.
func (p page) labelAt(col int) string {
	return quote.Text(strings.TrimSpace(p.grid.At(1, col).Raw)) + "一项"
}
