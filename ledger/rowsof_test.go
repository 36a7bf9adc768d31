package ledger

import (
	"bytes"
	"encoding/json"
	"testing"

	"huibao"
)

// TestWithRows leaves of a submission's rows those that are asked for and everything else, in
// texts whatever stands in them; what is no submission stays as it is.
func TestWithRows(t *testing.T) {
	row := func(code, note string) huibao.ReturnRow {
		return huibao.ReturnRow{Code: code, Subject: `甲"县`, Values: huibao.ValuesOf(huibao.Value{Field: huibao.FieldNote, Word: note, Text: note}), Blanks: []huibao.Blank{{Field: huibao.FieldThis, Cell: "B2"}}}
	}
	rows := []huibao.ReturnRow{row("1.1", `a]},{"code":"1.2"`), row("1.2", `\"`), row("1.10", "<&\u2028\\"), row("1.2", "again")}
	s := huibao.Submission{N: 7, Path: `returns/"rows":[{.xlsx`, Findings: []huibao.Finding{{Code: "V02", Message: `"return":{"rows":[]}`}},
		Return: &huibao.Return{Unit: "C1", OtherNotes: map[string]string{"rows": "]"}, Rows: rows}}
	for _, c := range []struct {
		codes []string
		want  []huibao.ReturnRow
	}{{[]string{"1.1", "1.2", "1.10"}, rows}, {[]string{"1.2"}, []huibao.ReturnRow{rows[1], rows[3]}}, {[]string{"1.10"}, rows[2:3]}, {nil, []huibao.ReturnRow{}}} {
		asked := map[string]bool{}
		for _, code := range c.codes {
			asked[code] = true
		}
		whole, want := s, s
		ret := *s.Return
		ret.Rows, want.Return = c.want, &ret
		if got := withRows(marshalled(t, whole), func(code string) bool { return asked[code] }); !bytes.Equal(got, marshalled(t, want)) {
			t.Errorf("%v: %s", c.codes, got)
		}
	}
	none := func(string) bool { return false }
	s.Return = nil
	for _, data := range []string{string(marshalled(t, s)), "", "{", `{"return":{"rows":[{"code":"1.1"`, `{"return":{"rows":[{"code":1}]}}`, `{"return":{"rows":[1]}}`, `{"return":null}`, `["`, `{"return":{"rows":[{"code":"1.1"}}`} {
		if got := withRows([]byte(data), none); string(got) != data {
			t.Errorf("%s: %s", data, got)
		}
	}
}

func marshalled(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
