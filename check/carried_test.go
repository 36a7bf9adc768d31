package check

import (
	"slices"
	"testing"
)

// TestCarriedRows holds rows whose 上期累计 are other rows' to the digit, and with them those that are not their own
// either; one such row, or few among many that are of another period, tell nothing.
func TestCarriedRows(t *testing.T) {
	const rows = "del 1.1\ndel 1.2\nadd 6.1 count 甲\nadd 6.2 count 乙\nadd 6.3 count 丙\nadd 6.4 count 丁\n" +
		"series 6.1 20 21\nseries 6.2 7 7\nseries 6.3 240 250\nseries 6.4 90 85\n" +
		"set 6.1 this 22\nset 6.2 this 8\nset 6.3 this 244\nset 6.4 this 88\n"
	for _, c := range []struct {
		name, script string
		held         []string
	}{
		{"all as issued", "set 6.1 previous 41\nset 6.2 previous 14\nset 6.3 previous 490\nset 6.4 previous 175\n", nil},
		{"two changed places, and one that is none's", "set 6.1 previous 490\nset 6.2 previous 14\nset 6.3 previous 41\nset 6.4 previous 176\n", []string{"6.1", "6.3", "6.4"}},
		{"one alone", "set 6.1 previous 490\nset 6.2 previous 14\nset 6.3 previous 490\nset 6.4 previous 175\n", nil},
	} {
		v := Run(scripted(t, rows+c.script))
		var held []string
		for _, f := range v.Findings {
			if f.Code == "H13" && f.Holds {
				held = append(held, f.Indicators()...)
			}
		}
		if !slices.Equal(held, c.held) {
			t.Errorf("%s: held %v, want %v: %+v", c.name, held, c.held, v.Findings)
		}
	}
}
