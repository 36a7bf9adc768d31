package statement

import "huibao"

// Verdict is what later periods ask of an indicator's standing.
type Verdict struct {
	Light  huibao.Light
	Behind int // judged periods running with yellow or red, that one included
}

// Verdict is the verdict on an indicator for the city or a unit, and whether there is
// a standing at all.
func (c *Consolidation) Verdict(unit, code string) (Verdict, bool) {
	if unit != huibao.CityUnit && c.verdicts != nil {
		v, ok := c.verdicts[unit][code]
		return v, ok
	}
	s := c.CityStanding(code)
	if unit != huibao.CityUnit {
		s = c.UnitStanding(unit, code)
	}
	if s == nil {
		return Verdict{}, false
	}
	return Verdict{s.Light, s.Behind}, true
}

// Shorten drops what later periods do not ask for: of the units only the verdicts
// stay, of the city its standings without the cells that they rest on.
func (c *Consolidation) Shorten() {
	c.verdicts = make(map[string]map[string]Verdict, len(c.Units))
	for unit, list := range c.Units {
		m := make(map[string]Verdict, len(list))
		for i := range list {
			m[list[i].Code] = Verdict{list[i].Light, list[i].Behind}
		}
		c.verdicts[unit] = m
	}
	for i := range c.City {
		c.City[i].Figures, c.City[i].Other = nil, nil
	}
	c.Units, c.Submissions, c.Findings, c.counting = nil, nil, nil, nil
}
