package desk

import (
	"context"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// set is how things are set, whatever the period.
func (d *Desk) set(ctx context.Context) (s *act.State, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { s, err = v.State(huibao.Period{}); return err })
	return s, err
}

// Settings is how the office has it: for all units, and for those that have it otherwise.
type Settings struct {
	List  []Setting
	Units []UnitName
	May   bool // the person may change it
	From  []huibao.Period
}

// Setting is one of them.
type Setting struct {
	Name, Value string
	Values      []string
	OfUnits     bool
	Own         []OwnSetting
}

// OwnSetting is a unit's own.
type OwnSetting struct{ Unit, Value string }

// Settings shows how things are set in the current period.
func (d *Desk) Settings(ctx context.Context, p *Person) (*Settings, error) {
	if !p.Has(act.Keeper, act.Officer, act.Director) {
		return nil, ErrNotFound
	}
	s := &Settings{Units: d.UnitNames(), May: p.Has(act.Director)}
	for _, period := range d.plan().Plan.Periods() {
		if d.plan().Plan.Collects(period) == nil && !period.Before(d.Current()) {
			s.From = append(s.From, period)
		}
	}
	var now *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { now, err = v.State(d.Current()); return err })
	if err != nil {
		return nil, err
	}
	for _, name := range act.Settings() {
		x := Setting{Name: name, Value: now.Setting(name, ""), Values: act.Values(name), OfUnits: act.OfUnits(name)}
		for _, u := range s.Units {
			if own := now.Setting(name, u.Code); own != x.Value {
				x.Own = append(x.Own, OwnSetting{u.Name, own})
			}
		}
		s.List = append(s.List, x)
	}
	return s, nil
}

// Set sets something from a period on, for a unit ("" for all).
func (d *Desk) Set(ctx context.Context, p *Person, name, value, unit string, from huibao.Period) error {
	switch {
	case !p.Has(act.Director):
		return ErrNotFound
	case d.Stale(p):
		return errStale
	case unit != "" && d.plan().Plan.UnitByCode(unit) == nil:
		return &Problem{Sentence: "方案的单位表中没有这个单位"}
	case from.Before(d.Current()) || !slices.Contains(d.plan().Plan.Periods(), from):
		return &Problem{Sentence: "只能从本期或以后的一期起"}
	}
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		_, err := t.Append(act.New(act.Set, name, act.Setting{Where: act.Where{Unit: unit}, Name: name, Value: value, From: from}))
		return err
	})
	if err == nil && name == act.SetCounting {
		for _, period := range d.plan().Plan.Periods() {
			if !period.Before(from) && !d.Current().Before(period) {
				d.due(period)
			}
		}
	}
	return problemOf(err)
}
