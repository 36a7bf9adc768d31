package rollup

import (
	"slices"

	"huibao"
	"huibao/inforce"
	"huibao/internal/cores"
	"huibao/statement"
)

// entry is one assignment with the row that was reported for it, or why there is
// none.
type entry struct {
	inforce.Assignment
	row  *huibao.ReturnRow
	sub  *huibao.Submission
	hole string // 未报, 退回 …; "" where the row counts
}

// group is all that is known of one indicator in one period.
type group struct {
	c       *statement.Consolidation
	ind     *huibao.Indicator
	city    huibao.Promise
	entries []entry
	wholes  []whole            // of which the indicator is a part, the nearest first
	parted  map[string][]entry // those of RolePart, by subject
	units   []string           // their subjects, which have a standing of their own
	bare    bool               // figures are made without their parts: of thousands of units nobody asks for them
}

func gather(c *statement.Consolidation, ind *huibao.Indicator, jobs int) *group {
	g := &group{c: c, ind: ind, city: c.Plan.City(ind), wholes: wholesOf(c.Plan, ind)}
	list := g.assignments()
	g.entries, g.parted = make([]entry, len(list)), make(map[string][]entry, len(list))
	cores.Share(jobs, len(list), func(from, to int) {
		for i := from; i < to; i++ {
			e := &g.entries[i]
			*e = entry{Assignment: list[i], sub: c.Counting(list[i].Return)}
			e.hole = g.find(e)
		}
	})
	for i := range g.entries {
		e := &g.entries[i]
		if e.Role != huibao.RolePart {
			continue
		}
		if g.parted[e.Subject] == nil {
			g.units = append(g.units, e.Subject)
			g.parted[e.Subject] = g.entries[i : i+1 : i+1] // nearly always the only one
			continue
		}
		g.parted[e.Subject] = append(g.parted[e.Subject], *e)
	}
	return g
}

// assignments are the plan's, and those of units that were merged into one of them and
// still handed in a return of their own for the period: their figures are the heir's.
func (g *group) assignments() []inforce.Assignment {
	list := make([]inforce.Assignment, 0, len(g.c.Plan.Units))
	for a := range g.c.Plan.Assigned(g.ind) {
		var merged []inforce.Assignment
		for _, unit := range g.c.Plan.Merged(a.Return) {
			if g.c.Counting(unit) != nil {
				old := a
				old.Return = unit
				merged = append(merged, old)
			}
		}
		if len(merged) == 0 || g.c.Counting(a.Return) != nil {
			list = append(list, a)
		}
		list = append(list, merged...)
	}
	return list
}

// find looks up the entry's row and says why it does not count, if so.
func (g *group) find(e *entry) string {
	if e.sub == nil || e.sub.Return == nil {
		e.sub = nil
		if g.c.Unsigned(e.Return) != nil {
			return statement.WordUnsigned
		}
		return g.c.Absence(e.Return)
	}
	e.row = e.sub.Return.RowByCode(g.ind.Code)
	switch {
	case e.row == nil:
		return "缺该行"
	case slices.Contains(e.sub.LeftOut, g.ind.Code):
		return statement.WordLeftOut
	case e.sub.Holds(g.ind.Code):
		return "该行有误未计入"
	case g.ind.Kind == huibao.KindRate && halved(e.row):
		return wordUnfilled
	}
	return g.wholeLacks(e)
}

// halved reports whether a row has a number for one of a rate's two alone: it would be in one of the
// sums, and lacking in the other.
func halved(row *huibao.ReturnRow) bool {
	return row.Quantity(huibao.FieldNumer).IsNumber() != row.Quantity(huibao.FieldDenom).IsNumber()
}

// deepest is how many wholes above each other are looked at.
const deepest = 4

// whole is an indicator of which another is a part, and who reports it of whom.
type whole struct {
	*huibao.Indicator
	of map[reporting]bool
}

// reporting is whose figure stands in whose return.
type reporting struct{ subject, in string }

// wholesOf are those above an indicator.
func wholesOf(p *inforce.Plan, ind *huibao.Indicator) (list []whole) {
	for range deepest {
		if ind = p.IndicatorByCode(ind.PartOf); ind == nil {
			break
		}
		w := whole{ind, map[reporting]bool{}}
		for a := range p.Assigned(ind) {
			w.of[reporting{a.Subject, a.Return}] = true
		}
		list = append(list, w)
	}
	return list
}

// wholeLacks says why a part does not count though its own row is sound: the unit's row of the
// whole does not, and a part is never shown over units that its whole lacks.
func (g *group) wholeLacks(e *entry) string {
	for _, whole := range g.wholes {
		if !whole.of[reporting{e.Subject, e.Assignment.Return}] {
			return ""
		}
		row := e.sub.Return.RowByCode(whole.Code)
		switch {
		case slices.Contains(e.sub.LeftOut, whole.Code):
			return statement.WordLeftOut
		case row == nil:
			return "缺总数一行"
		case e.sub.Holds(whole.Code):
			return "随总数待核"
		case whole.Kind == huibao.KindCount && row.Quantity(huibao.FieldCumulative).State() == huibao.Missing:
			return "总数未填"
		}
	}
	return ""
}

// parts lists the entries that the city's figure is made of.
func (g *group) parts() []entry {
	if !slices.ContainsFunc(g.entries, func(e entry) bool { return e.Role == huibao.RoleCheck }) {
		return g.entries
	}
	return g.only(func(e entry) bool { return e.Role != huibao.RoleCheck })
}

// of lists the entries of one subject, or the parts of the city's figure.
func (g *group) of(unit string) []entry {
	if unit == huibao.CityUnit {
		return g.parts()
	}
	return g.parted[unit]
}

func (g *group) only(keep func(entry) bool) []entry {
	var list []entry
	for _, e := range g.entries {
		if keep(e) {
			list = append(list, e)
		}
	}
	return list
}

// part describes one value of an entry as part of a figure, and gives what of it counts (number).
func (e *entry) part(f huibao.Field) (p huibao.Part, counted huibao.Quantity) {
	p = huibao.Part{Unit: e.Subject, Field: f, Excluded: e.hole}
	if e.row == nil {
		return p, counted
	}
	q, reported := e.row.Values.Quantity(f)
	if reported {
		p.Row = e.row
	}
	p.Starred = reported && e.sub.State == huibao.StatePending
	switch {
	case p.Excluded != "":
		return p, counted
	case !reported:
		p.Excluded = wordUnfilled
	case q.State() == huibao.NotApplicable:
		p.Excluded = "不适用"
	}
	return p, q
}

// number is the entry's counted number of a field; missing where it does not
// count.
func (e *entry) number(f huibao.Field) huibao.Quantity {
	if e.hole != "" || e.row == nil {
		return huibao.Quantity{}
	}
	return e.row.Quantity(f)
}
