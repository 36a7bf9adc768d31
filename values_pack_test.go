package huibao_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"huibao"
)

// anyValues are the values of a row at random: an empty list, none, or some.
func anyValues(r *rand.Rand) (list huibao.Values) {
	fields := []huibao.Field{huibao.FieldPrevious, huibao.FieldThis, huibao.FieldState, "another"}
	switch r.IntN(4) {
	case 0:
		return huibao.ValuesOf([]huibao.Value{}...)
	case 1:
		return huibao.ValuesOf()
	}
	for _, f := range fields[r.IntN(len(fields)):] {
		list.Set(anyValue(r, f))
	}
	return list
}

// anyValue is a value at random, of all that a value may hold.
func anyValue(r *rand.Rand, f huibao.Field) huibao.Value {
	maybe := func(list ...string) string { return list[r.IntN(len(list))] }
	v := huibao.Value{Field: f, Word: maybe("", "已完成", "<&>"), Text: maybe("", "12", "1,200.50 ", "/"), Formula: maybe("", "", "SUM(A1:A2)"),
		Origin: huibao.Origin(maybe("", "", string(huibao.OriginDerived), string(huibao.OriginFormula)))}
	switch r.IntN(4) {
	case 0:
		v.Quantity = huibao.MustNum(maybe("0", "-3", "12.50", "1e3", "0.001", "123456789012345678901234567890.5", "-9223372036854775808"))
		if r.IntN(2) == 0 {
			v.Text = v.Quantity.String()
		}
	case 1:
		v.Quantity = huibao.NA()
	}
	if r.IntN(3) == 0 {
		v.Date = huibao.Date{Year: 1000 + r.IntN(3000), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
	}
	switch r.IntN(4) {
	case 0:
		v.Source = huibao.Source{File: "a.xlsx", SHA256: "00ff", Sheet: "计数", Cell: maybe("F5", "", "AB1000")}
	case 1:
		v.Source = huibao.Source{File: maybe("a.xlsx", "b.xlsx"), SHA256: maybe("00ff", ""), Sheet: maybe("计数", "比率"), Cell: "G6"}
	}
	switch r.IntN(4) {
	case 0:
		v.Remarks = []huibao.Remark{{Kind: huibao.RemarkDerived, Text: "上期累计 1＋本期完成 2"}, {Kind: huibao.RemarkLinks, Place: huibao.Place{Sheet: "计数", Cell: "G6"}, Hidden: true}}
	case 1:
		v.Remarks = []huibao.Remark{}
	}
	return v
}

// TestPack packs returns at random: every value is found as it was, by its field and in its
// order, in the same JSON, and can be changed.
func TestPack(t *testing.T) {
	fields := []huibao.Field{huibao.FieldPrevious, huibao.FieldThis, huibao.FieldCumulative, huibao.FieldState, huibao.FieldNote, huibao.FieldCode, huibao.FieldBureau, "another"}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var plain, ret huibao.Return
		for range r.IntN(5) {
			var list []huibao.Value
			for _, f := range fields[r.IntN(len(fields)):] {
				list = append(list, anyValue(r, f))
			}
			row := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount, Sheet: "计数"}
			row.Values = huibao.ValuesOf(list...)
			plain.Rows = append(plain.Rows, row)
			row.Values = row.Values.Clone()
			row.Parts = []huibao.ReturnRow{{Values: huibao.ValuesOf(slices.Clone(list)...)}}
			plain.Rows[len(plain.Rows)-1].Parts = []huibao.ReturnRow{{Values: huibao.ValuesOf(slices.Clone(list)...)}}
			ret.Rows = append(ret.Rows, row)
		}
		ret.Pack()
		ret.Pack() // once is enough
		same(t, &plain, &ret)
		for i := range ret.Rows {
			was, now := &plain.Rows[i], &ret.Rows[i]
			values := slices.Collect(now.Values.All())
			if !reflect.DeepEqual(values, slices.Collect(was.Values.All())) {
				t.Fatalf("%+v became %+v", was.Values, values)
			}
			for _, f := range append(fields, huibao.FieldOwn) {
				x, ok := was.Values.Lookup(f)
				if y, found := now.Values.Lookup(f); found != ok || !reflect.DeepEqual(x, y) {
					t.Fatalf("%s: %+v became %+v", f, x, y)
				}
				for _, v := range []huibao.Values{was.Values, now.Values} {
					if q, found := v.Quantity(f); found != ok || v.Has(f) != ok || !reflect.DeepEqual(q, x.Quantity) {
						t.Fatalf("%s: %+v has %v %+v", f, x, found, q)
					}
				}
			}
			few := func(v huibao.Values) []huibao.Value {
				return slices.Collect(v.Some(func(f huibao.Field, remarked bool) bool { return remarked || f == "another" || f == huibao.FieldNote }))
			}
			numbers := slices.DeleteFunc(slices.Clone(values), func(x huibao.Value) bool { return !x.Quantity.IsNumber() })
			if !reflect.DeepEqual(few(was.Values), few(now.Values)) || was.Values.Numbers() != len(numbers) || now.Values.Numbers() != len(numbers) {
				t.Fatalf("%+v has %+v, and %d numbers", values, few(now.Values), now.Values.Numbers())
			}
			change(was)
			change(now)
		}
		same(t, &plain, &ret)
		ret.Pack()
		same(t, &plain, &ret)
	}
}

