package batch_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/batch"
)

// TestFoldedEditions: what is made of a part of the returns, which are held folded then, has the counties' figures: the public's
// edition and a bureau's own, and the first is the same from a run, a lock and a report, of returns just read and of kept ones.
func TestFoldedEditions(t *testing.T) {
	s := newSmall(t, true)
	s.public, s.opt.Public = true, true
	s.plan(t, 1000)
	s.forms(t)
	for i, county := range smallCounties {
		s.put(t, county, "报", i+1)
	}
	bureau := "汇总表_市民政局.xlsx"
	names := []string{"公示.xlsx", "公示.pdf", "公示.docx"}
	first := map[string]string{}
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"read", func() error { _, err := batch.Run(t.Context(), s.w, s.opt); return err }},
		{"kept", func() error { _, err := batch.Run(t.Context(), s.w, s.opt); return err }},
		{"asked", func() error {
			_, err := batch.Editions(t.Context(), s.w, s.opt, []string{"市民政局"})
			return err
		}},
		{"locked", func() error {
			_, err := batch.Lock(t.Context(), s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "不再等"})
			return err
		}},
		{"reported", func() error { _, err := batch.Reissue(t.Context(), s.w, s.opt); return err }},
	} {
		must(t, step.do())
		for _, name := range names {
			data, err := os.ReadFile(filepath.Join(s.w.Out(s.opt.Period), name))
			must(t, err)
			key := name
			if name != "公示.xlsx" && (step.name == "locked" || step.name == "reported") {
				key += " of an edition" // a draft's text says that it is one
			}
			if was, is := first[key]; is && was != string(data) {
				t.Errorf("%s: %s is another", step.name, name)
			}
			first[key] = string(data)
		}
		s.hasFigures(t, step.name, "公示.xlsx", "公示")
		if step.name != "read" && step.name != "kept" { // runs make no units' editions
			s.hasFigures(t, step.name, bureau, "县区对比")
		}
	}
}

// hasFigures finds the row that has all counties' figures, 28 and 7 more for each, in a sheet.
func (s *small) hasFigures(t *testing.T, step, file, sheetName string) {
	t.Helper()
	g, err := open(t, filepath.Join(s.w.Out(s.opt.Period), file)).SheetByName(sheetName).Grid(t.Context())
	must(t, err)
	for _, n := range g.Rows() {
		var row []string
		for col := 1; col <= 40; col++ {
			row = append(row, g.At(n, col).Raw)
		}
		if !slices.ContainsFunc([]string{"28", "35", "42"}, func(figure string) bool { return !slices.Contains(row, figure) }) {
			return
		}
	}
	t.Errorf("%s: %s has no row with all counties' figures", step, file)
}

// TestFoldedVersions: the halves of a return come, by a second run, in the place of the first, and it is told which figures are others
// now (H06): those of the half that speaks of the first one's rows.
func TestFoldedVersions(t *testing.T) {
	s := wider(t)
	s.rows = 6
	s.small.plan(t, 1000)
	s.forms(t)
	county := smallCounties[0]
	s.putRows(t, county, "a", map[int]int{0: 1, 1: 1, 2: 1})
	s.small.run(t)
	s.opt.Date.Day++
	s.putRows(t, county, "a", map[int]int{0: 2, 1: 1, 2: 1})
	s.putRows(t, county, "b", map[int]int{3: 1, 4: 1, 5: 1})
	s.small.run(t)
	if got := s.reached(t, county); !strings.HasPrefix(got, "35 29 30 31 32 33 ") {
		t.Errorf("reached %s", got)
	}
	told := ""
	for _, sub := range s.standing(t).Submissions() {
		for _, f := range sub.Findings {
			if f.Code == "H06" {
				told += f.Message + "\n"
			}
		}
	}
	if !strings.Contains(told, "28") || !strings.Contains(told, "35") || strings.Contains(told, "31") {
		t.Errorf("the later version is told as %q", told)
	}
}
