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
	History      huibao.History
	Decisions    []huibao.Decision
}

// Verdict is what becomes of a return.
type Verdict struct {
	State    huibao.ReturnState
	Why      string
	Findings []huibao.Finding
	HeldOut  []string // codes of rows that are not counted
	LeftOut  []string // of them those that the office decided to leave out
}

// hit is one place where a check fires. Severity overrides the check's own.
type hit struct {
	place                    huibao.Place
	code                     string // indicator
	found, expected, message string
	remedy                   string
	severity                 huibao.Severity
	holds                    bool
	since                    huibao.Date // of a P finding that begins with a revision
}

// scope is a return while it is judged.
type scope struct {
	Input
	blocked map[string]bool            // rows whose figures cannot be judged further
	unsure  map[string]bool            // rows with V11
	said    map[string]map[string]bool // rows of which a check has nothing to add, by its code
}

// All is the catalogue of checks on one return, in reading order; the P and X
// checks are run by Plan and Across.
func All() []Check {
	return slices.Concat(fileChecks(), structureChecks(), seenChecks(), valueChecks(), logicChecks(), []Check{l09}, historyChecks(), targetChecks(), []Check{l11})
}

// Run judges one return by itself.
func Run(in Input) Verdict {
	s := &scope{Input: in, blocked: map[string]bool{}, unsure: map[string]bool{}, said: map[string]map[string]bool{"H01": {}}}
	var list []huibao.Finding
	for _, c := range All() {
		for _, h := range c.run(s) {
			if in.Form != nil && set(in.Form.Settings, c, &h) {
				continue
			}
			f := finding(c, h, in)
			list = append(list, f)
			s.note(c.Code, f)
		}
	}
	explain(s, list)
	v := Verdict{Findings: list, LeftOut: leaveOut(s, list)}
	v.HeldOut = heldOut(list, v.LeftOut)
	v.State, v.Why = state(s, list, without(v.HeldOut, v.LeftOut))
	return v
}

// note remembers what later checks must pass over.
func (s *scope) note(code string, f huibao.Finding) {
	if f.Indicator == "" {
		return
	}
	if code == "V11" {
		s.unsure[f.Indicator] = true
	}
	if f.Holds {
		s.blocked[f.Indicator] = true
	}
	if code == "V04" {
		s.said["H01"][f.Indicator] = true // one finding for a count that fell
	}
}

// finding makes a finding of a hit.
func finding(c Check, h hit, in Input) huibao.Finding {
	f := huibao.Finding{Code: c.Code, Severity: c.Severity, Status: huibao.StatusOpen, Title: c.Title, Unit: in.Return.Unit,
		Sheet: h.place.Sheet, Cell: h.place.Cell, Indicator: h.code, Found: h.found, Expected: h.expected, Message: h.message, Remedy: c.Remedy, Since: h.since}
	if h.severity != "" {
		f.Severity = h.severity
	}
	if h.remedy != "" {
		f.Remedy = h.remedy
	}
	letter := c.Code[0]
	f.Holds = h.code != "" && (h.holds || f.Severity == huibao.Error && (letter == 'V' || letter == 'L' || letter == 'H' || letter == 'X'))
	f.ID = id(in.SHA256, f)
	return f
}

// id is the file hash's first 8 hex digits, code, indicator and cell.
func id(sha string, f huibao.Finding) string {
	s := sha[:min(8, len(sha))] + "-" + f.Code
	for _, part := range []string{f.Indicator, f.Cell} {
		if part != "" {
			s += "-" + part
		}
	}
	return s
}

// pair is a row of the return with its row of the form.
type pair struct {
	*huibao.FormRow
	r *huibao.ReturnRow
}

// rows lists the recognised rows of a kind ("" for all) that are not blocked, in
// the form's order.
func (s *scope) rows(kind huibao.Kind) []pair {
	if s.Form == nil {
		return nil
	}
	var list []pair
	for i := range s.Form.Rows {
		row := &s.Form.Rows[i]
		if kind != "" && row.Kind != kind || s.blocked[row.Code] {
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
		list = append(list, Listed{c.Code, c.Severity.Label(), c.Title, c.Reason, c.Remedy, Effect(c.Code, c.Severity), Example(c.Code), Settable(c.Code)})
	}
	return list
}
