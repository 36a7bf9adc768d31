package batch

import (
	"context"
	"maps"
	"slices"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Status says who reported, who is late, who has something to mend and which tasks are
// behind: the JSON of `status --json`.
type Status struct {
	Period huibao.Period         `json:"period"`
	Units  []UnitStatus          `json:"units"`
	Tasks  []huibao.TaskStanding `json:"tasks"`

	Edition int                    `json:"edition"`
	State   string                 `json:"state"` // draft, locked or reopened
	LeftOut []report.DecisionEntry `json:"left_out"`
	Waived  []report.DecisionEntry `json:"waived"`
	Late    []report.LateFile      `json:"late_after_lock"`

	ListOnly []ListOnly        `json:"list_only"` // files that can't be annotated
	Mended   []string          `json:"mended"`    // files of editions that were not as issued, in words
	Summary  statement.Summary `json:"-"`

	OtherProgram bool `json:"other_program,omitempty"` // another program's run said so of the draft; a run by this one says it anew
}

// UnitStatus is where one unit stands.
type UnitStatus struct {
	Unit      string `json:"unit"`
	State     string `json:"state"` // accepted, pending, rejected, missing
	Received  string `json:"received"`
	LateDays  int    `json:"late_days"`
	Version   int    `json:"version"`
	Errors    int    `json:"errors"`
	Warnings  int    `json:"warnings"`
	Explained int    `json:"explained"`
	Personal  bool   `json:"personal"`           // its notes hold numbers of persons
	SignOff   string `json:"sign_off,omitempty"` // how far it has come in the portal: 待复核, 待签发, 已报出, 已验收, or 已失效
}

// StatusOf is the status of a period as the last run left it. Where nothing has happened since,
// or the period is locked, it is what the run or the lock kept of it, be it another program's run; else the files that it
// judged are rolled up again, with what was decided since.
func StatusOf(ctx context.Context, w Workspace, opt Options) (*Status, error) {
	led, state, err := openPeriod(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	st, err := keptStatus(ctx, w, led, opt, state)
	if err != nil {
		return nil, err
	}
	if st == nil {
		con, err := standingFrom(ctx, w, led, opt)
		if err != nil {
			return nil, err
		}
		st = newStatus(con, state)
		st.Late = late(state, hashes(con))
	}
	if st.ListOnly, err = listsAlone(ctx, led, opt.Period); err != nil {
		return nil, err
	}
	st.Mended, err = mend(ctx, w, led, opt.Period)
	return st, err
}

func newStatus(c *statement.Consolidation, s *act.State) *Status {
	st := &Status{Period: c.Period, Units: []UnitStatus{}, Tasks: c.Tasks, Edition: c.Edition, State: report.State(c), Late: []report.LateFile{}, Summary: c.Summary()}
	st.LeftOut, st.Waived = report.Decided(c)
	for _, u := range c.Asked() {
		own := unitStatus(c, u)
		own.SignOff = SignOffWord(c, s, u.Code)
		st.Units = append(st.Units, own)
	}
	return st
}

func unitStatus(c *statement.Consolidation, u *huibao.Unit) UnitStatus {
	s := UnitStatus{Unit: u.Name, State: absences[c.Absence(u.Code)]}
	sub := c.Shown(u.Code)
	if sub == nil {
		return s
	}
	s.State, s.Received = string(sub.State), sub.Receipt.Time.Format(time.RFC3339)
	s.LateDays, s.Version, s.Personal = sub.LateDays, sub.Version, sub.Personal
	if sub.State == huibao.StateUnrecognised {
		s.State = string(huibao.StateRejected)
	}
	_, s.Errors = sub.Count(huibao.Error)
	_, s.Warnings = sub.Count(huibao.Warning)
	for _, f := range sub.Findings {
		if f.Status == huibao.StatusExplained {
			s.Explained++
		}
	}
	return s
}

// absences are the states of a unit of which nothing counts, by their words.
var absences = map[string]string{statement.WordMissing: "missing", statement.WordRejected: string(huibao.StateRejected),
	statement.WordLeftOut: string(huibao.StateLeftOut), statement.WordUnsure: "undecided"}

// Word is the Chinese word of the unit's state.
func (s UnitStatus) Word() string {
	for word, absent := range absences {
		if s.State == absent {
			return word
		}
	}
	return huibao.ReturnState(s.State).Label()
}

// shownStatus is the status of a draft as its run keeps it, with what it was made from
// but for the acts: it holds as long as the run is the last act of its period. That of an
// edition holds as long as it is the last one.
type shownStatus struct {
	Shape                  string `json:",omitempty"` // statusShape, of a draft
	Version, Plan, History string // the program's; of a draft the hash of plan.xlsx, what holds of earlier periods
	Drawn                  string `json:",omitempty"` // of a draft: drawnBy; "" where something lies beside its place
	Status                 Status
	Summary                statement.Summary
	Files                  []string          // of an edition: the hashes of its files
	City                   []huibao.Standing // of a draft: the city's figures, without what they rest on
}

// keptStatus is the status that the last run or lock kept, nil where that is none or holds
// no more.
func keptStatus(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options, state *act.State) (*Status, error) {
	switch {
	case opt.Edition > 0:
		return nil, nil
	case state.Locked():
		return keptEdition(ctx, led, opt, state)
	}
	kept, err := keptDraft(ctx, w, led, opt)
	if err != nil || kept == nil {
		return nil, err
	}
	kept.Status.Summary, kept.Status.OtherProgram = kept.Summary, kept.Version != opt.made()
	return &kept.Status, nil
}

// keptDraft is what the last run kept of its draft, whatever program ran, nil where that is nothing or holds no more.
func keptDraft(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options) (*shownStatus, error) {
	var kept shownStatus
	holds := false
	err := led.View(ctx, func(v *ledger.View) error {
		ends, err := v.LastActs()
		if err != nil {
			return err
		}
		run, moved := ends[opt.Period], false
		for p, n := range ends {
			moved = moved || p.Before(opt.Period) && n > run
		}
		if holds, err = v.Shown(opt.Period, run, &kept); !holds || !moved || err != nil {
			return err
		}
		list, err := earlierOf(v, opt.Period)
		holds = digestOf(list) == kept.History
		return err
	})
	if err != nil || !holds || kept.Shape != statusShape() || !sameContent(w, PlanFile, kept.Plan) {
		return nil, err
	}
	return &kept, nil
}

// shown is the status of a draft, made ready to be kept; of a period that was opened
// again, whose plan is not the one that lies there, none is kept.
func (n *runner) shown(c *statement.Consolidation, out *writer) (*ledger.Encoded, error) {
	if s := n.in.state; s.Edition > 0 && !s.Open.All {
		return nil, nil
	}
	st := newStatus(c, n.in.state)
	city := slices.Clone(c.City)
	for i := range city {
		city[i].Figures, city[i].Other = nil, nil // with cells by the thousand
	}
	kept := shownStatus{Shape: statusShape(), Version: n.opt.made(), Plan: n.scene.planFile, History: n.scene.past.digest, Status: *st, Summary: st.Summary, City: city}
	if !out.beside {
		kept.Drawn = drawnBy(n.opt, n.info)
	}
	x, err := ledger.Encode(kept)
	return &x, err
}

// keptEdition is the status that the last lock kept. How far returns have come in the portal is
// said by what they are, so that of a period in which any was handed on it is none.
func keptEdition(ctx context.Context, led *ledger.Ledger, opt Options, state *act.State) (*Status, error) {
	if state.HandedOn() {
		return nil, nil
	}
	var kept shownStatus
	holds := false
	err := led.View(ctx, func(v *ledger.View) (err error) {
		holds, err = v.Shown(opt.Period, state.Locks[len(state.Locks)-1].N, &kept)
		return err
	})
	if err != nil || !holds || kept.Version != opt.made() {
		return nil, err
	}
	known := map[string]bool{}
	for _, sum := range kept.Files {
		known[sum] = true
	}
	kept.Status.Summary, kept.Status.Late = kept.Summary, late(state, known)
	return &kept.Status, nil
}

// shownEdition is the status of an edition that is going to be locked, made ready to be kept.
func (n *runner) shownEdition(c *statement.Consolidation) (ledger.Encoded, error) {
	st := newStatus(c, n.in.state)
	return ledger.Encode(shownStatus{Version: n.opt.made(), Status: *st, Summary: st.Summary, Files: slices.Sorted(maps.Keys(hashes(c)))})
}

// hashes are those of a period's files.
func hashes(c *statement.Consolidation) map[string]bool {
	known := map[string]bool{}
	for i := range c.Submissions() {
		known[c.Submissions()[i].SHA256] = true
	}
	return known
}

// late lists, from the acts alone, what came in after the last lock and does not count, but
// for the files of the edition; the units are not told, since nothing is read.
func late(s *act.State, known map[string]bool) []report.LateFile {
	list := []report.LateFile{}
	if s.Edition == 0 || s.Open.All {
		return list
	}
	for _, e := range s.Files {
		if slices.Contains(s.Late, e.N) && !e.Overwritten && !known[e.SHA256] {
			list = append(list, report.LateFile{Path: e.Path, SHA256: e.SHA256, Received: e.Time.Format(rfc)})
		}
	}
	return list
}
