package planfile

import (
	"strings"

	"golang.org/x/text/width"

	"huibao"
	"huibao/internal/sheet"
)

// table is one sheet of the plan: headings and rows of trimmed text.
type table struct {
	name    string
	headRow int
	columns map[string]int // heading → column, from 1
	order   []string       // headings in the order of columns
	rows    []tableRow
}

type tableRow struct {
	number int
	cells  map[int]string // by column

	formulas map[int]string // of cells that Excel takes for one, by column, with the equals sign
}

// meant are the columns in which a text that begins with = is what the office means: 其中 =1.7,
// a formula of its own.
var meant = []string{"其中", "公式"}

// settleFormulas gives cells that Excel took for a formula their text where that is meant;
// elsewhere nothing, for what was saved as its result may be of other figures.
func (t *table) settleFormulas() (others []tableRow) {
	for _, r := range t.rows {
		for col, text := range r.formulas {
			switch col {
			case t.columns["其中"]:
				r.cells[col] = text
			case t.columns["公式"]:
				r.cells[col] = strings.TrimPrefix(text, "=")
			}
		}
		if len(r.formulas) > 0 {
			others = append(others, r)
		}
	}
	return others
}

// headSearch is how many rows are searched for the headings.
const headSearch = 10

// fold makes a text comparable: full-width forms narrowed, white space trimmed.
func fold(s string) string { return strings.TrimSpace(width.Fold.String(s)) }

// heading folds a heading: no spaces, no notes in brackets.
func heading(s string) string {
	s = strings.Join(strings.Fields(fold(s)), "")
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return s
}

func textTable(name string, rows [][]string) *table {
	t := &table{name: name, columns: map[string]int{}}
	for i, row := range rows {
		r := tableRow{number: i + 1, cells: map[int]string{}}
		for j, cell := range row {
			if s := strings.TrimSpace(cell); s != "" {
				r.cells[j+1] = s
			}
		}
		if i == 0 {
			t.setHead(r)
			continue
		}
		if len(r.cells) > 0 {
			t.rows = append(t.rows, r)
		}
	}
	return t
}

func gridTable(name string, g *sheet.Grid, date1904 bool) *table {
	t := &table{name: name, columns: map[string]int{}}
	var rows []tableRow
	for _, n := range g.Rows() {
		r := tableRow{number: n, cells: map[int]string{}, formulas: map[int]string{}}
		for _, c := range g.Row(n) {
			if c.HasFormula {
				r.formulas[c.Col] = "=" + g.Formula(n, c.Col)
				continue
			}
			if s := cellText(c, date1904); s != "" {
				r.cells[c.Col] = s
			}
		}
		if len(r.cells)+len(r.formulas) > 0 {
			rows = append(rows, r)
		}
	}
	head := headIndex(name, rows)
	if head < 0 {
		return t
	}
	t.setHead(rows[head])
	t.rows = rows[head+1:]
	return t
}

// headIndex finds the row among the first ones that has most of the sheet's
// headings.
func headIndex(name string, rows []tableRow) int {
	best, most := -1, 0
	for i, r := range rows[:min(len(rows), headSearch)] {
		n := 0
		for _, s := range r.cells {
			if known(name, heading(s)) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

func (t *table) setHead(r tableRow) {
	t.headRow = r.number
	last := 0
	for c := range r.cells {
		last = max(last, c)
	}
	for c := 1; c <= last; c++ {
		h := heading(r.cells[c])
		if _, twice := t.columns[h]; h == "" || twice {
			continue
		}
		t.columns[h] = c
		t.order = append(t.order, h)
	}
}

// cellText is a cell as the office would read it: dates as 2024-09-10, percentages
// with their sign, numbers to 15 digits.
func cellText(c sheet.Cell, date1904 bool) string {
	if c.Type == sheet.Number {
		if shown := sheet.Shown(c, date1904); shown != "" && (c.Format.Class == sheet.ClassDate) {
			return shown
		}
		d, err := sheet.Decimal15(c.Raw)
		if err != nil {
			return c.Raw
		}
		if c.Format.Class == sheet.ClassPercent {
			return d.Shift(2).String() + "%"
		}
		return d.String()
	}
	return strings.TrimSpace(c.Raw)
}

// empty reports whether nothing stands under a heading.
func (t *table) empty(head string) bool {
	for _, r := range t.rows {
		if r.cells[t.columns[head]] != "" {
			return false
		}
	}
	return true
}

// row gives access to one row by headings, and collects what is wrong with it.
type row struct {
	t *table
	tableRow
	b *builder
}

func (r row) at() huibao.Row { return huibao.Row{Sheet: r.t.name, Row: r.number} }

// text is the cell under a heading, folded; "" where there is none.
func (r row) text(head string) string { return fold(r.raw(head)) }

// raw is the cell under a heading as written.
func (r row) raw(head string) string { return r.cells[r.t.columns[head]] }

func (r row) place(head string) huibao.Place {
	return huibao.Place{Sheet: r.t.name, Cell: sheet.Ref(r.number, max(r.t.columns[head], 1))}
}

// wrong remarks a cell that cannot be read.
func (r row) wrong(head, allowed string) {
	r.remark(huibao.PlanUnreadable, head, allowed)
}

func (r row) remark(kind huibao.PlanRemarkKind, head, allowed string) {
	r.b.remarks = append(r.b.remarks, huibao.PlanRemark{Kind: kind, Place: r.place(head), Found: r.raw(head), Allowed: allowed})
}
