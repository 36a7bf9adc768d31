package act

import (
	"fmt"
	"strings"
)

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

// Codes are all of them.
func Codes() []Code {
	return []Code{CodeLocked, CodeNotLocked, CodeNoEdition, CodeNoDecision, CodeNothing, CodeQuestion, CodeMoved, CodeWhy, CodePerson, CodeOrder, CodeChanged, CodeTwoPersons, CodeNoSuchThing}
}

// Refusal is an act that is not allowed: why, and a sentence in Chinese with the remedy,
// as a page says it.
type Refusal struct {
	Code     Code
	Sentence string
	typed    string // as it is said to who types commands, where that is another
}

// Error is the sentence for who types commands.
func (r *Refusal) Error() string {
	if r.typed != "" {
		return r.typed
	}
	return r.Sentence
}

// Typed says the refusal with the command that mends it, for who types commands.
func (r *Refusal) Typed(format string, args ...any) *Refusal {
	r.typed = fmt.Sprintf(format, args...)
	return r
}

// needsWhy is how a sentence asks for a reason.
const needsWhy = "请写明理由"

// NeedsWhy refuses for want of a reason; the sentence has needsWhy in it.
func NeedsWhy(format string, args ...any) *Refusal {
	r := Refused(CodeWhy, format, args...)
	return r.Typed("%s", strings.Replace(r.Sentence, needsWhy, "请用 --why 写明理由", 1))
}

// Refused makes a refusal.
func Refused(code Code, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Sentence: fmt.Sprintf(format, args...)}
}
