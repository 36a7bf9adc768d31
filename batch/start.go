package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"huibao/ledger"
	"huibao/report"
)

// start opens the ledger for a run or a lock. A dry run where there is none has one of its
// own, which goes.
func start(ctx context.Context, w Workspace, opt Options) (*runner, error) {
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	n := &runner{w: w, opt: opt, info: info, watch: newStopwatch(opt)}
	if opt.DryRun && !begun(w) {
		return n, n.scratch(ctx)
	}
	n.led, err = openLedger(ctx, w, opt)
	return n, err
}

// scratch opens a ledger that is removed when the runner is closed.
func (n *runner) scratch(ctx context.Context) error {
	if _, err := loadCollecting(ctx, n.w, n.opt); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "huibao-")
	if err != nil {
		return fmt.Errorf("batch: %w", err)
	}
	n.gone = dir
	if n.led, err = ledger.Open(ctx, ledger.Place{Dir: dir}, n.opt.Version); err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return nil
}

func (n *runner) close() error {
	err := n.led.Close()
	if n.gone != "" {
		err = errors.Join(err, os.RemoveAll(n.gone))
	}
	return err
}

// runner is one run of a period.
type runner struct {
	w      Workspace
	opt    Options
	led    *ledger.Ledger
	watch  *stopwatch
	info   report.Info
	reader *reader
	gone   string // folder that goes with the runner; "" for none

	began time.Time // when the files began to be hashed, by the system's clock

	in    *intake
	scene *scene
}
