package desk

import (
	"context"
	"errors"
	"fmt"
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

// outcome is what came of a target by now.
func (r *reminded) outcome(t target, now time.Time) (act.Outcome, string) {
	last, tried := r.tries[t]
	switch {
	case !tried && now.Sub(r.at) >= staleAfter:
		return act.Failed, "过了一天还没有发出"
	case !tried:
		return act.Begun, "等着发"
	case last.Outcome == act.Begun && now.Sub(last.at) >= sendingTime:
		return act.Unsure, "发送时服务中断，不知道送到没有"
	case r.attempt(t, now) > 0 || last.Outcome == act.Failed && last.Attempt < maxAttempts && now.Sub(r.at) < staleAfter:
		return act.Failed, last.Why + "；会再试"
	}
	return last.Outcome, last.Why
}

func (d *Desk) reminders(ctx context.Context, period huibao.Period) (list []*reminded, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		acts, err := v.Reminders(period)
		if err == nil {
			list, err = remindedIn(acts)
		}
		return err
	})
	return list, err
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
	case sub != nil && sub.State == huibao.StatePending:
		return sub.State.Label()
	}
	return ""
}

// waits reports whether something of a unit came that is not judged yet.
func waits(s *act.State, b *Board, unit string) bool {
	return slices.ContainsFunc(s.Files, func(e act.Event) bool { return e.N > b.judged && e.Unit == unit })
}

// RemindDue makes the reminders that the calendar asks for, and sends what is to be sent.
// Whatever it does is recorded before and after, so that two servers, or one that is
// killed, send nothing twice and nothing vanishes.
func (d *Desk) RemindDue(ctx context.Context, report func(error)) {
	for _, p := range d.plan().Plan.Periods() {
		day := d.plan().At(p).Day(p)
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
				if ctx.Err() == nil && r.attempt(t, d.now()) > 0 {
					if err := d.deliver(ctx, p, r, t); err != nil && ctx.Err() == nil {
						report(err)
					}
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
	if _, failed := d.Failed(period); since(b.state, b.judged) && !failed {
		return &Problem{Sentence: "有刚报来的还没有审核完；请等几秒钟再催"}
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
		for _, u := range b.Units {
			word := b.owed(u)
			if word == "" || waits(state, b, u.Code) || !state.IsOpen(u.Code) || only != nil && !slices.Contains(only, u.Code) {
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
		if only != nil && len(doc.Units) == 0 {
			return &Problem{Sentence: "这些单位现在没有欠的，没有催"}
		}
		_, err = t.Append(a)
		return err
	})
}

// deliver sends one text, after it looked again whether it is needed.
func (d *Desk) deliver(ctx context.Context, period huibao.Period, r *reminded, to target) error {
	b, err := d.board(ctx, period)
	if err != nil {
		return err
	}
	var mine []act.RemindedUnit
	waiting := false
	for _, u := range b.Units {
		if !r.Names(u.Code) || to.unit != "" && to.unit != u.Code {
			continue
		}
		waiting = waiting || waits(b.state, b, u.Code)
		if word := b.owed(u); word != "" {
			mine = append(mine, act.RemindedUnit{Unit: u.Code, Name: u.Name, State: word})
		}
	}
	if waiting { // it is looked at again when what came is judged
		return nil
	}
	doc := act.Delivery{Where: act.Where{Period: period, Unit: to.unit}, Of: r.n, Channel: to.channel, Outcome: act.Begun}
	if len(mine) == 0 {
		doc.Outcome = act.Needless
	}
	boxes, begun, err := d.claim(ctx, b, r.Occasion, to, &doc)
	if err != nil || !begun || doc.Outcome == act.Needless {
		return err
	}
	doc.Outcome, doc.Why = act.Sent, ""
	switch err := d.send(ctx, b, to, mine, boxes); {
	case err == nil:
	case certain(err):
		doc.Outcome, doc.Why = act.Failed, err.Error()
	default:
		doc.Outcome, doc.Why = act.Unsure, err.Error()
	}
	return d.led.Act(context.WithoutCancel(ctx), d.as(runner), func(t *ledger.Tx) error {
		_, err := t.Append(act.New(act.Delivered, deliveryName(r.Occasion, to.channel), doc))
		return err
	})
}

func certain(err error) bool {
	var f *notify.Failure
	return errors.As(err, &f) && f.Certain
}

func deliveryName(occasion string, by act.Channel) string { return occasion + " " + string(by) }

// claim records that sending begins, unless another server was first or a file came
// meanwhile.
func (d *Desk) claim(ctx context.Context, b *Board, occasion string, to target, doc *act.Delivery) (boxes []string, begun bool, err error) {
	err = d.led.Act(ctx, d.as(runner), func(t *ledger.Tx) error {
		state, err := t.State(b.Period)
		if err != nil || to.unit != "" && waits(state, b, to.unit) {
			return err
		}
		acts, err := t.Reminders(b.Period)
		if err != nil {
			return err
		}
		list, err := remindedIn(acts)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(x *reminded) bool { return x.n == doc.Of })
		if i < 0 {
			return nil
		}
		if doc.Attempt = list[i].attempt(to, d.now()); doc.Attempt == 0 {
			return nil
		}
		all, err := t.Mailboxes()
		if err != nil {
			return err
		}
		boxes, begun = all[to.unit], true
		_, err = t.Append(act.New(act.Delivered, deliveryName(occasion, to.channel), *doc))
		return err
	})
	return boxes, begun, err
}

func (d *Desk) send(ctx context.Context, b *Board, to target, units []act.RemindedUnit, boxes []string) error {
	switch {
	case to.channel == act.ByHook && d.out.Hook != nil:
		return d.out.Hook.Send(ctx, d.groupText(b, units), d.now())
	case to.channel == act.ByMail && d.out.Mail != nil && len(boxes) > 0:
		return d.out.Mail.Send(ctx, boxes, fmt.Sprintf("%s：%s民生实事报表催报", units[0].Name, b.Period.Chinese()), d.mailText(b, units[0]), d.now())
	}
	return &notify.Failure{Certain: true, Why: "现在没有这个通道，或没有邮箱"}
}
