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
	Period huibao.Period   `json:"period"` // the current one, of which the values are
	List   []Setting       `json:"settings"`
	Units  []UnitName      `json:"-"`
	May    bool            `json:"-"` // the person may change it
	From   []huibao.Period `json:"-"`
}

// Setting is one of them: its value for all units, those that have another, and what is set
// of later periods.
type Setting struct {
	Name    string         `json:"name"`
	Value   string         `json:"value"`
	Values  []string       `json:"values"`
	OfUnits bool           `json:"-"`
	Own     []OwnSetting   `json:"own,omitempty"`
	Ahead   []LaterSetting `json:"ahead,omitempty"`
}

// OwnSetting is a unit's own.
type OwnSetting struct {
	Unit  string `json:"unit"`
	Value string `json:"value"`
}

// LaterSetting begins in a later period; Unit is "" for all.
type LaterSetting struct {
	From  huibao.Period `json:"from"`
	Unit  string        `json:"unit,omitempty"`
	Value string        `json:"value"`
}

// Whose says of which units it is.
func (l LaterSetting) Whose() string {
	if l.Unit == "" {
		return "所有单位"
	}
	return l.Unit
}

// Settings shows how things are set in the current period, and from later ones on.
func (d *Desk) Settings(ctx context.Context, p *Person) (*Settings, error) {
	if !p.Has(act.Keeper, act.Officer, act.Director) {
		return nil, ErrNotFound
	}
	s, err := d.SettingsAt(ctx)
	if err == nil {
		s.May = p.Has(act.Director)
	}
	return s, err
}

// SettingsAt is Settings for who holds the workspace.
func (d *Desk) SettingsAt(ctx context.Context) (*Settings, error) {
	s := &Settings{Period: d.Current(), Units: d.UnitNames()}
	for _, period := range d.plan().Plan.Periods() {
		if d.plan().Plan.Collects(period) == nil && !period.Before(s.Period) {
			s.From = append(s.From, period)
		}
	}
	var now *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { now, err = v.State(s.Period); return err })
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
		for _, later := range now.Ahead(name) {
			l := LaterSetting{From: later.From, Value: later.Value}
			if later.Unit != "" {
				l.Unit = d.plan().At(later.From).UnitName(later.Unit)
			}
			x.Ahead = append(x.Ahead, l)
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
	}
	return problemOf(d.SetAt(ctx, p.ID, name, value, unit, from))
}

// SetAt is Set for who holds the workspace.
func (d *Desk) SetAt(ctx context.Context, who, name, value, unit string, from huibao.Period) error {
	switch {
	case unit != "" && d.plan().Plan.UnitByCode(unit) == nil:
		return &Problem{Sentence: "方案的单位表中没有这个单位"}
	case from.Before(d.Current()) || !slices.Contains(d.plan().Plan.Periods(), from):
		return &Problem{Sentence: "只能从本期或以后的一期起"}
	}
	err := d.led.Act(ctx, d.as(who), func(t *ledger.Tx) error {
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
	return err
}
