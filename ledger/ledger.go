// Package ledger keeps what was handed in and what was made of it (台账): every
// original by its hash, every version of every return with its values and
// findings, and the office's decisions. Nothing that it has acknowledged is ever
// lost or changed: a file overwritten in returns/ stays here.
//
// Behind its small interface stands one file of values, which each change replaces
// as a whole, durably; the originals lie beside it, readable by
// their owner alone.
package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"huibao"
	"huibao/internal/durable"
)

const (
	valuesFile   = "values.json"
	lockFile     = ".lock"
	originalsDir = "originals"
	format       = 1
)

// lockWait is how long a writer waits for another one to finish.
const lockWait = 60 * time.Second

// Ledger is an open ledger.
type Ledger struct {
	dir   string
	lock  *flock.Flock // nil when open for reading
	state state
}

// state is the content of the file of values.
type state struct {
	Format      int                            `json:"format"`
	Submissions map[string][]huibao.Submission `json:"submissions"` // by period
	Decisions   []huibao.Decision              `json:"decisions"`
}

// Read opens a ledger for reading; one that does not exist yet is empty.
func Read(dir string) (*Ledger, error) {
	l := &Ledger{dir: dir, state: state{Format: format, Submissions: map[string][]huibao.Submission{}}}
	data, err := os.ReadFile(filepath.Join(dir, valuesFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l, nil
	case err != nil:
		return nil, fmt.Errorf("台账无法打开：%w", err)
	}
	if err := json.Unmarshal(data, &l.state); err != nil {
		return nil, fmt.Errorf("台账文件 %s 已损坏：%w", filepath.Join(dir, valuesFile), err)
	}
	if l.state.Format != format {
		return nil, fmt.Errorf("台账格式为 %d，本程序只认 %d，请使用相应版本的程序", l.state.Format, format)
	}
	return l, nil
}

// Open opens a ledger for writing, making it if need be. It waits up to a minute
// for another writer to finish; then it is an error that says so.
func Open(ctx context.Context, dir string) (*Ledger, error) {
	if err := os.MkdirAll(filepath.Join(dir, originalsDir), 0o700); err != nil {
		return nil, fmt.Errorf("无法建立台账文件夹：%w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if ok, err := lock.TryLockContext(ctx, 200*time.Millisecond); err != nil || !ok {
		return nil, fmt.Errorf("台账正被另一个 huibao 使用（%s），请等它结束后再试", dir)
	}
	l, err := Read(dir)
	if err != nil {
		_ = lock.Unlock()
		return nil, err
	}
	l.lock = lock
	return l, durable.Sweep(dir)
}

// Close gives the ledger free for others.
func (l *Ledger) Close() error {
	if l.lock == nil {
		return nil
	}
	return l.lock.Unlock()
}

// Submissions lists the files handed in for a period, by path and version.
func (l *Ledger) Submissions(period huibao.Period) []huibao.Submission {
	return slices.Clone(l.state.Submissions[period.String()])
}

// Periods lists the periods of which something is known, oldest first.
func (l *Ledger) Periods() []huibao.Period {
	var list []huibao.Period
	for text := range l.state.Submissions {
		if p, err := huibao.ParsePeriod(text); err == nil {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, huibao.Period.Cmp)
	return list
}

// History is what was reported for the periods before one, oldest first.
func (l *Ledger) History(before huibao.Period) huibao.History {
	var h huibao.History
	for _, p := range l.Periods() {
		if !p.Before(before) {
			continue
		}
		for i := range l.state.Submissions[p.String()] {
			h = append(h, l.state.Submissions[p.String()][i].Records()...)
		}
	}
	return h
}

// Decisions lists the office's decisions of a period, oldest first.
func (l *Ledger) Decisions(period huibao.Period) []huibao.Decision {
	var list []huibao.Decision
	for _, d := range l.state.Decisions {
		if d.Period == period {
			list = append(list, d)
		}
	}
	return list
}

// Record replaces what is known of a period's files. A submission that was known
// before may change its state, but never leaves: that is an error of the caller.
// When Record returns nil, the change is durable.
func (l *Ledger) Record(period huibao.Period, subs []huibao.Submission) error {
	for _, old := range l.state.Submissions[period.String()] {
		same := func(s huibao.Submission) bool { return s.Path == old.Path && s.SHA256 == old.SHA256 }
		if !slices.ContainsFunc(subs, same) {
			return fmt.Errorf("ledger: %s (%.8s) would be lost", old.Path, old.SHA256)
		}
	}
	l.state.Submissions[period.String()] = slices.Clone(subs)
	return l.save()
}

// Decide records a decision of the office, durably.
func (l *Ledger) Decide(d huibao.Decision) error {
	l.state.Decisions = append(l.state.Decisions, d)
	return l.save()
}

func (l *Ledger) save() error {
	if l.lock == nil {
		return errors.New("ledger: open for reading only")
	}
	data, err := json.MarshalIndent(l.state, "", " ")
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	if err := durable.WriteFile(filepath.Join(l.dir, valuesFile), data, 0o600); err != nil {
		return fmt.Errorf("台账写入失败：%w", err)
	}
	return nil
}
