package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// rowCode is what stands in a row's code cell. Of a number Excel has cut the zeros
// (2.10 has become 2.1), of a date nothing is left to read.
type rowCode struct {
	text   string
	number bool
}

func (t table) code(n int) rowCode {
	col := t.columns[huibao.FieldCode]
	if col == 0 {
		return rowCode{}
	}
	cell := t.grid.At(n, col)
	if cell.Type != sheet.Number {
		return rowCode{text: fold(cell.Raw)}
	}
	d, err := sheet.Decimal15(cell.Raw)
	if err != nil || cell.Format.Class == sheet.ClassDate {
		return rowCode{}
	}
	return rowCode{d.String(), true}
}

// codeShape is what a code looks like, as far as one can be told from other texts.
var codeShape = regexp.MustCompile(`^\d+(?:\.\d+)+$`)

// identify finds the form's row that a row of a table stands for: by its code, else by
// its exact name. Several are given where one cannot tell which; mismatch is the code
// of another row, or of another unit's, that the row names besides.
func (r *reader) identify(kind huibao.Kind, c rowCode, name string) (rows []*huibao.FormRow, mismatch string) {
	byCode, byName := r.rowsByCode(kind, c), r.rowsByName(kind, name)
	if both := common(byCode, byName); len(both) == 1 {
		return both, ""
	}
	switch {
	case len(byCode) == 1 && len(byName) > 0:
		return byCode, byName[0].Code
	case len(byCode) == 1:
		return byCode, r.otherName(byCode[0], name)
	case len(byCode) > 0:
		return byCode, ""
	case codeShape.MatchString(c.text):
		if len(byName) == 1 {
			return byName, c.text
		}
		return nil, ""
	}
	return byName, ""
}

// otherName is the code of the row of the same kind whose name another one, that no row has
// exactly, comes to, while it is far from the row's own; "" without one.
func (r *reader) otherName(row *huibao.FormRow, name string) string {
	if bareName(name) == "" {
		return ""
	}
	list := slices.DeleteFunc(r.matches(name), func(m match) bool { return m.row.Kind != row.Kind })
	if !standsOut(list, certain) || list[0].row == row || slices.ContainsFunc(list, func(m match) bool { return m.row == row && m.sure >= likely }) {
		return ""
	}
	return list[0].row.Code
}

// rowsByCode are the rows of a kind with a code; of a number all that it may have been.
func (r *reader) rowsByCode(kind huibao.Kind, c rowCode) []*huibao.FormRow {
	var list []*huibao.FormRow
	want := decimal.Zero
	if c.number {
		want, _ = decimal.NewFromString(c.text)
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		if row.Kind != kind {
			continue
		}
		if c.text == row.Code {
			list = append(list, row)
		} else if c.number && strings.HasPrefix(row.Code, c.text) {
			if d, err := decimal.NewFromString(row.Code); err == nil && d.Equal(want) {
				list = append(list, row)
			}
		}
	}
	return list
}

// rowsByName are the rows of a kind with a name or other name; the printed name may
// carry the subject and what counts as done.
func (r *reader) rowsByName(kind huibao.Kind, name string) []*huibao.FormRow {
	bare := bareName(name)
	if bare == "" {
		return nil
	}
	if r.named == nil {
		r.named = map[kindName][]*huibao.FormRow{}
		for i := range r.form.Rows {
			row := &r.form.Rows[i]
			for _, known := range append([]string{row.Name}, row.Aliases...) {
				key := kindName{row.Kind, bareName(known)}
				if !slices.Contains(r.named[key], row) {
					r.named[key] = append(r.named[key], row)
				}
			}
		}
	}
	return r.named[kindName{kind, bare}]
}

// kindName is what rows are looked up by.
type kindName struct {
	kind huibao.Kind
	name string
}

func common(a, b []*huibao.FormRow) []*huibao.FormRow {
	var list []*huibao.FormRow
	for _, x := range a {
		for _, y := range b {
			if x == y {
				list = append(list, x)
			}
		}
	}
	return list
}
