package inforce

import (
	"slices"

	"huibao"
)

// heirs tell of every unit that was merged (后继) who stands for it, by code.
type heirs map[string]string

// heirsOf are the heirs as of a day: who took over, or who took over from that one.
func heirsOf(p *huibao.Plan, day huibao.Date) heirs {
	next := heirs{}
	for i := range p.Units {
		if u := &p.Units[i]; u.Successor != "" && u.Began(day) && u.Ended(day) && p.UnitByCode(u.Successor) != nil {
			first(next, u.Code, u.Successor)
		}
	}
	list := make(heirs, len(next))
	for code := range next {
		to := code
		for range next {
			to = next.of(to)
		}
		list[code] = to
	}
	return list
}

// of is the unit that stands for a unit: itself where it was not merged.
func (h heirs) of(code string) string {
	if to, merged := h[code]; merged {
		return to
	}
	return code
}

func (h heirs) each(codes []string) []string {
	var list []string
	for _, c := range codes {
		if to := h.of(c); !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	return list
}

// mergerDays are the days by a day on which units with a 后继 ended, in order.
func mergerDays(p *huibao.Plan, day huibao.Date) []huibao.Date {
	var days []huibao.Date
	for i := range p.Units {
		if u := &p.Units[i]; u.Successor != "" && !u.End.IsZero() && u.Ended(day) {
			days = append(days, u.End)
		}
	}
	slices.SortFunc(days, huibao.Date.Cmp)
	return slices.Compact(days)
}

// Heir is the unit that stands for a unit in the period: itself where it was not merged.
func (p *Plan) Heir(code string) string { return p.heirs.of(code) }

// Merged lists the units whose heir a unit is, in the plan's order.
func (p *Plan) Merged(unit string) []string {
	var list []string
	for i := range p.gone {
		if to, merged := p.heirs[p.gone[i].Code]; merged && to == unit {
			list = append(list, p.gone[i].Code)
		}
	}
	return list
}

// succeed lets heirs stand wherever the plan names units that were merged: what those
// answer for and report, their parts of a count, their opening balances.
func succeed(p *huibao.Plan, h heirs) {
	if len(h) == 0 {
		return
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		t.Lead, t.Support = h.each(t.Lead), h.each(t.Support)
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		ind.Responsible, ind.Reporters = h.of(ind.Responsible), h.each(ind.Reporters)
	}
	p.Allocations = joined(p, h)
	// the heir's own before those that it took over: a stock begins at its own
	slices.SortStableFunc(p.Openings, func(a, b huibao.Opening) int { return order(h.of(a.Unit) != a.Unit) - order(h.of(b.Unit) != b.Unit) })
	for i := range p.Openings {
		p.Openings[i].Unit = h.of(p.Openings[i].Unit)
	}
}

func order(later bool) int {
	if later {
		return 1
	}
	return 0
}

// joined are the allocations with those of merged units at their heir: summed where a
// count's parts add up, else the heir's own.
func joined(p *huibao.Plan, h heirs) []huibao.Allocation {
	sums := map[string]bool{}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		first(sums, ind.Code, ind.Kind == huibao.KindCount && ind.Mode != huibao.ModeStock)
	}
	parts := make([]huibao.Allocation, 0, len(p.Allocations))
	at := map[[2]string]int{}
	for _, a := range p.Allocations {
		own := h.of(a.Unit) == a.Unit
		a.Unit = h.of(a.Unit)
		key := [2]string{a.Indicator, a.Unit}
		n, known := at[key]
		switch {
		case !known:
			at[key] = len(parts)
			parts = append(parts, a)
		case sums[a.Indicator]:
			parts[n].Value = parts[n].Value.Add(a.Value)
		case own:
			parts[n] = a
		}
	}
	return parts
}
