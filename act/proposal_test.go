package act_test

import (
	"testing"

	"huibao/act"
)

// propose prepares an act.
func propose(a act.Act, why string) act.Act {
	return act.New(act.Propose, string(a.Kind), act.Proposal{Where: act.Where{Period: june, Unit: a.Unit}, Kind: a.Kind, Object: a.Object, Act: a.Doc, Why: why})
}

func drop(n int, why string) act.Act {
	return act.New(act.Drop, "", act.Dropped{Where: at(""), Of: n, Why: why})
}

// TestProposals: what one prepared another takes, once, as it was prepared; its own person
// or a reason takes it away.
func TestProposals(t *testing.T) {
	leave := func(basis string, proposed int) act.Act {
		return act.New(act.LeaveOut, "1.1", act.Decision{Where: at("A"), Row: "1.1", Basis: basis, Why: "不实,\"proposed\":7", Proposed: proposed})
	}
	open := func(proposed int) act.Act {
		return act.New(act.Unlock, "A", act.Opened{Where: at("A"), Why: "更正", Edition: 1, Proposed: proposed})
	}
	type step struct {
		who  string
		a    act.Act
		code act.Code
	}
	for name, steps := range map[string][]step{
		"taken by another": {{"o", propose(leave("x", 0), "不实"), ""}, {"o", leave("x", 1), act.CodeTwoPersons}, {"d", leave("x", 1), ""}, {"d", leave("x", 1), ""}, {"d", leave("z", 1), act.CodeNoDecision}},
		"prepared twice":   {{"o", propose(leave("x", 0), "不实"), ""}, {"p", propose(leave("x", 0), "不实"), ""}, {"d", leave("x", 1), ""}, {"d", leave("x", 2), act.CodeNoDecision}},
		"the basis moved":  {{"o", propose(leave("x", 0), "不实"), ""}, {"d", leave("y", 1), act.CodeChanged}, {"d", leave("y", 0), ""}, {"d", leave("x", 1), ""}},
		"of another kind":  {{"o", propose(leave("x", 0), "不实"), ""}, {"d", open(1), act.CodeChanged}},
		"taken away":       {{"o", propose(leave("x", 0), "不实"), ""}, {"d", drop(1, " "), act.CodeWhy}, {"o", drop(1, ""), ""}, {"d", leave("x", 1), act.CodeNoDecision}, {"o", drop(1, ""), act.CodeNoDecision}},
		"not agreed":       {{"o", propose(leave("x", 0), "不实"), ""}, {"d", drop(1, "已核实"), ""}},
		"without a reason": {{"o", propose(leave("x", 0), " "), act.CodeWhy}},
		"not possible now": {{"o", propose(open(0), "更正"), act.CodeNotLocked}},
		"of what is locked": {{"o", lock(1), ""}, {"o", propose(leave("x", 0), "不实"), act.CodeLocked}, {"o", propose(open(0), "更正"), ""}, {"o", open(2), act.CodeTwoPersons},
			{"d", open(2), ""}},
	} {
		m := newMade()
		for i, x := range steps {
			if got := m.doAs(x.who, x.a); got != x.code {
				t.Errorf("%s, %d: %q", name, i, got)
			}
		}
		if len(m.s.Proposals()) > 1 {
			t.Error(name, len(m.s.Proposals()))
		}
	}
}
