package batch_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
	"huibao/statement"
)

// chain appends acts in the name of a person.
func (s *small) chain(t *testing.T, who string, acts ...act.Act) {
	t.Helper()
	ctx := context.Background()
	led, err := s.w.OpenLedger(ctx, "test")
	must(t, err)
	must(t, led.Act(ctx, ledger.Actor{Who: who, When: s.opt.Date.Time()}, func(tx *ledger.Tx) error {
		for _, a := range acts {
			if _, err := tx.Append(a); err != nil {
				return err
			}
		}
		return nil
	}))
	must(t, led.Close())
}

// standing is the period as the last run left it.
func (s *small) standing(t *testing.T) *statement.Consolidation {
	t.Helper()
	c, err := batch.Standing(context.Background(), s.w, s.opt)
	must(t, err)
	return c
}

func (s *small) run(t *testing.T) *batch.Result {
	t.Helper()
	res, err := batch.Run(context.Background(), s.w, s.opt)
	must(t, err)
	return res
}

// sign goes the whole way of a county's return as it is now.
func (s *small) sign(t *testing.T, county string) {
	t.Helper()
	unit := s.form[county].Unit.Code
	x := batch.SignOffOf(s.standing(t), s.state(t), unit)
	for _, step := range []struct {
		who string
		k   act.Kind
	}{{"fill", act.Submit}, {"check", act.Review}, {"sign", act.Sign}} {
		s.chain(t, step.who, act.New(step.k, unit, act.Signature{Where: act.Where{Period: s.opt.Period, Unit: unit}, Bound: x.Bound}))
	}
}

