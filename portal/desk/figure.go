package desk

import (
	"context"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/mask"
	"huibao/ledger"
	"huibao/statement"
)

// FigurePage is a figure opened down to the cells that it rests on.
type FigurePage struct {
	*batch.Opened
	Period   huibao.Period
	UnitCode string // "" for the city
	Edition  int    // whose figure it is; 0 for the draft
	Picked   int    // the edition that was asked for; 0 for what stands now
	All      bool   // the person sees all units
	NoYear   bool   // the periods before could not be read
	Plan     string // version
	Tables   []FigureTable
	Uses     *Uses // nil where the person is told of none
}

// FigureOpened is what an opened figure says; FigureUnit and FigureMonth are what its
// charts are drawn from.
type (
	FigureOpened = batch.Opened
	FigureUnit   = batch.OpenedPart
	FigureMonth  = batch.OpenedMonth
)

// FigureTable is one item of a figure (本年累计, 本期完成) and its parts.
type FigureTable struct {
	Unit, Item, Value string
	Formula           string
	Parts             []FigurePart
	check             bool // a bureau's, beside the sum of the units
}

// FigurePart is one part: a cell of a return. What the person may not see of another unit
// is left out.
type FigurePart struct {
	batch.TracePart
	UnitCode string
	Version  int
	State    string
	Pick     Pick // of the file, where the person may open the return
	Linked   bool
	foreign  bool     // it stands in a return that the person may not open
	Excerpt  *Excerpt // of the unit's page
}

// excerptsOfFigure bounds how many cells of a figure are drawn.
const excerptsOfFigure = 8

// Figure opens an indicator's figure of the city (unit "") or a unit. The office and 领导
// open any; edition is one to open instead of what stands now, or 0. A unit opens what stands
// now of its own part, and the city's as the edition that was sent out last shows it.
func (d *Desk) Figure(ctx context.Context, p *Person, period huibao.Period, code, unit string, edition int) (*FigurePage, error) {
	x := &FigurePage{Period: period, UnitCode: unit, Picked: edition, All: p.Has(overseers...)}
	if !d.collects(period) {
		return nil, ErrNotFound
	}
	if !x.All {
		own := slices.Contains(p.Units(), unit)
		switch sent, err := d.sentOut(ctx, period); {
		case err != nil:
			return nil, err
		case edition != 0 && (own || edition != sent), unit == huibao.CityUnit && sent == 0, unit != huibao.CityUnit && !own:
			return nil, ErrNotFound
		case unit == huibao.CityUnit:
			edition = sent
		}
	}
	con, err := d.standing(ctx, period, edition)
	if err != nil {
		return nil, err
	}
	before, err := d.before(ctx, x, con)
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		x.NoYear = true // the figure rests on none of them
		d.log.Error("earlier periods of a figure", "period", period.String(), "error", mask.Text(err.Error()))
	}
	f := batch.FigureOf(con, before, unit, code)
	if f == nil || unit != huibao.CityUnit && con.Plan.UnitByCode(unit) == nil {
		return nil, ErrNotFound
	}
	x.Opened, x.Edition, x.Plan = f.Opened, edition, con.PlanVersion
	if con.Locked() {
		x.Edition = con.Edition
	}
	for _, item := range f.Items {
		x.Tables = append(x.Tables, tableOf(p, con, item))
	}
	if x.Uses, err = d.used(ctx, p, x, con); err != nil {
		return nil, err
	}
	x.limit(p, con)
	if unit != huibao.CityUnit {
		d.drawParts(ctx, x)
	}
	return x, nil
}

// beforeKey names the periods before one, as runs and locks left them.
type beforeKey struct {
	period  huibao.Period
	settled int
	plan    *batch.LoadedPlan
}

// before are the periods before the one of the page. An edition's book does not hold them; a unit is shown none of the
// city's, which may not have been sent out.
func (d *Desk) before(ctx context.Context, x *FigurePage, con *statement.Consolidation) (*statement.Past, error) {
	if con.Previous != nil || !x.All && x.UnitCode == huibao.CityUnit {
		return con.Previous, nil
	}
	key := beforeKey{period: x.Period, plan: d.plan()}
	if err := d.led.View(ctx, func(v *ledger.View) (err error) { key.settled, err = v.Settled(); return err }); err != nil {
		return nil, err
	}
	return d.befores.get(ctx, key, func(ctx context.Context) (*statement.Past, error) {
		return batch.Before(ctx, d.led, key.plan, d.options(x.Period))
	})
}

