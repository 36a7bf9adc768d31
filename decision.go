package huibao

import "time"

// Decision is a decision of the office that is in force, with its reason: on a
// finding (accept, refuse), a version (prefer), a row or a return (leave-out), a unit
// (waive). It is an act in the chain, and printed.
type Decision struct {
	N      int          `json:"n"` // of the act
	Kind   DecisionKind `json:"kind"`
	Ref    string       `json:"ref"` // a finding's id, or a file's SHA-256 for prefer
	Unit   string       `json:"unit"`
	Period Period       `json:"period"`
	Code   string       `json:"code,omitempty"`  // finding code
	Row    string       `json:"row,omitempty"`   // indicator
	Basis  string       `json:"basis,omitempty"` // digest of what it was decided on: it holds while that is the same
	Value  string       `json:"value,omitempty"` // what the finding found, as text
	Why    string       `json:"why"`
	Who    string       `json:"who,omitempty"`
	When   time.Time    `json:"when"`
	Lapsed bool         `json:"lapsed,omitempty"` // the figures that it was made on are others now: it holds again when they come back
}

// DecisionKind is the sort of a decision.
type DecisionKind string

// The decisions.
const (
	DecisionAccept   DecisionKind = "accept"    // 认可
	DecisionRefuse   DecisionKind = "refuse"    // 不认可
	DecisionPrefer   DecisionKind = "prefer"    // 以此为准
	DecisionLeaveOut DecisionKind = "leave-out" // 不采用
	DecisionWaive    DecisionKind = "waive"     // 不等
)

var decisionKinds = []word[DecisionKind]{{DecisionAccept, "认可"}, {DecisionRefuse, "不认可"}, {DecisionPrefer, "以此为准"},
	{DecisionLeaveOut, "不采用"}, {DecisionWaive, "不等"}}

// Label is the Chinese word.
func (k DecisionKind) Label() string { return labelOf(decisionKinds, k) }

// Label is what was decided in Chinese, and that it holds no more.
func (d Decision) Label() string {
	if d.Lapsed {
		return d.Kind.Label() + "（已失效，数已更改）"
	}
	return d.Kind.Label()
}

// Lock is a period that was closed (锁定), or opened again for a unit (Unlock).
// Before is the head of the audit trail then, as length:hash.
type Lock struct {
	Period Period `json:"period"`
	Unit   string `json:"unit,omitempty"` // code: only of an unlock
	Unlock bool   `json:"unlock,omitempty"`

	Edition int       `json:"edition,omitempty"` // that the lock made, or that was final until the unlock
	Why     string    `json:"why,omitempty"`
	Who     string    `json:"who"`
	When    time.Time `json:"when"`
	Before  string    `json:"before"`

	// Figures are the city's figures as they were printed when the period was locked,
	// by indicator: what a correction is held against.
	Figures map[string]string `json:"figures,omitempty"`
}

// Closed reports whether locks leave a period closed: the last lock was followed by no
// unlock.
func Closed(locks []Lock) bool {
	closed := false
	for _, k := range locks {
		closed = !k.Unlock
	}
	return closed
}
