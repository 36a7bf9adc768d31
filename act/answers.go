package act

import (
	"bytes"
	"slices"
	"strconv"
)

// Answer is a decision in force.
type Answer struct {
	Act Act
	Decision
}

// Answers lists the decisions in force, in the order of their acts: of those that
// answer one question the last. What was taken back is as if it had never been.
func (s *State) Answers() []Answer { return slices.Clone(s.standing) }

// decide takes a decision into those in force.
func (s *State) decide(a Answer) {
	s.standing = append(slices.DeleteFunc(s.standing, func(old Answer) bool { return displaces(a, old) }), a)
}

// Decided finds a decision that was not taken back by the number of its act.
func (s *State) Decided(n int) (Answer, bool) {
	i := slices.IndexFunc(s.made, func(a Answer) bool { return a.Act.N == n })
	if i < 0 {
		return Answer{}, false
	}
	return s.made[i], true
}

// Displaced are the decisions in force that an act would take out of force.
func (s *State) Displaced(a Act) []Answer {
	d, err := decision(a)
	if err != nil || !a.Kind.IsDecision() {
		return nil
	}
	return slices.DeleteFunc(s.Answers(), func(old Answer) bool { return !displaces(Answer{a, d}, old) })
}

func decision(a Act) (Decision, error) {
	var d Decision
	err := a.Into(&d)
	return d, err
}

// question is what a decision answers: the last one on it wins. A row's acceptance
// and its leaving out are one question; so are a file's preference and its leaving
// out.
type question struct{ about, unit, row, code, basis string }

func questionOf(k Kind, d Decision) question {
	switch k {
	case Prefer:
		return question{about: "version", unit: d.Unit}
	case Waive:
		return question{about: "unit", unit: d.Unit}
	case LeaveOut:
		if d.Row == "" {
			return question{about: "file", unit: d.Unit, basis: d.Ref}
		}
		return question{about: "row", unit: d.Unit, row: d.Row, basis: d.Basis}
	}
	return question{about: "finding", unit: d.Unit, row: d.Row, code: d.Code, basis: d.Basis}
}

// displaces reports whether a decision takes an older one out of force.
func displaces(now, old Answer) bool {
	if questionOf(now.Act.Kind, now.Decision) == questionOf(old.Act.Kind, old.Decision) {
		return true
	}
	both := func(k Kind) bool {
		return now.Act.Kind == k && old.Act.Kind == LeaveOut || now.Act.Kind == LeaveOut && old.Act.Kind == k
	}
	switch {
	case now.Unit != old.Unit:
		return false
	case both(Accept):
		return now.Row != "" && now.Row == old.Row && now.Basis == old.Basis
	case both(Prefer):
		return now.Ref == old.Ref
	}
	return false
}

func (s *State) takeUndo(a Act) error {
	var d Undone
	if err := a.Into(&d); err != nil {
		return err
	}
	s.made = slices.DeleteFunc(slices.Clone(s.made), func(x Answer) bool { return x.Act.N == d.Of })
	s.standing, s.undone = nil, a.N
	for _, x := range s.made { // what was displaced is in force again
		s.decide(x)
	}
	return nil
}

// Standing finds the act in force that says the same as a new one, by its number: such
// an act is not recorded twice.
func (s *State) Standing(a Act) (n int, same bool) {
	switch a.Kind {
	case HandIn:
		e := s.Present(a.Object)
		var f File
		if e != nil && a.Into(&f) == nil && e.SHA256 == f.SHA256 {
			return e.N, true
		}
	case Withdraw:
		if e := s.newest(a.Object); e != nil && e.Withdrawn {
			return e.N, true
		}
	case Register:
		e := s.newest(a.Object)
		var f File
		if e != nil && a.Into(&f) == nil && e.Given == f.Given && e.How == f.How && e.Time.Equal(f.Time) {
			return e.N, true
		}
	case Issued:
		if old, ok := s.Issued[a.Unit]; ok && bytes.Equal(old.Doc, a.Doc) {
			return old.N, true
		}
	case PlanChanged:
		var was, now Plan
		if s.Plan.N > 0 && s.Plan.Into(&was) == nil && a.Into(&now) == nil && s.Plan.Object == a.Object && was.Digest == now.Digest {
			return s.Plan.N, true
		}
	case Submit, Review, Sign, Receive:
		return s.signedAlready(a)
	case Propose:
		for _, p := range s.proposed {
			if bytes.Equal(p.Act.Doc, a.Doc) {
				return p.Act.N, true
			}
		}
	case Set:
		return s.setAlready(a)
	case Publish:
		for _, old := range slices.Backward(s.sent) {
			if old.Object == a.Object {
				return old.N, bytes.Equal(old.Doc, a.Doc)
			}
		}
	}
	for _, old := range s.standing {
		if old.Act.Kind == a.Kind && bytes.Equal(old.Act.Doc, a.Doc) {
			return old.Act.N, true
		}
	}
	return 0, false
}

// Number reads the number of an act as people write it.
func Number(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0
}
