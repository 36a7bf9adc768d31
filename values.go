package huibao

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
)

// Values are the reported cells of a row, one for each field, in the order in which
// they were read. Packed they are a few bytes each, and are unpacked where they are
// looked up; whoever changes them unpacks them. JSON: a list.
type Values struct {
	list []Value
	pack *packed // in the place of list
}

// ValuesOf are the given values.
func ValuesOf(list ...Value) Values { return Values{list: list} }

// Len is how many there are.
func (v Values) Len() int {
	if v.pack != nil {
		return int(v.pack.n)
	}
	return len(v.list)
}

// All lists them.
func (v Values) All() iter.Seq[Value] {
	if v.pack == nil {
		return slices.Values(v.list)
	}
	return v.pack.all
}

// Lookup finds the value of a field, and whether there is one.
func (v Values) Lookup(f Field) (Value, bool) {
	if v.pack != nil {
		return v.pack.lookup(f)
	}
	for i := range v.list {
		if v.list[i].Field == f {
			return v.list[i], true
		}
	}
	return Value{}, false
}

// Has reports whether there is a value of a field.
func (v Values) Has(f Field) bool {
	if v.pack != nil {
		_, _, ok := v.pack.find(f)
		return ok
	}
	return slices.ContainsFunc(v.list, func(x Value) bool { return x.Field == f })
}

// Quantity is the number of a field's value, and whether there is one: what is asked of thousands
// of returns, without the rest of it.
func (v Values) Quantity(f Field) (Quantity, bool) {
	if v.pack != nil {
		u, m, ok := v.pack.find(f)
		if !ok {
			return Quantity{}, false
		}
		return u.quantity(m), true
	}
	for i := range v.list {
		if v.list[i].Field == f {
			return v.list[i].Quantity, true
		}
	}
	return Quantity{}, false
}

// Of is the value of a field, or the zero Value.
func (v Values) Of(f Field) Value {
	x, _ := v.Lookup(f)
	return x
}

// Any reports whether one is as it is asked for.
func (v Values) Any(is func(Value) bool) bool {
	for x := range v.All() {
		if is(x) {
			return true
		}
	}
	return false
}

// Some lists those that are asked for by their field and by whether there are remarks on them; of
// the others nothing is unpacked.
func (v Values) Some(is func(f Field, remarked bool) bool) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if v.pack != nil {
			v.pack.some(is, yield)
			return
		}
		for _, x := range v.list {
			if is(x.Field, x.Remarks != nil) && !yield(x) {
				return
			}
		}
	}
}

// Numbers is how many of them are numbers.
func (v Values) Numbers() (n int) {
	if v.pack != nil {
		return v.pack.numbers()
	}
	for i := range v.list {
		if v.list[i].Quantity.IsNumber() {
			n++
		}
	}
	return n
}

// Set puts a value in, in the place of the one that its field had.
func (v *Values) Set(x Value) {
	if old := v.Cell(x.Field); old != nil {
		*old = x
		return
	}
	v.list = append(v.list, x)
}

// Drop takes the value of a field out.
func (v *Values) Drop(f Field) {
	v.unpack()
	v.list = slices.DeleteFunc(v.list, func(x Value) bool { return x.Field == f })
}

// Cell points to the value of a field, to change it, or is nil.
func (v *Values) Cell(f Field) *Value {
	v.unpack()
	for i := range v.list {
		if v.list[i].Field == f {
			return &v.list[i]
		}
	}
	return nil
}

// Each changes every value.
func (v *Values) Each(change func(*Value)) {
	v.unpack()
	for i := range v.list {
		change(&v.list[i])
	}
}

// Clone is a copy that can be changed by itself.
func (v Values) Clone() Values {
	if v.pack == nil {
		return Values{list: slices.Clone(v.list)}
	}
	v.unpack()
	return v
}

func (v *Values) unpack() {
	if v.pack != nil {
		*v = Values{list: slices.AppendSeq(make([]Value, 0, v.pack.n), v.pack.all)}
	}
}

// MarshalJSON implements json.Marshaler.
func (v Values) MarshalJSON() ([]byte, error) {
	v.unpack()
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false) // as whoever writes the whole wishes
	if err := out.Encode(v.list); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *Values) UnmarshalJSON(data []byte) error {
	*v = Values{}
	return json.Unmarshal(data, &v.list)
}
