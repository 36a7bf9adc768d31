package inforce

import (
	"slices"

	"huibao"
)

// unitsOn parts the units that began by a day into those that stand then and those that
// are gone, each as it was on that day: without what is to become of it.
func unitsOn(p *huibao.Plan, day huibao.Date) (standing, gone []huibao.Unit) {
	for _, u := range p.Units {
		if !u.Began(day) {
			continue
		}
		ended := u.Ended(day)
		u.Name, u.Renamed = u.NameAt(day), nil
		u.Classes = slices.DeleteFunc(slices.Clone(u.Classes), func(c huibao.DatedClass) bool { return c.From.After(day) })
		u.Start, u.End, u.Successor = huibao.Date{}, huibao.Date{}, ""
		if ended {
			gone = append(gone, u)
		} else {
			standing = append(standing, u)
		}
	}
	return standing, gone
}

// strip takes out of a revised plan what belongs to units that do not stand on a day,
// and the references of later days.
func strip(p *huibao.Plan, day huibao.Date) {
	stands := map[string]bool{huibao.CityUnit: true}
	for i := range p.Units {
		stands[p.Units[i].Code] = true
	}
	only := func(codes []string) []string {
		return slices.DeleteFunc(codes, func(c string) bool { return !stands[c] })
	}
	for i := range p.Tasks {
		p.Tasks[i].Lead, p.Tasks[i].Support = only(slices.Clone(p.Tasks[i].Lead)), only(slices.Clone(p.Tasks[i].Support))
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		// none left would mean all, where it is to mean nobody
		if list := only(slices.Clone(ind.Reporters)); len(list) > 0 {
			ind.Reporters = list
		}
	}
	p.Allocations = slices.DeleteFunc(p.Allocations, func(a huibao.Allocation) bool { return !stands[a.Unit] })
	p.Openings = slices.DeleteFunc(p.Openings, func(o huibao.Opening) bool { return !stands[o.Unit] })
	p.References = slices.DeleteFunc(slices.Clone(p.References), func(r huibao.Reference) bool { return r.From.After(day) || !stands[r.Unit] })
}
