package check

import (
	"testing"

	"huibao"
)

// TestNewYear holds what is counted from the year's beginning on to its own year: what January
// brings is little beside last December, and beside last November too little.
func TestNewYear(t *testing.T) {
	count := huibao.Promise{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeDistinct, Measure: "户"}
	rate := huibao.Promise{Code: "1.1", Kind: huibao.KindRate, Mode: huibao.ModeCumulative, Basis: huibao.BasisYear}
	level := huibao.Promise{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeStock, Measure: "张"}
	figures := func(list map[huibao.Field]int64) map[huibao.Field]huibao.Quantity {
		m := map[huibao.Field]huibao.Quantity{}
		for f, n := range list {
			m[f] = huibao.NumInt(n)
		}
		return m
	}
	for _, c := range []struct {
		name      string
		row       huibao.Promise
		was, now  map[huibao.Field]int64
		last, own bool // asked after last year's, after its own
	}{
		{"households", count, map[huibao.Field]int64{huibao.FieldCumulative: 3100}, map[huibao.Field]int64{huibao.FieldCumulative: 150}, false, true},
		{"screened", rate, map[huibao.Field]int64{huibao.FieldNumer: 9500, huibao.FieldDenom: 10000}, map[huibao.Field]int64{huibao.FieldNumer: 400, huibao.FieldDenom: 10000}, false, true},
		{"beds", level, map[huibao.Field]int64{huibao.FieldCumulative: 3100}, map[huibao.Field]int64{huibao.FieldCumulative: 150}, true, true},
	} {
		for year, want := range map[int]bool{2023: c.last, 2024: c.own} {
			ret := &huibao.Return{Rows: []huibao.ReturnRow{{Code: "1.1", Kind: c.row.Kind}}}
			for f, q := range figures(c.now) {
				ret.Rows[0].Values.Set(huibao.Value{Field: f, Quantity: q, Text: q.String(), Source: huibao.Source{Sheet: "表", Cell: "F4"}})
			}
			form := &huibao.Form{Year: 2024, Period: huibao.Period{Year: 2024, Month: 1}, Rows: []huibao.FormRow{{Promise: c.row, Prior: huibao.Prior{Period: huibao.Period{Year: year, Month: 12}, Counted: true, Values: figures(c.was)}}}}
			s := &scope{Input: Input{Form: form, Return: ret}, misread: map[string]bool{}, blocked: map[string]bool{}}
			if got := len(slips(s)) > 0; got != want {
				t.Errorf("%s after %d: asked %v", c.name, year, got)
			}
		}
	}
}
