// Package statement is what a period comes to (汇总): the figures of the city and of
// its units with their verdicts, held to the plan in force. It is the one model that
// every output is made from; rollup makes it, and whatever prints it computes nothing.
package statement

import (
	"iter"
	"slices"

	"huibao"
	"huibao/inforce"
)

// Consolidation is a period rolled up (汇总): the one model that the outputs are
// made from. Plan is the plan in force.
type Consolidation struct {
	Period      huibao.Period
	Plan        *inforce.Plan
	PlanVersion string
	City        []huibao.Standing           // in the plan's order
	Units       map[string]huibao.Standings // by unit code
	Tasks       []huibao.TaskStanding
	Categories  []huibao.CategoryStanding
	Submissions []huibao.Submission // every file that was handed in, by path
	Missing     []string            // codes of units that owe a return and sent none that was received
	Findings    []huibao.Finding    // those of no file (P, X05)
	Previous    *Consolidation
	Decisions   []huibao.Decision // the office's, oldest first
	Locks       []huibao.Lock     // of this period, oldest first
	Edition     int               // the last that was locked, this one where it is final; 0 for none
	Issued      *Consolidation    // that edition, where this is not it: what a correction is held against
	Printed     []Printed         // what its outputs print, once they are made
	Notes       []Note            // what the office typed into the draft's workbook
	Sent        *Sent             // of an edition: how it was sent out; nil while it was not
	Demands     []Demand          // what its bulletin asks for, once it is made
	AskedBefore []Demand          // what that of the period before asked for, and what came of it

	counting map[string]*huibao.Submission // by unit; nil until Settle
	files    map[string][]int              // places of its files, by unit
	kept     map[string]string             // verdicts by unit, of a past period (Kept)
}

// Sent is how an edition was sent out (印发): under which number and on which day, and what the
// office's own document says otherwise than the edition's text, with the reason.
type Sent struct {
	Number string      `json:"number"`
	Date   huibao.Date `json:"date,omitzero"`
	Edits  []string    `json:"edits,omitempty"` // a line each: where, what the edition says, what was sent out
	Why    string      `json:"why,omitempty"`
}

// Note is what the office typed into a column of the draft's workbook: of a unit, of a finding's
// code, of a row, as far as there are such.
type Note struct{ Unit, Code, Row, Column, Text string }

// Locked reports whether the period was locked: its figures are final.
func (c *Consolidation) Locked() bool { return huibao.Closed(c.Locks) }

// Settle prepares the answers of Counting and FilesOf; the submissions must not be changed
// afterwards.
func (c *Consolidation) Settle() {
	c.counting, c.files = map[string]*huibao.Submission{}, map[string][]int{}
	for i := range c.Submissions {
		c.files[c.Submissions[i].Unit] = append(c.files[c.Submissions[i].Unit], i)
		if s := &c.Submissions[i]; s.Period == c.Period && s.Counts() && c.counting[s.Unit] == nil {
			c.counting[s.Unit] = s
		}
	}
}

// CityStanding finds the city's standing of an indicator, or nil.
func (c *Consolidation) CityStanding(code string) *huibao.Standing { return findStanding(c.City, code) }

// UnitStanding finds a unit's standing of an indicator, or nil.
func (c *Consolidation) UnitStanding(unit, code string) *huibao.Standing {
	return c.Units[unit].Of(code)
}

// UnitLight is the light of a unit's standing of an indicator, and whether there is one.
func (c *Consolidation) UnitLight(unit, code string) (huibao.Light, bool) {
	return c.Units[unit].Light(code)
}

func findStanding(list []huibao.Standing, code string) *huibao.Standing {
	for i := range list {
		if list[i].Code == code {
			return &list[i]
		}
	}
	return nil
}

// Counting finds the submission of a unit that counts, or nil.
func (c *Consolidation) Counting(unit string) *huibao.Submission {
	if c.counting != nil {
		return c.counting[unit]
	}
	for i := range c.Submissions {
		if s := &c.Submissions[i]; s.Unit == unit && s.Period == c.Period && s.Counts() {
			return s
		}
	}
	return nil
}

