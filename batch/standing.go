package batch

import (
	"context"

	"huibao"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/statement"
)

// Standing rolls a period up from the ledger alone, as the last run left it.
func Standing(ctx context.Context, w Workspace, period huibao.Period, lim sheet.Limits) (*statement.Consolidation, error) {
	plan, err := LoadPlan(ctx, w.Plan(), period, lim)
	if err != nil {
		return nil, err
	}
	led, err := ledger.Read(w.Ledger())
	if err != nil {
		return nil, err
	}
	defer led.Close()
	before, err := readPast(led, plan, period)
	if err != nil {
		return nil, err
	}
	return consolidate(led, plan, period, before, before.now)
}
