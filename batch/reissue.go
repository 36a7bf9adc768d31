package batch

import (
	"context"
	"slices"

	"huibao"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Reissue writes a period's outputs again from the ledger alone: with the plan, the
// day and the returns of its last run, they are what that run wrote, byte for byte. What lies there as
// it would be written is left alone. Of a locked period they are the edition's own files.
func Reissue(ctx context.Context, w Workspace, opt Options) (*Result, error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	alike, err := madeAlike(ctx, w, led, opt, info)
	if err != nil {
		return nil, err
	}
	if len(alike) > 0 {
		if res, ok := standing(w, opt.Period); ok && sameOutputs(res.Outputs, alike) {
			return res, nil
		}
	}
	s, c, date, err := lastScene(ctx, led, opt)
	if err != nil {
		return nil, err
	}
	if s.state.Locked() {
		res := done(c, outputsOf(opt.Period, s.state.Last()))
		return res, restoreEditions(ctx, w, led, s.state)
	}
	unlock, err := lockOutputs(ctx, w, opt.Period)
	if err != nil {
		return nil, err
	}
	defer unlock()
	opt.Date, info.Date = date, date
	n := &runner{w: w, opt: opt, led: led, info: info, scene: s}
	out, err := n.newWriter(ctx, n.asDraft(c))
	if err != nil {
		return nil, err
	}
	out.alike = alike
	err = out.all()
	return done(c, out.list), err
}

// drawnBy names the texts and typefaces that outputs are printed with; "" where that are an office's own typefaces, which a
// folder holds that may change.
func drawnBy(opt Options, info report.Info) string {
	if opt.Fonts != "" {
		return ""
	}
	return fingerprint(info.Texts)
}

// madeAlike are the outputs that a period's last run wrote, their hashes by path, where the same would be written again: by
// the same program, with the same texts and typefaces, of the same rows and what was before. None where it might be otherwise.
func madeAlike(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options, info report.Info) (map[string]string, error) {
	state, last, made, err := lastMade(ctx, led, opt.Period)
	drawn := drawnBy(opt, info)
	if err != nil || state.Locked() || drawn == "" {
		return nil, err
	}
	alike := false
	err = led.View(ctx, func(v *ledger.View) error {
		var kept shownStatus
		ok, err := v.Shown(opt.Period, made, &kept)
		if err != nil || !ok || kept.Version != opt.made() || kept.Drawn != drawn {
			return err
		}
		before, err := earlierOf(v, opt.Period)
		if err != nil {
			return err
		}
		rows, err := v.RowsDigest(opt.Period)
		alike = rows == last.Rows && digestOf(before) == kept.History
		return err
	})
	if err != nil || !alike {
		return nil, err
	}
	sums := map[string]string{}
	for _, o := range last.Outputs {
		sums[o.Name] = o.SHA256
	}
	if _, public := sums[outputPath(opt.Period, publicFile)]; public != (opt.Public || lies(w, opt.Period, publicFile)) {
		return nil, nil
	}
	return sums, nil
}

// sameOutputs reports whether outputs are those of some hashes by path, and all of them.
func sameOutputs(list []report.Output, sums map[string]string) bool {
	return len(list) == len(sums) && !slices.ContainsFunc(list, func(o report.Output) bool { return sums[o.Path] != o.SHA256 })
}

// Compared is an indicator in two periods, for the city.
type Compared struct {
	Code       string          `json:"code"`
	Name       string          `json:"name"`
	Measure    string          `json:"measure"`
	Before     huibao.Quantity `json:"before"`
	After      huibao.Quantity `json:"after"`
	Difference huibao.Quantity `json:"difference"`
	Was        huibao.Light    `json:"was"`
	Light      huibao.Light    `json:"light"`
	OnlyBefore []string        `json:"only_before,omitempty"` // names of units that only the earlier figure has
	OnlyAfter  []string        `json:"only_after,omitempty"`  // then the difference is that of the units in both
}

// Compare sets two periods, or two editions of one, side by side: reached, of rates in percent.
func Compare(ctx context.Context, w Workspace, before, after Options) ([]Compared, error) {
	a, wholeA, err := cityOf(ctx, w, before)
	if err != nil {
		return nil, err
	}
	b, wholeB, err := cityOf(ctx, w, after)
	if err != nil {
		return nil, err
	}
	unlike := !alikeWhole(a, b) // then units are asked for
	if unlike && !wholeA {
		if a, err = Standing(ctx, w, before); err != nil {
			return nil, err
		}
	}
	if unlike && !wholeB {
		if b, err = Standing(ctx, w, after); err != nil {
			return nil, err
		}
	}
	list := []Compared{}
	for i := range b.Plan.Indicators {
		ind := &b.Plan.Indicators[i]
		x, y := a.CityStanding(ind.Code), b.CityStanding(ind.Code)
		if x == nil || y == nil {
			continue
		}
		c := Compared{Code: ind.Code, Name: ind.Name, Measure: ind.Measure, Before: shown(ind, x), After: shown(ind, y), Was: x.Light, Light: y.Light}
		p, okP := c.Before.Decimal()
		q, okQ := c.After.Decimal()
		if okP && okQ {
			c.Difference = huibao.Num(q.Sub(p))
		}
		c.alike(b.Alike(a, ind.Code), ind)
		list = append(list, c)
	}
	return list, nil
}

// cityOf is Standing without what it says of units and files, where the city's figures are kept
// by themselves: of an edition, and of a draft as long as it is what a run of this program left; else whole.
func cityOf(ctx context.Context, w Workspace, opt Options) (c *statement.Consolidation, whole bool, err error) {
	led, state, err := openPeriod(ctx, w, opt)
	if err != nil {
		return nil, false, err
	}
	defer led.Close()
	if opt.Edition > 0 || state.Locked() {
		c, err = editionCity(ctx, led, state, opt)
		return c, false, err
	}
	kept, err := keptDraft(ctx, w, led, opt)
	if err != nil {
		return nil, false, err
	}
	plan, err := ranPlan(ctx, w, led, opt)
	if err == nil && kept != nil && kept.City != nil && kept.Version == opt.made() {
		return &statement.Consolidation{Period: opt.Period, Plan: plan.At(opt.Period), City: kept.City, Edition: state.Edition}, false, nil
	}
	c, err = standingBy(ctx, led, state, plan, err, opt)
	return c, true, err
}

// alikeWhole reports whether all figures that are in both periods have the same units.
func alikeWhole(a, b *statement.Consolidation) bool {
	return !slices.ContainsFunc(b.City, func(s huibao.Standing) bool {
		return a.CityStanding(s.Code) != nil && b.Unlike(a, s.Code)
	})
}

// alike lets the difference be that of the units in both figures, where one lacks units that
// the other has; none where it cannot be told.
func (c *Compared) alike(both statement.Alike, ind *huibao.Indicator) {
	if both.Same() || !c.Before.IsNumber() || !c.After.IsNumber() {
		return
	}
	c.OnlyBefore, c.OnlyAfter = both.OnlyBefore, both.OnlyAfter
	c.Difference = huibao.Quantity{}
	p, okP := both.Before.Decimal()
	q, okQ := both.After.Decimal()
	if !okP || !okQ {
		return
	}
	difference := q.Sub(p)
	if ind.Kind == huibao.KindRate {
		difference = difference.Shift(2)
	}
	c.Difference = huibao.Num(difference)
}

// shown is the figure that stands for an indicator: the rate in percent, the units
// that have completed, else what was reached.
func shown(ind *huibao.Indicator, s *huibao.Standing) huibao.Quantity {
	switch ind.Kind {
	case huibao.KindRate:
		if r := s.Rate(); r.Valid() {
			return huibao.Num(r.Round(percentPlaces).Shift(2))
		}
		return huibao.Quantity{}
	case huibao.KindMilestone:
		return huibao.NumInt(int64(s.Held))
	}
	return s.Reached
}

// percentPlaces are the places of a share that is shown in percent with two.
const percentPlaces = 4
