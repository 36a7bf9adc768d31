package cases

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// spot is a cell of a workbook.
type spot struct {
	sheet    string
	row, col int
}

func (p spot) ref() string { return ref(p.col, p.row) }

func ref(col, row int) string {
	s, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return ""
	}
	return s
}

// book is a workbook that is being filled in. Dates are the cells in which a date was
// put.
type book struct {
	*excelize.File
	dates map[spot]bool
}

func openBook(path string) (*book, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return nil, err
	}
	return &book{f, map[spot]bool{}}, nil
}

func newBook() *book { return &book{excelize.NewFile(), map[spot]bool{}} }

// write saves the workbook under a name that says nothing of its type, and closes it.
func (b *book) write(path string) error {
	defer b.Close()
	buf, err := b.WriteToBuffer()
	if err != nil {
		return err
	}
	return os.WriteFile(path, buf.Bytes(), 0o644)
}

// rows are the stored texts of a sheet; of a formula, its result.
func (b *book) rows(sheet string) ([][]string, error) {
	return b.GetRows(sheet, excelize.Options{RawCellValue: true})
}

func (b *book) formula(p spot) string {
	f, err := b.GetCellFormula(p.sheet, p.ref())
	if err != nil {
		return ""
	}
	return f
}

// stored is the text that a cell stores.
func (b *book) stored(p spot) string {
	v, err := b.GetCellValue(p.sheet, p.ref(), excelize.Options{RawCellValue: true})
	if err != nil {
		return ""
	}
	return v
}

// number is the text of a number that stands in a cell, "" where there is none: a
// text, a date, a formula.
func (b *book) number(p spot) string {
	if b.dates[p] || b.formula(p) != "" {
		return ""
	}
	kind, err := b.GetCellType(p.sheet, p.ref())
	if v := b.stored(p); err == nil && (kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset) && number(v) != nil {
		return v
	}
	return ""
}

// set types a value into a cell: nil empties it, a text like 2025-01-31 is a date, one
// that begins with = a formula.
func (b *book) set(p spot, v any) error {
	delete(b.dates, p)
	switch v := v.(type) {
	case nil:
		return b.SetCellDefault(p.sheet, p.ref(), "")
	case bool:
		return b.SetCellBool(p.sheet, p.ref(), v)
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return b.SetCellInt(p.sheet, p.ref(), n)
		}
		n, err := strconv.ParseFloat(v.String(), 64)
		if err != nil {
			return err
		}
		return b.SetCellFloat(p.sheet, p.ref(), n, -1, 64)
	case string:
		if strings.HasPrefix(v, "=") && len(v) > 1 {
			return b.SetCellFormula(p.sheet, p.ref(), v[1:])
		}
		return b.SetCellStr(p.sheet, p.ref(), v)
	}
	return fmt.Errorf("%v cannot be typed into a cell", v)
}

// enter is set, where a text like 2025-01-31 is a date.
func (b *book) enter(p spot, v any) error {
	s, _ := v.(string)
	n, ok := serial(s)
	if !ok {
		return b.set(p, v)
	}
	if err := b.SetCellInt(p.sheet, p.ref(), int64(n)); err != nil {
		return err
	}
	b.dates[p] = true
	return b.restyle(p, func(s *excelize.Style) {
		if !showsDate(s) {
			setFormat(s, "yyyy-mm-dd")
		}
	})
}

func setFormat(s *excelize.Style, format string) { s.NumFmt, s.CustomNumFmt = 0, &format }

var literal = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)

func showsDate(s *excelize.Style) bool {
	if s.CustomNumFmt != nil {
		return strings.ContainsAny(literal.ReplaceAllString(*s.CustomNumFmt, ""), "dmhysDMHYS")
	}
	n := s.NumFmt
	return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
}

// restyle changes the style of one cell.
func (b *book) restyle(p spot, change func(*excelize.Style)) error {
	id, err := b.GetCellStyle(p.sheet, p.ref())
	if err != nil {
		return err
	}
	s, err := b.GetStyle(id)
	if err != nil {
		return err
	}
	change(s)
	if id, err = b.NewStyle(s); err != nil {
		return err
	}
	return b.SetCellStyle(p.sheet, p.ref(), p.ref(), id)
}

// shown lists the sheets that are not hidden.
func (b *book) shown() []string {
	return slices.DeleteFunc(b.GetSheetList(), func(s string) bool {
		ok, err := b.GetSheetVisible(s)
		return err != nil || !ok
	})
}

// places are the cells of a return's tables by code and heading.
type places struct {
	keys [][2]string
	at   map[[2]string]spot
}

// bare takes line breaks and spaces out of a heading.
var bare = strings.NewReplacer("\n", "", " ", "")

// places finds them, in the tables of the sheets that are not hidden.
func (b *book) places() (*places, error) {
	p := &places{at: map[[2]string]spot{}}
	for _, s := range b.shown() {
		rows, err := b.rows(s)
		if err != nil {
			return nil, err
		}
		var head []string
		for i, row := range rows {
			for j := range row {
				row[j] = bare.Replace(row[j])
			}
			switch {
			case len(row) == 0 || row[0] == "":
			case head == nil:
				if row[0] == "编码" && len(row) > 6 {
					head = row
				}
			default:
				p.add(s, i+1, row[0], head)
			}
		}
	}
	return p, nil
}

func (p *places) add(sheet string, row int, code string, head []string) {
	for j, h := range head {
		if h == "" {
			continue
		}
		k := [2]string{code, h}
		if _, ok := p.at[k]; !ok {
			p.keys = append(p.keys, k)
		}
		p.at[k] = spot{sheet, row, j + 1}
	}
}

// find is the cell under a heading, which may be given by its beginning.
func (p *places) find(code, col string) (spot, error) {
	if s, ok := p.at[[2]string{code, col}]; ok {
		return s, nil
	}
	for _, k := range p.keys {
		if k[0] == code && strings.HasPrefix(k[1], col) {
			return p.at[k], nil
		}
	}
	return spot{}, fmt.Errorf("no cell %s %s in the return", code, col)
}
