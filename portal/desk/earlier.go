package desk

import (
	"context"
	"slices"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/statement"
)

// EarlierPeriod is a period before the one that is shown: what became of a unit's return, and what
// was sent out.
type EarlierPeriod struct {
	Period huibao.Period
	Locked bool // for the unit
	Issued []IssuedEdition
	Came   *Came // nil where nothing came that a unit is told of
	State  string
}

// Came is the return of an earlier period that counts, or else that the unit is told of.
type Came struct {
	Pick
	Version, Again int // Again: how many versions came after the first
	Counts         bool
	Received       time.Time
	Instant        bool // Received is one; else a day
	LateDays       int
}

// pastKey names what came of a unit in a period, by what last changed it.
type pastKey struct {
	period huibao.Period
	unit   string
	act    int
}

// pastKept is how many of them are kept: a year's of a city of 400 units, some hundred bytes each.
const pastKept = 5000

// past is what the runs of a period made of a unit's files.
type past struct {
	came  *Came
	state string
}

// Earlier lists the periods before one in which a unit had a return and of which something is
// known, the newest first.
func (d *Desk) Earlier(ctx context.Context, p *Person, before huibao.Period, unit string) (list []EarlierPeriod, err error) {
	if !p.maySee(unit) {
		return nil, ErrNotFound
	}
	periods, err := d.collected(ctx)
	if err != nil {
		return nil, err
	}
	var last map[huibao.Period]int
	if err := d.led.View(ctx, func(v *ledger.View) (err error) { last, err = v.LastActs(); return err }); err != nil {
		return nil, err
	}
	for _, p := range periods {
		if !p.Before(before) || !d.collects(p) || !slices.ContainsFunc(d.plan().At(p).ReturningUnits(), func(u *huibao.Unit) bool { return u.Code == unit }) {
			continue
		}
		s, err := d.state(ctx, p)
		if err != nil {
			return nil, err
		}
		e := EarlierPeriod{Period: p, Locked: s.Edition > 0 && !s.IsOpen(unit)}
		if e.Issued, err = d.issuedTo(ctx, s, unit); err != nil {
			return nil, err
		}
		was, err := d.past.get(ctx, pastKey{p, unit, last[p]}, func(ctx context.Context) (past, error) { return d.pastOf(ctx, p, unit) })
		if err != nil {
			return nil, err
		}
		if e.Came, e.State = was.came, was.state; was.came == nil && waiting(s, unit) {
			e.State = "审核中"
		}
		list = append(list, e)
	}
	return list, nil
}

// waiting reports whether the unit handed something in that no run has made anything of.
func waiting(s *act.State, unit string) bool {
	return slices.ContainsFunc(s.Files, func(e act.Event) bool { return e.Unit == unit })
}

func (d *Desk) pastOf(ctx context.Context, period huibao.Period, unit string) (past, error) {
	var subs []huibao.Submission
	err := d.led.View(ctx, func(v *ledger.View) (err error) { subs, err = v.SubmissionsOf(period, unit); return err })
	if err != nil {
		return past{}, err
	}
	files := statement.FilesFor(period, subs)
	s := files.Shown(unit)
	if s == nil {
		return past{nil, files.Absence(unit)}, nil
	}
	versions := 0
	for x := range files.FilesOf(unit) {
		if x.Stands() {
			versions++
		}
	}
	return past{&Came{Pick{s.N, s.Part}, s.Version, max(versions-1, 0), s.Counts(), s.Receipt.Time.In(huibao.China), s.Receipt.Given, s.LateDays}, s.State.Label()}, nil
}
