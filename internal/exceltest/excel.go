// Package exceltest computes the formulas of the workbooks that huibao writes the way Excel
// does where programs differ: a criterion that reads as a number is one, and matches texts
// that read as the same number ("2.1" finds "2.10"); a text is compared without regard to
// case, and * ? ~ in it are a pattern. It knows what those workbooks use and refuses the rest.
package exceltest

import (
	"context"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"huibao/internal/sheet"
)

// Book is a workbook that is computed.
type Book struct {
	t      testing.TB
	sheets map[string]map[place]*cell
	names  []string
	found  map[looked]*cell
	now    *cell // what is being computed
}

// looked is a range, and whether it is looked up by criteria.
type looked struct {
	area
	criteria bool
}

type place struct{ row, col int }

// cell is what stands in a cell; the value of a formula once it was computed. The rows of a range by
// what a look-up compares are one too. An edit forgets what was computed of it, and nothing else.
type cell struct {
	is      value
	formula node
	done    bool
	rows    map[string][]int
	readers []*cell // what was computed of it
}

// read notes that what is being computed rests on the cell.
func (b *Book) read(c *cell) {
	if n := len(c.readers); b.now != nil && (n == 0 || c.readers[n-1] != b.now) {
		c.readers = append(c.readers, b.now)
	}
}

// compute runs what makes a cell's value, or rows.
func (b *Book) compute(c *cell, make func()) {
	before := b.now
	b.now, c.done = c, true
	make()
	b.now = before
}

// forget has the cell, and all that was computed of it, computed again.
func (c *cell) forget() {
	readers := c.readers
	c.done, c.readers = false, nil
	for _, r := range readers {
		r.forget()
	}
}

// Open takes over the cells of a workbook, and reads its formulas.
func Open(t testing.TB, b *sheet.Book) *Book {
	t.Helper()
	x := &Book{t: t, sheets: map[string]map[place]*cell{}, found: map[looked]*cell{}}
	for _, s := range b.Sheets {
		cells := map[place]*cell{}
		x.sheets[s.Name], x.names = cells, append(x.names, s.Name)
		if err := s.Cells(context.Background(), func(c sheet.Cell) error {
			k := &cell{is: text(c.Raw)}
			if c.Type == sheet.Number {
				k.is = number(rat(c.Raw))
			}
			if c.Formula != "" {
				n, err := parse(s.Name, c.Formula)
				if err != nil {
					return fmt.Errorf("%s: %w", c.Ref(), err)
				}
				k.formula = n
			}
			cells[place{c.Row, c.Col}] = k
			return nil
		}); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
	}
	return x
}

// Edit types a number into a cell; what it gives takes it back.
func (b *Book) Edit(name string, row, col int, n int64) (undo func()) {
	return b.put(name, place{row, col}, number(big.NewRat(n, 1)))
}

// Clear empties a cell; what it gives takes it back.
func (b *Book) Clear(name string, row, col int) (undo func()) {
	return b.put(name, place{row, col}, value{})
}

// put changes a cell, and forgets what was computed of it.
func (b *Book) put(name string, at place, to value) (undo func()) {
	c := b.cell(name, at)
	set := func(is value, formula node) {
		c.is, c.formula = is, formula
		c.forget()
	}
	is, formula := c.is, c.formula
	set(to, nil)
	return func() { set(is, formula) }
}

// cell is the cell of a place, which may be empty.
func (b *Book) cell(name string, at place) *cell {
	cells := b.sheets[name]
	c := cells[at]
	if c == nil && cells != nil {
		c = &cell{}
		cells[at] = c
	}
	return c
}

// Text is what a cell shows: a number as a fraction in lowest terms.
func (b *Book) Text(name string, row, col int) string { return b.at(name, row, col).show() }

// Formulas gives every cell with a formula, by "sheet!A1", and what it comes to.
func (b *Book) Formulas() map[string]string {
	m := map[string]string{}
	for name, cells := range b.sheets {
		for p, c := range cells {
			if c.formula != nil {
				m[name+"!"+sheet.Ref(p.row, p.col)] = b.at(name, p.row, p.col).show()
			}
		}
	}
	return m
}

// Same says whether a saved text is the value that Text shows.
func Same(shown, saved string) bool {
	if shown == saved {
		return true
	}
	a, ok := new(big.Rat).SetString(shown)
	d, err := sheet.Decimal15(saved)
	return ok && err == nil && a.Cmp(d.Rat()) == 0
}

func (b *Book) at(name string, row, col int) value {
	c := b.cell(name, place{row, col})
	if c == nil { // of a sheet that there is not
		return value{}
	}
	b.read(c)
	if c.formula != nil && !c.done {
		c.is = failed("#REF!") // of one that rests on itself
		b.compute(c, func() { c.is = c.formula.eval(b) })
	}
	return c.is
}

// compared is what a look-up finds in a column: with criteria, texts that read as numbers are numbers.
func compared(v value, criteria bool) string {
	if v.n != nil {
		return "#" + v.n.RatString()
	}
	if criteria && readsAsNumber.MatchString(v.s) {
		if n, ok := new(big.Rat).SetString(strings.ReplaceAll(v.s, ",", "")); ok {
			return "#" + n.RatString()
		}
	}
	return strings.ToLower(v.s)
}

var readsAsNumber = regexp.MustCompile(`^\s*[+-]?[0-9][0-9,]*(\.[0-9]*)?([eE][+-]?[0-9]+)?\s*$`)

// rows are the rows of a range, from 0, that hold what is looked for.
func (b *Book) rows(r area, v value, criteria bool) []int {
	want := compared(v, criteria)
	if v.n == nil && strings.ContainsAny(want, "*?~") {
		return b.pattern(r, want)
	}
	id := looked{r, criteria}
	c := b.found[id]
	if c == nil {
		c = &cell{}
		b.found[id] = c
	}
	b.read(c)
	if !c.done {
		c.rows = map[string][]int{}
		b.compute(c, func() {
			for row := r.from.row; row <= r.to.row; row++ {
				k := compared(b.at(r.sheet, row, r.from.col), criteria)
				c.rows[k] = append(c.rows[k], row-r.from.row)
			}
		})
	}
	return c.rows[want]
}

func (b *Book) pattern(r area, want string) []int {
	p := regexp.QuoteMeta(want)
	for _, x := range [][2]string{{`~\*`, "\x00"}, {`~\?`, "\x01"}, {`\*`, ".*"}, {`\?`, "."}, {"\x00", `\*`}, {"\x01", `\?`}} {
		p = strings.ReplaceAll(p, x[0], x[1])
	}
	like := regexp.MustCompile("(?s)^" + p + "$")
	var list []int
	for row := r.from.row; row <= r.to.row; row++ {
		if v := b.at(r.sheet, row, r.from.col); v.n == nil && v.s != "" && like.MatchString(strings.ToLower(v.s)) {
			list = append(list, row-r.from.row)
		}
	}
	return list
}
