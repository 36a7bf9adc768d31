package act

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Proposal is the document of 拟办: an act that one of the office prepares for another to
// take. Act is the document of the act to be; the object is its kind.
type Proposal struct {
	Where
	Kind   Kind            `json:"kind"`
	Object string          `json:"object"`
	Act    json.RawMessage `json:"act"`
	Name   string          `json:"name,omitempty"` // of who proposes
	Why    string          `json:"why"`
}

func (d Proposal) reason() string { return d.Why }

// Dropped is the document of 不办: a proposal is taken back by its own person, or not taken.
type Dropped struct {
	Where
	Of  int    `json:"of"`
	Why string `json:"why,omitempty"`
}

func (d Dropped) reason() string { return d.Why }

// Proposed is a proposal in the chain that waits.
type Proposed struct {
	Act Act
	Proposal
}

// Proposals are those that wait, oldest first.
func (s *State) Proposals() []Proposed { return slices.Clone(s.proposed) }

func (s *State) waits(n int) (Proposed, bool) {
	i := slices.IndexFunc(s.proposed, func(p Proposed) bool { return p.Act.N == n })
	if i < 0 {
		return Proposed{}, false
	}
	return s.proposed[i], true
}

// takes begins, in a document, the number of the proposal that it takes; in a text the
// quotes would be escaped.
const takes = `,"proposed":`

// taking is the number of the proposal that an act takes; 0 for none.
func taking(a Act) int {
	var d struct {
		Proposed int `json:"proposed"`
	}
	if !a.Kind.IsDecision() && a.Kind != Unlock || !bytes.Contains(a.Doc, []byte(takes)) || json.Unmarshal(a.Doc, &d) != nil {
		return 0 // an error is found where the act is decoded
	}
	return d.Proposed
}

// refuseTaking holds an act to the proposal that it names: another person's, and of the
// very same.
func (s *State) refuseTaking(a Act) error {
	n := taking(a)
	if n == 0 {
		return nil
	}
	p, ok := s.waits(n)
	switch {
	case !ok:
		return Refused(CodeNoDecision, "第 %d 条拟办已经办了、撤回了，或者没有这一条", n)
	case p.Act.Who == a.Who:
		return Refused(CodeTwoPersons, "这一条是您拟办的，要由另一个人办")
	case p.Kind != a.Kind || p.Unit != a.Unit || string(p.Proposal.Act) != string(withoutProposal(a.Doc)):
		return Refused(CodeChanged, "第 %d 条拟办的依据变了（数、报表或状态和拟办时不一样），没有办；请重新拟办", n)
	}
	return nil
}

// withoutProposal is the document of an act as it was proposed.
func withoutProposal(doc json.RawMessage) json.RawMessage {
	i := bytes.LastIndex(doc, []byte(takes)) // it stands last in those that can be proposed
	if i < 0 {
		return doc
	}
	return append(slices.Clone(doc[:i]), '}')
}

func (s *State) refuseProposal(a Act) error {
	if a.Kind == Drop {
		var d Dropped
		if err := a.Into(&d); err != nil {
			return err
		}
		p, ok := s.waits(d.Of)
		switch {
		case !ok:
			return Refused(CodeNoDecision, "第 %d 条拟办已经办了、撤回了，或者没有这一条", d.Of)
		case p.Act.Who != a.Who && strings.TrimSpace(d.Why) == "":
			return Refused(CodeWhy, "不同意别人拟办的，请写明理由")
		}
		return nil
	}
	var d Proposal
	if err := a.Into(&d); err != nil {
		return err
	}
	if strings.TrimSpace(d.Why) == "" {
		return Refused(CodeWhy, "请写明理由；它会印在汇总表的“说明”里")
	}
	to := Act{N: a.N, At: a.At, Kind: d.Kind, Period: a.Period, Unit: d.Unit, Object: d.Object, Doc: d.Act}
	return s.refuse(to) // what could not be done now is not prepared
}

func (s *State) takeProposal(a Act) error {
	if a.Kind == Drop {
		var d Dropped
		err := a.Into(&d)
		s.dropProposal(d.Of)
		return err
	}
	var d Proposal
	err := a.Into(&d)
	s.proposed = append(s.proposed, Proposed{a, d})
	return err
}

func (s *State) dropProposal(n int) {
	s.proposed = slices.DeleteFunc(slices.Clone(s.proposed), func(p Proposed) bool { return p.Act.N == n })
}
