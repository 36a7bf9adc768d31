package statement

import (
	"strings"

	"huibao"
)

// Past is a period as later ones see it: what was kept of it (Kept), and by Previous of those before it.
// nil is a past of which nothing is known.
type Past struct {
	Period   huibao.Period
	City     []huibao.Standing
	Tasks    []huibao.TaskStanding
	Demands  []Demand
	Previous *Past

	units map[string]string // verdicts by unit: a line an indicator
}

// Kept is what later periods ask of one: the city's standings without the cells that
// they rest on, the tasks, and of the units the verdicts alone. It is what the ledger
// holds of a period, so that no later one consolidates it again.
type Kept struct {
	City  []huibao.Standing
	Tasks []huibao.TaskStanding
	Units map[string]string // verdicts by unit: a line an indicator (verdictLine)

	Demands []Demand `json:",omitempty"`
}

// Keep is what later periods ask of the period.
func (c *Consolidation) Keep() Kept {
	k := Kept{Tasks: c.Tasks, Demands: c.answered(), Units: make(map[string]string, len(c.Units))}
	for _, s := range c.City {
		s.Figures, s.Other = nil, nil
		k.City = append(k.City, s)
	}
	before := c.Previous.lines()
	for unit := range before {
		k.Units[unit] = c.linesOf(unit, before[unit])
	}
	for unit := range c.Units {
		if _, done := k.Units[unit]; !done {
			k.Units[unit] = c.linesOf(unit, "")
		}
	}
	return k
}

// Past is the period as later ones see it; before it came previous.
func (k Kept) Past(p huibao.Period, previous *Past) *Past {
	return &Past{Period: p, City: k.City, Tasks: k.Tasks, Demands: k.Demands, Previous: previous, units: k.Units}
}

// Past is the period as later ones see it; nil of none.
func (c *Consolidation) Past() *Past {
	if c == nil {
		return nil
	}
	return c.Keep().Past(c.Period, c.Previous)
}

// linesOf are a unit's verdicts: of this period, and where it has none, of those before. What
// last counted is carried to the year's end.
func (c *Consolidation) linesOf(unit, before string) string {
	var b strings.Builder
	b.WriteByte('\n')
	list := c.Units[unit]
	for s := range list.All() {
		writeVerdict(&b, s.Code, Verdict{s.Light, s.Behind}, c.Judged(unit, s.Code), c.Last(unit, s.Code, c.Period.Year))
	}
	for line := range strings.Lines(strings.TrimPrefix(before, "\n")) {
		code, _, _ := strings.Cut(line, verdictSign)
		judged, ok := keptVerdict(before, code, 3)
		counted := c.Previous.Last(unit, code, c.Period.Year)
		if ok && list.Of(code) == nil && (judged.Light.Judged() || !counted.At.IsZero()) {
			writeVerdict(&b, code, Verdict{}, judged, counted)
		}
	}
	return b.String()
}

// lines are the verdicts of the units by a period and those before it.
func (p *Past) lines() map[string]string {
	if p == nil {
		return nil
	}
	return p.units
}

// CityStanding finds the city's standing of an indicator, or nil.
func (p *Past) CityStanding(code string) *huibao.Standing { return findStanding(p.City, code) }

// Last is what last counted of a unit's row up to this period within a year.
func (p *Past) Last(unit, code string, year int) Counted {
	if p == nil || p.Period.Year != year {
		return Counted{}
	}
	return keptCounted(p.units[unit], code)
}

// Verdict is the verdict on an indicator for the city or a unit, and whether there was
// a standing at all.
func (p *Past) Verdict(unit, code string) (Verdict, bool) {
	if unit != huibao.CityUnit {
		return keptVerdict(p.units[unit], code, 1)
	}
	return verdictOf(p.CityStanding(code))
}

// Judged is the verdict on an indicator in the latest period up to this one in which it
// was judged; the zero Verdict where there was none. Gaps (报送期, grey) are skipped.
func (p *Past) Judged(unit, code string) Verdict {
	for ; p != nil; p = p.Previous {
		if unit != huibao.CityUnit {
			if v, ok := keptVerdict(p.units[unit], code, 3); ok {
				return v
			}
		} else if v, ok := p.Verdict(unit, code); ok && v.Light.Judged() {
			return v
		}
	}
	return Verdict{}
}

// part is what of a unit is in a figure of the city; false where that isn't known any more.
func (p *Past) part(s *huibao.Standing, holes map[string]bool, unit string) (Counted, bool) {
	if _, lacks := holes[unit]; lacks {
		return Counted{}, true
	}
	last := p.Last(unit, s.Code, p.Period.Year)
	return last, last.At == p.Period
}

// askedFor is the latest period up to this one within a year that asks for an indicator; nil
// where none does.
func (p *Past) askedFor(ind *huibao.Indicator, year int) *Past {
	for ; p != nil && p.Period.Year == year; p = p.Previous {
		if p.CityStanding(ind.Code) != nil && ind.Months.Has(p.Period) {
			return p
		}
	}
	return nil
}
