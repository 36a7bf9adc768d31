package batch

import (
	"context"
	"errors"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// Rebuilt is what became of one period when everything derived was made again.
type Rebuilt struct {
	Period huibao.Period `json:"period"`
	Locked bool          `json:"locked"`
	Same   bool          `json:"same"` // its rows are what the chain says that they were
}

// Rebuild drops everything in the ledger that is derived and makes it again, period by
// period, from the acts and the originals: of a locked period from its book, of an open
// one by a run as on the day of its last. The same code does it as always, with nothing
// remembered. A period that was never run is passed over.
func Rebuild(ctx context.Context, w Workspace, opt Options) (list []Rebuilt, err error) {
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	if err := led.Forget(ctx); err != nil {
		return nil, err
	}
	var periods []huibao.Period
	if err := led.View(ctx, func(v *ledger.View) (err error) {
		periods, err = v.Periods()
		return err
	}); err != nil {
		return nil, err
	}
	for _, p := range periods {
		opt.Period = p
		r, err := rebuildPeriod(ctx, w, led, opt)
		if err != nil {
			return list, err
		}
		if r != nil {
			list = append(list, *r)
		}
	}
	return list, nil
}

func rebuildPeriod(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options) (*Rebuilt, error) {
	s, err := mended(ctx, w, led, opt.Period)
	if err != nil {
		return nil, err
	}
	r := &Rebuilt{Period: opt.Period, Locked: s.Locked()}
	if s.Locked() {
		r.Same, err = rowsFromBook(ctx, led, s.Last(), opt)
		return r, err
	}
	last, err := lastRun(ctx, led, opt.Period)
	if err != nil || last.Date.IsZero() {
		return nil, err
	}
	opt.Date, opt.Anew = last.Date, true
	if _, err := Run(ctx, w, opt); err != nil {
		return nil, err
	}
	err = led.View(ctx, func(v *ledger.View) error {
		now, err := v.RowsDigest(opt.Period)
		r.Same = now == last.Rows
		return err
	})
	return r, err
}

// rowsFromBook fills the rows of a locked period in again.
func rowsFromBook(ctx context.Context, led *ledger.Ledger, e act.Edition, opt Options) (same bool, err error) {
	b, err := readBook(ctx, led, e, opt.Limits)
	if err != nil {
		return false, err
	}
	rows, err := ledger.NewRows(e.Period, b.con.Submissions())
	if err != nil {
		return false, err
	}
	return e.Rows == "" || e.Rows == rows.Digest(), led.Act(ctx, opt.actor(), func(t *ledger.Tx) error { return t.Put(rows) })
}
