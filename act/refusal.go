package act

import "fmt"

// Code says why an act is refused.
type Code string

// The reasons of a refusal.
const (
	CodeLocked      Code = "locked"        // the period or the unit is closed
	CodeNotLocked   Code = "not-locked"    // there is nothing to open
	CodeNoEdition   Code = "no-edition"    // there is no such edition
	CodeNoDecision  Code = "no-decision"   // there is nothing to take back
	CodeNothing     Code = "nothing"       // there is nothing to count
	CodeQuestion    Code = "question"      // a question of the period is unanswered
	CodeMoved       Code = "moved"         // the chain went on meanwhile
	CodeWhy         Code = "why"           // a reason is asked for
	CodePerson      Code = "person"        // no person can have these roles
	CodeOrder       Code = "order"         // another step comes first, or came already
	CodeChanged     Code = "changed"       // what is to be signed is not what was handed on
	CodeTwoPersons  Code = "two-persons"   // it is another person's to do
	CodeNoSuchThing Code = "no-such-thing" // the ledger does not know what is named
)

// Refusal is an act that is not allowed: why, and a sentence in Chinese with the
// remedy.
type Refusal struct {
	Code     Code
	Sentence string
}

// Error is the sentence.
func (r *Refusal) Error() string { return r.Sentence }

// Refused makes a refusal.
func Refused(code Code, format string, args ...any) *Refusal {
	return &Refusal{code, fmt.Sprintf(format, args...)}
}
