package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// goRemind reminds, beside what is judged, until the context ends: a mail server that is
// slow holds nothing else up.
func (d *Desk) goRemind(ctx context.Context, report func(error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.call:
		case <-tick.C:
		}
		d.RemindDue(ctx, report)
	}
}

// Reminding is the page on which the office reminds: what the calendar asks for, what
// came of it, and who owes something now.
type Reminding struct {
	Period   huibao.Period
	Day      huibao.CalendarDay
	Calendar []OnCalendar
	Made     []MadeReminder // the newest first
	Owing    []Owing
	All      string // the text for a group
	Next     string // the occasion of the next one by hand
	Mail     bool
	Hook     bool
	Locked   bool
}

// OnCalendar is an occasion of the calendar: Word is whether it was made.
type OnCalendar struct {
	Name string
	At   time.Time
	Word string
	Bad  bool
}

// MadeReminder is a reminder that was made.
type MadeReminder struct {
	act.Reminder
	N     int
	At    time.Time
	Who   string
	Group *Result // of the message into the group
	Lines []ReminderLine
}

// Lost is how many of its texts did not go out, or it is not known whether they did.
func (m MadeReminder) Lost() int {
	n := 0
	for _, l := range m.Lines {
		if l.Mail != nil && l.Mail.Bad {
			n++
		}
	}
	if m.Group != nil && m.Group.Bad {
		n++
	}
	return n
}

// ReminderLine is a unit that was reminded: Mail is nil where it has no address.
type ReminderLine struct {
	act.RemindedUnit
	Mail *Result
}

// Result is what came of sending.
type Result struct {
	Word, Why string
	Bad       bool
}

// Owing is a unit that owes something now.
type Owing struct {
	Code, Name, State, Text string
	Mail                    bool // has an address
}

const byHand = "手工第%d次"

// Reminding shows a period's reminders to the office.
func (d *Desk) Reminding(ctx context.Context, p *Person, period huibao.Period) (*Reminding, error) {
	if !p.Has(office...) {
		return nil, ErrNotFound
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return nil, err
	}
	r := &Reminding{Period: period, Day: b.Day, Mail: d.out.Mail != nil, Hook: d.out.Hook != nil, Locked: b.Locked}
	var boxes map[string][]string
	var list []*reminded
	err = d.led.View(ctx, func(v *ledger.View) (err error) {
		if list, err = remindersOf(v, period); err == nil {
			boxes, err = v.Mailboxes()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var units []act.RemindedUnit
	for _, u := range b.Units {
		if word := b.owed(u); word != "" {
			x := act.RemindedUnit{Unit: u.Code, Name: u.Name, State: word}
			units = append(units, x)
			r.Owing = append(r.Owing, Owing{u.Code, u.Name, word, d.text(b, x), len(boxes[u.Code]) > 0})
		}
	}
	if len(units) > 0 {
		r.All = d.groupText(b, units)
	}
	r.calendar(list, d.now(), b)
	hands := 1
	for _, m := range slices.Backward(list) {
		r.Made = append(r.Made, m.made(d.now()))
		if strings.HasPrefix(m.Occasion, "手工") {
			hands++
		}
	}
	r.Next = fmt.Sprintf(byHand, hands)
	return r, nil
}

// calendar says of each of its occasions whether it was made.
func (r *Reminding) calendar(list []*reminded, now time.Time, b *Board) {
	for i, o := range occasions {
		x := OnCalendar{Name: o.name, At: o.begins(b.Day)}
		made := slices.IndexFunc(list, func(m *reminded) bool { return m.Occasion == o.name })
		switch {
		case made >= 0 && len(list[made].Units) == 0:
			x.Word = "看过了，没有要催的"
		case made >= 0:
			x.Word = fmt.Sprintf("催了 %d 个单位", len(list[made].Units))
		case now.Before(x.At):
			x.Word = "到时自动催"
		case now.Before(ends(i, b.Day)):
			x.Word = "马上就催"
		default:
			x.Word, x.Bad = "没有催：那时服务没有运行，或者报来的一直没有审核成", true
		}
		r.Calendar = append(r.Calendar, x)
	}
}

// made is a reminder as the page shows it.
func (r *reminded) made(now time.Time) MadeReminder {
	m := MadeReminder{Reminder: r.Reminder, N: r.n, At: r.at, Who: r.who}
	results := map[target]*Result{}
	for _, t := range r.targets() {
		word, why := r.outcome(t, now)
		results[t] = &Result{string(word), why, word == act.Failed || word == act.Unsure}
	}
	m.Group = results[target{"", act.ByHook}]
	for _, u := range r.Units {
		m.Lines = append(m.Lines, ReminderLine{u, results[target{u.Unit, act.ByMail}]})
	}
	return m
}

// Remind reminds units by hand. occasion is what the page offered: sent twice it is one.
func (d *Desk) Remind(ctx context.Context, p *Person, period huibao.Period, occasion string, units []string) error {
	r, err := d.Reminding(ctx, p, period)
	if err != nil {
		return err
	}
	var n int
	if _, err := fmt.Sscanf(occasion, byHand, &n); err != nil || fmt.Sprintf(byHand, n) != occasion {
		return ErrNotFound
	}
	var next int
	_, _ = fmt.Sscanf(r.Next, byHand, &next) // it was made so
	switch {
	case n < 1 || n > next:
		return ErrNotFound
	case len(units) == 0:
		return &Problem{Sentence: "没有选单位；请先勾上要催的"}
	}
	if err := d.remind(ctx, d.as(p.ID), period, occasion, units); err != nil {
		return err
	}
	select {
	case d.call <- struct{}{}:
	default:
	}
	return nil
}

// reminderFor is when a unit was reminded last in a period of what it still owes; the zero
// time where it was not.
func (d *Desk) reminderFor(ctx context.Context, b *Board, u UnitState) (time.Time, error) {
	if b.owed(u) == "" || d.waits(b.state, b, u.Code) {
		return time.Time{}, nil
	}
	list, err := d.reminders(ctx, b.Period)
	for _, r := range slices.Backward(list) {
		if r.Names(u.Code) {
			return r.at, err
		}
	}
	return time.Time{}, err
}

// Beside is what stands beside a period's board: all periods of which something is known, as
// Collected has them, and how many texts of the last reminder did not go out, or are not known to
// have.
func (d *Desk) Beside(ctx context.Context, p *Person, period huibao.Period) (others []huibao.Period, lost int, err error) {
	if !p.Has(overseers...) {
		return nil, 0, ErrNotFound
	}
	var list []*reminded
	err = d.led.View(ctx, func(v *ledger.View) (err error) { // at once: whoever looks waits for who acts
		if others, err = v.Periods(); err == nil {
			list, err = remindersOf(v, period)
		}
		return err
	})
	if len(list) > 0 {
		lost = list[len(list)-1].made(d.now()).Lost()
	}
	return newestFirst(others, period), lost, err
}
