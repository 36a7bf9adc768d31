package huibao

import (
	"strconv"
	"strings"
	"testing"
)

// TestHeadsBounded: heads that are alike are shared, those with long texts are not, and what is held is bounded.
func TestHeadsBounded(t *testing.T) {
	h := rowHeads{known: map[string]*ReturnRow{}}
	of := func(name string) *ReturnRow {
		row := &ReturnRow{Code: "1.1", Name: name}
		return h.of(row.headKey(nil), row)
	}
	long := strings.Repeat("长", longHead)
	short, once := of("短"), of(long)
	if of("短") != short || of(long) == once || of(long).Name != long || len(h.known) != 1 {
		t.Fatalf("%d heads held", len(h.known))
	}
	for i := range mostHeads + 10 {
		of(strings.Repeat("名", 180) + strconv.Itoa(i))
	}
	held := 0
	for key := range h.known {
		held += len(key)
	}
	if held > mostHeadBytes || held != h.bytes || held < mostHeadBytes/2 {
		t.Errorf("%d bytes held, %d counted", held, h.bytes)
	}
}
