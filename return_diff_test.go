package huibao

import (
	"fmt"
	"testing"
)

// TestChangesSincePart: of a return in several files the rows of which an earlier part had but the printed / are not gone when another
// file fills them in; one that was filled in, and that no file has any more, is.
func TestChangesSincePart(t *testing.T) {
	row := func(code, file, text string) ReturnRow {
		r := ReturnRow{Code: code, Kind: KindStandard}
		r.Values.Set(Value{Field: FieldPeople, Text: text, Source: Source{File: file}})
		return r
	}
	filled := func(r ReturnRow) ReturnRow {
		r.Values.Set(Value{Field: FieldStandard, Quantity: NumInt(7), Text: "7", Source: Source{File: r.file()}})
		return r
	}
	before := &Return{Rows: []ReturnRow{filled(row("1.1", "a", "3")), row("1.2", "a", "/"), filled(row("1.3", "a", "5"))}}
	now := &Return{Rows: []ReturnRow{filled(row("1.1", "a2", "4")), filled(row("1.2", "b", "/"))}}
	got := ""
	for _, c := range ChangesSince(before, now) {
		got += fmt.Sprint(c.Code, " ", c.Before, "→", c.After, " ")
	}
	if got != "1.1 3→4 1.3 7→ 1.3 5→ " {
		t.Error(got)
	}
}
