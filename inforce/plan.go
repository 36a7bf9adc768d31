package inforce

import (
	"iter"
	"sync"

	"huibao"
)

// Plan is the plan in force for a period. Its fields are the plan's, revisions applied
// and none left; they are to be read only.
type Plan struct {
	*huibao.Plan

	// Only is the unit whose edition the plan is (For), alone to hand in a return; else "".
	Only string

	period      huibao.Period
	hash        func() string
	units       map[string]*huibao.Unit      // by code
	names       map[string]*huibao.Unit      // by name, code and other names: the heir
	heirs       map[string]string            // of those that were merged, by code
	indicators  map[string]*huibao.Indicator // by code
	allocations map[[2]string]huibao.Quantity
	promises    map[string]huibao.Promise // by code: what is the same for all subjects
}

// At is the plan in force for a period: revisions whose day of effect is on or before
// the period's end are applied in order of effect, and heirs stand for the units that
// were merged into them.
func At(p *huibao.Plan, period huibao.Period) *Plan {
	data := Revised(p, period.End())
	return settle(data, period, heirsOf(data))
}

// Year gives the plan in force in each period of the plan's year, in order.
func Year(p *huibao.Plan) iter.Seq[*Plan] {
	return func(yield func(*Plan) bool) {
		for _, period := range p.Periods() {
			if !yield(At(p, period)) {
				return
			}
		}
	}
}

// settle gives the plan its index.
func settle(data *huibao.Plan, period huibao.Period, heirs map[string]string) *Plan {
	p := &Plan{Plan: data, period: period, heirs: heirs, units: make(map[string]*huibao.Unit, len(data.Units)), names: make(map[string]*huibao.Unit, 2*len(data.Units)),
		indicators: make(map[string]*huibao.Indicator, len(data.Indicators)), allocations: make(map[[2]string]huibao.Quantity, len(data.Allocations)),
		promises: make(map[string]huibao.Promise, len(data.Indicators))}
	p.hash = sync.OnceValue(data.Hash)
	for i := range data.Units {
		first(p.units, data.Units[i].Code, &data.Units[i])
	}
	for i := range data.Units {
		u := &data.Units[i]
		for _, name := range append([]string{u.Name, u.Code}, u.Aliases...) {
			first(p.names, name, p.units[p.heir(u.Code)])
		}
	}
	for i := range data.Indicators {
		first(p.indicators, data.Indicators[i].Code, &data.Indicators[i])
	}
	for _, a := range data.Allocations {
		first(p.allocations, [2]string{a.Indicator, a.Unit}, huibao.Num(a.Value))
	}
	for code, ind := range p.indicators {
		p.promises[code] = p.common(ind)
	}
	return p
}

// first keeps what stands first in the plan; what is given twice was remarked when the
// plan was read.
func first[K comparable, V any](m map[K]V, key K, value V) {
	if _, twice := m[key]; !twice {
		m[key] = value
	}
}

// Period is the period for which the plan is in force.
func (p *Plan) Period() huibao.Period { return p.period }