// FilesOf are the files of a unit, in their order.
func (c *Consolidation) FilesOf(unit string) iter.Seq[*huibao.Submission] {
	return func(yield func(*huibao.Submission) bool) {
		if c.counting != nil {
			for _, i := range c.files[unit] {
				if !yield(&c.Submissions[i]) {
					return
				}
			}
			return
		}
		for i := range c.Submissions {
			if s := &c.Submissions[i]; s.Unit == unit && !yield(s) {
				return
			}
		}
	}
}

// Unsigned is the newest version of a unit, where it does not count because it is not
// signed, or nil.
func (c *Consolidation) Unsigned(unit string) *huibao.Submission {
	for s := range c.FilesOf(unit) {
		if s.Period == c.Period && s.State == huibao.StateUnsigned {
			return s
		}
	}
	return nil
}

// Shown is the submission that a unit is told of: the one that counts, else the one that is
// not signed, else its rejected one, or nil.
func (c *Consolidation) Shown(unit string) *huibao.Submission {
	if sub := c.Counting(unit); sub != nil {
		return sub
	}
	if sub := c.Unsigned(unit); sub != nil {
		return sub
	}
	for s := range c.FilesOf(unit) {
		if s.State == huibao.StateRejected {
			return s
		}
	}
	return nil
}

// Asked lists the units that a period's lists name: those that report, and of those that
// only review the ones that sent something.
func (c *Consolidation) Asked() []*huibao.Unit {
	reports := map[string]bool{}
	for _, u := range c.Plan.ReportingUnits() {
		reports[u.Code] = true
	}
	return slices.DeleteFunc(c.Plan.ReturningUnits(), func(u *huibao.Unit) bool {
		return !reports[u.Code] && c.Counting(u.Code) == nil && c.Absence(u.Code) == WordMissing
	})
}

// OnlyReviews reports whether a unit owes no figures: it is asked what it says of others' (会审).
func (c *Consolidation) OnlyReviews(unit string) bool { return len(c.Plan.UnitAssignments(unit)) == 0 }

// The words of a unit of which nothing counts, and of a figure that lacks its part
// (statement.md §2.2); never one for another.
const (
	WordMissing  = "未报"  // nothing came from it
	WordRejected = "退回"  // what came was sent back, and not mended yet
	WordUnsure   = "待核"  // it came, and it is not settled whether or what of it counts
	WordLeftOut  = "不计入" // the office decided so

	// WordUnsigned is 待核 with its cause: only what was signed counts, and it was not.
	WordUnsigned = WordUnsure + "（已报，未签发）"
)

// WordOf is the one word for why a figure lacks a unit.
func WordOf(h huibao.Hole) string {
	switch h.Why {
	case WordMissing, WordRejected, WordLeftOut:
		return h.Why
	}
	return WordUnsure
}

// Absence says what became of a unit of which nothing counts.
func (c *Consolidation) Absence(unit string) string {
	word := WordMissing
	rank := func(word string) int {
		return slices.Index([]string{WordMissing, WordLeftOut, WordRejected, WordUnsure}, word)
	}
	for s := range c.FilesOf(unit) {
		if s.Period != c.Period {
			continue
		}
		now := WordMissing
		switch {
		case s.State == huibao.StateLeftOut:
			now = WordLeftOut
		case s.State == huibao.StateRejected:
			now = WordRejected
		case s.State.Counts(), s.State == huibao.StateUnsigned:
			now = WordUnsure
		}
		if rank(now) > rank(word) {
			word = now
		}
	}
	return word
}

// Lacking is the one word for what a figure lacks: that of its holes where they have one
// in common.
func Lacking(holes []huibao.Hole) string {
	word := ""
	for _, h := range holes {
		now := WordOf(h)
		switch {
		case word == "" || word == now:
			word = now
		case word == WordMissing || now == WordMissing:
			word = WordMissing
		default:
			word = WordUnsure
		}
	}
	if word == "" {
		return WordMissing
	}
	return word
}

// Due reports whether an indicator should have been judged in the period: it was, or lacks a
// unit; not one that is not due yet, not reported, without a target or a task here.
func Due(s *huibao.Standing) bool {
	return s.Judged() || len(s.Holes) > 0 && s.Word == Lacking(s.Holes)
}
