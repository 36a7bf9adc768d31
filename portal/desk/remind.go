package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/notify"
	"huibao/ledger"
	"huibao/statement"
)

// occasion is a day of the calendar on which units are reminded, counted from 报送截止.
type occasion struct {
	name string
	days int
}

var occasions = []occasion{{"截止前3天", -3}, {"截止前1天", -1}, {"截止当天", 0}, {"截止后1天", 1}}

// When reminders are made and sent. An occasion that was missed is made up for until the
// next one begins, the last one for some days; what could not be sent within a day is out
// of date.
const (
	remindAt    = 9 * time.Hour
	lastFor     = 3 * 24 * time.Hour
	staleAfter  = 24 * time.Hour
	sendingTime = 10 * time.Minute // longer than any sending takes
	retryGap    = 10 * time.Minute
	maxAttempts = 3
)

// begins is when the occasion begins.
func (o occasion) begins(day huibao.CalendarDay) time.Time {
	return day.Deadline.AddDays(o.days).Time().Add(remindAt)
}

// ends is when it is too late for the i-th occasion.
func ends(i int, day huibao.CalendarDay) time.Time {
	if i+1 < len(occasions) {
		return occasions[i+1].begins(day)
	}
	return occasions[i].begins(day).Add(lastFor)
}

// occasionNow is the occasion of a moment, "" for none.
func occasionNow(day huibao.CalendarDay, now time.Time) string {
	for i, o := range occasions {
		if !now.Before(o.begins(day)) && now.Before(ends(i, day)) && !day.Issue.After(huibao.DateOf(now)) {
			return o.name
		}
	}
	return ""
}

// Notify says how texts go out, and where people sign in ("" where no link helps). It is
// called before anything is served.
func (d *Desk) Notify(c *notify.Config, site string) { d.out, d.site = *c, site }

// reminded is one 催报 with what came of sending it.
type reminded struct {
	act.Reminder
	n     int
	at    time.Time
	who   string
	tries map[target]try // the last of each
}

// target is to whom something goes: a unit by mail, or the group.
type target struct {
	unit    string
	channel act.Channel
}

type try struct {
	act.Delivery
	at time.Time
}

// remindedIn are the reminders of a period, oldest first.
func remindedIn(acts []act.Act) ([]*reminded, error) {
	var list []*reminded
	for _, a := range acts {
		if a.Kind == act.Reminded {
			r := &reminded{n: a.N, at: a.At.In(huibao.China), who: a.Who, tries: map[target]try{}}
			if err := a.Into(&r.Reminder); err != nil {
				return nil, err
			}
			list = append(list, r)
			continue
		}
		t := try{at: a.At.In(huibao.China)}
		if err := a.Into(&t.Delivery); err != nil {
			return nil, err
		}
		for _, r := range list {
			if r.n == t.Of {
				r.tries[target{t.Unit, t.Channel}] = t
			}
		}
	}
	return list, nil
}

// targets are all to whom the reminder goes, besides the page.
func (r *reminded) targets() []target {
	var list []target
	for _, u := range r.Units {
		if u.Mail && slices.Contains(r.Channels, act.ByMail) {
			list = append(list, target{u.Unit, act.ByMail})
		}
	}
	if len(r.Units) > 0 && slices.Contains(r.Channels, act.ByHook) {
		list = append(list, target{"", act.ByHook})
	}
	return list
}

// attempt is the number of the attempt that is due, 0 for none: a second one only after
// one that certainly did not go out, so that nobody gets it twice.
func (r *reminded) attempt(t target, now time.Time) int {
	last, tried := r.tries[t]
	switch {
	case now.Sub(r.at) >= staleAfter:
		return 0
	case !tried:
		return 1
	case last.Outcome == act.Failed && last.Attempt < maxAttempts && now.Sub(last.at) >= retryGap:
		return last.Attempt + 1
	}
	return 0
}

// abandoned reports whether a server began to send and ended before it said what came of
// it.
func (r *reminded) abandoned(t target, now time.Time) bool {
	last, tried := r.tries[t]
	return tried && last.Outcome == act.Begun && now.Sub(last.at) >= sendingTime
}

// outcome is what came of a target by now.
func (r *reminded) outcome(t target, now time.Time) (act.Outcome, string) {
	last, tried := r.tries[t]
	switch {
	case !tried && now.Sub(r.at) >= staleAfter:
		return act.Failed, "过了一天还没有发出"
	case !tried:
		return act.Begun, "等着发"
	case r.attempt(t, now) > 0 || last.Outcome == act.Failed && last.Attempt < maxAttempts && now.Sub(r.at) < staleAfter:
		return act.Failed, last.Why + "；会再试"
	}
	return last.Outcome, last.Why
}

func (d *Desk) reminders(ctx context.Context, period huibao.Period) (list []*reminded, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { list, err = remindersOf(v, period); return err })
	return list, err
}

func remindersOf(v *ledger.View, period huibao.Period) ([]*reminded, error) {
	acts, err := v.Reminders(period)
	if err != nil {
		return nil, err
	}
	return remindedIn(acts)
}

