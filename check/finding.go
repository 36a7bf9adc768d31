package check

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// judged is a hit with its check: severity, remedy and whether its row is held out are settled.
// What follows from others and what has one cause is told apart by it; a finding is made of it
// afterwards, and not changed any more.
type judged struct {
	check Check
	hit
}

// judge settles what of a hit is its check's where it says nothing of its own.
func judge(c Check, h hit) judged {
	h.severity, h.remedy = cmp.Or(h.severity, c.Severity), cmp.Or(h.remedy, c.Remedy)
	h.holds = len(h.indicators()) > 0 && (h.holds || h.severity == huibao.Error && strings.ContainsRune("SVLHX", rune(c.Code[0])))
	return judged{c, h}
}

// indicators lists the rows that a hit is about, each once.
func (h hit) indicators() []string {
	if h.code != "" {
		return []string{h.code}
	}
	var list []string
	for _, row := range h.rows {
		if row != "" && !slices.Contains(list, row) {
			list = append(list, row)
		}
	}
	return list
}

// note remembers what later checks must pass over.
func (s *scope) note(j judged) {
	if !j.holds || j.check.Code == "S11" { // of a table's figures, which are read all the same
		return
	}
	for _, code := range j.indicators() {
		s.blocked[code] = true
		s.misread[code] = s.misread[code] || j.check.Code[0] == 'S'
	}
	if j.check.Code[0] == 'V' && j.severity == huibao.Error && j.place.Cell != "" {
		s.doubted[j.place] = true
	}
}

// finding makes the finding of what was judged, explained and decided.
func (s *scope) finding(j judged) huibao.Finding {
	f := huibao.Finding{Code: j.check.Code, Severity: j.severity, Status: huibao.StatusOpen, Title: j.check.Title, Unit: s.Return.Unit,
		Sheet: j.place.Sheet, Cell: j.place.Cell, Indicator: j.code, Found: j.found, Expected: j.expected,
		Message: quote.Visible(j.message), Remedy: j.remedy, Holds: j.holds, Since: j.since}
	for _, row := range j.rows {
		f.Cells = append(f.Cells, huibao.FindingCell{Sheet: f.Sheet, Cell: f.Cell, Indicator: row, Found: f.Found, Message: f.Message})
	}
	f.ID = id(s.SHA256, f, j.mark)
	return s.decided(s.explained(f, j.office), j.holds)
}

// single is the finding of one hit outside the catalogue of one return.
func (s *scope) single(c Check, h hit) huibao.Finding { return s.finding(judge(c, h)) }

// id is the file hash's first 8 hex digits, code, indicator, cell and mark.
func id(sha string, f huibao.Finding, mark string) string {
	s := sha[:min(8, len(sha))] + "-" + f.Code
	for _, part := range []string{f.Indicator, f.Cell, mark} {
		if part != "" {
			s += "-" + part
		}
	}
	return s
}
