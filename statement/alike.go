package statement

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// Alike is a figure of the city in two periods over the units that are in both: a sum that
// lacks a unit which the other one has says nothing by its difference.
type Alike struct {
	OnlyBefore []string        // names of units that only the earlier figure has
	OnlyAfter  []string        // and of those that only the later one has
	Before     huibao.Quantity // counts: the sums over the units in both, rates: as a share; missing where it isn't known
	After      huibao.Quantity
}

// Same reports whether both figures have the same units.
func (a Alike) Same() bool { return len(a.OnlyBefore)+len(a.OnlyAfter) == 0 }

// Earlier is a period that another one is set beside: a past one, or an edition.
type Earlier interface {
	CityStanding(code string) *huibao.Standing
	// part is what of a unit is in a figure of the city, of which holes are what it lacks (holesOf); false where
	// that isn't known any more.
	part(s *huibao.Standing, holes map[string]bool, unit string) (Counted, bool)
}

// Alike sets the city's figure of an indicator beside an earlier period's, unit by unit
// (laws.md, 2). Both periods must have a standing of it.
func (c *Consolidation) Alike(before Earlier, code string) Alike {
	x, y := before.CityStanding(code), c.CityStanding(code)
	gone, come := c.odd(before, code)
	a := Alike{OnlyBefore: c.names(gone), OnlyAfter: c.names(come)}
	ind := c.Plan.IndicatorByCode(code)
	if a.Same() || ind == nil {
		return a
	}
	odd := slices.Concat(gone, come)
	if slices.ContainsFunc(odd, func(unit string) bool { return len(c.Plan.Merged(unit)) > 0 }) {
		return a
	}
	was, okWas := sumWithout(before, x, odd, ind)
	now, okNow := sumWithout(c, y, odd, ind)
	if okWas && okNow {
		a.Before, a.After = was, now
	}
	return a
}

// odd are the units of which a figure of an earlier period has something and this one nothing,
// and the other way round.
func (c *Consolidation) odd(before Earlier, code string) (gone, come []string) {
	x, y := before.CityStanding(code), c.CityStanding(code)
	return c.lacks(y, x), c.lacks(x, y)
}

// Unlike reports whether an earlier period's figure has other units: its difference is then
// told of units' figures (Alike).
func (c *Consolidation) Unlike(before Earlier, code string) bool {
	gone, come := c.odd(before, code)
	return len(gone)+len(come) > 0
}

// lacks lists the units that a figure lacks and another has, a merged one as its heir.
func (c *Consolidation) lacks(s, other *huibao.Standing) []string {
	var list []string
	known := map[string]bool{}
	for _, o := range other.Holes {
		known[c.Plan.Heir(o.Unit)] = true
	}
	for _, h := range s.Holes {
		if unit := c.Plan.Heir(h.Unit); !known[unit] {
			known[unit] = true
			list = append(list, unit)
		}
	}
	return list
}

func (c *Consolidation) names(units []string) []string {
	var list []string
	for _, unit := range units {
		list = append(list, c.Plan.UnitName(unit))
	}
	return list
}

// sumWithout is a period's figure of the city without some units; false where it isn't known, or is no sum.
func sumWithout(p Earlier, s *huibao.Standing, units []string, ind *huibao.Indicator) (huibao.Quantity, bool) {
	reached, numer, denom := s.Reached, s.Numer, s.Denom
	holes := holesOf(s)
	for _, unit := range units {
		part, ok := p.part(s, holes, unit)
		if !ok {
			return huibao.Quantity{}, false
		}
		reached, numer, denom = minus(reached, part.Reached), minus(numer, part.Numer), minus(denom, part.Denom)
	}
	switch ind.Kind {
	case huibao.KindCount:
		return reached, reached.IsNumber()
	case huibao.KindRate:
		if r := (&huibao.Standing{Numer: numer, Denom: denom}).Rate(); r.Valid() {
			return huibao.Num(r.Round(4)), true
		}
	}
	return huibao.Quantity{}, false
}

// part is what of a unit is in a figure of the city: all that it reported is known.
func (c *Consolidation) part(s *huibao.Standing, _ map[string]bool, unit string) (Counted, bool) {
	if own := c.UnitStanding(unit, s.Code); own != nil {
		return Counted{c.Period, own.Reached, own.Numer, own.Denom}, true
	}
	return Counted{}, true
}

// holesOf are the units that a figure lacks, and of each whether something came that did not
// count. Where most of thousands have sent nothing yet they are looked up once for each.
func holesOf(s *huibao.Standing) map[string]bool {
	m := make(map[string]bool, len(s.Holes))
	for _, h := range s.Holes {
		m[h.Unit] = m[h.Unit] || WordOf(h) != WordMissing
	}
	return m
}

func minus(a, b huibao.Quantity) huibao.Quantity {
	x, ok := a.Decimal()
	if !ok {
		return a
	}
	return huibao.Num(x.Sub(b.Or(decimal.Zero)))
}

// CatchUp is a unit's cumulative that counts again after periods of which nothing did.
type CatchUp struct {
	Unit     string
	From, To huibao.Period // the periods that it makes up for
	InThis   bool          // the unit's 本期 holds them too; else its cumulative alone does
	Came     bool          // something came then, and did not count
}

// CatchUps lists what a count of the city makes up for (laws.md, 2).
func (c *Consolidation) CatchUps(code string) []CatchUp {
	ind := c.Plan.IndicatorByCode(code)
	if ind == nil || ind.Kind != huibao.KindCount || ind.Mode == huibao.ModeStock {
		return nil
	}
	var list []CatchUp
	last := c.Previous.askedFor(ind, c.Period.Year)
	if last == nil {
		return nil
	}
	holes := map[*Past]map[string]bool{}
	for x := last; x != nil; x = x.Previous.askedFor(ind, c.Period.Year) {
		holes[x] = holesOf(x.CityStanding(code))
	}
	for _, h := range last.CityStanding(code).Holes {
		unit := c.Plan.Heir(h.Unit)
		s := c.UnitStanding(unit, code)
		if s == nil || len(s.Holes) > 0 {
			continue
		}
		now, ok := s.Reached.Decimal()
		grown := now.Sub(c.Previous.Last(unit, code, c.Period.Year).Reached.Or(decimal.Zero))
		if !ok || grown.IsZero() {
			continue
		}
		u := CatchUp{Unit: unit, From: last.Period, To: last.Period}
		for x := last; x != nil; x = x.Previous.askedFor(ind, c.Period.Year) {
			came, lacks := holes[x][h.Unit]
			if !lacks {
				break
			}
			u.From, u.Came = x.Period, u.Came || came
		}
		this, ok := s.This.Decimal()
		u.InThis = ok && this.Equal(grown)
		list = append(list, u)
	}
	return list
}
