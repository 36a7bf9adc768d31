package batch

import (
	"context"
	"errors"

	"huibao"
	"huibao/ledger"
)

// Slimmed is what a ledger was made smaller by. Before and After are the bytes of its
// database.
type Slimmed struct {
	Periods  []huibao.Period `json:"periods"`
	Readings int64           `json:"readings"`
	Before   int64           `json:"before"`
	After    int64           `json:"after"`
}

// Slim drops what the ledger remembers of reading the files of locked periods: no run
// reads them again, and where one is opened they are read from the originals. No act,
// verdict, original or output is touched.
func Slim(ctx context.Context, w Workspace, opt Options) (s Slimmed, err error) {
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	s.Periods = []huibao.Period{}
	err = led.View(ctx, func(v *ledger.View) error {
		all, err := v.Periods()
		for _, p := range all {
			state, err := v.State(p)
			if err != nil {
				return err
			}
			if state.Locked() && state.Last().Rows != "" { // else the readings are all that vouches for its rows
				s.Periods = append(s.Periods, p)
			}
		}
		return err
	})
	if err != nil {
		return s, err
	}
	if s.Before, err = led.Size(); err != nil {
		return s, err
	}
	if s.Readings, err = led.Slim(ctx, s.Periods); err != nil {
		return s, err
	}
	s.After, err = led.Size()
	return s, err
}
