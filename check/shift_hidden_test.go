package check

import (
	"slices"
	"testing"
)

// TestPastedOverHidden tells figures that were pasted over a filtered table: those behind the hidden rows are as many
// rows off as there are hidden.
func TestPastedOverHidden(t *testing.T) {
	in := scripted(t, "del 1.1\ndel 1.2\nadd 6.1 count 甲\nadd 6.2 count 乙\nadd 6.3 count 丙\nadd 6.4 count 丁\nadd 6.5 count 戊\nadd 6.6 count 己\nadd 6.7 count 庚\nadd 6.8 count 辛\nadd 6.9 count 壬\n"+
		"series 6.1 20 21 19\nseries 6.2 400 380 410\nseries 6.3 7 7 8\nseries 6.4 1200 1250 1190\nseries 6.5 60 55 62\nseries 6.6 3000 2900 3100\nseries 6.7 140 150 135\nseries 6.8 9 8 10\nseries 6.9 520 500 510\n"+
		"set 6.1 this 20\nset 6.2 this 61\nset 6.3 this 3050\nset 6.4 this 142\nset 6.5 this 9\nset 6.6 this 505\nset 6.7 this 142\nset 6.8 this 9\nset 6.9 this 505\n")
	for i := range in.Return.Rows {
		row := &in.Return.Rows[i]
		row.Hidden = slices.Contains([]string{"6.2", "6.3", "6.4"}, row.Code)
	}
	found := ofCode(t, Run(in), "H13")
	if want := []string{"6.2", "6.3", "6.4", "6.5", "6.6"}; len(found) != 1 || !slices.Equal(found[0].Indicators(), want) || !found[0].Holds {
		t.Errorf("%+v", found)
	}
}
