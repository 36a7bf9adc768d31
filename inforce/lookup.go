package inforce

import "huibao"

// Hash is the version in force: the SHA-256 (hex) of the plan's content in a fixed form.
func (p *Plan) Hash() string { return p.hash() }

// IndicatorByCode finds an indicator, or nil.
func (p *Plan) IndicatorByCode(code string) *huibao.Indicator { return p.indicators[code] }

// UnitByCode finds a unit, or nil.
func (p *Plan) UnitByCode(code string) *huibao.Unit { return p.units[code] }

// UnitByName finds a unit by its name, code or one of its other names, or nil; of a
// unit that was merged its heir.
func (p *Plan) UnitByName(name string) *huibao.Unit { return p.names[name] }

// UnitName is the unit's name, 全市 for CityUnit, or the code itself.
func (p *Plan) UnitName(code string) string {
	if code == huibao.CityUnit {
		return huibao.CityName
	}
	if u := p.UnitByCode(code); u != nil {
		return u.Name
	}
	return code
}

// Allocation is the part of a target given to a unit (CityUnit for the city as a
// whole); missing where nothing is allocated.
func (p *Plan) Allocation(code, unit string) huibao.Quantity {
	return p.allocations[[2]string{code, unit}]
}

// Reference is the value of a reference (参照) in force for a unit at the period's end:
// the unit's own, else that of the unit's class then, else the general one.
func (p *Plan) Reference(name, unit string) (huibao.Reference, bool) {
	day, class := p.period.End(), ""
	if u := p.UnitByCode(unit); u != nil {
		class = u.ClassAt(day)
	}
	var best huibao.Reference
	rank := 0
	for _, r := range p.References {
		if r.Name != name || r.From.After(day) {
			continue
		}
		n := 0
		switch {
		case r.Unit != "" && r.Unit == unit:
			n = 3
		case r.Unit == "" && r.Class != "" && r.Class == class:
			n = 2
		case r.Unit == "" && r.Class == "":
			n = 1
		}
		if n > rank || n == rank && n > 0 && !r.From.Before(best.From) {
			best, rank = r, n
		}
	}
	return best, rank > 0
}
