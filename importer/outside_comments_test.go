package importer

import (
	"testing"

	"huibao"
	"huibao/internal/same"
	"huibao/internal/sheet"
)

// TestOutsideComments asks of what a comment on a title says of the table's figures.
func TestOutsideComments(t *testing.T) {
	for text, want := range map[string]huibao.RemarkKind{"全表数据未核实": huibao.RemarkNotWhole, "全表数据为5月数": huibao.RemarkUntil, "以上数据均已核实": ""} {
		book := same.Open(t, []byte("民生实事进展\n编码,名称,数\n1.1,甲,3\n"))
		g, err := book.Sheets[0].Grid(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		g.Notes = append(g.Notes, sheet.Comment{Row: 1, Col: 1, Text: text})
		june := huibao.Period{Year: 2024, Month: 6}
		r := newReader(t.Context(), File{}, Known{Period: june})
		r.ret.Period = june
		r.ret.Rows = []huibao.ReturnRow{{Sheet: book.Sheets[0].Name, Row: 3}}
		r.readOutside(page{Sheet: book.Sheets[0], grid: g})
		got := huibao.RemarkKind("")
		for _, m := range r.ret.Remarks {
			if m.Kind != huibao.RemarkOutside {
				got = m.Kind
			}
		}
		if got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}