// change changes a row in each way.
func change(row *huibao.ReturnRow) {
	row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: "补"})
	row.Values.Drop(huibao.FieldThis)
	if v := row.Values.Cell(huibao.FieldCode); v != nil {
		v.Text = "1.1"
	}
}

func same(t *testing.T, was, now *huibao.Return) {
	t.Helper()
	a, err := json.Marshal(was)
	b, err2 := json.Marshal(now)
	if err != nil || err2 != nil || string(a) != string(b) {
		t.Fatalf("%s became %s (%v, %v)", a, b, err, err2)
	}
	var again huibao.Return
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if c, _ := json.Marshal(again); string(c) != string(a) {
		t.Fatalf("%s was read as %s", a, c)
	}
}

// TestPackRows writes returns of rows at random, and one in which nothing is left out, and reads
// them again.
func TestPackRows(t *testing.T) {
	full := huibao.ReturnRow{Code: "1.1", Subject: "C1", Kind: huibao.KindCount, Sheet: "计数", Row: 5, Name: "改造", Typed: "1.1 ", ByName: true, Hidden: true,
		Values: huibao.ValuesOf(huibao.Value{Field: huibao.FieldThis, Text: "1"}), Blanks: []huibao.Blank{{Field: huibao.FieldNote, Cell: "H5"}},
		Remarks: []huibao.Remark{{Kind: huibao.RemarkLinks, Text: "x", Place: huibao.Place{Sheet: "计数", Cell: "G6"}, Hidden: true}}, Parts: []huibao.ReturnRow{{Code: "1.1", Row: 6}}}
	for i, v := 0, reflect.ValueOf(full); i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("%s is left out", v.Type().Field(i).Name)
		}
	}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		ret := huibao.Return{Rows: []huibao.ReturnRow{full}}
		for i := range r.IntN(6) {
			row := huibao.ReturnRow{Code: "2." + string(rune('0'+i)), Row: -i, Name: "<&>\x00", Values: anyValues(r)}
			if r.IntN(3) == 0 {
				row.Parts = slices.Clone(ret.Rows)
			}
			ret.Rows = append(ret.Rows, row)
		}
		again := huibao.Return{Rows: huibao.UnpackRows(string(ret.PackRows()))}
		same(t, &ret, &again)
		if !reflect.DeepEqual(unpacked(ret.Rows), unpacked(again.Rows)) {
			t.Fatalf("seed %d: %+v became %+v", seed, ret.Rows, again.Rows)
		}
	}
	if rows := huibao.UnpackRows(string(new(huibao.Return).PackRows())); rows != nil {
		t.Errorf("no rows became %v", rows)
	}
	none := huibao.Return{Rows: []huibao.ReturnRow{}}
	if rows := huibao.UnpackRows(string(none.PackRows())); rows == nil || len(rows) > 0 {
		t.Errorf("a list of no rows became %v", rows)
	}
}

// TestUnpackOthers: bytes that were not packed take no memory beyond their own.
func TestUnpackOthers(t *testing.T) {
	for _, data := range []string{"\xfe\xff\xff\xff\x0f", "\x00\x06\xfe\xff\xff\xff\x0f\x00\x00"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken", data)
				}
			}()
			huibao.UnpackRows(data)
		}()
	}
}

// unpacked are rows with values that can be held against each other.
func unpacked(rows []huibao.ReturnRow) []huibao.ReturnRow {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Values = rows[i].Values.Clone()
		rows[i].Parts = unpacked(rows[i].Parts)
	}
	return rows
}
