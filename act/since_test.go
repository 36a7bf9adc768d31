package act_test

import (
	"testing"

	"huibao/act"
)

// TestSince: a run would make something of files, times of receipt and decisions, given or taken
// back, and of what says which versions count; not of what people are told, nor of notes.
func TestSince(t *testing.T) {
	m := newMade()
	m.all(t, handIn("A_1.xlsx", "1"))
	leave := act.New(act.LeaveOut, "1.1", act.Decision{Where: at("A"), Row: "1.1", Basis: "x", Why: "y"})
	set := func(name, value string) act.Act {
		return act.New(act.Set, name, act.Setting{Name: name, Value: value, From: june})
	}
	sign := func() act.Act { return m.step("c", "签发") }
	for _, c := range []struct {
		what string
		a    func() act.Act
		want bool
	}{
		{"another file", func() act.Act { return handIn("B_1.xlsx", "2") }, true},
		{"another time of receipt", func() act.Act {
			return act.New(act.Register, "A_1.xlsx", act.File{Where: at(""), SHA256: "1", How: "邮件", Given: true})
		}, true},
		{"a file is gone", func() act.Act { return act.New(act.Withdraw, "B_1.xlsx", act.File{Where: at(""), SHA256: "2"}) }, false},
		{"a decision", func() act.Act { return leave }, true},
		{"taken back", func() act.Act { return act.New(act.Undo, "", act.Undone{Where: at("A"), Of: m.s.Head, Why: "y"}) }, true},
		{"a note", func() act.Act { return act.New(act.Remark, "", act.Typed{Where: at("A"), Row: "1.1", Text: "x"}) }, false},
		{"prepared", func() act.Act { return propose(leave, "y") }, false},
		{"reminded", func() act.Act { return act.New(act.Reminded, "T", act.Reminder{Where: at(""), Occasion: "T"}) }, false},
		{"who signs", func() act.Act { return set(act.SetReviewer, act.NotReviewed) }, false},
		{"one person", func() act.Act { return set(act.SetPersons, act.SamePerson) }, false},
		{"handed on", func() act.Act { return m.step("c", "提交") }, false},
		{"signed", sign, false},
		{"only what was signed counts", func() act.Act { return set(act.SetCounting, act.OnReport) }, true},
		{"handed on anew", func() act.Act { return m.step("c", "提交2") }, false},
		{"signed anew", func() act.Act { return m.step("c", "签发2") }, true},
		{"taken back by who signed", func() act.Act { return m.step("c", "撤回") }, true},
	} {
		head := m.n
		if code := m.doAs("c", c.a()); code != "" {
			t.Fatal(c.what, code)
		}
		if got := m.s.Since(head); got != c.want {
			t.Errorf("%s: %t", c.what, got)
		}
	}
}
