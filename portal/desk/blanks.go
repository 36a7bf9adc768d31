package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// Blanks is who has been given a blank return of a period.
type Blanks struct {
	Period  huibao.Period
	Day     huibao.CalendarDay
	Units   []BlankOf
	Lacking int // units that were given none
	Old     int // units whose return asks for something else by now
	Locked  bool
	Others  []huibao.Period
}

// BlankOf is a unit and its blank return.
type BlankOf struct {
	Code, Name string
	At         time.Time // when it was given out last; zero for never
	Who        string
	Old        bool // what the return asks for has changed since
	Missing    bool // the file that was given out is not there any more
}

// Blanks lists them, for the office.
func (d *Desk) Blanks(ctx context.Context, p *Person, period huibao.Period) (*Blanks, error) {
	if !p.Has(office...) || !d.collects(period) {
		return nil, ErrNotFound
	}
	var s *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { s, err = v.State(period); return err })
	if err != nil {
		return nil, err
	}
	plan := d.plan().At(period)
	x := &Blanks{Period: period, Day: plan.Day(period), Locked: s.Locked(), Others: d.plan().Plan.Periods()}
	for _, u := range plan.ReturningUnits() {
		b := BlankOf{Code: u.Code, Name: u.Name}
		var doc act.Blank
		if a, given := s.Issued[u.Code]; given && a.Into(&doc) == nil {
			b.At, b.Who, b.Old = a.At.In(huibao.China), a.Who, doc.FormDigest != plan.FormDigest(u.Code)
			_, err := os.Stat(d.blank(period, u.Code))
			b.Missing = errors.Is(err, fs.ErrNotExist)
		}
		if b.At.IsZero() {
			x.Lacking++
		}
		if b.Old {
			x.Old++
		}
		x.Units = append(x.Units, b)
	}
	return x, nil
}

// Whom a period's blank returns are made for.
const (
	ToLacking = "没有的" // those who were given none, whose return has changed since, or whose file is gone
	ToAll     = "所有"
)

// GiveOut makes blank returns: to is ToLacking, ToAll or a unit's code. It answers with how
// many were made.
func (d *Desk) GiveOut(ctx context.Context, p *Person, period huibao.Period, to string) (int, error) {
	x, err := d.Blanks(ctx, p, period)
	if err != nil {
		return 0, err
	}
	if x.Locked {
		return 0, &Problem{Sentence: "没有下发：" + period.Chinese() + "已锁定", Moved: true}
	}
	var names []string
	for _, u := range x.Units {
		if to == u.Code || to == ToAll || to == ToLacking && (u.At.IsZero() || u.Old || u.Missing) {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		if to == ToLacking {
			return 0, &Problem{Sentence: "没有下发：各单位都有按现行方案制作的空白表"}
		}
		return 0, &Problem{Sentence: "没有下发：请选给哪些单位"}
	}
	made, err := batch.Issue(ctx, d.w, d.byPerson(p, period), names)
	return len(made), problemOf(err)
}

func (d *Desk) blank(period huibao.Period, unit string) string {
	return d.w.Blank(d.plan().At(period).UnitName(unit), period)
}

// Blank opens a unit's blank return, and records who did.
func (d *Desk) Blank(ctx context.Context, p *Person, period huibao.Period, unit string) (*os.File, error) {
	if !p.maySee(unit) || d.plan().At(period).UnitByCode(unit) == nil {
		return nil, ErrNotFound
	}
	f, err := os.Open(d.blank(period, unit))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	if err := d.saw(ctx, ledger.Access{Person: p.ID, What: "下载空白表", Object: period.String() + " " + unit, Address: p.Address}); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
