package importer

import (
	"iter"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// A table may stand on its side: indicators across, what is said of them down, the unit nowhere.
// It is read as if it were turned; places are named as they are in the file.

// Bounds of a page that is turned.
const (
	turnedRows = 60
	turnedCols = 400
)

// turned is a page on its side, if two names of the plan's or of its units or more stand in one of
// its first rows and no other way to read it was found.
func (r *reader) turned(p page) (page, bool) {
	if p.upright != nil || p.grid.MaxRow > turnedRows || p.grid.MaxCol > turnedCols {
		return p, false
	}
	for i, n := range p.grid.Rows() {
		if i >= textRows {
			break
		}
		codes, labelled := map[string]bool{}, p.labelledBelow(n)
		for _, c := range p.grid.Row(n) {
			if c.Type != sheet.Text || len(c.Raw) > maxHeading {
				continue
			}
			if list := r.matches(strings.TrimSpace(c.Raw)); standsOut(list, certain) || labelled && standsOut(list, possible) {
				codes[list[0].row.Code] = true
			} else if r.known.Plan == nil {
				continue
			} else if u := r.known.Plan.UnitNamed(strings.TrimSpace(fold(c.Raw))); u != nil {
				codes[u.Code] = true
			}
		}
		if len(codes) >= leastCodes {
			side := p
			side.grid, side.upright = p.grid.Turned(), p.grid
			return side, true
		}
	}
	return p, false
}

// labelledBelow reports whether the first column says under a row, line by line, of what the figures behind it are: of
// tasks and of what was done (年度任务, 6月底累计).
func (p page) labelledBelow(row int) bool {
	seen := map[huibao.Field]bool{}
	for _, n := range p.grid.Rows() {
		if c := p.grid.At(n, 1); n > row && c.Type == sheet.Text {
			_, f := cardLabel(c)
			seen[f] = true
		}
	}
	return seen[huibao.FieldTarget] && seen[huibao.FieldCumulative]
}

// sides are the ways to read a page, one after the other until one finds a table: as it stands, on its
// side, as cards.
func (r *reader) sides(p page) iter.Seq[page] {
	return func(yield func(page) bool) {
		if !yield(p) {
			return
		}
		for _, other := range []func(page) (page, bool){r.turned, r.cards} {
			if side, ok := other(p); ok && !yield(side) {
				return
			}
		}
	}
}

// titleTurned reports whether a column of a page on its side is a row of the file in which one text stands and
// nothing else: a title or a line of notes, that heads nothing.
func (p page) titleTurned(col int) bool {
	if p.upright == nil || p.from != nil {
		return false
	}
	cells := 0
	for _, c := range p.upright.Row(col) {
		if strings.TrimSpace(c.Raw) != "" {
			cells++
		}
	}
	return cells == 1
}

// place is where a cell of a page stands in the file.
func (p page) place(row, col int) (int, int) {
	switch {
	case p.from != nil:
		for _, at := range [][2]int{{row, col}, {row, 1}, {1, col}, {1, 1}} { // of a blank the card's name
			if is, ok := p.from[at]; ok {
				return is[0], is[1]
			}
		}
	case p.upright != nil:
		return col, row
	}
	return row, col
}

func (p page) ref(row, col int) string { return sheet.Ref(p.place(row, col)) }

// colText names a column for people: on its side it is a row.
func (p page) colText(col int) string {
	if p.from != nil {
		return p.labelAt(col)
	}
	if p.upright != nil {
		return "第 " + strconv.Itoa(col) + " 行"
	}
	return sheet.ColName(col) + " 列"
}

// rowNumber is the row of the file in which a row's name stands.
func (t table) rowNumber(n int) int {
	row, _ := t.place(n, t.nameColumn())
	return row
}

// lineName is the letter of a column; on its side the row that it is.
func (p page) lineName(col int) string {
	if p.upright != nil {
		return p.colText(col)
	}
	return sheet.ColName(col)
}
