package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// lookEvery is how often the folder is looked at: what is put there is seen at the look
// after the one at which it no longer changes.
const lookEvery = 10 * time.Second

// looks is what lay in the workspace when it was looked at last; one goroutine looks at the plan,
// another at the folder.
type looks struct {
	now, run map[string]string // by folder: at the last look; at the last run that it asked for
	failed   string            // what was said of a plan that could not be read
}

func newLooks() looks { return looks{now: map[string]string{}, run: map[string]string{}} }

// moved notes what lies at a place, and reports whether it is otherwise than at the last
// run and stands as at the look before: what is being copied is waited for.
func (l *looks) moved(place, print string) bool {
	still := l.now[place] == print
	l.now[place] = print
	if !still || l.run[place] == print {
		return false
	}
	l.run[place] = print
	return true
}

// Look reads the plan again where it changed, and puts the periods into the queue in whose folders
// something changed. Only one goroutine looks.
func (d *Desk) Look(ctx context.Context) error {
	return errors.Join(d.LookAtPlan(ctx), d.lookAtFolder())
}

// LookAtPlan reads the plan again where it changed. One that could not be read may have been held by another program: the
// next look tries again, and what is wrong is said once.
func (d *Desk) LookAtPlan(ctx context.Context) error {
	plan, err := fingerprint(d.w.Plan())
	if err != nil || !d.planLooks.moved(batch.PlanFile, plan) {
		return err
	}
	err = d.readPlan(ctx)
	before := d.planLooks.failed
	d.planLooks.failed = ""
	if err == nil {
		return nil
	}
	delete(d.planLooks.run, batch.PlanFile)
	if d.planLooks.failed = err.Error(); d.planLooks.failed == before {
		return nil
	}
	return err
}

// lookAtFolder puts the periods into the queue in whose folders something changed, and the one
// that is due when the plan has.
func (d *Desk) lookAtFolder() error {
	plan, err := fingerprint(d.w.Plan())
	if err != nil {
		return err
	}
	anew := d.looks.moved(batch.PlanFile, plan)
	current := d.Current()
	for _, p := range d.plan().Plan.Periods() {
		if p != current && !p.Before(current) {
			continue
		}
		print, err := fingerprint(d.w.Returns(p))
		if err != nil {
			return err
		}
		if d.looks.moved(p.String(), print) || anew && p == current {
			d.here(p)
		}
	}
	return nil
}

// goLook looks at the folder until the context ends, while no other process does; who begins to
// passes over what lay there when it was run last.
func (d *Desk) goLook(ctx context.Context, report func(error)) {
	var lease *ledger.Lease
	var mine context.Context
	every(ctx, lookEvery, report, func() (err error) {
		if lease != nil && mine.Err() != nil { // lost
			_, _ = lease.End(context.WithoutCancel(ctx), nil, nil)
			lease = nil
		}
		if lease == nil {
			if lease, err = d.led.Lease(ctx, lookLease); err != nil || lease == nil {
				return err
			}
			mine = lease.Hold(ctx)
			d.looks = newLooks()
			if err := d.baseline(ctx); err != nil { // or all that stands is printed anew
				_, ended := lease.End(context.WithoutCancel(ctx), nil, nil)
				lease = nil
				return errors.Join(err, ended)
			}
			d.here(d.Current())
		}
		return d.lookAtFolder()
	})
	if lease != nil {
		if _, err := lease.End(context.WithoutCancel(ctx), nil, nil); err != nil && !errors.Is(err, ledger.ErrLost) {
			report(err)
		}
	}
}

// baseline passes over what lay in the folders of earlier periods when they were run last:
// starting a server prints nothing anew that stands.
func (d *Desk) baseline(ctx context.Context) error {
	for _, p := range d.plan().Plan.Periods() {
		var last act.Run
		err := d.led.View(ctx, func(v *ledger.View) (err error) { last, err = v.LastRun(p); return err })
		if err != nil {
			return err
		}
		newest, err := newestIn(d.w.Returns(p))
		if err != nil {
			return err
		}
		if newest.After(last.Started) || p == d.Current() {
			continue
		}
		if d.looks.run[p.String()], err = fingerprint(d.w.Returns(p)); err != nil {
			return err
		}
	}
	return nil
}

// newestIn is when something below a folder was changed last; zero where there is none.
func newestIn(root string) (newest time.Time, err error) {
	err = filepath.WalkDir(root, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return newest, err
}

// heedPlan reads the plan where a run read another one than is in force here: no page says by the old plan what
// the period's pages say by the new one.
func (d *Desk) heedPlan(ctx context.Context, res *batch.Result) error {
	if res.Consolidation == nil || res.Plan == nil || res.Locked || res.Plan.Hash() == d.plan().At(res.Period).Hash() {
		return nil
	}
	return d.readPlan(ctx)
}

// readPlan puts plan.xlsx in force as it lies there; one that can't be read, or has
// errors, leaves the one before in force.
func (d *Desk) readPlan(ctx context.Context) error {
	p, err := batch.LoadPlan(ctx, d.w.Plan(), huibao.Period{}, d.limits)
	if err != nil {
		return err
	}
	d.inForce.Store(newPlanRead(p))
	return nil
}

// fingerprint is of the names, sizes and times of what lies below a path.
func fingerprint(root string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !e.IsDir() {
			_, err = fmt.Fprintln(h, path, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		if _, gone := os.Stat(root); errors.Is(gone, fs.ErrNotExist) {
			return "", nil
		}
		return "moving", nil // something went while it was looked at
	}
	return hex.EncodeToString(h.Sum(nil)), err
}
