package act

import (
	"slices"
	"strings"
)

// Bound is what a signature is of: a version of a unit's return, by its original, as it
// was read, judged and asked for. While any of it is another, the signature says nothing of
// the return (it has lapsed); it is kept. What number the version had is told to people
// alone: a file that is put before it makes it another.
type Bound struct {
	Version int    `json:"version"`
	File    string `json:"file"` // SHA-256 of the original
	Part    int    `json:"part,omitempty"`
	Read    string `json:"read"`    // digest of what was read from it
	Verdict string `json:"verdict"` // digest of what the checks found in it by itself, and how it is explained
	Form    string `json:"form"`    // digest of what the plan asks of the unit, without history, telephones and calendar
}

// Same reports whether two are of the same bytes, read, judged and asked for alike.
func (b Bound) Same(o Bound) bool {
	b.Version = o.Version
	return b == o
}

// Signature is the document of 提交, 复核, 签发 and 验收; who and when are the act's.
type Signature struct {
	Where
	Bound
	Plan  string `json:"plan"` // version in force
	Level Role   `json:"level"`
	Name  string `json:"name,omitempty"` // of the person, then
	Means string `json:"means"`          // by what the person was known
}

// Recalled is the document of 撤回; the object is the number of the signature.
type Recalled struct {
	Where
	Of  int    `json:"of"`
	Why string `json:"why,omitempty"`
}

func (d Recalled) reason() string { return d.Why }

// SentBack is the document of 退改; the object is the number of the last signature.
type SentBack struct {
	Where
	Of    int    `json:"of"`
	Level Role   `json:"level"`
	Name  string `json:"name,omitempty"`
	Why   string `json:"why"`
}

func (d SentBack) reason() string { return d.Why }

// Step is a signature in the chain.
type Step struct {
	Act Act
	Signature
}

// Flow is how far a unit's return has come: the steps in force, in their order, all of one
// Bound. After a 退改 there are none, and Back is why.
type Flow struct {
	Steps []Step
	Back  *Back
}

// Back is a 退改 in the chain, with the steps that it took away.
type Back struct {
	Act Act
	SentBack
	Took []Step
}

// Last is the step that was made last; false where there is none.
func (f Flow) Last() (Step, bool) {
	if len(f.Steps) == 0 {
		return Step{}, false
	}
	return f.Steps[len(f.Steps)-1], true
}

// Is reports whether what is in force is of this very version, as it is now.
func (f Flow) Is(b Bound) bool { return len(f.Steps) > 0 && f.Steps[0].Bound.Same(b) }

// Flow is how far the return of a unit has come.
func (s *State) Flow(unit string) Flow { return s.flows[unit] }

// HandedOn reports whether any unit's return was handed on in the portal.
func (s *State) HandedOn() bool { return len(s.flows) > 0 }

// Reported reports whether this very version, which came by the act n, was signed, and that
// was not taken back: the last word of a unit's signers on a version holds. What comes again
// after they signed another one was not signed. A 退改 does not change it: what does not count
// is for 不采用 to say.
func (s *State) Reported(unit string, b Bound, n int) bool {
	list := s.Signed(unit)
	return slices.ContainsFunc(list, func(x Step) bool {
		last := list[len(list)-1]
		return x.Bound.Same(b) && (n < last.Act.N || last.Bound.Same(b))
	})
}

// Signed are the 签发 of a unit whose versions no signer took back after them, oldest first.
func (s *State) Signed(unit string) []Step {
	return slices.DeleteFunc(slices.Clone(s.signed), func(x Step) bool { return x.Unit != unit })
}

// Stage is the word for how far a return has come, "" before 提交.
func (s *State) Stage(unit string) string {
	last, ok := s.flows[unit].Last()
	switch {
	case !ok:
		return ""
	case last.Act.Kind == Receive:
		return StageReceived
	case last.Act.Kind == Sign:
		return StageReported
	case last.Act.Kind == Review || s.NoReviewer(unit):
		return StageToSign
	}
	return StageToReview
}

// The words of Stage.
const (
	StageToReview = "待复核"
	StageToSign   = "待签发"
	StageReported = "已报出"
	StageReceived = "已验收"
)

// follows reports whether a step may come after another. Where there is no 审核人 any more,
// what one still agreed to goes on.
func (s *State) follows(k, last Kind, unit string) bool {
	switch k {
	case Review:
		return last == Submit
	case Sign:
		return last == Review || last == Submit && s.NoReviewer(unit)
	}
	return last == Sign
}

