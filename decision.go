package huibao

import "time"

// Decision is what the office decided of a finding or a version (accept, refuse,
// prefer), with its reason; it is recorded and printed.
type Decision struct {
	Kind   DecisionKind `json:"kind"`
	Ref    string       `json:"ref"` // a finding's id, or a file's SHA-256 for prefer
	Unit   string       `json:"unit"`
	Period Period       `json:"period"`
	Code   string       `json:"code,omitempty"`  // finding code
	Row    string       `json:"row,omitempty"`   // indicator
	Value  string       `json:"value,omitempty"` // the value accepted, as text: it lasts while the value is the same
	Why    string       `json:"why"`
	Who    string       `json:"who,omitempty"`
	When   time.Time    `json:"when"`
}

// DecisionKind is the sort of a decision.
type DecisionKind string

// The three decisions.
const (
	DecisionAccept DecisionKind = "accept" // 认可
	DecisionRefuse DecisionKind = "refuse" // 不认可
	DecisionPrefer DecisionKind = "prefer" // 以此为准
)

// Label is the Chinese word.
func (k DecisionKind) Label() string {
	switch k {
	case DecisionAccept:
		return "认可"
	case DecisionRefuse:
		return "不认可"
	}
	return "以此为准"
}

// Lock is a period that was closed (锁定), or opened again for a unit (Unlock).
// Before is the head of the audit trail then, as length:hash.
type Lock struct {
	Period Period    `json:"period"`
	Unit   string    `json:"unit,omitempty"` // code: only of an unlock
	Unlock bool      `json:"unlock,omitempty"`
	Why    string    `json:"why,omitempty"`
	Who    string    `json:"who"`
	When   time.Time `json:"when"`
	Before string    `json:"before"`

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
