package desk

import (
	"context"
	"slices"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/inforce"
	"huibao/ledger"
	"huibao/statement"
)

// Board is where a period stands by the last run. It is shared: nobody changes it.
type Board struct {
	Period  huibao.Period
	Day     huibao.CalendarDay
	Edition int
	Locked  bool
	Units   []UnitState
	Tasks   []huibao.TaskStanding
	Figures []*batch.Opened // of the city
	// Files of no unit of the list that hold a virus; that were not scanned.
	Infected, Unscanned int

	con    *statement.Consolidation
	state  *act.State
	judged int // the last act that the run behind it saw
	key    boardKey
}

// UnitState is where a unit stands in a period.
type UnitState struct {
	Code, Name, State   string // State is its word
	Level               huibao.Level
	Received            time.Time
	LateDays, Version   int
	Errors, Open        int    // findings that stand: errors, and warnings
	HeldOut             int    // rows that are not counted
	Waits               int    // version that waits to be signed, where only what was signed counts; 0 for none
	Stage               string // how far it has come: 待复核 … 已验收, 已失效; "" before 提交
	Personal            bool
	Infected, Unscanned int  // files that hold a virus; that were taken without being scanned
	Reviews             bool // owes no figures (会审)
}

// Word is where the unit stands, in one word: how far its return has come, else what the
// checks say of it.
func (u UnitState) Word() string {
	if u.Stage == "" || u.Stage == batch.Lapsed {
		return u.State
	}
	return u.Stage
}

// boardKey is what a board is a function of: the last act that settles something, and the
// plan that was read.
type boardKey struct {
	settled int
	period  huibao.Period
	plan    *batch.LoadedPlan
}

// editionKey names an edition, which never changes.
type editionKey struct {
	period  huibao.Period
	edition int
}

// Current is the period that is due: the last whose blank returns are out by today.
func (d *Desk) Current() huibao.Period {
	today := huibao.DateOf(d.now())
	list := d.inForce.Load().days()
	current := list[0].Period
	for _, day := range list {
		if !day.Issue.After(today) {
			current = day.Period
		}
	}
	return current
}

// Due is the calendar of the period that is due, and whether that is locked.
func (d *Desk) Due(ctx context.Context) (day huibao.CalendarDay, locked bool, err error) {
	current := d.Current()
	day = d.plan().At(current).Day(current)
	s, err := d.state(ctx, current)
	return day, err == nil && s.Locked(), err
}

// state is a period's state as of this moment.
func (d *Desk) state(ctx context.Context, period huibao.Period) (s *act.State, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { s, err = v.State(period); return err })
	return s, err
}

// Board is the period for who sees all units: the office, and 领导.
func (d *Desk) Board(ctx context.Context, p *Person, period huibao.Period) (*Board, error) {
	if !p.Has(overseers...) {
		return nil, ErrNotFound
	}
	return d.board(ctx, period)
}

// collects reports whether the plan asks for returns of a period.
func (d *Desk) collects(period huibao.Period) bool {
	return d.plan().Plan.Collects(period) == nil && slices.Contains(d.plan().Plan.Periods(), period)
}

// board is a period's board as of this moment. What is rolled up is made once for what
// settled it last, however many ask; what came in since stands in the state beside it.
func (d *Desk) board(ctx context.Context, period huibao.Period) (*Board, error) {
	if !d.collects(period) {
		return nil, ErrNotFound
	}
	var state *act.State
	key := boardKey{period: period, plan: d.plan()}
	err := d.led.View(ctx, func(v *ledger.View) (err error) {
		if key.settled, err = v.Settled(); err == nil {
			state, err = v.State(period)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	key.settled = max(key.settled, state.CountedBy())
	kept, err := d.boards.get(ctx, key, func(ctx context.Context) (*Board, error) { return d.rolledUp(ctx, period) })
	if err != nil {
		return nil, err
	}
	b := *kept
	b.state, b.key = state, key
	b.Units = slices.Clone(kept.Units)
	for i := range b.Units {
		b.Units[i].Stage = batch.SignOffWord(b.con, b.state, b.Units[i].Code)
	}
	d.scans(&b)
	return &b, nil
}

// rolledUp makes a period's board.
func (d *Desk) rolledUp(ctx context.Context, period huibao.Period) (*Board, error) {
	var last act.Run
	err := d.led.View(ctx, func(v *ledger.View) (err error) { last, err = v.LastRun(period); return err })
	if err != nil {
		return nil, err
	}
	c, err := batch.Standing(ctx, d.w, d.options(period))
	if err != nil {
		return nil, err
	}
	b := boardOf(c, d.plan().At(period))
	b.judged = last.Head
	return b, nil
}

func boardOf(c *statement.Consolidation, plan *inforce.Plan) *Board {
	b := &Board{Period: c.Period, Day: plan.Day(c.Period), Edition: c.Edition, Locked: c.Locked(), Tasks: c.Tasks, con: c}
	b.Figures = batch.CityFigures(c)
	for _, u := range c.Asked() {
		s := UnitState{Code: u.Code, Name: u.Name, Level: u.Level, State: c.Absence(u.Code), Reviews: c.OnlyReviews(u.Code)}
		if sub := c.Shown(u.Code); sub != nil {
			s.State, s.Received = sub.State.Label(), sub.Receipt.Time.In(huibao.China)
			s.LateDays, s.Version, s.HeldOut, s.Personal = sub.LateDays, sub.Version, len(sub.HeldOut), sub.Personal
			_, s.Errors = sub.Count(huibao.Error)
			_, s.Open = sub.Count(huibao.Warning)
		}
		if sub := c.Unsigned(u.Code); sub != nil {
			s.Waits = sub.Version
		}
		b.Units = append(b.Units, s)
	}
	return b
}

// Questions are what the office has to answer before the period is locked, unit by unit;
// none of one that is.
func (b *Board) Questions() []batch.Question {
	if b.state.Locked() {
		return nil
	}
	return batch.Questions(b.state, b.con)
}

// Count is how many units are in a state, by its word.
type Count struct {
	Word string
	N    int
}

// Counts are the units that owe figures by state; 应报 comes first, and last those that only
// review.
func (b *Board) Counts() []Count {
	list, reviews := []Count{{"应报", 0}}, 0
	for _, u := range b.Units {
		if u.Reviews {
			reviews++
			continue
		}
		list[0].N++
		i := slices.IndexFunc(list, func(c Count) bool { return c.Word == u.State })
		if i < 0 {
			list = append(list, Count{u.State, 0})
			i = len(list) - 1
		}
		list[i].N++
	}
	if reviews > 0 {
		list = append(list, Count{"会审", reviews})
	}
	return list
}
