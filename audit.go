package huibao

import (
	"slices"
	"strings"
)

// AppliesToCity is what 适用 of an audit formula says of one that is checked once,
// over all units.
const AppliesToCity = CityName

// Applies reports whether an audit formula is for a unit: 适用 is empty (every
// unit), a level (县区, 市级部门 …), or names separated by 、.
func (p *Plan) Applies(f AuditFormula, unit *Unit) bool {
	if f.AppliesTo == AppliesToCity {
		return false
	}
	return f.AppliesTo == "" || slices.ContainsFunc(f.AppliesNames(), func(name string) bool {
		return name == unit.Level.Label() || p.UnitByName(name) == unit
	})
}

// AppliesNames are the words of 适用.
func (f AuditFormula) AppliesNames() []string {
	return strings.FieldsFunc(f.AppliesTo, func(r rune) bool { return strings.ContainsRune("、，,;； \n", r) })
}

// formulasFor are the audit formulas that a unit's return is held to.
func (p *Plan) formulasFor(unit *Unit) []AuditFormula {
	var list []AuditFormula
	for _, f := range p.Formulas {
		if p.Applies(f, unit) {
			list = append(list, f)
		}
	}
	return list
}

// referencesFor are the reference values in force for a unit at a period's end, by
// name, where one of its formulas may ask for them.
func (p *Plan) referencesFor(unit *Unit, period Period, formulas []AuditFormula) map[string]Quantity {
	var values map[string]Quantity
	for _, r := range p.References {
		asks := slices.ContainsFunc(formulas, func(f AuditFormula) bool { return strings.Contains(f.Formula, r.Name) })
		if ref, ok := p.Reference(r.Name, unit.Code, period.End()); ok && asks {
			if values == nil {
				values = map[string]Quantity{}
			}
			values[r.Name] = Num(ref.Value)
		}
	}
	return values
}
