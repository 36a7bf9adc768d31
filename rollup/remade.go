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
	jobs int
	mu   sync.Mutex
	city huibao.Standing

	tallies tallies
}

// later lets the parts of an indicator's figures go, but for what of them counts.
func (r *remade) later(ind *huibao.Indicator, city *huibao.Standing) {
	for i := range city.Figures {
		f := &city.Figures[i]
		f.Later(func() []huibao.Part { return r.judged(ind).Figures[i].Parts }, r.tallies.of(f.Parts))
	}
	if f := city.Other; f != nil {
		f.Later(func() []huibao.Part { return r.judged(ind).Other.Parts }, r.tallies.of(f.Parts))
	}
}

func (r *remade) judged(ind *huibao.Indicator) huibao.Standing {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.city.Code != ind.Code {
		r.city = gather(r.c, ind, r.jobs).standing(huibao.CityUnit)
	}
	return r.city
}
