package batch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/report"
)

// TestForesee: what a ruling would come to is what the next run after it comes to, figure
// by figure; nothing is recorded before it is taken, and a proposal changes nothing.
func TestForesee(t *testing.T) {
	s := newSmall(t, true)
	for i, county := range smallCounties {
		s.put(t, county, "1月", i+1)
	}
	s.run(t)
	ctx := context.Background()
	said := func(x batch.Ruled) string {
		text := ""
		for _, e := range x.Effect {
			text += fmt.Sprintf("%s %s → %s；", e.Code, e.Was, e.Now)
		}
		return text
	}
	none := func(batch.Ruled) error { return nil }
	leave := batch.Ruling{Choice: batch.Choice{Kind: act.LeaveOut, Ref: "1.1", Unit: "乙县", Why: "未经核实"}}
	head := s.state(t).Head
	seen, err := batch.Foresee(ctx, s.w, s.opt, leave)
	must(t, err)
	if got := said(seen); got != "1.1 105 → 70（不含 1 个单位）；" || seen.Act.Unit != "C2" || s.state(t).Head != head {
		t.Errorf("%s, %+v", got, seen.Act)
	}
	before := report.Published(s.standing(t))
	hold := func(x batch.Ruled) {
		t.Helper()
		now := report.Published(s.run(t).Consolidation)
		for _, e := range x.Effect {
			if before[e.Code] != e.Was || now[e.Code] != e.Now {
				t.Errorf("%s: %s → %s, foreseen %s → %s", e.Code, before[e.Code], now[e.Code], e.Was, e.Now)
			}
			delete(now, e.Code)
			delete(before, e.Code)
		}
		for code, text := range now {
			if before[code] != text {
				t.Errorf("%s: %s → %s was not foreseen", code, before[code], text)
			}
		}
		before = report.Published(s.standing(t))
	}
	if _, err := batch.Rule(ctx, s.w, s.opt, leave, func(batch.Ruled) error { return errors.New("no") }); err == nil || s.state(t).Head != head {
		t.Error("what is not allowed is recorded")
	}
	prepared := leave
	prepared.Propose = true
	opt := s.opt
	opt.Who = "officer"
	p, err := batch.Rule(ctx, s.w, opt, prepared, none)
	must(t, err)
	if res := s.run(t); !res.Unchanged() {
		t.Error("a proposal changes something")
	}
	leave.Proposed = p.Act.N
	_, err = batch.Rule(ctx, s.w, opt, leave, none)
	if r := (*act.Refusal)(nil); !errors.As(err, &r) || r.Code != act.CodeTwoPersons {
		t.Error("by one person:", err)
	}
	opt.Who = "director"
	done, err := batch.Rule(ctx, s.w, opt, leave, none)
	must(t, err)
	hold(seen)
	back := batch.Ruling{Choice: batch.Choice{Why: "核实了"}, Undo: done.Act.N}
	seen, err = batch.Foresee(ctx, s.w, s.opt, back)
	must(t, err)
	if got := said(seen); got != "1.1 70（不含 1 个单位） → 105；" {
		t.Error(got)
	}
	_, err = batch.Rule(ctx, s.w, s.opt, back, none)
	must(t, err)
	hold(seen)
}