// owed says for what a unit is reminded; "" where it owes nothing now.
func (b *Board) owed(u UnitState) string {
	waived := slices.ContainsFunc(b.con.Decisions, func(x huibao.Decision) bool {
		return x.Kind == huibao.DecisionWaive && x.Unit == u.Code && !x.Lapsed
	})
	sub := b.con.Shown(u.Code)
	switch {
	case u.Reviews || waived || !b.state.IsOpen(u.Code):
		return ""
	case sub == nil && u.State == statement.WordMissing:
		return statement.WordMissing
	case sub != nil && sub.State == huibao.StateRejected:
		return statement.WordRejected
	case sub != nil && (sub.State == huibao.StatePending || sub.State == huibao.StateUnsigned):
		return sub.State.Label()
	}
	return ""
}

// patience is how long what came waits for a run, where runs come to nothing, before people
// are reminded by what is known.
const patience = 10 * time.Minute

// stuck reports whether runs of a period have come to nothing for longer than that.
func (d *Desk) stuck(period huibao.Period) bool {
	f, failed := d.Failed(period)
	return failed && d.now().Sub(f.Since) >= patience
}

// waits reports whether something came that is not judged yet and may be of a unit that still
// takes returns: of a file from the folder nobody can say before, and where no run says it
// either, it holds nobody up.
func (d *Desk) waits(s *act.State, b *Board, unit string) bool {
	stuck := d.stuck(b.Period)
	return s.IsOpen(unit) && slices.ContainsFunc(s.Files, func(e act.Event) bool { return e.N > b.judged && (e.Unit == unit || e.Unit == "" && !stuck) })
}

// tooEarly is why nobody is reminded while what came may be what is owed.
func (d *Desk) tooEarly(period huibao.Period) error {
	if _, failed := d.Failed(period); failed {
		return &Problem{Sentence: "有刚报来的还没有审核：审核没有办成（原因见总览），会自动再试；没有催，请过几分钟再催"}
	}
	return &Problem{Sentence: "有刚报来的还没有审核完，没有催；请等几秒钟再催"}
}

// RemindDue makes the reminders that the calendar asks for, and sends what is to be sent.
// Whatever it does is recorded before and after, so that two servers, or one that is
// killed, send nothing twice and nothing vanishes.
func (d *Desk) RemindDue(ctx context.Context, report func(error)) {
	for _, day := range d.inForce.Load().days() {
		p := day.Period
		if day.Issue.After(huibao.DateOf(d.now())) {
			continue
		}
		list, err := d.reminders(ctx, p)
		if name := occasionNow(day, d.now()); err == nil && name != "" && !slices.ContainsFunc(list, func(r *reminded) bool { return r.Occasion == name }) {
			if err = d.remind(ctx, d.as(runner), p, name, nil); err == nil {
				list, err = d.reminders(ctx, p)
			}
		}
		var wait *Problem
		if err != nil && !errors.As(err, &wait) && !errors.Is(err, ErrNotFound) && ctx.Err() == nil {
			report(err)
		}
		for _, r := range list {
			for _, t := range r.targets() {
				var err error
				switch now := d.now(); {
				case ctx.Err() != nil:
				case r.abandoned(t, now):
					err = d.abandon(ctx, p, r, t)
				case r.attempt(t, now) > 0:
					err = d.deliver(ctx, p, r, t)
				}
				if err != nil && ctx.Err() == nil {
					report(err)
				}
			}
		}
	}
}

// remind records a 催报 of all that owe something, or of those that are named. One of the
// same occasion that is there already stands; that another person made it is a *Problem.
func (d *Desk) remind(ctx context.Context, who ledger.Actor, period huibao.Period, occasion string, only []string) error {
	b, err := d.board(ctx, period)
	if err != nil {
		return err
	}
	doc := act.Reminder{Where: act.Where{Period: period}, Occasion: occasion}
	if d.out.Mail != nil {
		doc.Channels = append(doc.Channels, act.ByMail)
	}
	if d.out.Hook != nil {
		doc.Channels = append(doc.Channels, act.ByHook)
	}
	return d.led.Act(ctx, who, func(t *ledger.Tx) error {
		boxes, err := t.Mailboxes()
		if err != nil {
			return err
		}
		state, err := t.State(period)
		if err != nil {
			return err
		}
		if !state.Locked() && state.Since(b.judged) && !d.stuck(period) { // no run judges what comes after a lock
			return d.tooEarly(period)
		}
		held := false
		for _, u := range b.Units {
			word := b.owed(u)
			if word == "" || !state.IsOpen(u.Code) || only != nil && !slices.Contains(only, u.Code) {
				continue
			}
			if d.waits(state, b, u.Code) {
				held = true
				continue
			}
			doc.Units = append(doc.Units, act.RemindedUnit{Unit: u.Code, Name: u.Name, State: word, Mail: d.out.Mail != nil && len(boxes[u.Code]) > 0})
		}
		acts, err := t.Reminders(period)
		if err != nil {
			return err
		}
		a := act.New(act.Reminded, occasion, doc)
		for _, old := range acts {
			if old.Kind != act.Reminded || old.Object != occasion {
				continue
			}
			if old.Who != who.Who || string(old.Doc) != string(a.Doc) {
				return &Problem{Sentence: "刚才已经催过一次；请先看结果，还要催的再催一次"}
			}
			return nil
		}
		switch {
		case len(doc.Units) > 0:
		case held: // nobody was looked at: the occasion is not used up
			return d.tooEarly(period)
		case only != nil:
			return &Problem{Sentence: "这些单位现在没有欠的，没有催"}
		}
		_, err = t.Append(a)
		return err
	})
}
