package desk

import (
	"context"

	"huibao"
	"huibao/batch"
)

// Changes are what a period prints otherwise than before today.
type Changes = batch.Today

// todayKey is what the changes of a day are a function of: what the board is, and the day.
type todayKey struct {
	boardKey
	day huibao.Date
}

// Today is what a board's period prints otherwise than before today, for who sees the board;
// nil where nothing was printed before, or the period is locked.
func (d *Desk) Today(ctx context.Context, p *Person, b *Board) (*Changes, error) {
	if !p.Has(overseers...) {
		return nil, ErrNotFound
	}
	if b.Locked {
		return nil, nil
	}
	key := todayKey{b.key, huibao.DateOf(d.now())}
	return d.todays.get(ctx, key, func(ctx context.Context) (*Changes, error) {
		return batch.ChangesOfDay(ctx, d.led, b.con, key.day)
	})
}
