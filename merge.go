package huibao

import "slices"

// heir is the unit that stands for a unit now: itself, or who took over (后继), or who
// took over from that one.
func (p *Plan) heir(code string) string {
	for range len(p.Units) {
		u := p.UnitByCode(code)
		if u == nil || u.Successor == "" || p.UnitByCode(u.Successor) == nil {
			return code
		}
		code = u.Successor
	}
	return code
}

// Merged lists the units whose heir a unit is, in the plan's order.
func (p *Plan) Merged(unit string) []string {
	var list []string
	for i := range p.Units {
		if u := &p.Units[i]; u.Successor != "" && p.heir(u.Code) == unit {
			list = append(list, u.Code)
		}
	}
	return list
}

// succeed lets heirs stand wherever the plan names units that were merged: what those
// answer for and report, their parts of a count, their opening balances.
func (p *Plan) succeed() {
	if !slices.ContainsFunc(p.Units, func(u Unit) bool { return u.Successor != "" }) {
		return
	}
	p.Tasks = slices.Clone(p.Tasks)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		t.Lead, t.Support = p.heirs(t.Lead), p.heirs(t.Support)
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		ind.Responsible, ind.Reporters = p.heir(ind.Responsible), p.heirs(ind.Reporters)
	}
	var parts []Allocation
	for _, a := range p.Allocations {
		heir := p.heir(a.Unit)
		at := slices.IndexFunc(parts, func(x Allocation) bool { return x.Indicator == a.Indicator && x.Unit == heir })
		ind := p.IndicatorByCode(a.Indicator)
		switch {
		case at < 0:
			a.Unit = heir
			parts = append(parts, a)
		case ind != nil && ind.Kind == KindCount && ind.Mode != ModeStock:
			parts[at].Value = parts[at].Value.Add(a.Value)
		case heir == a.Unit:
			parts[at] = a
		}
	}
	p.Allocations = parts
	p.Openings = slices.Clone(p.Openings)
	for i := range p.Openings {
		p.Openings[i].Unit = p.heir(p.Openings[i].Unit)
	}
}

func (p *Plan) heirs(codes []string) []string {
	var list []string
	for _, c := range codes {
		if h := p.heir(c); !slices.Contains(list, h) {
			list = append(list, h)
		}
	}
	return list
}

// summed are the fields of which an heir's earlier figure is the sum of those of the
// units that were merged into it.
var summed = []Field{FieldThis, FieldCumulative, FieldPrevious, FieldNumer, FieldDenom, FieldPeople, FieldMonths, FieldPaid, FieldBackPay}
