package portal

import (
	"net/http"

	"huibao/internal/mask"
	"huibao/portal/desk"
)

// unitJSON is where a unit stands in a period.
type unitJSON struct {
	Unit     string `json:"unit"`
	Name     string `json:"name"`
	State    string `json:"state"`
	Version  int    `json:"version"`
	Received string `json:"received,omitempty"`
	LateDays int    `json:"late_days"`
	Errors   int    `json:"errors"`
	Open     int    `json:"open"`
	HeldOut  int    `json:"held_out"`
	Reviews  bool   `json:"reviews"`
}

func unitOf(u desk.UnitState) unitJSON {
	return unitJSON{u.Code, u.Name, u.State, u.Version, instant(u.Received), u.LateDays, u.Errors, u.Open, u.HeldOut, u.Reviews}
}

// boardJSON is a period with all units.
type boardJSON struct {
	Period   string         `json:"period"`
	Deadline string         `json:"deadline"`
	Edition  int            `json:"edition"`
	Locked   bool           `json:"locked"`
	Counts   map[string]int `json:"counts"`
	Units    []unitJSON     `json:"units"`
}

// apiBoard answers where a period stands.
func (s *Server) apiBoard(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	b, err := s.desk.Board(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	doc := boardJSON{Period: p.String(), Deadline: b.Day.Deadline.String(), Edition: b.Edition, Locked: b.Locked, Counts: map[string]int{}, Units: []unitJSON{}}
	for _, c := range b.Counts() {
		doc.Counts[c.Word] = c.N
	}
	for _, u := range b.Units {
		doc.Units = append(doc.Units, unitOf(u))
	}
	s.say(w, r, http.StatusOK, doc)
	return nil
}

// returnJSON is a unit's return with what was found in the version that is shown.
type returnJSON struct {
	unitJSON
	Period   string        `json:"period"`
	Deadline string        `json:"deadline"`
	Judging  bool          `json:"judging"` // something that came is not judged yet: ask again
	Locked   bool          `json:"locked"`
	Edition  int           `json:"edition"`
	Receipt  string        `json:"receipt,omitempty"`
	Values   int           `json:"values"`
	Files    []fileJSON    `json:"files"`
	Findings []findingJSON `json:"findings"`
}

type fileJSON struct {
	N        int    `json:"n"`
	Part     int    `json:"part"`
	Name     string `json:"name"`
	SHA256   string `json:"sha256"`
	Size     int64  `json:"size"`
	Received string `json:"received"`
	State    string `json:"state"`
	Why      string `json:"why,omitempty"`
	Version  int    `json:"version"`
	Counts   bool   `json:"counts"`
	Shown    bool   `json:"shown"`
}

type findingJSON struct {
	ID        string `json:"id"`
	Code      string `json:"code"`
	Severity  string `json:"severity"`
	Status    string `json:"status"`
	Asked     string `json:"asked"` // what is asked of the unit
	Sheet     string `json:"sheet,omitempty"`
	Cell      string `json:"cell,omitempty"`
	Indicator string `json:"indicator,omitempty"`
	Title     string `json:"title"`
	Message   string `json:"message"`
	Found     string `json:"found,omitempty"`
	Expected  string `json:"expected,omitempty"`
	Remedy    string `json:"remedy,omitempty"`
	Holds     bool   `json:"holds"`
}

// apiReturn answers with a unit's return.
func (s *Server) apiReturn(w http.ResponseWriter, r *request) error {
	p, ret, err := s.returnOf(r)
	if err != nil {
		return err
	}
	doc := returnJSON{unitJSON: unitOf(ret.UnitState), Period: p.String(), Deadline: ret.Day.Deadline.String(), Judging: ret.Judging, Locked: ret.Locked,
		Edition: ret.Edition, Receipt: ret.Number, Values: ret.Values, Files: []fileJSON{}, Findings: []findingJSON{}}
	for _, f := range ret.Files {
		shown := ret.Handed != nil && ret.Handed.N == f.N && ret.Handed.Part == f.Part
		state := f.State
		if state == "" {
			state = "审核中"
		}
		doc.Files = append(doc.Files, fileJSON{f.N, f.Part, mask.Text(f.Name), f.SHA256, f.Size, instant(f.Received), state, mask.Text(f.Why), f.Version, f.Counts, shown})
	}
	for _, g := range []struct {
		asked string
		list  []desk.Shown
	}{{"必须改", ret.Must}, {"", ret.Ask}, {"请知悉", ret.Know}, {"提示", ret.Hints}, {"已了结", ret.Settled}} {
		for _, f := range g.list {
			asked := g.asked
			if asked == "" {
				asked = wordOf(f)
			}
			doc.Findings = append(doc.Findings, findingOf(f, asked))
		}
	}
	s.say(w, r, http.StatusOK, doc)
	return nil
}

// findingOf is a finding with numbers of persons hidden (S32).
func findingOf(f desk.Shown, asked string) findingJSON {
	return findingJSON{ID: f.ID, Code: f.Code, Severity: f.Severity.Label(), Status: f.Status.Label(), Asked: asked, Sheet: mask.Text(f.Sheet), Cell: f.Cell, Indicator: f.Indicator,
		Title: mask.Text(f.Title), Message: mask.Text(f.Message), Found: mask.Text(f.Found), Expected: mask.Text(f.Expected), Remedy: mask.Text(f.Remedy), Holds: f.Holds}
}
