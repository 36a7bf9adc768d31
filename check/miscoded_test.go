package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestMiscodedRows offers the code that a row should have, and never to delete it.
func TestMiscodedRows(t *testing.T) {
	place := huibao.Place{Sheet: "计数", Cell: "F15"}
	s := &scope{}
	s.Return = &huibao.Return{Rows: []huibao.ReturnRow{{Code: "12.3", Kind: huibao.KindCount, Sheet: "计数", Row: 14}},
		Remarks: []huibao.Remark{{Kind: huibao.RemarkRowTwice, Text: "12.3\n43\n12.4\nA15", Place: place}, {Kind: huibao.RemarkRowMissing, Text: "12.4", Place: huibao.Place{Sheet: "计数"}}}}
	for _, list := range [][]hit{twoRows(s), missingRows(s)} {
		if len(list) != 1 || !strings.Contains(list[0].remedy, "A15 的编码改为 12.4，不要删行") {
			t.Errorf("%+v", list)
		}
	}
	s.Return.Remarks[0].Text = "12.3\n43"
	if list := twoRows(s); len(list) != 1 || list[0].remedy != "" {
		t.Errorf("%+v", list)
	}
	for typed, want := range map[string]string{"12.44": "12.4", "12.5": "12.4", "2.4": "12.4", "13.5": "", "": "", "12.4.1": "", "合计": ""} {
		if got := s.nearMissing(typed); got != want {
			t.Errorf("%s: %q", typed, got)
		}
	}
}
