// Package rollup makes the city's figures out of the units' (汇总) and judges
// them: who is ahead, who is behind, what is missing. It is judgement.md as code:
// one function for each of the five kinds, sums before rounding, ratios unrounded,
// and every figure with the cells that it rests on.
package rollup

import (
	"slices"

	"huibao"
	"huibao/inforce"
	"huibao/internal/cores"
	"huibao/statement"
)

// Input is what one period is rolled up from. Plan is the plan in force;
// Submissions are all files of the period, of which those count that
// are accepted or pending; Previous is the period before, or nil.
type Input struct {
	Plan        *inforce.Plan
	Period      huibao.Period
	Submissions []huibao.Submission
	Findings    []huibao.Finding
	Previous    *statement.Past
	Only        []string // codes: no other indicator is judged, nor any task; nil for all
	Jobs        int      // units that are judged at once; 0 for one a core
}

// Consolidate rolls a period up. The result does not depend on the order of the
// submissions.
func Consolidate(in Input) *statement.Consolidation {
	c := &statement.Consolidation{Period: in.Period, Plan: in.Plan, PlanVersion: in.Plan.Hash(),
		Files: statement.FilesFor(in.Period, in.Submissions), Findings: in.Findings, Previous: in.Previous}
	c.Missing = missing(in, c)
	again, units := &remade{c: c, jobs: in.Jobs}, unitLists{at: map[string]int{}}
	for i := range in.Plan.Indicators {
		ind := &in.Plan.Indicators[i]
		if in.Only != nil && !slices.Contains(in.Only, ind.Code) {
			continue
		}
		g := gather(c, ind, in.Jobs)
		city := g.standing(huibao.CityUnit)
		again.later(ind, &city)
		c.City = append(c.City, city)
		g.bare = true
		units.add(g, in.Jobs)
	}
	c.Units = units.all()
	if in.Only == nil {
		c.Tasks = tasks(c)
		c.Categories = categories(c)
	}
	return c
}

// unitLists are the units' standings while they are made, an indicator after the other.
type unitLists struct {
	at    map[string]int // in lists, by unit
	lists []huibao.Standings
}

// add judges an indicator for each of its units.
func (l *unitLists) add(g *group, jobs int) {
	own := make([]int, len(g.units))
	for i, unit := range g.units {
		at, ok := l.at[unit]
		if !ok {
			at = len(l.lists)
			l.at[unit], l.lists = at, append(l.lists, huibao.Standings{})
		}
		own[i] = at
	}
	cores.Share(jobs, len(own), func(from, to int) {
		for i := from; i < to; i++ {
			s := g.standing(g.units[i])
			l.lists[own[i]].Add(&s)
		}
	})
}

// all are the standings by unit.
func (l *unitLists) all() map[string]huibao.Standings {
	m := make(map[string]huibao.Standings, len(l.at))
	for unit, at := range l.at {
		l.lists[at].Clip()
		m[unit] = l.lists[at]
	}
	return m
}

// RowsOf are the codes of the rows that the figures of some indicators rest on: their own, and
// those of the wholes that they are parts of.
func RowsOf(p *inforce.Plan, codes []string) map[string]bool {
	rows := map[string]bool{}
	for _, code := range codes {
		for ind := p.IndicatorByCode(code); ind != nil && !rows[ind.Code]; ind = p.IndicatorByCode(ind.PartOf) {
			rows[ind.Code] = true
		}
	}
	return rows
}

// ReturnsOf are the units whose returns a unit's figures of some indicators rest on; none where it
// has no figure of one, or it is the city.
func ReturnsOf(p *inforce.Plan, codes []string, unit string) []string {
	var returns []string
	for _, code := range codes {
		ind, reported := p.IndicatorByCode(code), false
		if ind == nil || unit == huibao.CityUnit {
			return nil
		}
		for a := range p.Assigned(ind) {
			if a.Subject == unit && a.Role == huibao.RolePart {
				returns, reported = append(append(returns, a.Return), p.Merged(a.Return)...), true
			}
		}
		if !reported {
			return nil
		}
	}
	slices.Sort(returns)
	return slices.Compact(returns)
}

// Explain judges one indicator again for the city or a unit: the standing of the
// consolidation, with the figures and the cells that it rests on. It is nil for a
// unit that does not report the indicator.
func Explain(c *statement.Consolidation, unit, code string) *huibao.Standing {
	ind := c.Plan.IndicatorByCode(code)
	if ind == nil {
		return nil
	}
	if _, ok := c.Verdict(unit, code); !ok {
		return nil
	}
	if s := c.CityStanding(code); unit == huibao.CityUnit && s.Figures != nil {
		return s // as it was judged; of an edition, then
	}
	s := gather(c, ind, 0).standing(unit)
	return &s
}

// missing lists the units that owe a return and of which no file of the period
// was recognised at all.
func missing(in Input, c *statement.Consolidation) []string {
	sent := map[string]bool{}
	for _, s := range in.Submissions {
		if s.Unit != "" && s.Return != nil && s.State != huibao.StateAttachment && s.State != huibao.StateIgnored {
			sent[s.Unit] = true
		}
	}
	var list []string
	for _, u := range c.Plan.ReportingUnits() {
		if !sent[u.Code] && !slices.ContainsFunc(c.Plan.Merged(u.Code), func(old string) bool { return sent[old] }) {
			list = append(list, u.Code)
		}
	}
	return list
}
