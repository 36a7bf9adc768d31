package batch_test

import (
	"fmt"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
)

// TestHalves spreads a county's return over two files, mends one of them in a file of its own,
// hands a whole one in after them, and leaves that one out again.
func TestHalves(t *testing.T) {
	s := steps{onFile(t)}
	for _, county := range smallCounties[1:] {
		s.put(t, county, "1", 1)
	}
	county := smallCounties[0]
	holds := func(step, first, second string) {
		t.Helper()
		s.opt.Date.Day++
		s.small.run(t)
		s.hold(t, step)
		c := s.standing(t)
		unit := s.form[county].Unit.Code
		for i, want := range []string{first, second} {
			code := s.form[county].Rows[i].Code
			if got := c.UnitStanding(unit, code); got == nil || got.Reached.String() != want {
				t.Errorf("%s: %s is %+v, want %s", step, code, got, want)
			}
		}
		for _, sub := range c.Submissions() {
			if sub.Unit == unit && strings.Contains(sub.Why, "只有一部分行") {
				t.Errorf("%s: %s is %s, %s", step, sub.Path, sub.State, sub.Why)
			}
		}
	}
	s.putRow(t, county, "a", 1, 0)
	s.putRow(t, county, "b", 2, 1)
	holds("halves", "28", "35")
	s.putRow(t, county, "a2", 3, 0)
	holds("one mended", "42", "35")
	told := ""
	for _, sub := range s.standing(t).Submissions() {
		for _, f := range sub.Findings {
			if f.Code == "H06" {
				told += f.Message
			}
		}
	}
	code := s.form[county].Rows[0].Code
	if want := "与第 1 版相比改了 2 处：" + code + " 本期完成 28 → 42；" + code + " 本年累计 28 → 42。"; told != want {
		t.Errorf("H06 says %q of the mended half, want %q", told, want)
	}
	s.put(t, county, "whole", 4)
	holds("a whole one", "49", "50")
	told = ""
	for _, sub := range s.standing(t).Submissions() {
		if sub.Unit == s.form[county].Unit.Code {
			told += fmt.Sprint(sub.Version, sub.Why, " ")
		}
		for _, f := range sub.Findings {
			if f.Code == "H06" {
				told += f.Message[:strings.Index(f.Message, "：")]
			}
		}
	}
	const dir, part = "returns/2024-01/甲县_", " 是同一份报表的两部分，已一并读入 "
	if want := "1已由 " + dir + "whole.xlsx 替代 3已由 " + dir + "whole.xlsx 替代 2与 " + dir + "a2.xlsx" + part + "4 与第 3 版相比改了 4 处"; told != want {
		t.Errorf("after halves a whole one: %q, want %q", told, want)
	}
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "returns/2024-01/" + county + "_whole.xlsx", Unit: county, Why: "有误"})
	holds("left out", "42", "35")
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "returns/2024-01/" + county + "_a2.xlsx", Unit: county, Why: "有误"})
	holds("the mended half left out", "28", "35")
}

// TestHalvesTwins: of two versions of one half of which nothing says which is later, it is asked only where they differ; the
// other half counts, and so does the half of which the office says that it is the one.
func TestHalvesTwins(t *testing.T) {
	s := wider(t)
	county := smallCounties[0]
	s.putRows(t, county, "1", map[int]int{0: 1})
	s.putRows(t, county, "2", map[int]int{1: 1, 2: 1})
	s.putRows(t, county, "2 - 副本", map[int]int{1: 1, 2: 2})
	s.small.run(t)
	s.hold(t, "twins")
	if got := s.reached(t, county); got != "28 29 — 已替代已替代待说明" {
		t.Errorf("twins: %s", got)
	}
	s.decides(t, batch.Choice{Kind: act.Prefer, Ref: "returns/2024-01/" + county + "_2 - 副本.xlsx", Unit: county, Why: "来电"})
	s.small.run(t)
	s.hold(t, "preferred")
	if got := s.reached(t, county); got != "28 29 37 已替代通过已替代" {
		t.Errorf("preferred: %s", got)
	}
}

// TestHalvesTwinsLonely: what only one of two such versions fills in is asked, unless another part has it, too; where the two
// agree in all that both fill in, the longer one goes on with the other, and nothing is asked.
func TestHalvesTwinsLonely(t *testing.T) {
	const lonely = "1.3 甲县_2 - 副本.xlsx “计数”F6的是 37。1.4 "
	for name, x := range map[string]struct {
		first, second map[int]int
		other         map[int]int
		want, asked   string
	}{
		"a row in one":            {map[int]int{1: 1, 2: 1}, map[int]int{1: 1, 2: 2, 3: 1}, map[int]int{0: 1}, "28 29 — — 已替代已替代待说明", lonely + "甲县_2.xlsx “计数”F7没有填。"},
		"a row in the first":      {map[int]int{1: 1, 2: 1, 3: 1}, map[int]int{1: 1, 2: 2}, map[int]int{0: 1}, "28 29 — — 已替代已替代待说明", lonely + "甲县_2 - 副本.xlsx “计数”F7没有填。"},
		"that the other part has": {map[int]int{1: 1, 2: 1}, map[int]int{1: 1, 2: 2, 3: 1}, map[int]int{0: 1, 3: 1}, "28 29 — 31 已替代已替代待说明", "1.3 甲县_2 - 副本.xlsx “计数”F6的是 37。"},
		"of two that agree":       {map[int]int{1: 1, 2: 1}, map[int]int{1: 1, 2: 1, 3: 1}, map[int]int{0: 1}, "28 29 30 31 已替代已替代通过", ""},
	} {
		s := wider(t)
		s.rows = 4
		s.small.plan(t, 1000)
		s.forms(t)
		county, unit := smallCounties[0], s.form[smallCounties[0]].Unit.Code
		s.putRows(t, county, "2", x.first)
		s.putRows(t, county, "2 - 副本", x.second)
		s.putRows(t, county, "1", x.other)
		s.small.run(t)
		s.hold(t, name)
		asked := ""
		for _, sub := range s.standing(t).Submissions() {
			for _, f := range sub.Findings {
				if sub.Unit == unit && f.Code == "S16" {
					asked += f.Indicator + " " + f.Message[strings.LastIndex(f.Message, "，")+len("，"):]
				}
			}
		}
		if asked != x.asked {
			t.Errorf("%s: it is asked %q, want %q", name, asked, x.asked)
		}
		if got := s.reached(t, county); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
}
