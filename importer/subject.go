package importer

import (
	"maps"
	"slices"

	"huibao"
)

// A bureau's return may hold rows of a part of the city alone (市本级): the row or column of all
// units in a table of its own is not of that part, nor is a table that names no unit.

// partOf is the unit of which a row in a bureau's return is, where that is a part of the city; ""
// for what is of the bureau or of the whole city.
func (r *reader) partOf(row *huibao.FormRow) string {
	if r.known.Plan == nil || row.Subject.Code == r.ret.Unit || !r.isBureau() {
		return ""
	}
	return row.Subject.Code
}

// reportsFor reports whether the return has rows of a unit that is not its own.
func (r *reader) reportsFor(u *huibao.Unit) bool {
	return r.form != nil && slices.ContainsFunc(r.form.Rows, func(row huibao.FormRow) bool { return r.partOf(&row) == u.Code })
}

// unitAt is the unit that the column of units names for a row, or above it; "" for all of them.
func (r *reader) unitAt(t table, n int) string {
	for ; t.unitCol > 0 && n > t.head; n-- {
		if name := r.rowUnit(t.page, n, t.unitCol); name != "" {
			if u := r.known.Plan.UnitNamed(name); u != nil {
				return u.Code
			}
			return ""
		}
	}
	return ""
}

// ofOther reports whether a row of a table with a column of units is of another subject than an
// indicator's own.
func (r *reader) ofOther(t table, n int, row *huibao.FormRow) bool {
	unit := r.unitAt(t, n)
	return t.unitCol > 0 && unit != r.partOf(row) && unit != r.ret.Unit
}

// acceptPart reads a row of the bureau's own table for a part of the city: from the part's own
// row or column; else it is asked whether that figure is the part's.
func (r *reader) acceptPart(t table, n int, row *huibao.FormRow, name string) {
	out := r.rowOf(r.columnsOfPart(t, row), n, row, name)
	if r.unitAt(t, n) == r.partOf(row) || r.inOwnColumn(t, row) {
		r.ret.Rows = append(r.ret.Rows, out)
		return
	}
	out.Name = "全市"
	r.ret.Rows = append(r.ret.Rows, huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: t.rowNumber(n), Name: name, ByName: true, Parts: []huibao.ReturnRow{out}})
}

// columnOfPart is the one column of a table with units across that is of an indicator's part; 0
// where there is none, or several.
func (r *reader) columnOfPart(t table, row *huibao.FormRow) int {
	found := 0
	for _, col := range slices.Sorted(maps.Keys(t.units.of)) {
		if t.units.of[col] != r.partOf(row) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = col
	}
	return found
}

func (r *reader) inOwnColumn(t table, row *huibao.FormRow) bool {
	return t.units.row > 0 && r.columnOfPart(t, row) > 0
}

// columnsOfPart puts that column in the place of the one of all units.
func (r *reader) columnsOfPart(t table, row *huibao.FormRow) table {
	if !r.inOwnColumn(t, row) {
		return t
	}
	t.columns = maps.Clone(t.columns)
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		if t.units.own[t.columns[f]] {
			t.columns[f] = r.columnOfPart(t, row)
		}
	}
	return t
}
