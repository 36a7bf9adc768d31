package batch_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huibao/act"
	"huibao/batch"
)

// TestSentAfterSigned: a bureau's table for all counties that came after the signature leaves a return signed that it
// says again; what it adds waits, as the next version, while the signed one counts.
func TestSentAfterSigned(t *testing.T) {
	s := steps{onFile(t)}
	for _, county := range smallCounties[1:] {
		s.put(t, county, "1", 1)
	}
	county := smallCounties[0]
	unit := s.form[county].Unit.Code
	s.chain(t, "office", act.New(act.Set, act.SetCounting, act.Setting{Name: act.SetCounting, Value: act.OnReport, From: s.opt.Period}))
	s.putRow(t, county, "a", 1, 0)
	s.small.run(t)
	s.sign(t, county)
	table := func(rows string) {
		t.Helper()
		s.opt.Date.Day++
		text := "民生实事1—1月累计完成情况表,,,\n县区,第1种设施,第2种设施\n,累计完成,累计完成\n" + rows
		must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), "市民政局_2024-01.csv"), []byte(text), 0o644))
	}
	holds := func(step, want string, lapsed bool) {
		t.Helper()
		s.small.run(t)
		s.hold(t, step)
		if got := s.reached(t, county); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
		if x := batch.SignOffOf(s.standing(t), s.state(t), unit); x.Lapsed != lapsed {
			t.Errorf("%s: lapsed is %t", step, x.Lapsed)
		}
	}
	holds("signed", "28 — 待说明", false)
	table("甲县,28,\n乙县,28,29\n")
	holds("the same again", "28 — 已替代待说明", false)
	table("甲县,28,40\n乙县,28,29\n")
	holds("one more", "28 — 已替代未签发待说明", true)
	s.sign(t, county)
	holds("signed, too", "28 40 已替代通过已替代", false)
}

// TestSentOfBoth: what a bureau's table has for counties of indicators that both report is no return of theirs, and of
// several rows none that counts; a county's own return does.
func TestSentOfBoth(t *testing.T) {
	for _, c := range []struct {
		both         int
		missing      []string
		reached, own string // before and after its own return of another first figure
	}{
		{2, []string{"C1", "C2", "C3"}, "— — 未计入", "21 22 未计入通过"},
		{1, nil, "— 18 待说明", "21 — 已替代待说明"},
	} {
		s := newSmall(t, true)
		s.both = c.both
		s.plan(t, 1000)
		s.forms(t)
		text := "民生实事1—1月累计完成情况表,,,\n县区,第1种设施,第2种设施\n,累计完成,累计完成\n甲县,28,18\n乙县,28,18\n丙县,28,18\n全市,84,54\n"
		must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), "市民政局_2024-01.csv"), []byte(text), 0o644))
		s.run(t)
		if got := s.standing(t).Missing; !slices.Equal(got, c.missing) {
			t.Errorf("%d of both: missing %q, want %q", c.both, got, c.missing)
		}
		if got := s.reached(t, "甲县"); got != c.reached {
			t.Errorf("%d of both: %q, want %q", c.both, got, c.reached)
		}
		s.opt.Date.Day++
		s.put(t, "甲县", "1", 0)
		s.run(t)
		if got := s.reached(t, "甲县"); got != c.own {
			t.Errorf("%d of both, and its own: %q, want %q", c.both, got, c.own)
		}
	}
}
