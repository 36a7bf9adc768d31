package batch_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// saidOf lists a county's files: the number of each, its state, and whom it made room for.
func (s *small) saidOf(t *testing.T, county string) (list []string) {
	t.Helper()
	for _, sub := range s.standing(t).Submissions() {
		if sub.Unit == s.form[county].Unit.Code {
			line := fmt.Sprint(strings.TrimPrefix(path.Base(sub.Path), county+"_"), " ", sub.Version, " ", sub.State.Label())
			if _, by, is := strings.Cut(sub.Why, county+"_"); is {
				line += " " + by
			}
			list = append(list, line)
		}
	}
	return list
}

// TestHalvesNumbers: a version keeps its number when it becomes a part of a return, when an earlier one is left out, and when another
// is preferred; each file says which came in its own place.
func TestHalvesNumbers(t *testing.T) {
	thorough.Repeats(t)
	s := wider(t)
	county := smallCounties[0]
	holds := func(step string, want ...string) {
		t.Helper()
		s.small.run(t)
		s.hold(t, step)
		if got := s.saidOf(t, county); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", step, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		s.opt.Date.Day++
	}
	put := func(name string, row, variant int) { s.putRows(t, county, name, map[int]int{row: variant}) }
	put("a", 0, 1)
	holds("one", "a.xlsx 1 待说明")
	put("b", 1, 1)
	put("c", 2, 1)
	const one, two = "a.xlsx 1 已替代 ", "b.xlsx 2 已替代 "
	const joined = " 是同一份报表的两部分，已一并读入"
	holds("three", one+"c.xlsx"+joined, two+"c.xlsx"+joined, "c.xlsx 3 通过")
	history, err := batch.HistoryOf(t.Context(), s.w, county, s.opt.Limits)
	must(t, err)
	var parts []int
	for _, v := range history {
		parts = append(parts, v.Version, v.PartOf)
	}
	if !slices.Equal(parts, []int{1, 3, 2, 3, 3, 0}) {
		t.Errorf("versions, and of which each is a part: %d", parts)
	}
	put("a2", 0, 2)
	holds("the first mended", one+"a2.xlsx 替代", "a2.xlsx 4 通过", two+"a2.xlsx"+joined, "c.xlsx 3 已替代 a2.xlsx"+joined)
	put("c2", 2, 2)
	holds("the last mended", one+"a2.xlsx 替代", "a2.xlsx 4 已替代 c2.xlsx"+joined, two+"c2.xlsx"+joined, "c.xlsx 3 已替代 c2.xlsx 替代", "c2.xlsx 5 通过")
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "returns/2024-01/" + county + "_a2.xlsx", Unit: county, Why: "有误"})
	holds("one left out", one+"c2.xlsx"+joined, "a2.xlsx 4 不采用", two+"c2.xlsx"+joined, "c.xlsx 3 已替代 c2.xlsx 替代", "c2.xlsx 5 通过")
}

// TestNumbersPreferred: that the office prefers an earlier version changes no number.
func TestNumbersPreferred(t *testing.T) {
	s := wider(t)
	county := smallCounties[0]
	s.put(t, county, "x", 1)
	s.small.run(t)
	s.opt.Date.Day++
	s.put(t, county, "y", 2)
	s.small.run(t)
	s.decides(t, batch.Choice{Kind: act.Prefer, Ref: "returns/2024-01/" + county + "_x.xlsx", Unit: county, Why: "来电"})
	s.small.run(t)
	s.hold(t, "preferred")
	if got := strings.Join(s.saidOf(t, county), "\n"); got != "x.xlsx 1 通过\ny.xlsx 2 已替代 x.xlsx 替代" {
		t.Error(got)
	}
}
