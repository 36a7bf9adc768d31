// Package check judges what was read: it alone knows codes and severities. Each
// check is one entry of one table (All), pure, in exact decimals; what it says
// names the cell as the clerk sees it, what was found, what was expected with its
// numbers, and what to do.
//
// The order of the table matters: what follows from a finding is not piled on top
// of it, so value checks come before logic, history and target checks, and rows
// that they hold out are passed over.
package check

import (
	"iter"
	"slices"

	"huibao"
)

// Check is one entry of the catalogue.
type Check struct {
	Code     string
	Severity huibao.Severity
	Title    string
	Reason   string // why it matters
	Remedy   string // how to mend it
	run      func(*scope) []hit
}

// Input is one return to be judged. Form is the shape it should have; nil when the
// unit is unknown or owes none.
type Input struct {
	Form         *huibao.Form
	Return       *huibao.Return
	Path, SHA256 string
	Collecting   huibao.Period
	Received     huibao.Date
	Decisions    []huibao.Decision
	Wider        map[string][]huibao.Quantity // the targets of more than the unit, by indicator; none without a plan
	Areas        AreaTargets                  // nil without a plan
	Issued       map[string]huibao.Quantity   // 上期累计 as the unit was issued it for the period, by indicator; none where no act says
}

// AreaTargets are what of an indicator is allocated to each county and district, by its name.
type AreaTargets func(code string) iter.Seq2[string, huibao.Quantity]

// Verdict is what becomes of a return. Return is the one that was judged, with what
// follows from it.
type Verdict struct {
	Return   *huibao.Return
	State    huibao.ReturnState
	Why      string
	Findings []huibao.Finding
	HeldOut  []string // codes of rows that are not counted
	LeftOut  []string // of them those that the office decided to leave out
}

// hit is one place where a check fires. Severity overrides the check's own. Hits of a
// check with the same cause make one finding (see gather).
type hit struct {
	place                    huibao.Place
	at                       huibao.Field // of a row's rule, where it is not the rule's own
	code                     string       // indicator
	rows                     []string     // where it is about several
	found, expected, message string
	remedy                   string
	severity                 huibao.Severity
	holds                    bool
	office                   bool        // no explanation lets its row count, the office alone does
	since                    huibao.Date // of a P finding that begins with a revision
	cause                    string      // what several have in common, with %d for how many: "共 %d 处没有填"
	item                     string      // what stands for it in the list of several, else its cell
	mark                     string      // what its number ends in, where code, indicator and cell are not enough
}

// hitRows lists the rows that hits are about.
func hitRows(list []hit) []string {
	var codes []string
	for _, h := range list {
		codes = append(codes, h.indicators()...)
	}
	return codes
}

// scope is a return while it is judged.
type scope struct {
	Input
	leftOut []string              // rows that the office decided to leave out
	misread map[string]bool       // rows that structure holds out: none of their cells is judged
	blocked map[string]bool       // rows whose figures cannot be judged further
	doubted map[huibao.Place]bool // cells with an error of value
	anchors map[string]anchor     // rows whose 上期累计 is not what counts
}

// All is the catalogue of checks on one return, in reading order; the P and X
// checks are run by Plan and Across.
func All() []Check {
	return slices.Concat(fileChecks(), structureChecks(), seenChecks(), valueChecks(), logicChecks(), []Check{l09}, historyChecks(), targetChecks(), []Check{l11})
}

// Run judges one return by itself.
func Run(in Input) Verdict {
	in.Return = derive(in.Form, in.Return)
	s := &scope{Input: in, leftOut: leftOut(in), misread: map[string]bool{}, blocked: map[string]bool{}, doubted: map[huibao.Place]bool{}}
	s.holdToIssued()
	var list []judged
	for _, c := range All() {
		for _, h := range c.run(s) {
			if in.Form != nil && set(in.Form.Settings, c, &h) || s.doubted[h.place] && c.Code[0] == 'V' {
				continue
			}
			j := s.showing(judge(c, h))
			list = append(list, j)
			s.note(j)
		}
	}
	v := Verdict{Return: in.Return, LeftOut: s.leftOut, Findings: s.findings(withoutConsequences(list))}
	v.HeldOut = heldOut(v.Findings, v.LeftOut)
	v.State, v.Why = state(s, v.Findings, without(v.HeldOut, v.LeftOut))
	return v
}

// pair is a row of the return with its row of the form.
type pair struct {
	*huibao.FormRow
	r *huibao.ReturnRow
}

// rows lists the recognised rows of a kind ("" for all) whose figures can be judged,
// in the form's order.
func (s *scope) rows(kind huibao.Kind) []pair { return s.pairs(kind, s.blocked) }

// filled lists those whose cells can be judged one by one: a doubtful cell of theirs
// takes nothing from the others.
func (s *scope) filled() []pair { return s.pairs("", s.misread) }

func (s *scope) pairs(kind huibao.Kind, but map[string]bool) []pair {
	if s.Form == nil {
		return nil
	}
	var list []pair
	for i := range s.Form.Rows {
		row := &s.Form.Rows[i]
		if kind != "" && row.Kind != kind || but[row.Code] {
			continue
		}
		if r := s.Return.RowByCode(row.Code); r != nil {
			list = append(list, pair{row, r})
		}
	}
	return list
}

// Listed is a check as `huibao check --list` shows it.
type Listed struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Title    string `json:"title"`
	Reason   string `json:"reason"`
	Remedy   string `json:"remedy"`
	Effect   string `json:"effect"`
	Example  string `json:"example,omitempty"`
	Bound    string `json:"bound,omitempty"` // that 审核设置 may set
}

// List is the whole catalogue, P and X included, in the order of codes within each
// letter.
func List() []Listed {
	var list []Listed
	for _, c := range slices.Concat(planCatalogue(), []Check{f10}, All(), unitChecks()) {
		list = append(list, Listed{c.Code, c.Severity.Label(), c.Title, c.Reason, remedyOf(c), effectOf(c.Code, c.Severity), exampleOf(c.Code), settable(c.Code)})
	}
	return list
}
