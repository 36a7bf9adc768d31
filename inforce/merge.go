package inforce

import (
	"slices"

	"huibao"
)

// heirsOf tells of every unit that was merged (后继) who stands for it now: who took
// over, or who took over from that one.
func heirsOf(p *huibao.Plan) map[string]string {
	next := map[string]string{}
	for i := range p.Units {
		if u := &p.Units[i]; u.Successor != "" && p.UnitByCode(u.Successor) != nil {
			first(next, u.Code, u.Successor)
		}
	}
	heirs := make(map[string]string, len(next))
	for code := range next {
		to := code
		for range next {
			if next[to] == "" {
				break
			}
			to = next[to]
		}
		heirs[code] = to
	}
	return heirs
}

// heir is the unit that stands for a unit now: itself where it was not merged.
func (p *Plan) heir(code string) string { return heirOf(p.heirs, code) }

func heirOf(heirs map[string]string, code string) string {
	if to, merged := heirs[code]; merged {
		return to
	}
	return code
}

// Merged lists the units whose heir a unit is, in the plan's order.
func (p *Plan) Merged(unit string) []string {
	var list []string
	for i := range p.Units {
		if to, merged := p.heirs[p.Units[i].Code]; merged && to == unit {
			list = append(list, p.Units[i].Code)
		}
	}
	return list
}

// succeed lets heirs stand wherever the plan names units that were merged: what those
// answer for and report, their parts of a count, their opening balances.
func succeed(p *huibao.Plan, heirs map[string]string) {
	if len(heirs) == 0 {
		return
	}
	p.Tasks = slices.Clone(p.Tasks)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		t.Lead, t.Support = eachHeir(heirs, t.Lead), eachHeir(heirs, t.Support)
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		ind.Responsible, ind.Reporters = heirOf(heirs, ind.Responsible), eachHeir(heirs, ind.Reporters)
	}
	p.Allocations = joined(p, heirs)
	p.Openings = slices.Clone(p.Openings)
	for i := range p.Openings {
		p.Openings[i].Unit = heirOf(heirs, p.Openings[i].Unit)
	}
}

// joined are the allocations with those of merged units at their heir: summed where a
// count's parts add up, else the heir's own.
func joined(p *huibao.Plan, heirs map[string]string) []huibao.Allocation {
	sums := map[string]bool{}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		first(sums, ind.Code, ind.Kind == huibao.KindCount && ind.Mode != huibao.ModeStock)
	}
	parts := make([]huibao.Allocation, 0, len(p.Allocations))
	at := map[[2]string]int{}
	for _, a := range p.Allocations {
		heir := heirOf(heirs, a.Unit)
		key := [2]string{a.Indicator, heir}
		n, known := at[key]
		switch {
		case !known:
			at[key] = len(parts)
			a.Unit = heir
			parts = append(parts, a)
		case sums[a.Indicator]:
			parts[n].Value = parts[n].Value.Add(a.Value)
		case heir == a.Unit:
			parts[n] = a
		}
	}
	return parts
}

func eachHeir(heirs map[string]string, codes []string) []string {
	var list []string
	for _, c := range codes {
		if h := heirOf(heirs, c); !slices.Contains(list, h) {
			list = append(list, h)
		}
	}
	return list
}
