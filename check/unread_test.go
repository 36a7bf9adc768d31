package check

import (
	"testing"

	"huibao"
)

// TestUnreadAnswers says how to answer: with one of the readings, or another number.
func TestUnreadAnswers(t *testing.T) {
	for text, want := range map[string]string{
		"写着“应为”，还有另一个数\n13\n31": "是 13 请只填 13；是 31 请只填 31；都不是的请填确切的数，说明写在说明栏",
		"带“约”，不是一个确切的数\n1200":   "确是 1200 请只填 1200；不是的请填确切的数，说明写在说明栏",
		"不是数": "请填一个确切的数；计划数、说明请写在说明栏",
	} {
		in := input(good())
		row := in.Return.RowByCode("1.1")
		row.Values.Set(huibao.Value{Field: huibao.FieldThis, Text: "x", Remarks: []huibao.Remark{{Kind: huibao.RemarkUnreadable, Text: text}}})
		found := false
		for _, f := range Run(in).Findings {
			if f.Code == "V02" {
				found = true
				if f.Remedy != want {
					t.Errorf("%q: %q, want %q", text, f.Remedy, want)
				}
			}
		}
		if !found {
			t.Errorf("%q: nothing is asked", text)
		}
	}
}
