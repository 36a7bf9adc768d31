package batch_test

import (
	"strings"
	"testing"

	"huibao"
	"huibao/internal/thorough"
)

// TestHalvesShare spreads a county's return over two files that have a row in common: the same figure is no
// question, another one is asked with both files and cells, of that row alone; a third file answers.
func TestHalvesShare(t *testing.T) {
	for name, again := range map[string]int{"the same": 1, "another": 2} {
		s := wider(t)
		county, unit := smallCounties[0], s.form[smallCounties[0]].Unit.Code
		s.putRows(t, county, "a", map[int]int{0: 1, 1: 1})
		s.putRows(t, county, "b", map[int]int{1: again, 2: 1})
		s.small.run(t)
		s.hold(t, name)
		asked := ""
		for _, sub := range s.standing(t).Submissions() {
			for _, f := range sub.Findings {
				if sub.Unit == unit && (f.Code == "X04" || f.Code == "S16") {
					asked += f.Code + " " + f.Indicator + " " + f.Message
				}
			}
		}
		if again == 1 {
			if got := s.reached(t, county); got != "28 29 30 已替代通过" || asked != "" {
				t.Errorf("%s: %s %s", name, got, asked)
			}
			continue
		}
		if got := s.reached(t, county); got != "28 — 30 已替代待说明" || !strings.HasPrefix(asked, "S16 1.2 ") || strings.Count(asked, "S16") != 1 {
			t.Errorf("%s: %s %s", name, got, asked)
		}
		for _, part := range []string{"：甲县_b.xlsx “计数”", "的本期完成是 36，甲县_a.xlsx “计数”", "的是 29。"} {
			if !strings.Contains(asked, part) {
				t.Errorf("%s: %s lacks %s", name, asked, part)
			}
		}
		s.opt.Date.Day++
		s.putRows(t, county, "a2", map[int]int{0: 1, 1: 2})
		s.small.run(t)
		s.hold(t, "mended")
		if got := s.reached(t, county); got != "28 36 30 已替代通过已替代" {
			t.Errorf("mended: %s", got)
		}
	}
}

// TestHalvesVersions: files that share most of their rows are versions; a later piece that mends a row of a half
// is sent back, and takes neither half away: that row alone is asked.
func TestHalvesVersions(t *testing.T) {
	thorough.Repeats(t)
	s := wider(t)
	county := smallCounties[0]
	s.putRows(t, county, "a", map[int]int{0: 1, 1: 1, 2: 1})
	s.putRows(t, county, "b", map[int]int{0: 2, 1: 1, 2: 1})
	s.small.run(t)
	if got := s.reached(t, county); got != "— — — 待说明待说明" {
		t.Errorf("two versions: %s", got)
	}
	s = wider(t)
	s.putRows(t, county, "a", map[int]int{0: 1, 1: 1})
	s.putRows(t, county, "b", map[int]int{2: 1})
	s.small.run(t)
	s.opt.Date.Day++
	s.putRows(t, county, "c", map[int]int{1: 2})
	s.small.run(t)
	s.hold(t, "a piece")
	if got := s.reached(t, county); got != "28 — 30 已替代待说明退回" {
		t.Errorf("a piece: %s", got)
	}
	for _, f := range s.standing(t).Counting(s.form[county].Unit.Code).Findings {
		if f.Code == "X08" && f.File != "returns/2024-01/"+county+"_a.xlsx" {
			t.Errorf("a piece is asked of %q", f.File)
		}
	}
}

// TestHalvesCalledCorrection: a file that is called a correction and has none of the other's rows corrects nothing of it, and
// is a part; one that has some is a version, here one that lacks too much.
func TestHalvesCalledCorrection(t *testing.T) {
	for name, x := range map[string]struct {
		rows map[int]int
		want string
	}{
		"other rows": {map[int]int{2: 1}, "28 29 30 已替代通过"},
		"one row":    {map[int]int{1: 2, 2: 1}, "28 — — 待说明退回"},
	} {
		s := wider(t)
		county := smallCounties[0]
		s.putRows(t, county, "1", map[int]int{0: 1, 1: 1})
		s.putRows(t, county, "2更正", x.rows)
		s.small.run(t)
		s.hold(t, name)
		if got := s.reached(t, county); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
}

// TestHalvesAnew sends a whole return anew in two files: the first alone is sent back, and its row asked; both together take its place.
func TestHalvesAnew(t *testing.T) {
	s := wider(t)
	county := smallCounties[0]
	s.putRows(t, county, "whole", map[int]int{0: 1, 1: 1, 2: 1})
	s.small.run(t)
	for _, step := range []struct {
		name string
		rows map[int]int
		want string
	}{{"x", map[int]int{0: 2}, "— 29 30 待说明退回"}, {"y", map[int]int{1: 2, 2: 2}, "35 36 37 已替代已替代通过"}} {
		s.opt.Date.Day++
		s.putRows(t, county, step.name, step.rows)
		s.small.run(t)
		s.hold(t, step.name)
		if got := s.reached(t, county); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
}

// wider is a folder whose counties report three counts, and of which all but the first have done so.
func wider(t *testing.T) steps {
	t.Helper()
	s := steps{onFile(t)}
	s.rows = 3
	s.small.plan(t, 1000)
	s.forms(t)
	for _, county := range smallCounties[1:] {
		s.put(t, county, "1", 1)
	}
	return s
}

// putRows writes a return of a county with some rows filled in, each by a variant.
func (s *small) putRows(t *testing.T, county, name string, variants map[int]int) {
	t.Helper()
	e := map[string]huibao.Values{}
	for row, variant := range variants {
		v := huibao.Values{}
		q := huibao.NumInt(int64(21 + 7*variant + row))
		for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
			v.Set(huibao.Value{Field: f, Quantity: q, Text: q.String()})
		}
		e[s.form[county].Rows[row].Code] = v
	}
	s.write(t, county, name, e)
}

// TestHalvesPieces: what comes later and only has rows again, of one file or of several, is sent back and changes nothing, nor
// whether the return came in time, but it asks of the rows in which it says something else; one that adds a row is a part.
func TestHalvesPieces(t *testing.T) {
	for name, x := range map[string]struct {
		last map[int]int
		want string
		late int
	}{
		"a row of one":           {map[int]int{1: 1}, "28 29 30 31 32 — 已替代待说明退回", 0},
		"a row of each":          {map[int]int{1: 1, 3: 1}, "28 29 30 31 32 — 已替代待说明退回", 0},
		"a row of each, another": {map[int]int{1: 2, 3: 2}, "28 — 30 — 32 — 已替代待说明退回", 0},
		"one more":               {map[int]int{1: 1, 5: 1}, "28 29 30 31 32 33 已替代已替代通过", 10},
	} {
		s := wider(t)
		s.rows = 6
		s.small.plan(t, 1000)
		s.forms(t)
		county, unit := smallCounties[0], s.form[smallCounties[0]].Unit.Code
		s.putRows(t, county, "a", map[int]int{0: 1, 1: 1, 2: 1})
		s.putRows(t, county, "b", map[int]int{3: 1, 4: 1})
		s.small.run(t)
		s.opt.Date.Month, s.opt.Date.Day = 3, 28
		s.putRows(t, county, "c", x.last)
		s.small.run(t)
		s.hold(t, name)
		if got := s.reached(t, county); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
		if sub := s.standing(t).Counting(unit); sub == nil || min(sub.LateDays, 10) != x.late {
			t.Errorf("%s: %+v", name, sub)
		}
	}
}
