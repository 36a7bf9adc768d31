package inforce

import (
	"slices"
	"strings"

	"huibao"
)

// Applies reports whether an audit formula is for a unit: 适用 is empty (every
// unit), a level (县区, 市级部门 …), or names separated by 、.
func (p *Plan) Applies(f huibao.AuditFormula, unit *huibao.Unit) bool {
	if f.AppliesTo == huibao.AppliesToCity {
		return false
	}
	return f.AppliesTo == "" || slices.ContainsFunc(f.AppliesNames(), func(name string) bool {
		return name == unit.Level.Label() || p.UnitByName(name) == unit
	})
}

// formulasFor are the audit formulas that a unit's return is held to.
func (p *Plan) formulasFor(unit *huibao.Unit) []huibao.AuditFormula {
	var list []huibao.AuditFormula
	for _, f := range p.Formulas {
		if p.Applies(f, unit) {
			list = append(list, f)
		}
	}
	return list
}

// referencesFor are the reference values in force for a unit, by name, where one of
// its formulas may ask for them.
func (p *Plan) referencesFor(unit *huibao.Unit, formulas []huibao.AuditFormula) map[string]huibao.Quantity {
	var values map[string]huibao.Quantity
	for _, r := range p.References {
		asks := slices.ContainsFunc(formulas, func(f huibao.AuditFormula) bool { return strings.Contains(f.Formula, r.Name) })
		if ref, ok := p.Reference(r.Name, unit.Code); ok && asks {
			if values == nil {
				values = map[string]huibao.Quantity{}
			}
			values[r.Name] = huibao.Num(ref.Value)
		}
	}
	return values
}