// counts says of each county which version counts, 0 for none, and what its hole says.
func (s *small) counts(t *testing.T) string {
	t.Helper()
	c := s.standing(t)
	var words []string
	for _, county := range smallCounties {
		unit := s.form[county].Unit.Code
		word := "—"
		if sub := c.Counting(unit); sub != nil {
			word = "v" + string(rune('0'+sub.Version))
		}
		for _, h := range c.CityStanding("1.1").Holes {
			if h.Unit == unit {
				word += h.Why
			}
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// TestReportedOnly: with 收到即计 a signature changes no byte; with 报出才计 only what was
// signed counts, the version before until the next is signed, what the office prefers, and
// a lock asks for the rest.
func TestReportedOnly(t *testing.T) {
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1月", 1)
	}
	s.run(t)
	s.sign(t, "甲县")
	if res := s.run(t); !res.Unchanged() || s.counts(t) != "v1 v1 v1" {
		t.Error("收到即计: a signature changes something:", res.Unchanged(), s.counts(t))
	}
	s.chain(t, "office", act.New(act.Set, act.SetCounting, act.Setting{Name: act.SetCounting, Value: act.OnReport, From: s.opt.Period.Next()}))
	if res := s.run(t); !res.Unchanged() {
		t.Error("a setting of later periods changes this one")
	}
	s.chain(t, "office", act.New(act.Set, act.SetCounting, act.Setting{Name: act.SetCounting, Value: act.OnReport, From: s.opt.Period}))
	held := func(step, want string) {
		t.Helper()
		s.run(t)
		if got := s.counts(t); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	const hole = "—" + statement.WordUnsigned
	held("报出才计", "v1 "+hole+" "+hole)
	s.put(t, "甲县", "1月", 2)
	held("a version that is not signed", "v1 "+hole+" "+hole)
	x := batch.SignOffOf(s.standing(t), s.state(t), "C1")
	if !x.Lapsed || x.Stage != "" || x.Sub.Version != 2 || x.Sub.Why != "已报，未签发；签发以前仍以第 1 版计入" {
		t.Errorf("%+v %s", x, x.Sub.Why)
	}
	s.sign(t, "甲县")
	held("signed", "v2 "+hole+" "+hole)
	_, err := batch.Decide(context.Background(), s.w, s.opt, []batch.Choice{{Kind: act.Prefer, Ref: "returns/2024-01/乙县_1月.xlsx", Why: "盖章件已核对"}})
	must(t, err)
	held("preferred", "v2 v1 "+hole)
	s.plan(t, 2000)
	held("another target of the city's", "v2 v1 "+hole)
	s.renamed = true
	s.plan(t, 2000)
	held("asked for by another plan", hole+" v1 "+hole)
	s.sign(t, "甲县")
	held("signed anew", "v2 v1 "+hole)
	var asked *batch.QuestionsError
	if _, err := batch.Lock(context.Background(), s.w, s.opt, batch.LockOptions{}); !errors.As(err, &asked) || len(asked.Questions) != 1 || asked.Questions[0].What != statement.WordUnsigned ||
		!strings.HasPrefix(asked.Questions[0].Command, `huibao prefer "returns/2024-01/丙县_1月.xlsx"`) {
		t.Errorf("%v %+v", err, asked)
	}
	st, err := batch.StatusOf(context.Background(), s.w, s.opt)
	must(t, err)
	words := []string{}
	for _, u := range st.Units {
		words = append(words, u.Unit+u.Word()+u.SignOff)
	}
	if got := strings.Join(words, " "); got != "甲县通过已报出 乙县通过 丙县未签发" {
		t.Error(got)
	}
	_, err = batch.Lock(context.Background(), s.w, s.opt, batch.LockOptions{Why: "不再等"})
	must(t, err)
	if got := s.counts(t); got != "v2 v1 "+hole {
		t.Error("locked:", got)
	}
	if s.standing(t).Absence("C3") != statement.WordUnsure {
		t.Error(s.standing(t).Absence("C3"))
	}
}

// TestSignatureBinds: what a signature is of is the same however it is read, and another
// when the figures, what is found, or what is asked for is another; not when the office
// decides, or another unit reports.
func TestSignatureBinds(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "1月", 1)
	s.run(t)
	now := func() act.Bound { t.Helper(); return batch.SignOffOf(s.standing(t), s.state(t), "C1").Bound }
	first := now()
	again := s.opt
	again.Anew = true
	_, err := batch.Run(context.Background(), s.w, again)
	must(t, err)
	s.put(t, "乙县", "1月", 1)
	s.run(t)
	if got := now(); got != first {
		t.Errorf("read again, with another unit's return: %+v, was %+v", got, first)
	}
	_, err = batch.Decide(context.Background(), s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "未经核实"}})
	must(t, err)
	s.run(t)
	if got := now(); got != first {
		t.Errorf("after a decision: %+v, was %+v", got, first)
	}
	s.plan(t, 3000)
	s.run(t)
	if got := now(); got != first {
		t.Errorf("of another target, not the unit's: %+v, was %+v", got, first)
	}
	s.renamed = true
	s.plan(t, 3000)
	s.run(t)
	asked := now()
	if asked.Form == first.Form || asked.Read != first.Read {
		t.Errorf("of another plan: %+v, was %+v", asked, first)
	}
	s.put(t, "甲县", "1月", 5) // a figure that can't be: something is found
	s.run(t)
	if got := now(); got.Read == first.Read || got.Verdict == asked.Verdict || got.File == first.File || got.Version != 2 {
		t.Errorf("of another version: %+v, was %+v", got, first)
	}
}

// TestSignedByBytes: where only what was signed counts, a file that turns out to be the earlier
// one takes no signature away; an old content that comes back after another one was signed does
// not count by its old signature.
func TestSignedByBytes(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "b", 1)
	s.run(t)
	s.chain(t, "office", act.New(act.Set, act.SetCounting, act.Setting{Name: act.SetCounting, Value: act.OnReport, From: s.opt.Period}))
	s.sign(t, "甲县")
	held := func(step, want string, lapsed bool) {
		t.Helper()
		s.run(t)
		got, _, _ := strings.Cut(s.counts(t), " ")
		if x := batch.SignOffOf(s.standing(t), s.state(t), "C1"); got != want || x.Lapsed != lapsed {
			t.Errorf("%s: %s counts, want %s; lapsed is %t", step, got, want, x.Lapsed)
		}
	}
	held("signed", "v1", false)
	s.received(t, "甲县_a.xlsx,2024-02-01,邮件\n")
	s.put(t, "甲县", "a", 2)
	held("an earlier file is found", "v2", false)
	s.put(t, "甲县", "b", 3)
	held("mended", "v2", true)
	s.sign(t, "甲县")
	s.put(t, "甲县", "b", 1)
	held("the mended one is signed, and the old content comes back", "v3", true)
}
