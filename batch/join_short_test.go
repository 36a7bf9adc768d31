package batch

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestShortNamesApart joins two files of a unit of which one has a row with a short name, which may be
// the indicator that the other fills in: that is no second row of it, and never takes its place.
func TestShortNamesApart(t *testing.T) {
	row := func(n int64, remarks ...huibao.Remark) huibao.ReturnRow {
		r := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount, Remarks: remarks}
		r.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Text: "7", Quantity: huibao.Num(decimal.NewFromInt(n))})
		return r
	}
	short := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount, Parts: []huibao.ReturnRow{row(5)}, Remarks: []huibao.Remark{{Kind: huibao.RemarkShortName, Text: "改厕"}}}
	files := func() (full, other *huibao.Return) {
		return &huibao.Return{Rows: []huibao.ReturnRow{row(7)}}, &huibao.Return{Rows: []huibao.ReturnRow{short}, Remarks: []huibao.Remark{{Kind: huibao.RemarkRowMissing, Text: "1.1"}}}
	}
	full, other := files()
	p := pieces{subs: []huibao.Submission{{Return: full}, {Return: other}}, rows: map[int][]string{0: filledRows(full), 1: filledRows(other)}, later: func(int, int) bool { return false }}
	if !p.fit(0, 1) {
		t.Error("a row with a short name is held to be a second one")
	}
	absorb(full, other)
	if got := full.Rows[0].Quantity(huibao.FieldCumulative).String(); len(full.Rows) != 1 || got != "7" || len(full.Remarks) != 0 {
		t.Errorf("%v, %s, %v", full.Rows, got, full.Remarks)
	}
	full, other = files()
	absorb(other, full)
	if got := other.Rows[0].Quantity(huibao.FieldCumulative).String(); len(other.Rows) != 1 || got != "7" {
		t.Errorf("%v, %s", other.Rows, got)
	}
	alone := &huibao.Return{Remarks: []huibao.Remark{{Kind: huibao.RemarkRowMissing, Text: "1.1"}}}
	if absorb(alone, &huibao.Return{Rows: []huibao.ReturnRow{short}}); len(alone.Remarks) != 1 {
		t.Error("a row that is still to be told is held to be there")
	}
}
