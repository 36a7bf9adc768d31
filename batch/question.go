package batch

import (
	"fmt"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/statement"
)

// Question is what stands in the way of a lock: a unit of which nothing counts, a row
// that is held out or starred, a warning on a whole file, two versions of which nothing
// says which is later. Each has an answer that is printed with its reason.
type Question struct {
	Unit    string `json:"unit"` // name
	Code    string `json:"-"`    // the unit's
	What    string `json:"what"` // in Chinese
	Command string `json:"command"`

	rest []answer // what --leave-out-rest answers
}

// answer is a decision of a kind.
type answer struct {
	kind act.Kind
	Decided
}

// Questions lists what is unanswered of a period, unit by unit in the plan's order. Of a
// period that was opened again for some units they are theirs alone.
func Questions(s *act.State, c *statement.Consolidation) []Question {
	var list []Question
	for _, u := range c.Plan.ReportingUnits() {
		if !s.IsOpen(u.Code) {
			continue
		}
		for _, q := range unitQuestions(c, u) {
			q.Code = u.Code
			list = append(list, q)
		}
	}
	return list
}

func unitQuestions(c *statement.Consolidation, u *huibao.Unit) []Question {
	var list []Question
	var versions []answer
	for i := range c.Submissions() {
		if s := &c.Submissions()[i]; s.Unit == u.Code && s.Undecided {
			versions = append(versions, answer{act.LeaveOut, onFile(s)})
		}
	}
	sub := counting(c, u.Code)
	if len(versions) > 0 {
		q := Question{Unit: u.Name, What: fmt.Sprintf("有 %d 份报表不知以哪份为准", len(versions)),
			Command: fmt.Sprintf("huibao prefer \"%s\" --period %s --why 原因", versions[len(versions)-1].Path, c.Period), rest: versions}
		if sub == nil {
			q.rest = append(q.rest, answer{act.Waive, onUnit(u.Code)})
		}
		list = append(list, q)
	} else if own := c.Unsigned(u.Code); sub == nil && own != nil && !waived(c, u.Code) {
		list = append(list, Question{Unit: u.Name, What: statement.WordUnsigned, rest: []answer{{act.Waive, onUnit(u.Code)}},
			Command: fmt.Sprintf("huibao prefer \"%s\" --period %s --why 原因（按收到的计入），或 huibao waive %s --period %s --why 原因", own.Path, c.Period, u.Name, c.Period)})
	} else if sub == nil && !waived(c, u.Code) {
		list = append(list, Question{Unit: u.Name, What: c.Absence(u.Code), Command: fmt.Sprintf("huibao waive %s --period %s --why 原因", u.Name, c.Period),
			rest: []answer{{act.Waive, onUnit(u.Code)}}})
	}
	for _, code := range append([]string{u.Code}, c.Plan.Merged(u.Code)...) {
		if own := c.Counting(code); own != nil {
			list = append(list, returnQuestions(c, c.Plan.UnitByCode(code), own)...)
		}
	}
	return list
}

// counting is the return of a unit that counts, or of a unit that was merged into it.
func counting(c *statement.Consolidation, unit string) *huibao.Submission {
	if s := c.Counting(unit); s != nil {
		return s
	}
	for _, old := range c.Plan.Merged(unit) {
		if s := c.Counting(old); s != nil {
			return s
		}
	}
	return nil
}

func waived(c *statement.Consolidation, unit string) bool {
	return slices.ContainsFunc(c.Decisions, func(d huibao.Decision) bool { return d.Kind == huibao.DecisionWaive && d.Unit == unit })
}

// heldAnyway reports whether all rows that a finding is about are held out.
func heldAnyway(s *huibao.Submission, f *huibao.Finding) bool {
	rows := f.Indicators()
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(code string) bool { return !s.Holds(code) })
}

// returnQuestions are those on the rows of a return and on it as a whole.
func returnQuestions(c *statement.Consolidation, u *huibao.Unit, s *huibao.Submission) []Question {
	var list []Question
	for _, row := range s.HeldOut {
		if !slices.Contains(s.LeftOut, row) {
			list = append(list, Question{Unit: u.Name, What: row + " 未计入" + check.Rewritten(s, row), Command: fmt.Sprintf("huibao leave-out %s --unit %s --period %s --why 原因", row, u.Name, c.Period),
				rest: []answer{{act.LeaveOut, onRow(s, row)}}})
		}
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		if f.Severity != huibao.Warning || !f.Stands() || f.Code[0] == 'X' || heldAnyway(s, f) {
			continue
		}
		what := f.Code + " " + f.Title + "，没有说明"
		if f.Indicator != "" {
			what = f.Indicator + " " + what
		}
		list = append(list, Question{Unit: u.Name, What: what, Command: fmt.Sprintf("huibao accept %s --period %s --why 原因", f.ID, c.Period),
			rest: []answer{{act.Accept, onFinding(s, f)}}})
	}
	return list
}
