package huibao

// planIndex answers the questions that are asked once a row of every return. It
// belongs to a plan that is not changed any more: AsOf's result.
type planIndex struct {
	hash        string
	units       map[string]*Unit // by code
	indicators  map[string]*Indicator
	allocations map[[2]string]Quantity // by indicator and unit
	names       map[string]*Unit       // by name, code and other names
}

// settle gives the plan its index; the plan must not be changed afterwards.
func (p *Plan) settle() {
	x := &planIndex{hash: p.Hash(), units: make(map[string]*Unit, len(p.Units)), indicators: make(map[string]*Indicator, len(p.Indicators)),
		allocations: make(map[[2]string]Quantity, len(p.Allocations)), names: make(map[string]*Unit, 2*len(p.Units))}
	for i := range p.Units {
		if u := &p.Units[i]; x.units[u.Code] == nil {
			x.units[u.Code] = u
		}
	}
	for i := range p.Units {
		for _, name := range append([]string{p.Units[i].Name, p.Units[i].Code}, p.Units[i].Aliases...) {
			if x.names[name] == nil {
				x.names[name] = x.units[p.heir(p.Units[i].Code)]
			}
		}
	}
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; x.indicators[ind.Code] == nil {
			x.indicators[ind.Code] = ind
		}
	}
	for _, a := range p.Allocations {
		key := [2]string{a.Indicator, a.Unit}
		if _, twice := x.allocations[key]; !twice {
			x.allocations[key] = Num(a.Value)
		}
	}
	p.index = x
}
