package huibao_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"huibao"
)

// anyReturn is a return of rows at random, of which some differ from others in their place or their
// blanks alone, and each of the last ones in everything that a row holds.
func anyReturn(r *rand.Rand) huibao.Return {
	ret := huibao.Return{Unit: "C1", Rows: []huibao.ReturnRow{{Code: "1.1", Subject: "C1", Kind: huibao.KindCount, Sheet: "计数", Row: 5, Name: "改造"}}}
	for i := range r.IntN(8) {
		row := huibao.ReturnRow{Code: "2." + string(rune('0'+i/2)), Subject: []string{"C1", "C1", "C2", ""}[r.IntN(4)], Kind: huibao.KindRate, Sheet: "比率", Row: 5 + r.IntN(2), Name: "<&>\x00",
			ByName: r.IntN(2) == 0, Hidden: r.IntN(4) == 0, Typed: []string{"", "2.1 "}[r.IntN(2)]}
		row.Values = anyValues(r)
		if r.IntN(3) == 0 {
			row.Blanks = []huibao.Blank{{Field: huibao.FieldNote, Cell: "H5"}, {Field: huibao.FieldThis, Cell: []string{"F5", "F6"}[r.IntN(2)]}}[:r.IntN(3)]
		}
		if r.IntN(3) == 0 {
			row.Remarks = []huibao.Remark{{Kind: huibao.RemarkLinks, Text: "x", Place: huibao.Place{Sheet: "计数", Cell: "G6"}, Hidden: true}}
		}
		if r.IntN(4) == 0 {
			row.Parts = []huibao.ReturnRow{{Code: row.Code, Row: 6, Values: huibao.ValuesOf(anyValue(r, huibao.FieldThis))}}
		}
		ret.Rows = append(ret.Rows, row)
	}
	return ret
}

// TestFold folds returns at random: every row is had as it was, in its order and by its code, and so
// is the whole of them; changing what was given changes nothing.
func TestFold(t *testing.T) {
	for seed := range uint64(400) {
		plain, ret := anyReturn(rand.New(rand.NewPCG(seed, 7))), anyReturn(rand.New(rand.NewPCG(seed, 7)))
		ret.Fold()
		ret.Fold() // once is enough
		if !ret.Folded() || ret.RowCount() != len(plain.Rows) {
			t.Fatalf("%d rows of %d", ret.RowCount(), len(plain.Rows))
		}
		for i, row := range ret.All() {
			sameRow(t, &plain.Rows[i], row)
			row.Code, row.Values, row.Remarks = "", huibao.Values{}, nil
			sameRow(t, &plain.Rows[i], ret.Row(i))
			if got := ret.SubjectOf(i); got != plain.SubjectOf(i) || got != plain.Rows[i].Subject {
				t.Fatalf("row %d is of %q", i, got)
			}
		}
		for i, row := range ret.Glance() {
			sameRow(t, &plain.Rows[i], row)
		}
		for i, row := range plain.Glance() {
			sameRow(t, ret.Row(i), row)
		}
		for _, code := range []string{"1.1", "2.0", "2.1", "2.2", "2.3", "3.1"} {
			one, all := plain.RowByCode(code), slices.Collect(plain.RowsByCode(code))
			folded := slices.Collect(ret.RowsByCode(code))
			if got := ret.RowByCode(code); (got == nil) != (one == nil) || len(folded) != len(all) {
				t.Fatalf("%s: %+v, %d rows of %d", code, got, len(folded), len(all))
			} else if got != nil {
				sameRow(t, one, got)
			}
			n := 0
			for row := range ret.GlanceByCode(code) {
				sameRow(t, all[n], row)
				n++
			}
			if again := slices.Collect(plain.GlanceByCode(code)); n != len(all) || len(again) != n {
				t.Fatalf("%s: %d and %d rows of %d", code, n, len(again), len(all))
			}
			for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldNote} {
				q, found := ret.QuantityOf(code, f)
				if p, ok := plain.QuantityOf(code, f); ok != found || ok != (one != nil) || !reflect.DeepEqual(p, q) || ok && !reflect.DeepEqual(q, one.Quantity(f)) {
					t.Fatalf("%s of %s: %v %v", f, code, q, found)
				}
			}
		}
		same(t, &plain, ret.Unfolded())
		same(t, &plain, (&huibao.Submission{Return: &ret}).Whole().Return)
		if !reflect.DeepEqual(ret.PackRows(), plain.PackRows()) {
			t.Fatal("packed they are others")
		}
		ret.Unfold()
		same(t, &plain, &ret)
		if ret.Folded() {
			t.Fatal("still folded")
		}
	}
	empty := huibao.Return{}
	empty.Fold()
	if empty.Folded() || empty.RowCount() != 0 || empty.Unfolded() != &empty {
		t.Error("a return of no rows is folded")
	}
}

func sameRow(t *testing.T, was, now *huibao.ReturnRow) {
	t.Helper()
	a, err := json.Marshal(was)
	b, err2 := json.Marshal(now)
	if err != nil || err2 != nil || string(a) != string(b) {
		t.Fatalf("%s became %s (%v, %v)", a, b, err, err2)
	}
}

// TestFoldedAsWhole: rows that are folded can't be taken for those of a return by mistake, nor left
// out in silence.
func TestFoldedAsWhole(t *testing.T) {
	for name, take := range map[string]func(*huibao.Return){
		"written": func(r *huibao.Return) { _, _ = json.Marshal(r) },
		"asked":   func(r *huibao.Return) { r.Rows[0].Quantity(huibao.FieldThis) },
		"listed":  func(r *huibao.Return) { _ = slices.Collect(r.Rows[0].Values.All()) },
		"copied short": func(r *huibao.Return) {
			out := *r
			out.Rows = nil
			out.RowCount()
		},
		"filled over": func(r *huibao.Return) { r.Rows = []huibao.ReturnRow{{Code: "1.1"}}; r.RowByCode("1.1") },
		"taken":       func(r *huibao.Return) { r.Rows = slices.Clone(r.Rows); r.Row(0) },
		"looked at": func(r *huibao.Return) {
			r.Rows = slices.Clone(r.Rows)
			for range r.Glance() {
			}
		},
		"changed": func(r *huibao.Return) { r.Rows[0].Values.Set(huibao.Value{Field: huibao.FieldNote}) },
	} {
		ret := anyReturn(rand.New(rand.NewPCG(1, 7)))
		ret.Fold()
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no failure", name)
				}
			}()
			take(&ret)
		}()
	}
}
