package inforce

import (
	"iter"
	"sync"

	"huibao"
)

// Plan is the plan in force for a period. Its fields are the plan's as they hold then,
// with nothing left of what has effect later; they are to be read only. Units are those
// that stand then, each by its name of then.
type Plan struct {
	*huibao.Plan

	// Only is the unit whose edition the plan is (For), alone to hand in a return; else "".
	Only string

	period  huibao.Period
	written *huibao.Plan  // as the office wrote it
	gone    []huibao.Unit // that stood before
	heirs   heirs

	hash        func() string
	reporting   func() []*huibao.Unit
	returning   func() []*huibao.Unit
	called      func() called
	units       map[string]*huibao.Unit      // by code, those that are gone too
	names       map[string]*huibao.Unit      // by code and names of any time
	indicators  map[string]*huibao.Indicator // by code
	allocations map[[2]string]huibao.Quantity
	promises    func() map[string]huibao.Promise // by code: what is the same for all subjects
	opened      map[string]huibao.History        // opening balances, by unit
	steps       *sync.Map                        // by indicator and period: what falls due within it
	forms       *sync.Map                        // FormDigest by unit
}

// At is the plan in force for a period: all that has effect by the period's end. A unit
// stands in a period that ends on or after its 起始日期 and before its 撤销日期; its 后继
// takes over in the period in which 撤销日期 lies.
func At(p *huibao.Plan, period huibao.Period) *Plan {
	day := period.End()
	data := Revised(p, day)
	x := &Plan{Plan: data, period: period, written: p, heirs: heirsOf(p, day)}
	data.Units, x.gone = unitsOn(p, day)
	strip(data, day)
	return x.settle()
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
func (p *Plan) settle() *Plan {
	p.hash = sync.OnceValue(func() string { return huibao.Digest(content{p.Plan, p.heirs}) })
	owing := sync.OnceValues(p.owing)
	p.reporting = func() []*huibao.Unit { list, _ := owing(); return list }
	p.returning = func() []*huibao.Unit { _, list := owing(); return list }
	p.called = sync.OnceValue(p.calledBy)
	p.units, p.names = make(map[string]*huibao.Unit, len(p.Units)), make(map[string]*huibao.Unit, 2*len(p.Units))
	p.indicators = make(map[string]*huibao.Indicator, len(p.Indicators))
	p.allocations = make(map[[2]string]huibao.Quantity, len(p.Allocations))
	for _, list := range [][]huibao.Unit{p.Units, p.gone} {
		for i := range list {
			first(p.units, list[i].Code, &list[i])
		}
	}
	for i := range p.Units { // before those who bore the name at another time
		first(p.names, p.Units[i].Code, &p.Units[i])
		first(p.names, p.Units[i].Name, &p.Units[i])
	}
	for i := range p.gone {
		first(p.names, p.gone[i].Code, &p.gone[i])
	}
	for name, u := range p.Called() {
		first(p.names, name, u)
	}
	for i := range p.Indicators {
		first(p.indicators, p.Indicators[i].Code, &p.Indicators[i])
	}
	for _, a := range p.Allocations {
		first(p.allocations, [2]string{a.Indicator, a.Unit}, huibao.Num(a.Value))
	}
	p.promises = sync.OnceValue(p.allPromises) // a plan of a month that is only asked who reports needs none
	p.opened, p.steps, p.forms = openings(p.written), new(sync.Map), new(sync.Map)
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