// standing is a period as it stands, or an edition of it.
func (d *Desk) standing(ctx context.Context, period huibao.Period, edition int) (*statement.Consolidation, error) {
	if edition == 0 {
		b, err := d.board(ctx, period)
		if err != nil {
			return nil, err
		}
		return b.con, nil
	}
	var s *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { s, err = v.State(period); return err })
	if err != nil {
		return nil, err
	}
	if s.Numbered(edition).Edition == 0 {
		return nil, ErrNotFound
	}
	return d.editions.get(ctx, editionKey{period, edition}, func(ctx context.Context) (*statement.Consolidation, error) {
		opt := d.options(period)
		opt.Edition = edition
		return batch.Standing(ctx, d.w, opt)
	})
}

// sentOut is the edition of a period that was sent out last, 0 for none.
func (d *Desk) sentOut(ctx context.Context, period huibao.Period) (edition int, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		s, err := v.State(period)
		if err == nil && len(s.SentOut) > 0 {
			edition = s.SentOut[len(s.SentOut)-1].Edition
		}
		return err
	})
	return edition, err
}

// tableOf is an item of a figure, with the file of each part.
func tableOf(p *Person, con *statement.Consolidation, item batch.FigureItem) FigureTable {
	t := FigureTable{Unit: item.Unit, Item: item.Item, Value: item.Value, Formula: item.Formula, check: item.Check}
	for i, part := range item.Parts {
		f := FigurePart{TracePart: part, UnitCode: item.Units[i]}
		for n := range con.Submissions() {
			if sub := &con.Submissions()[n]; sub.Path == part.File && sub.SHA256 == part.SHA256 && part.SHA256 != "" {
				f.Version, f.State, f.Pick = sub.Version, sub.State.Label(), Pick{sub.N, sub.Part}
				f.Linked = p.maySee(sub.Unit)
				f.foreign = !f.Linked
			}
		}
		t.Parts = append(t.Parts, f)
	}
	return t
}

// limit takes from the page what a person of a unit may not see: of other units no file and
// no words, and their values only where his own workbook of the edition has them (S13).
func (x *FigurePage) limit(p *Person, con *statement.Consolidation) {
	if x.All {
		return
	}
	shown := func(unit string) bool {
		return slices.ContainsFunc(p.Units(), func(own string) bool {
			plan := con.Plan.For(own)
			return own == unit || plan != nil && plan.Only == "" && plan.IndicatorByCode(x.Code) != nil && plan.UnitByCode(unit) != nil
		})
	}
	x.Units = slices.DeleteFunc(x.Units, func(u batch.OpenedPart) bool { return !shown(u.Code) })
	for i := range x.Tables {
		t := &x.Tables[i]
		all := len(t.Parts)
		t.Parts = slices.DeleteFunc(t.Parts, func(f FigurePart) bool { return !shown(f.UnitCode) })
		if len(t.Parts) < all {
			t.Formula = "" // which writes out the others' terms
		}
		for k := range t.Parts {
			if f := &t.Parts[k]; f.foreign || !slices.Contains(p.Units(), f.UnitCode) { // a bureau may report another's part
				*f = FigurePart{TracePart: batch.TracePart{Unit: f.Unit, Item: f.Item, Value: f.Value, Pending: f.Pending}, UnitCode: f.UnitCode}
			}
		}
	}
	x.Tables = slices.DeleteFunc(x.Tables, func(t FigureTable) bool { return t.check && len(t.Parts) == 0 })
	if x.UnitCode == huibao.CityUnit {
		x.Note, x.Says = "", "" // they name others
	}
}

// drawParts draws the cells of a unit's figure, as they stand in its files.
func (d *Desk) drawParts(ctx context.Context, x *FigurePage) {
	ctx, cancel := context.WithTimeout(ctx, excerptTime)
	defer cancel()
	d.drawn.mu.Lock()
	defer d.drawn.mu.Unlock() // one at a time: reading a workbook takes memory
	type place struct{ sha, sheet, row string }
	places := map[place][]huibao.Place{}
	var order []*FigurePart
	key := func(f *FigurePart) place {
		return place{f.SHA256, f.Sheet, strings.TrimLeft(f.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
	}
	for i := range x.Tables {
		for k := range x.Tables[i].Parts {
			f := &x.Tables[i].Parts[k]
			if f.Cell == "" || f.SHA256 == "" {
				continue
			}
			if places[key(f)] == nil && len(order) < excerptsOfFigure {
				order = append(order, f)
			}
			places[key(f)] = append(places[key(f)], huibao.Place{Sheet: f.Sheet, Cell: f.Cell})
		}
	}
	books := map[string]*opened{}
	for _, f := range order {
		if books[f.SHA256] == nil {
			books[f.SHA256] = d.open(ctx, f.SHA256, f.File)
			defer books[f.SHA256].close()
		}
		f.Excerpt = books[f.SHA256].around(ctx, f.Sheet, f.Cell, places[key(f)])
	}
}
