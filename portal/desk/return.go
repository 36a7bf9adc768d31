package desk

import (
	"context"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
)

// Return is a unit's return in a period, for its unit and the office: where the unit
// stands, and one of the files it came from with what was found in it.
type Return struct {
	UnitState
	Period  huibao.Period
	Day     huibao.CalendarDay
	Locked  bool // for this unit
	Edition int
	Blank   bool // there is a blank return to download
	MayHand bool // the person may hand in
	Judging bool // something that came is not judged yet
	Failure *Failure
	Urged   time.Time // when the office reminded the unit last of what it still owes; zero: never

	Issued []IssuedEdition // the newest first

	Files   []Handed // all that came of the unit, the newest first
	Waiting []Handed // of them those that are not judged yet
	Handed  *Handed  // the one that is shown; nil where nothing came
	Told    *Handed  // the version that the unit is told of, where Unread came after it
	Unread  *Handed  // came after the version that the unit is told of, and no return was read from it; nil where none did
	Number  string   // of its receipt; "" where it has none
	Values  int      // read from it
	Held    int      // rows of it that are not counted

	Must, Ask, Know, Hints, Settled []Shown // by what is to be done
	Changes                         []huibao.Change
	Against                         int // version that the changes are against; 0 for none
}

// Handed is a file that came of a unit, as the last run left it.
type Handed struct {
	N, Part        int
	Name           string
	SHA256         string
	Size           int64
	Received       time.Time
	Instant        bool // Received is one; else a day
	How, Who       string
	Scan           act.Scan
	State, Why     string // its word; "" where it is not judged yet
	Version        int
	Counts, Copied bool // Copied: there is an annotated copy
	sub            *huibao.Submission
}

// Infected reports whether the file holds a virus: it is never given out.
func (h Handed) Infected() bool { return h.State == infected }

// Shown is a finding as a page shows it.
type Shown struct {
	huibao.Finding
	Name        string // of its indicator
	Excerpt     *Excerpt
	Explainable bool // in words, by the unit
	Opens       bool // its indicator is a figure of the unit's
}

// Pick names one file of a unit's: the act that handed it in, and the part.
type Pick struct{ N, Part int }

// Return shows a unit's return: the file that pick names, else the one that came last.
func (d *Desk) Return(ctx context.Context, p *Person, period huibao.Period, unit string, pick Pick) (*Return, error) {
	r, b, err := d.returnOf(ctx, p, period, unit)
	if err != nil {
		return nil, err
	}
	if r.Issued, err = d.issuedTo(ctx, b.state, unit); err != nil {
		return nil, err
	}
	if err := r.choose(pick); err != nil || r.Handed == nil || r.Handed.sub == nil {
		return r, err
	}
	s := r.Handed.sub
	r.Values, r.Held = s.Values(), len(s.HeldOut)
	if s.Version > 0 && s.Unit == unit {
		r.Number = batch.ReceiptNumber(b.con, s)
	}
	d.sort(ctx, r, b)
	r.compare()
	return r, nil
}

// compare finds what the file that is shown changed from the last version before in which there was
// something to read: what nothing is read from is no other return, but none.
func (r *Return) compare() {
	s := r.Handed.sub
	if s.Return == nil || s.Values() == 0 {
		return
	}
	var before *huibao.Submission
	for _, h := range r.Files {
		if h.sub != nil && h.sub.Stands() && h.Version < s.Version && h.sub.Return != nil && h.sub.Values() > 0 && (before == nil || before.Version < h.Version) {
			before = h.sub
		}
	}
	if before != nil {
		r.Changes, r.Against = huibao.ChangesSince(before.Return, s.Return), before.Version
	}
}

func (d *Desk) returnOf(ctx context.Context, p *Person, period huibao.Period, unit string) (*Return, *Board, error) {
	if !p.maySee(unit) {
		return nil, nil, ErrNotFound
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return nil, nil, err
	}
	state, ok := b.unit(unit)
	if !ok {
		return nil, nil, ErrNotFound
	}
	r := &Return{UnitState: state, Period: period, Day: b.Day, Locked: b.state.Edition > 0 && !b.state.IsOpen(unit), Edition: b.Edition,
		MayHand: d.mayHandIn(p, period, unit) == nil}
	r.Judging = !r.Locked && b.state.Since(b.judged)
	if f, failed := d.Failed(period); failed {
		r.Failure = &f
	}
	if _, err := os.Stat(d.blank(period, unit)); err == nil {
		r.Blank = true
	}
	r.files(b, unit)
	r.Unread = r.unread()
	unscanned := d.folder.unscanned()
	for i := range r.Files {
		h := &r.Files[i]
		if _, is := unscanned[h.SHA256]; is && h.sub != nil && h.sub.From == "" {
			h.Scan = act.Unscanned
		}
	}
	r.Urged, err = d.reminderFor(ctx, b, state)
	return r, b, err
}

// unit is where a unit stands that has a return in the period.
func (b *Board) unit(code string) (UnitState, bool) {
	if i := slices.IndexFunc(b.Units, func(u UnitState) bool { return u.Code == code }); i >= 0 {
		return b.Units[i], true
	}
	for _, u := range b.con.Plan.ReturningUnits() { // one that is not waited for
		if u.Code == code {
			return UnitState{Code: code, Name: u.Name, State: b.con.Absence(code)}, true
		}
	}
	return UnitState{}, false
}

