package ledger

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"huibao"
)

// TestRowsAsked leaves of a submission's rows those that are asked for, in texts whatever stands in them; of what is not as it is
// expected all is read.
func TestRowsAsked(t *testing.T) {
	row := func(code, note string) huibao.ReturnRow {
		return huibao.ReturnRow{Code: code, Subject: `甲"县`, Values: huibao.ValuesOf(huibao.Value{Field: huibao.FieldNote, Word: note, Text: note}), Blanks: []huibao.Blank{{Field: huibao.FieldThis, Cell: "B2"}}}
	}
	rows := []huibao.ReturnRow{row("1.1", `a]},{"code":"1.2"`), row("1.2", `\"`), row("1.10", "<&\u2028\\"), row("1.2", "again")}
	s := huibao.Submission{N: 7, Path: `returns/"rows":[{.xlsx`, HeldOut: []string{"1.2"}, Findings: []huibao.Finding{{Code: "V02", Message: `"return":{"rows":[]}`}},
		Return: &huibao.Return{Unit: "C1", OtherNotes: map[string]string{"rows": "]"}, Rows: rows, Extra: []huibao.ExtraRow{{Name: `{"code":`}},
			Remarks: []huibao.Remark{{Kind: huibao.RemarkMacros, Text: "]}}"}}}}
	for _, c := range []struct {
		codes []string
		want  []huibao.ReturnRow
	}{{[]string{"1.10", "1.2", "1.1"}, rows}, {[]string{"1.2"}, []huibao.ReturnRow{rows[1], rows[3]}}, {[]string{"1.10"}, rows[2:3]}, {nil, []huibao.ReturnRow{}}, {[]string{"1"}, []huibao.ReturnRow{}}} {
		want := s
		want.Findings, want.Return = nil, &huibao.Return{Unit: "C1", Rows: c.want}
		same(t, c.codes, marshalled(t, s), want)
	}
	parted := s
	parted.Return = &huibao.Return{Unit: "C1", Rows: []huibao.ReturnRow{{Code: "1.1", Parts: rows[1:2]}}}
	bare, none, empty := s, s, s
	bare.Return, none.Return, empty.Return = nil, &huibao.Return{Unit: "C1"}, &huibao.Return{Unit: "C1", Rows: []huibao.ReturnRow{}}
	for _, whole := range []huibao.Submission{parted, bare, none, empty} {
		same(t, []string{"1.1"}, marshalled(t, whole), whole)
	}
	const more = `{"return":{"rows":[{"code":"1.1"}],"later":[{"code":"1.1","x":"]"}]},"more":1}`
	same(t, []string{"1.1"}, []byte(more), huibao.Submission{Return: &huibao.Return{Rows: []huibao.ReturnRow{{Code: "1.1"}}}})
	for _, data := range []string{"", "{", `{"return":{"rows":[{"code":"1.1"`, `{"return":{"rows":[1]}}`, `["`, `{"return":{"rows":[{"code":"1.1"}}`, `{"return":{"unit"`, `{"return":`} {
		asked, err := newRowsAsked([]string{"1.1"})
		if err != nil {
			t.Fatal(err)
		}
		var got huibao.Submission
		if err := asked.unmarshal([]byte(data), &got); err == nil {
			t.Errorf("%s: %+v", data, got)
		}
	}
}

func same(t *testing.T, codes []string, data []byte, want huibao.Submission) {
	t.Helper()
	asked, err := newRowsAsked(codes)
	if err != nil {
		t.Fatal(err)
	}
	var got huibao.Submission
	if err := asked.unmarshal(data, &got); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if a, b := string(marshalled(t, got)), string(marshalled(t, want)); a != b {
		t.Errorf("%v of %s:\n%s\nwant\n%s", codes, data, a, b)
	}
}

// TestRowSign: nothing in a submission begins as a row does but a row.
func TestRowSign(t *testing.T) {
	seen, found := map[reflect.Type]bool{}, []string{}
	var look func(reflect.Type)
	look = func(x reflect.Type) {
		switch x.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			look(x.Elem())
		case reflect.Struct:
			if seen[x] {
				return
			}
			seen[x] = true
			for i := range x.NumField() {
				name, _, _ := strings.Cut(x.Field(i).Tag.Get("json"), ",")
				if i == 0 && name == "code" {
					found = append(found, x.Name())
				}
				if name == "-" {
					continue
				}
				look(x.Field(i).Type)
			}
		}
	}
	look(reflect.TypeFor[huibao.Submission]())
	look(reflect.TypeFor[huibao.Value]()) // as Values are written
	if len(found) != 1 || found[0] != "ReturnRow" {
		t.Errorf("%v begin with a code", found)
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
