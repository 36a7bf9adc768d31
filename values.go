package huibao

import "slices"

// Values are the reported cells of a row, one for each field, in the order in which
// they were read.
type Values []Value

// Lookup finds the value of a field, and whether there is one.
func (v Values) Lookup(f Field) (Value, bool) {
	if x := v.Cell(f); x != nil {
		return *x, true
	}
	return Value{}, false
}

// Of is the value of a field, or the zero Value.
func (v Values) Of(f Field) Value {
	x, _ := v.Lookup(f)
	return x
}

// Set puts a value in, in the place of the one that its field had.
func (v *Values) Set(x Value) {
	if old := v.Cell(x.Field); old != nil {
		*old = x
		return
	}
	*v = append(*v, x)
}

// Drop takes the value of a field out.
func (v *Values) Drop(f Field) {
	*v = slices.DeleteFunc(*v, func(x Value) bool { return x.Field == f })
}

// Cell points to the value of a field, or is nil.
func (v Values) Cell(f Field) *Value {
	for i := range v {
		if v[i].Field == f {
			return &v[i]
		}
	}
	return nil
}
