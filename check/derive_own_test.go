package check

import (
	"testing"

	"huibao"
)

// TestDeriveOwn: a relation's own value follows from its two parts, where both stand there and it
// was not typed itself.
func TestDeriveOwn(t *testing.T) {
	cell := func(f huibao.Field, text, formula string) huibao.Value {
		v := huibao.Value{Field: f, Text: text, Formula: formula, Source: huibao.Source{Sheet: "关系", Cell: "F4"}}
		if text != "" {
			v.Quantity = huibao.MustNum(text)
		}
		return v
	}
	for _, c := range []struct {
		name, numer, denom, own, formula, want string
		parts, derived                         bool
	}{
		{"left open", "10", "4", "", "", "2.5", true, true},
		{"rounded, half away from zero", "1", "8", "", "", "0.13", true, true},
		{"typed", "10", "4", "3.2", "", "3.2", true, false},
		{"the form's formula, saved before the parts changed", "10", "4", "2.6", "E4/D4", "2.5", true, true},
		{"no numerator", "", "4", "", "", "", true, false},
		{"no denominator", "10", "", "", "", "", true, false},
		{"a denominator of zero", "10", "0", "", "", "", true, false},
		{"without parts of its own", "10", "4", "", "", "", false, false},
	} {
		row, r := &huibao.FormRow{}, &huibao.ReturnRow{Kind: huibao.KindRelation}
		if row.Kind = huibao.KindRelation; c.parts {
			row.Numerator, row.Denominator = "合计", "人数"
		}
		for _, v := range []huibao.Value{cell(huibao.FieldNumer, c.numer, ""), cell(huibao.FieldDenom, c.denom, ""), cell(huibao.FieldOwn, c.own, c.formula)} {
			r.Values.Set(v)
		}
		deriveOwn(row, r)
		got := r.Values.Of(huibao.FieldOwn)
		if got.Quantity.String() != c.want || (got.Origin == huibao.OriginDerived) != c.derived {
			t.Errorf("%s: %s (%s), want %s", c.name, got.Quantity, got.Origin, c.want)
		}
	}
}

// TestOpen: a cumulative is left to the form's formula where the formula has no saved result, and not
// where somebody cleared the cell.
func TestOpen(t *testing.T) {
	at := huibao.Source{Sheet: "计数", Cell: "G4"}
	for _, c := range []struct {
		name string
		v    huibao.Value
		want bool
	}{
		{"no cell", huibao.Value{}, true},
		{"a formula without a result", huibao.Value{Formula: "E4+F4", Source: at}, true},
		{"a formula with its result", huibao.Value{Formula: "E4+F4", Text: "849", Source: at}, false},
		{"cleared", huibao.Value{Source: at}, false},
		{"typed", huibao.Value{Text: "849", Source: at}, false},
		{"not computed by who saved it", huibao.Value{Formula: "E4+F4", Text: "0", Source: at, Remarks: []huibao.Remark{{Kind: huibao.RemarkUncached}}}, true},
	} {
		r := &huibao.ReturnRow{}
		c.v.Field = huibao.FieldCumulative
		r.Values.Set(c.v)
		if got := (&count{r: r}).open(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestDeriveUnknownRow: a row that the form does not have is left as it was read.
func TestDeriveUnknownRow(t *testing.T) {
	in := input(good())
	read := *in.Return
	read.Rows = append([]huibao.ReturnRow{{Code: "99.9", Kind: huibao.KindCount}}, read.Rows...)
	out := derive(in.Form, &read)
	if len(out.Rows) != len(read.Rows) || out.Rows[0].Code != "99.9" || out.Rows[0].Values.Len() != 0 {
		t.Errorf("%+v", out.Rows[0])
	}
}
