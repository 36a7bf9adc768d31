package batch

import (
	"slices"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/inforce"
)

// TestCameLate finds whose return a late file is: that of the portal's unit, else that of the
// longest name that stands in the file's; of one that was overwritten or taken away nobody's.
func TestCameLate(t *testing.T) {
	unit := func(code, name string) huibao.Unit {
		return huibao.Unit{Code: code, Name: name, Level: huibao.LevelCounty}
	}
	now := inforce.At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{unit("C1", "城关区"), unit("C2", "城关区经济开发区"), unit("C3", "和县")}}, huibao.Period{Year: 2024, Month: 4})
	for _, c := range []struct {
		name string
		file act.Event
		want string
	}{
		{"its name", act.Event{Path: "returns/2024-03/城关区_3月.xlsx"}, "C1"},
		{"a longer name that has it", act.Event{Path: "returns/2024-03/城关区经济开发区_3月.xlsx"}, "C2"},
		{"the longest of two", act.Event{Path: "returns/2024-03/城关区 和县.xlsx"}, "C1"},
		{"a folder's name is none", act.Event{Path: "returns/2024-03/和县/3月.xlsx"}, ""},
		{"the portal's unit, whatever the name", act.Event{Path: "returns/2024-03/城关区.xlsx", Unit: "C3"}, "C3"},
		{"overwritten", act.Event{Path: "returns/2024-03/和县.xlsx", Overwritten: true}, ""},
		{"taken away", act.Event{Path: "returns/2024-03/和县.xlsx", Withdrawn: true}, ""},
	} {
		c.file.N, c.file.Time = 7, time.Date(2024, 4, 15, 8, 0, 0, 0, time.UTC)
		s := act.NewState(huibao.Period{Year: 2024, Month: 3})
		s.Files, s.Late = []act.Event{c.file}, []int{7}
		var got []string
		for code := range cameLate(s, now) {
			got = append(got, code)
		}
		if want := slices.DeleteFunc([]string{c.want}, func(s string) bool { return s == "" }); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
		if s.Late = nil; len(cameLate(s, now)) > 0 {
			t.Errorf("%s: one that the edition holds", c.name)
		}
	}
}
