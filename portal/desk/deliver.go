package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/internal/notify"
	"huibao/ledger"
)

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
		waiting = waiting || d.waits(b.state, b, u.Code)
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

// abandon records that it is not known what came of a sending.
func (d *Desk) abandon(ctx context.Context, period huibao.Period, r *reminded, to target) error {
	return d.led.Act(ctx, d.as(runner), func(t *ledger.Tx) error {
		acts, err := t.Reminders(period)
		if err != nil {
			return err
		}
		list, err := remindedIn(acts)
		if err != nil {
			return err
		}
		for _, x := range list {
			if x.n != r.n || !x.abandoned(to, d.now()) {
				continue
			}
			doc := x.tries[to].Delivery
			doc.Outcome, doc.Why = act.Unsure, "发送时服务中断，不知道送到没有"
			_, err = t.Append(act.New(act.Delivered, deliveryName(r.Occasion, to.channel), doc))
		}
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
		if err != nil || to.unit != "" && d.waits(state, b, to.unit) {
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
