package batch

import (
	"context"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Today is what a period's last draft prints otherwise than the last one before a day began.
type Today struct {
	Since   time.Time // when that one was made
	Returns []report.ReturnChange
	Lights  []report.Moved
	Figures []report.Moved // of the city
}

// Any reports whether there is something.
func (t *Today) Any() bool { return len(t.Returns)+len(t.Lights)+len(t.Figures) > 0 }

// ChangesOfDay sets the last run of a period beside the last one before a day, as both were
// printed; con is the period as the last run left it. It is nil where there is no such run, or
// it is not kept what one of them printed.
func ChangesOfDay(ctx context.Context, led *ledger.Ledger, con *statement.Consolidation, day huibao.Date) (*Today, error) {
	var before, last act.Run
	err := led.View(ctx, func(v *ledger.View) (err error) {
		if before, err = v.RunBefore(con.Period, day.Time()); err == nil {
			last, err = v.LastRun(con.Period)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	was, now := draft{}, draft{}
	if !readDraft(ctx, led, con.Period, before, &was) || !readDraft(ctx, led, con.Period, last, &now) {
		return nil, ctx.Err()
	}
	c := changesBetween(con, &was, &now, draftReturn.state) // no file: a leader reads it, too
	return &Today{Since: before.Started.In(huibao.China), Returns: c.Returns, Lights: c.Lights(), Figures: c.Figures()}, nil
}
