package batch_test

import (
	"context"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestSlim makes a ledger smaller that has a locked period and an open one: what stands
// stands, and the locked one can be opened and run as before.
func TestSlim(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	jan := newSmall(t, true)
	for i, county := range smallCounties {
		jan.put(t, county, "1", i)
	}
	_, err := batch.Run(ctx, jan.w, jan.opt)
	must(t, err)
	none, err := batch.Slim(ctx, jan.w, jan.opt)
	must(t, err)
	if len(none.Periods) != 0 || none.Readings != 0 {
		t.Errorf("of an open period: %+v", none)
	}
	_, err = batch.Lock(ctx, jan.w, jan.opt, batch.LockOptions{LeaveOutRest: true, Why: "定稿"})
	must(t, err)
	feb := jan.month(t, 2)
	for _, county := range smallCounties {
		feb.put(t, county, "1", 1)
	}
	_, err = batch.Run(ctx, feb.w, feb.opt)
	must(t, err)
	before := whole(t, filepath.Join(jan.w.Dir, "out"))
	got, err := batch.Slim(ctx, jan.w, jan.opt)
	must(t, err)
	if len(got.Periods) != 1 || got.Periods[0] != (huibao.Period{Year: 2024, Month: 1}) || got.Readings != 8 || got.After > got.Before { // readings, verdicts, what rows rest on, and the pieces of the workbook
		t.Errorf("%+v", got)
	}
	jan.state(t) // the ledger holds
	for _, s := range []*small{jan, feb} {
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		if res.Read != 0 {
			t.Errorf("%s: %d files were read anew", s.opt.Period, res.Read)
		}
	}
	sameFiles(t, before, whole(t, filepath.Join(jan.w.Dir, "out")), 5)
	_, err = batch.Unlock(ctx, jan.w, jan.opt, "甲县", "更正")
	must(t, err)
	jan.put(t, "甲县", "1", 2)
	res, err := batch.Run(ctx, jan.w, jan.opt)
	must(t, err)
	if res.Summary.States[huibao.StateAccepted] != 3 {
		t.Errorf("opened again: %+v", res.Summary.States)
	}
	jan.state(t)
}
