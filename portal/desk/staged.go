package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/durable"
	"huibao/ledger"
)

// Staged is a hand-in of a person whose session had ended when it came: it is kept for a
// day, and handed in when he has signed in again and says so. It is no hand-in yet.
type Staged struct {
	Period huibao.Period `json:"period"`
	Unit   string        `json:"unit"`
	Began  time.Time     `json:"began"` // when its first byte came: the time of receipt
	Names  []string      `json:"names"`
}

// How long after its end a session may still stage, and how long it is kept.
const (
	stageAfter = 12 * time.Hour
	stageKept  = 24 * time.Hour
)

const stagedFile = "staged.json"

// stageOf is the folder of what a person staged, one hand-in a person.
func (d *Desk) stageOf(person string) string {
	return filepath.Join(d.w.Ledger(), "staged", digest(person))
}

// Stage keeps what comes for a person whose session ended not long ago; of anybody else
// nothing is read. It reports whether it was kept.
func (d *Desk) Stage(ctx context.Context, token, address string, period huibao.Period, unit string, next func() (Incoming, error)) (bool, error) {
	began := d.now()
	p, err := d.lately(ctx, token, address)
	if err != nil || p == nil || d.mayHandIn(p, period, unit) != nil {
		return false, err
	}
	parent := filepath.Dir(d.stageOf(p.ID))
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp(parent, durable.TempPrefix)
	if err != nil {
		return false, err
	}
	s := Staged{Period: period, Unit: unit, Began: began}
	if s.Names, err = d.stageFiles(dir, next); err == nil && len(s.Names) > 0 {
		err = d.stageAs(dir, p.ID, s)
	}
	if err != nil || len(s.Names) == 0 {
		return false, errors.Join(full(err), os.RemoveAll(dir))
	}
	return true, d.saw(ctx, ledger.Access{Person: p.ID, What: "登录过期，暂存文件", Object: period.String() + " " + unit, Address: address})
}

func (d *Desk) stageFiles(dir string, next func() (Incoming, error)) (names []string, err error) {
	for {
		in, err := next()
		if err == io.EOF { // itself: a body that breaks off wraps one
			return names, nil
		}
		if err == nil && len(names) == MaxFiles {
			err = errOver
		}
		if err != nil {
			return nil, err
		}
		f, err := os.OpenFile(filepath.Join(dir, strconv.Itoa(len(names))), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(f, &bounded{r: in.Body, left: d.limits.FileBytes})
		if err = errors.Join(err, durable.Sync(f), f.Close()); err != nil {
			return nil, err
		}
		names = append(names, in.Name)
	}
}

// stageAs gives the folder its name, in the place of an older one.
func (d *Desk) stageAs(dir, person string, s Staged) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := durable.WriteFile(filepath.Join(dir, stagedFile), data, 0o600); err != nil {
		return err
	}
	d.staging.Lock()
	defer d.staging.Unlock()
	to := d.stageOf(person)
	return errors.Join(os.RemoveAll(to), os.Rename(dir, to), durable.SyncDir(filepath.Dir(to)))
}

// lately is the person of a session that ran out not long ago; nil for any other token.
// Who signed out, and whose sessions were ended, is nobody.
func (d *Desk) lately(ctx context.Context, token, address string) (p *Person, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		s, ok, err := v.Session(digest(token))
		if err != nil || !ok {
			return err
		}
		end := s.Seen.Add(IdleLimit)
		if most := s.Made.Add(SessionLimit); most.Before(end) {
			end = most
		}
		if d.now().Sub(end) > stageAfter {
			return nil
		}
		g, ok, err := v.GrantOf(s.Person)
		if err == nil && ok && !g.Disabled {
			p = &Person{ID: g.Person, Name: g.Name, Roles: g.Roles, Address: address}
		}
		return err
	})
	return p, err
}

// Staged is what the person has staged; nil for none, and for what is older than a day.
func (d *Desk) Staged(p *Person) (*Staged, error) {
	d.staging.Lock()
	defer d.staging.Unlock()
	data, err := os.ReadFile(filepath.Join(d.stageOf(p.ID), stagedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var s Staged
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("desk: %s: %w", stagedFile, err)
	}
	if d.now().Sub(s.Began) > stageKept || !slices.Contains(p.Roles, act.Held{Role: act.Clerk, Unit: s.Unit}) {
		return nil, os.RemoveAll(d.stageOf(p.ID))
	}
	return &s, nil
}

// DropStaged takes away what was staged more than a day ago, whoever does not come back for
// it, and what a server that was killed left of a staging.
func (d *Desk) DropStaged() error {
	d.staging.Lock()
	defer d.staging.Unlock()
	parent := filepath.Join(d.w.Ledger(), "staged")
	list, err := os.ReadDir(parent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range list {
		info, failed := e.Info()
		if errors.Is(failed, fs.ErrNotExist) {
			continue // it got its name meanwhile
		}
		var s Staged
		if failed == nil {
			data, unread := os.ReadFile(filepath.Join(parent, e.Name(), stagedFile))
			if unread != nil || json.Unmarshal(data, &s) != nil {
				s.Began = info.ModTime()
			}
		}
		if failed == nil && d.now().Sub(s.Began) > stageKept {
			failed = os.RemoveAll(filepath.Join(parent, e.Name()))
		}
		err = errors.Join(err, failed)
	}
	return err
}

// Resume hands in what the person staged, as of when it came.
func (d *Desk) Resume(ctx context.Context, p *Person) (*Staged, *Taken, error) {
	s, err := d.Staged(p)
	if err != nil {
		return nil, nil, err
	}
	if s == nil {
		return nil, nil, &Problem{Sentence: "暂存的文件已经报送，或超过一天已删去；请重新选文件报送"}
	}
	var open *os.File
	i := 0
	taken, err := d.HandIn(ctx, p, s.Period, s.Unit, s.Began, func() (Incoming, error) {
		if open != nil {
			_ = open.Close() // it was only read
		}
		if i == len(s.Names) {
			return Incoming{}, io.EOF
		}
		var err error
		if open, err = os.Open(filepath.Join(d.stageOf(p.ID), strconv.Itoa(i))); err != nil {
			return Incoming{}, err
		}
		i++
		return Incoming{s.Names[i-1], open}, nil
	})
	if err != nil {
		return s, nil, err
	}
	d.staging.Lock()
	defer d.staging.Unlock()
	return s, taken, os.RemoveAll(d.stageOf(p.ID))
}
