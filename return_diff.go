package huibao

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
	for i := range after.Rows {
		add(before.RowByCode(after.Rows[i].Code), &after.Rows[i])
	}
	for i := range before.Rows {
		if after.RowByCode(before.Rows[i].Code) == nil {
			add(&before.Rows[i], nil)
		}
	}
	return list
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
