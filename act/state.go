package act

import (
	"slices"
	"time"

	"huibao"
)

// Open says for whom a period is open.
type Open struct {
	All   bool
	Units []string // codes, where not all: those for which a locked period was opened again
}

// Event is one hand-in (报送) of a file, a version of what lies at its path.
type Event struct {
	N            int // of the act
	Path, SHA256 string
	Size         int64
	Time         time.Time
	At           time.Time // when it was recorded
	How          string
	Unit, Who    string // by the portal: the unit that handed it in, and the account; else ""
	Moved        int    // the event of the same file at another path, from which it was moved; 0 for none
	Scan         Scan
	Given        bool // Time is an instant that somebody noted, not the day of a run
	Overwritten  bool // another content was handed in at the path later
	Withdrawn    bool // it lies there no more, and nothing else does
}

// Infected is a file that holds a virus: the 查出病毒 with its number, hash, unit and account.
type Infected struct {
	N                 int
	SHA256, Unit, Who string
	At                time.Time // when it was recorded
	Virus
}

// State is a period as its acts leave it (acts.md §2); NewState makes that of a period
// of which nothing is known: open, edition 0.
type State struct {
	Period   huibao.Period
	Head     int // the last act that was folded in
	Edition  int
	Open     Open
	Late     []int // 报送 that the last edition does not hold
	Files    []Event
	Caught   []Infected
	Editions []Edition // documents of 锁定, by number, the last of each
	Locks    []Act     // 锁定 and 解锁, oldest first
	SentOut  []SentOut
	Notes    []Typed        // the last of each place, in the order of their acts; none is ""
	Plan     Act            // the last 方案; the zero Act where there is none
	Issued   map[string]Act // the last 下发 by unit

	made     []Answer         // every decision that was not taken back, in the order of their acts
	standing []Answer         // those of them in force
	sent     []Act            // those of SentOut
	at       map[string][]int // Files by path, oldest first
	flows    map[string]Flow  // by unit
	signed   []Step           // every 签发 that was not taken back, oldest first
	signs    int              // the last 签发, or 撤回 of one
	fresh    int              // the last act of a kind that rejudges
	undone   int              // the last 撤销
	sets     []Act            // every 设置
	proposed []Proposed       // every 拟办 that waits
}

// NewState is the state of a period before any act.
func NewState(p huibao.Period) *State {
	return &State{Period: p, Open: Open{All: true}, at: map[string][]int{}, Issued: map[string]Act{}, flows: map[string]Flow{}}
}

