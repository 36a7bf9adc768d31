package huibao

import "slices"

// Change is a value that differs between two versions of a return; "" stands for none.
type Change struct {
	Code   string `json:"code"`
	Field  string `json:"field"` // as the heading says
	Before string `json:"before"`
	After  string `json:"after"`
	At     Place  `json:"-"` // in the later version
}

// Changes lists the typed values in which two returns differ, in the order of the
// later one's rows and columns: numbers and dates as such, however they were written.
func Changes(before, after *Return) []Change {
	list := []Change{}
	add := func(a, b *ReturnRow) {
		row := b
		if row == nil {
			row = a
		}
		for _, c := range Columns(row.Kind) {
			if !c.IsInput() {
				continue
			}
			x, y := typedIn(a, c.Field), typedIn(b, c.Field)
			if x == y {
				continue
			}
			change := Change{Code: row.Code, Field: c.Label, Before: x, After: y}
			if b != nil {
				change.At = b.At(c.Field)
			}
			list = append(list, change)
		}
	}
	for _, row := range after.All() {
		add(before.RowByCode(row.Code), row)
	}
	for _, row := range before.All() {
		if after.RowByCode(row.Code) == nil {
			add(row, nil)
		}
	}
	return list
}

// ChangesSince are the changes of a version from an earlier one, which may have been but a part of it: of a return that
// was spread over several files those are compared that speak of the earlier one's rows.
func ChangesSince(before, now *Return) []Change {
	before, now = before.Unfolded(), now.Unfolded()
	if !slices.ContainsFunc(now.Rows, func(r ReturnRow) bool { return r.file() != now.Rows[0].file() }) {
		return Changes(before, now)
	}
	wasFilled := func(code string) bool { r := before.RowByCode(code); return r != nil && r.FilledIn() }
	files := map[string]bool{}
	for i := range now.Rows {
		if wasFilled(now.Rows[i].Code) {
			files[now.Rows[i].file()] = true
		}
	}
	out := *now
	out.Rows = slices.DeleteFunc(slices.Clone(now.Rows), func(r ReturnRow) bool { return !files[r.file()] })
	was := *before // what was not filled in there, and comes from another file now, is not gone
	was.Rows = slices.DeleteFunc(slices.Clone(before.Rows), func(r ReturnRow) bool { return !r.FilledIn() && out.RowByCode(r.Code) == nil })
	return Changes(&was, &out)
}

// Conflict is a field of which two rows say different things.
type Conflict struct {
	Label         string // as the heading says
	Before, After Value
}

// Conflicts are the fields that are filled in in both rows, and differ. A note is no figure; a sum that is computed on both
// sides follows from what else differs.
func Conflicts(before, after *ReturnRow) []Conflict {
	return figures(before, after, func(c Change, x, y Value) bool {
		return c.Before != "" && c.After != "" && !(y.Field == FieldCumulative && x.Formula != "" && y.Formula != "")
	})
}

// OnlyIn are the fields that are typed into a row, and blank in another; that may be nil.
func OnlyIn(row, other *ReturnRow) []Conflict {
	if other == nil {
		other = &ReturnRow{Code: row.Code, Kind: row.Kind}
	}
	return figures(other, row, func(c Change, _, y Value) bool { return c.Before == "" && c.After != "" && y.Formula == "" })
}

// figures are the fields of figures in which two rows differ, and that are wanted.
func figures(before, after *ReturnRow, wanted func(c Change, x, y Value) bool) (list []Conflict) {
	for _, c := range Changes(&Return{Rows: []ReturnRow{*before}}, &Return{Rows: []ReturnRow{*after}}) {
		for _, col := range Columns(after.Kind) {
			x, y := before.Values.Of(col.Field), after.Values.Of(col.Field)
			if col.Label == c.Field && col.Field != FieldNote && col.Field != FieldPrevious && wanted(c, x, y) {
				list = append(list, Conflict{c.Field, x, y})
			}
		}
	}
	return list
}

// file is where the row stands; "" where none of its values does.
func (r *ReturnRow) file() string {
	for v := range r.Values.All() {
		if v.Source.File != "" {
			return v.Source.File
		}
	}
	return ""
}

func typedIn(r *ReturnRow, f Field) string {
	if r == nil {
		return ""
	}
	switch v := r.Values.Of(f); {
	case v.Quantity.IsNumber():
		return v.Quantity.String()
	case !v.Date.IsZero():
		return v.Date.String() // a cell holds a number of days
	default:
		return v.Text
	}
}
