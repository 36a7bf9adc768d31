package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/inforce"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// manyRows is what several rows under one name are called together: no name of one that could be
// another name of an indicator.
var manyRows = regexp.MustCompile(`（[^（）]*、[^（）]*）$`)

// plainColumns is how wide lines are where there is no terminal.
const plainColumns = 80

// columns is how many cells a line may have.
func (v *voice) columns() int {
	if v.width > 0 {
		return v.width
	}
	return plainColumns
}

// isUnit tells the rows of a unit in a table with units down; of a bureau the one of all of them.
func isUnit(plan *inforce.Plan, code string) func(string) bool {
	own := plan.UnitByCode(code)
	return func(text string) bool {
		if u := plan.UnitNamed(text); u != nil {
			return u.Code == code
		}
		return own != nil && allRows.MatchString(strings.Join(strings.Fields(text), ""))
	}
}

var allRows = regexp.MustCompile(`^(?:合计|总计|全市|全县|全区)$`)

// wordsAt is what stands in the row of a place; of a heading what stands under it, in the row that
// is the unit's or else in the first.
func wordsAt(c *cli.Context, book *sheet.Book, at huibao.Place, own func(string) bool) (string, error) {
	s := book.SheetByName(at.Sheet)
	row, col, ok := sheet.ParseRef(at.Cell)
	if s == nil || !ok {
		return "", nil
	}
	g, err := s.Grid(c.Context)
	if err != nil {
		return "", err
	}
	if figuresIn(g, row) {
		return cellWords(g.Row(row), nil), nil
	}
	under := 0
	for _, n := range g.Rows() {
		if n <= row || !figuresIn(g, n) {
			continue
		}
		if under == 0 {
			under = n
		}
		for _, cell := range g.Row(n) {
			if cell.Type == sheet.Text && own(cell.Raw) {
				return underHeading(g, row, col, n), nil
			}
		}
	}
	if under == 0 {
		return cellWords(g.Row(row), nil), nil
	}
	return underHeading(g, row, col, under), nil
}

// underHeading is what stands in a row under a heading and those beside it that one above spans.
func underHeading(g *sheet.Grid, row, col, n int) string {
	last := col
	for up := row; up > 0 && last == col; up-- {
		if m, ok := g.Merge(up, col); ok && m.Col1 == col {
			last = m.Col2
		}
	}
	var cells []sheet.Cell
	for _, cell := range g.Row(n) {
		if cell.Col >= col && cell.Col <= last || !isFigure(cell) && cell.Col < col {
			cells = append(cells, cell)
		}
	}
	return cellWords(cells, func(at int) string {
		if at < col {
			return ""
		}
		return strings.TrimSpace(g.At(row, at).Raw)
	})
}

func figuresIn(g *sheet.Grid, row int) bool { return slices.ContainsFunc(g.Row(row), isFigure) }

// isFigure reports whether a number stands in a cell, in a CSV file as text.
func isFigure(cell sheet.Cell) bool {
	_, err := huibao.ParseDecimal(strings.TrimSpace(cell.Raw))
	return err == nil && cell.Type != sheet.Blank
}

// longestCell is how many characters of a cell are shown.
const longestCell = 24

// cellWords joins the texts of cells, each behind its heading if it has one.
func cellWords(cells []sheet.Cell, heading func(col int) string) string {
	var words []string
	for _, cell := range cells {
		text := []rune(quote.Visible(strings.TrimSpace(cell.Raw)))
		if len(text) == 0 {
			continue
		}
		if len(text) > longestCell {
			text = append(text[:longestCell-1], '…')
		}
		word := string(text)
		if heading != nil && heading(cell.Col) != "" {
			word = quote.Visible(heading(cell.Col)) + " " + word
		}
		words = append(words, word)
	}
	return strings.Join(words, " │ ")
}