// Fold is the state after acts that are in the chain: of the period, and of none.
func Fold(p huibao.Period, acts []Act) (*State, error) {
	s := NewState(p)
	for _, a := range acts {
		if err := s.take(a); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Since reports whether something came after an act that a run would make something of.
func (s *State) Since(head int) bool { return max(s.fresh, s.CountedBy()) > head }

// Undone is the last act by which a decision was taken back, 0 for none: nothing that stands
// bears its number.
func (s *State) Undone() int { return s.undone }

// Locked reports whether the period is closed for all.
func (s *State) Locked() bool { return !s.Open.All && len(s.Open.Units) == 0 }

// IsOpen reports whether what is handed in of a unit counts, and decisions on it hold.
func (s *State) IsOpen(unit string) bool {
	return s.Open.All || unit != "" && slices.Contains(s.Open.Units, unit)
}

// Last is the document of the newest edition; the zero Edition where there is none.
func (s *State) Last() Edition { return s.Numbered(s.Edition) }

// Numbered is the document of an edition; the zero Edition where there is none.
func (s *State) Numbered(edition int) Edition {
	for _, e := range s.Editions {
		if e.Edition == edition {
			return e
		}
	}
	return Edition{}
}

// Present finds what lies at a path: its newest event that was not withdrawn, or nil.
func (s *State) Present(path string) *Event {
	e := s.newest(path)
	if e == nil || e.Withdrawn {
		return nil
	}
	return e
}

// newest finds the newest event at a path, or nil.
func (s *State) newest(path string) *Event {
	list := s.at[path]
	if len(list) == 0 {
		return nil
	}
	return &s.Files[list[len(list)-1]]
}

// Apply takes an act into the state, or refuses it and changes nothing.
func (s *State) Apply(a Act) error {
	if err := s.refuse(a); err != nil {
		return err
	}
	return s.take(a)
}

// Sendings are the acts of SentOut, in its order.
func (s *State) Sendings() []Act { return s.sent }

// take folds an act that is in the chain.
func (s *State) take(a Act) error {
	if !a.Period.IsZero() && a.Period != s.Period || slices.Contains(said, a.Kind) {
		return nil
	}
	s.Head = a.N
	if a.Kind.rejudges() {
		s.fresh = a.N
	}
	if n := taking(a); n > 0 {
		s.dropProposal(n)
	}
	switch a.Kind {
	case PlanChanged:
		s.Plan = a
	case Issued:
		s.Issued[a.Unit] = a
	case HandIn, Withdraw, Register:
		return s.takeFile(a)
	case Caught:
		x := Infected{N: a.N, SHA256: a.Object, Unit: a.Unit, Who: a.Who, At: a.At}
		err := a.Into(&x.Virus)
		s.Caught = append(s.Caught, x)
		return err
	case Lock, Unlock:
		return s.takeLock(a)
	case Publish:
		var d SentOut
		if err := a.Into(&d); err != nil {
			return err
		}
		s.SentOut, s.sent = append(s.SentOut, d), append(s.sent, a)
	case Remark:
		return s.takeNote(a)
	case Undo:
		return s.takeUndo(a)
	case Submit, Review, Sign, Receive:
		return s.takeSignature(a)
	case Recall, SendBack:
		return s.takeBack(a)
	case Propose, Drop:
		return s.takeProposal(a)
	case Set:
		s.sets = append(s.sets, a)
	}
	if a.Kind.IsDecision() {
		d, err := decision(a)
		s.made = append(s.made, Answer{a, d})
		s.decide(Answer{a, d})
		return err
	}
	return nil
}

func (s *State) takeNote(a Act) error {
	var t Typed
	if err := a.Into(&t); err != nil {
		return err
	}
	s.Notes = slices.DeleteFunc(s.Notes, t.Same)
	if t.Text != "" {
		s.Notes = append(s.Notes, t)
	}
	return nil
}

// Note is what stands at the place of a note; "" for none.
func (s *State) Note(at Typed) string {
	for _, t := range s.Notes {
		if t.Same(at) {
			return t.Text
		}
	}
	return ""
}

// TakesNotes reports whether the office may note something of a unit: while what it sends
// counts; of none, while the period is open for anybody.
func (s *State) TakesNotes(unit string) bool { return s.IsOpen(unit) || unit == "" && !s.Locked() }

func (s *State) takeFile(a Act) error {
	var f File
	if err := a.Into(&f); err != nil {
		return err
	}
	switch a.Kind {
	case HandIn:
		for _, i := range s.at[a.Object] {
			old := &s.Files[i]
			old.Overwritten, old.Withdrawn = old.Overwritten || old.SHA256 != f.SHA256, false
		}
		s.at[a.Object] = append(s.at[a.Object], len(s.Files))
		e := Event{N: a.N, Path: a.Object, SHA256: f.SHA256, Size: f.Size, Time: f.Time, At: a.At, How: f.How, Given: f.Given, Scan: f.Scan, Moved: f.Moved}
		if f.How == Web {
			e.Unit, e.Who = a.Unit, a.Who
		}
		s.Files = append(s.Files, e)
		if s.Edition > 0 && (f.Moved == 0 || slices.Contains(s.Late, f.Moved)) {
			s.Late = append(s.Late, a.N)
		}
	case Withdraw:
		for _, i := range s.at[a.Object] { // several where a file was taken away and came back
			s.Files[i].Withdrawn = !s.Files[i].Overwritten
		}
	case Register:
		if e := s.newest(a.Object); e != nil {
			e.Time, e.How, e.Given = f.Time, f.How, f.Given
		}
	}
	return nil
}

func (s *State) takeLock(a Act) error {
	s.Locks = append(s.Locks, a)
	if a.Kind == Unlock {
		var d Opened
		if err := a.Into(&d); err != nil {
			return err
		}
		switch {
		case d.Unit == "":
			s.Open = Open{All: true}
		case !s.Open.All:
			s.Open.Units = append(s.Open.Units, d.Unit)
		}
		return nil
	}
	var d Edition
	if err := a.Into(&d); err != nil {
		return err
	}
	if d.Edition == 0 { // of format 3
		d.Edition = s.Edition + 1
	}
	s.Edition, s.Open, s.Late = d.Edition, Open{}, d.Late
	s.Editions = slices.DeleteFunc(s.Editions, func(e Edition) bool { return e.Edition == d.Edition })
	s.Editions = append(s.Editions, d)
	return nil
}
