package rollup

import (
	"sync"

	"huibao"
	"huibao/statement"
)

// remade makes the parts of the city's figures again, where they are asked for: there are as
// many as units report each indicator, and held they were more than all returns' values. Those
// of the indicator that was asked for last are kept.
type remade struct {
	c    *statement.Consolidation
	mu   sync.Mutex
	city huibao.Standing
}

// later lets the parts of an indicator's figures go.
func (r *remade) later(ind *huibao.Indicator, city *huibao.Standing) {
	for i := range city.Figures {
		city.Figures[i].Later(func() []huibao.Part { return r.judged(ind).Figures[i].Parts })
	}
	if city.Other != nil {
		city.Other.Later(func() []huibao.Part { return r.judged(ind).Other.Parts })
	}
}

func (r *remade) judged(ind *huibao.Indicator) huibao.Standing {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.city.Code != ind.Code {
		r.city = gather(r.c, ind).standing(huibao.CityUnit)
	}
	return r.city
}