// files lists what came of the unit: what was read as its own, and what its clerks handed
// in, whatever it is.
func (r *Return) files(b *Board, unit string) {
	judged := map[int]bool{}
	came := map[int]act.Event{}
	for _, e := range b.state.Files {
		came[e.N] = e
	}
	for i := range b.con.Submissions() {
		s := &b.con.Submissions()[i]
		judged[s.N] = judged[s.N] || s.N > 0
		if s.Unit != unit && s.From != unit {
			continue
		}
		h := Handed{N: s.N, Part: s.Part, Name: path.Base(s.Path), SHA256: s.SHA256, Size: s.Size, Received: s.Receipt.Time.In(huibao.China), Instant: s.Receipt.Given,
			How: s.Receipt.How, Who: came[s.N].Who, Scan: came[s.N].Scan, State: s.State.Label(), Why: s.Why, Version: s.Version, Counts: s.Counts(), sub: s}
		if _, member, is := strings.Cut(s.Path, "!"); is {
			h.Name = member
		}
		h.Copied = len(s.Findings) > 0 && s.SHA256 != ""
		r.Files = append(r.Files, h)
	}
	for _, e := range b.state.Files {
		if e.Unit != unit || judged[e.N] {
			continue
		}
		h := Handed{N: e.N, Name: path.Base(e.Path), SHA256: e.SHA256, Size: e.Size, Received: e.Time.In(huibao.China), Instant: e.Given, How: e.How, Who: e.Who, Scan: e.Scan}
		switch {
		case r.Locked:
			h.State, h.Why = "未计入", "已收到；本期已锁定，没有计入，要改请办公室解锁"
		case e.N > b.judged:
			r.Waiting = append(r.Waiting, h)
		default:
			h.State, h.Why = "未计入", "没有认出本单位的报表"
		}
		r.Files = append(r.Files, h)
	}
	for _, x := range b.state.Caught {
		if x.Unit == unit {
			r.Files = append(r.Files, infectedFile(x))
		}
	}
	slices.SortStableFunc(r.Files, func(a, b Handed) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return a.Part - b.Part
	})
}

// choose sets the file that is shown: without a pick the newest version, or what was handed
// in after it and could not be read, or is not judged yet.
func (r *Return) choose(pick Pick) error {
	if pick.N > 0 {
		i := slices.IndexFunc(r.Files, func(h Handed) bool { return h.N == pick.N && h.Part == pick.Part })
		if i < 0 {
			return ErrNotFound
		}
		r.Handed = &r.Files[i]
		return nil
	}
	for i := range r.Files {
		h := &r.Files[i]
		if h.sub != nil && h.sub.Stands() && (r.Handed == nil || h.Version > r.Handed.Version) {
			r.Handed = h
		}
	}
	for i := range r.Files { // the newest first
		h := &r.Files[i]
		if r.Handed == nil || h.after(r.Handed) {
			r.Handed = h
			break
		}
	}
	return nil
}

// after reports whether a file came after another, and no return was read from it.
func (h *Handed) after(other *Handed) bool {
	unread := h.sub == nil || h.sub.State == huibao.StateRejected || h.sub.State == huibao.StateUnrecognised
	return h.N > other.N && h.Version == 0 && unread && !h.Received.Equal(other.Received)
}

// unread is the newest file after the version that the unit is told of that came to nothing, as it
// was judged; Told is set beside it.
func (r *Return) unread() *Handed {
	told := slices.IndexFunc(r.Files, func(h Handed) bool { return h.Version > 0 && h.Version == r.Version })
	if told < 0 || r.Locked {
		return nil
	}
	for i := range r.Files {
		h := &r.Files[i]
		back := h.sub != nil && h.sub.State == huibao.StateRejected && h.N > r.Files[told].N
		switch {
		case h.State != "" && (back || h.after(&r.Files[told])):
			if r.Files[told].Counts {
				r.Told = &r.Files[told]
			}
			return h
		case h.Version > r.Version && h.sub.Stands():
			return nil // a later one could be read
		}
	}
	return nil
}

// sort puts the findings of the file that is shown in order: what must be mended, what
// may be explained, what is to be known.
func (d *Desk) sort(ctx context.Context, r *Return, b *Board) {
	s := r.Handed.sub
	excerpts := d.excerpts(ctx, b, s)
	open := r.MayHand && !r.Locked && (s.Counts() || s.State == huibao.StateUnsigned)
	for i, f := range s.Findings {
		x := Shown{Finding: f, Excerpt: excerpts[i], Explainable: open && batch.MayExplain(f) && (f.Stands() || f.Status == huibao.StatusExplained)}
		if ind := b.con.Plan.IndicatorByCode(f.Indicator); ind != nil {
			x.Name = ind.Name
			x.Opens = b.con.UnitStanding(r.Code, f.Indicator) != nil
		}
		list := &r.Hints
		switch {
		case !f.Stands():
			list = &r.Settled
		case f.Severity == huibao.Error:
			list = &r.Must
		case f.Severity == huibao.Warning:
			list = &r.Ask
		case f.Severity == huibao.Notice:
			list = &r.Know
		}
		*list = append(*list, x)
	}
	slices.SortStableFunc(r.Ask, func(a, b Shown) int { // rows that are held out come first
		switch {
		case a.Holds == b.Holds:
			return 0
		case a.Holds:
			return -1
		}
		return 1
	})
}

// picked finds one file of a unit's for who may see it.
func (d *Desk) picked(ctx context.Context, p *Person, period huibao.Period, unit string, pick Pick) (*Return, *Board, error) {
	r, b, err := d.returnOf(ctx, p, period, unit)
	if err == nil {
		err = r.choose(pick)
	}
	if err == nil && r.Handed == nil {
		err = ErrNotFound
	}
	return r, b, err
}
