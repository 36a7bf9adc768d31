package huibao

import "slices"

// Submission is one file that was handed in, with what was read from it and what
// was said of it: the unit of the ledger, and an entry of run.json.
type Submission struct {
	N          int         `json:"n,omitempty"`    // of the act 报送 that handed it in; 0 for what could not be
	Part       int         `json:"part,omitempty"` // of several in one file: members of an archive, units' sheets
	Path       string      `json:"path"`           // relative to the workspace, with slashes
	SHA256     string      `json:"sha256"`
	Size       int64       `json:"size"`
	Gone       bool        `json:"gone,omitempty"`      // its path now holds other content
	Withdrawn  bool        `json:"withdrawn,omitempty"` // its path now holds nothing; it counts as before
	From       string      `json:"from,omitempty"`      // code of the unit that handed it in by the portal; "" for files in the folder
	Unit       string      `json:"unit"`                // code, "" when it cannot be told
	Period     Period      `json:"period"`
	Version    int         `json:"version"` // 1, 2 … of the unit and period as they came, 0 for what is no return; no decision changes it
	Receipt    Receipt     `json:"receipt"`
	LateDays   int         `json:"late_days"`
	Moved      int         `json:"moved,omitempty"`   // number of the act of the same file at the path from which it was renamed
	PartOf     string      `json:"part_of,omitempty"` // the path of the file that it was joined to: one return spread over several
	ReplacedBy string      `json:"-"`                 // the path of the file that fills in all its rows again; this and WasPart are known while the period is judged
	WasPart    bool        `json:"-"`                 // of a return to which that file belongs now
	State      ReturnState `json:"state"`
	Undecided  bool        `json:"undecided,omitempty"` // one of two versions of which nothing says which is later (X04): neither counts
	Why        string      `json:"why,omitempty"`       // why it is in this state, in Chinese
	HeldOut    []string    `json:"held_out,omitempty"`  // codes of rows that are not counted
	LeftOut    []string    `json:"left_out,omitempty"`  // of them those that the office decided to leave out
	Personal   bool        `json:"personal,omitempty"`  // its texts hold numbers of persons (ID, mobile, card)
	Findings   []Finding   `json:"findings"`
	Return     *Return     `json:"return,omitempty"`
}

// Counts reports whether the submission counts: accepted or pending, and not one of
// two between which nothing decides.
func (s *Submission) Counts() bool { return s.State.Counts() && !s.Undecided }

// Stands reports whether the submission is a version by itself: no part of another, and not left out by the office.
func (s *Submission) Stands() bool {
	return s.Version > 0 && s.PartOf == "" && s.State != StateLeftOut
}

// Open reports whether the submission asks for an exit status of 1: it was sent back,
// was not recognised, is one of two of which nothing says which counts, or counts with
// an error that stands or a row that is held out without a decision.
func (s *Submission) Open() bool {
	if s.State == StateRejected || s.State == StateUnrecognised || s.Undecided {
		return true
	}
	_, open := s.Count(Error)
	return s.Counts() && (open > 0 || len(s.HeldOut) > len(s.LeftOut))
}

// FileOf is the file that a finding of the submission is about: its own, or a part
// that was joined to it.
func (s *Submission) FileOf(f Finding) string {
	if f.File != "" {
		return f.File
	}
	return s.Path
}

// Holds reports whether the row of an indicator is held out.
func (s *Submission) Holds(code string) bool { return slices.Contains(s.HeldOut, code) }

// Count returns how many findings of a severity there are, in all and standing.
func (s *Submission) Count(sev Severity) (all, standing int) {
	for _, f := range s.Findings {
		if f.Severity == sev {
			all++
			if f.Stands() {
				standing++
			}
		}
	}
	return all, standing
}

// Values counts the numbers read from the return; neither notes, words and days, nor what
// could not be read as a number.
func (s *Submission) Values() int {
	n := 0
	if s.Return != nil {
		for _, row := range s.Return.Glance() {
			n += row.Values.Numbers()
		}
	}
	return n
}

// Records turns what counts of a submission into history for later periods.
func (s *Submission) Records() History {
	var h History
	if s.Return == nil {
		return nil
	}
	for _, row := range s.Return.All() {
		counted := s.Counts() && !s.Holds(row.Code)
		for _, f := range row.Fields() {
			v := row.Values.Of(f)
			h = append(h, Record{s.Period, row.Subject, row.Code, counted, f, v.Quantity, v.Word, v.Date})
		}
	}
	return h
}

// Fields lists the row's fields in the order of its table's columns.
func (r *ReturnRow) Fields() []Field {
	list := make([]Field, 0, r.Values.Len())
	for _, col := range Columns(r.Kind) {
		if r.Values.Has(col.Field) {
			list = append(list, col.Field)
		}
	}
	return list
}
