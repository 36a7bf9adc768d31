package importer

import "huibao"

// miscoded says, of two rows of one table with the same code, which other row of the form one of them is by its
// name, and in which cell the code stands that is then mistyped: two lines behind a line break, "" where neither
// is another's.
func (r *reader) miscoded(t table, n int, row *huibao.FormRow, old *huibao.ReturnRow) string {
	col := t.columns[huibao.FieldCode]
	if col == 0 {
		return ""
	}
	for _, x := range []struct {
		row  int
		name string
	}{{n, t.text(n, huibao.FieldIndicator)}, {old.Row, old.Name}} {
		if named := r.rowsByName(t.kind, x.name); len(named) == 1 && named[0].Code != row.Code && r.ret.RowByCode(named[0].Code) == nil {
			return "\n" + named[0].Code + "\n" + t.at(x.row, col).Cell
		}
	}
	return ""
}