func (s *State) refuseSignature(a Act) error {
	var d Signature
	if err := a.Into(&d); err != nil {
		return err
	}
	if !s.IsOpen(d.Unit) {
		return s.shut(a.Kind)
	}
	flow := s.flows[d.Unit]
	last, some := flow.Last()
	switch {
	case a.Kind == Submit:
		return nil
	case !some:
		return Refused(CodeOrder, "还没有提交，不能%s；请填报人先提交", a.Kind)
	case a.Kind == Review && s.NoReviewer(d.Unit):
		return Refused(CodeOrder, "本单位不设审核人，提交以后直接由负责人签发")
	case !s.follows(a.Kind, last.Act.Kind, d.Unit):
		return Refused(CodeOrder, "现在是“%s”，不能%s", s.Stage(d.Unit), a.Kind)
	case !flow.Is(d.Bound):
		return Refused(CodeChanged, "提交的是第 %d 版，现在的报表和当时的不一样了，没有%s；请填报人重新提交", last.Version, a.Kind)
	case a.Kind == Sign && flow.Steps[0].Act.Who == a.Who && !s.OnePerson(d.Unit):
		return Refused(CodeTwoPersons, "这一版是您提交的，要由另一位负责人签发（填报人和负责人不能是同一个人）")
	}
	return nil
}

// shut is the refusal of a step of what is locked.
func (s *State) shut(k Kind) error {
	return Refused(CodeLocked, "%s已锁定（第 %d 版），不能再%s；要改请办公室先解锁", s.Period.Chinese(), s.Edition, k)
}

func (s *State) refuseBack(a Act) error {
	var of int
	var d SentBack
	unit := a.Unit
	if a.Kind == Recall {
		var r Recalled
		if err := a.Into(&r); err != nil {
			return err
		}
		of = r.Of
	} else {
		if err := a.Into(&d); err != nil {
			return err
		}
		of = d.Of
	}
	last, some := s.flows[unit].Last()
	switch {
	case !s.IsOpen(unit):
		return s.shut(a.Kind)
	case !some:
		return Refused(CodeOrder, "现在没有可以%s的：还没有提交，或者已经退回", a.Kind)
	case last.Act.N != of:
		return Refused(CodeMoved, "刚刚有人办了下一步（现在是“%s”），没有%s；请看一下再办", s.Stage(unit), a.Kind)
	case a.Kind == Recall && last.Act.Who != a.Who:
		return Refused(CodeTwoPersons, "只有办这一步的人能撤回；要退给填报人请用“退改”")
	case a.Kind == SendBack && strings.TrimSpace(d.Why) == "":
		return Refused(CodeWhy, "请写明原因：填报人要照着改")
	case a.Kind == SendBack && rank(d.Level) <= rank(last.Level) && rank(d.Level) < rank(Officer):
		return Refused(CodeOrder, "现在是“%s”，%s不能退改；自己办的可以撤回", s.Stage(unit), d.Level)
	}
	return nil
}

// Above reports whether a level is above another.
func Above(a, b Role) bool { return rank(a) > rank(b) }

// rank orders the levels.
func rank(r Role) int { return slices.Index([]Role{Clerk, Reviewer, Signer, Officer, Director}, r) }

// signedAlready finds the signature in force that says the same.
func (s *State) signedAlready(a Act) (int, bool) {
	var d Signature
	if a.Into(&d) != nil {
		return 0, false
	}
	for _, x := range s.flows[d.Unit].Steps {
		if x.Act.Kind == a.Kind && x.Bound.Same(d.Bound) {
			return x.Act.N, true
		}
	}
	return 0, false
}

func (s *State) takeSignature(a Act) error {
	var d Signature
	if err := a.Into(&d); err != nil {
		return err
	}
	x := Step{a, d}
	f := s.flows[d.Unit]
	if a.Kind == Submit {
		f = Flow{}
	}
	s.flows[d.Unit] = Flow{Steps: append(slices.Clone(f.Steps), x)}
	if a.Kind == Sign {
		s.signed, s.signs = append(s.signed, x), a.N
	}
	return nil
}

func (s *State) takeBack(a Act) error {
	f := s.flows[a.Unit]
	last, some := f.Last()
	if a.Kind == Recall {
		if some {
			s.flows[a.Unit] = Flow{Steps: slices.Clone(f.Steps[:len(f.Steps)-1])}
			if last.Act.Kind == Sign { // it was signed before, too, where it was given back in between
				s.signed, s.signs = slices.DeleteFunc(slices.Clone(s.signed), func(x Step) bool { return x.Unit == last.Unit && x.Bound.Same(last.Bound) }), a.N
			}
		}
		return nil
	}
	var d SentBack
	if err := a.Into(&d); err != nil {
		return err
	}
	s.flows[a.Unit] = Flow{Back: &Back{a, d, f.Steps}}
	return nil
}
