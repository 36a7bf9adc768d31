// Package statement is what a period comes to (汇总): the figures of the city and of
// its units with their verdicts, held to the plan in force. It is the one model that
// every output is made from; rollup makes it, and whatever prints it computes nothing.
package statement

import (
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
	Files                        // every file that was handed in
	Missing     []string         // codes of units that owe a return and sent none that was received
	Findings    []huibao.Finding // those of no file (P, X05)
	Previous    *Past
	Decisions   []huibao.Decision // the office's, oldest first
	Locks       []huibao.Lock     // of this period, oldest first
	Edition     int               // the last that was locked, this one where it is final; 0 for none
	Issued      *Consolidation    // that edition, where this is not it: what a correction is held against
	Printed     []Printed         // what its outputs print, once they are made
	Notes       []Note            // what the office typed into the draft's workbook
	Sent        *Sent             // of an edition: how it was sent out; nil while it was not
	Demands     []Demand          // what its bulletin asks for, once it is made
	AskedBefore []Demand          // what that of the period before asked for, and what came of it
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

// Last is what last counted of a unit's row up to this period within a year.
func (c *Consolidation) Last(unit, code string, year int) Counted {
	if c.Period.Year != year {
		return Counted{}
	}
	if s := c.UnitStanding(unit, code); s != nil && len(s.Holes) == 0 {
		reached := s.Reached
		if s.State != "" {
			reached = huibao.NumInt(int64(s.Held))
		}
		return Counted{c.Period, reached, s.Numer, s.Denom}
	}
	return c.Previous.Last(unit, code, year)
}

// Verdict is the verdict on an indicator for the city or a unit, and whether there is
// a standing at all.
func (c *Consolidation) Verdict(unit, code string) (Verdict, bool) {
	if unit != huibao.CityUnit {
		return verdictOf(c.UnitStanding(unit, code))
	}
	return verdictOf(c.CityStanding(code))
}

// Judged is the verdict on an indicator in the latest period up to this one in which it
// was judged; the zero Verdict where there was none. Gaps (报送期, grey) are skipped.
func (c *Consolidation) Judged(unit, code string) Verdict {
	if v, ok := c.Verdict(unit, code); ok && v.Light.Judged() {
		return v
	}
	return c.Previous.Judged(unit, code)
}
