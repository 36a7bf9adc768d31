package importer

import (
	"slices"

	"huibao"
)

// ratesNamed adds, of a block of columns, those headed by the very names of the two numbers of which a
// rate is made (常住人口数, 签约居民数): they are that rate's, whatever heads the rate itself.
func (a *across) ratesNamed(list []columnsOf) []columnsOf {
	var shared []columnsOf
	for i := range a.form.Rows {
		row := &a.form.Rows[i]
		if row.Kind != huibao.KindRate || row.Numerator == "" || row.Denominator == "" {
			continue
		}
		if g, ok := a.sharedRate(list, row); ok {
			shared = append(shared, g)
			continue
		}
		if i := slices.IndexFunc(list, func(x columnsOf) bool { return a.ownRate(x, row) }); i >= 0 {
			list[i] = a.asRate(list[i], row)
			continue
		}
		numer, denom := a.headed(list, row.Numerator), a.headed(list, row.Denominator)
		if len(numer) != 1 || len(denom) != 1 {
			continue
		}
		g := columnsOf{from: min(numer[0].from, denom[0].from), to: max(numer[0].to, denom[0].to), name: row.Name, mute: map[string]bool{},
			list: []match{{row, 100}}, rate: map[huibao.Field]int{huibao.FieldNumer: numer[0].from, huibao.FieldDenom: denom[0].from}}
		list = slices.DeleteFunc(list, func(x columnsOf) bool {
			of := len(x.list) > 0 && x.list[0].row == row && x.from == x.to
			if of && a.untilNow(x.from) && (table{page: a.page, head: a.first - 1, from: x.from, to: x.to}).shares(x.from) {
				g.rate[huibao.FieldRate] = x.from
			}
			return x.from == numer[0].from || x.from == denom[0].from || of
		})
		list = append(list, g)
	}
	return withShared(list, shared)
}

// ownRate reports whether a group of columns is headed by what was done of a rate, and no other one, and has
// the two numbers of which its percentages are made.
func (a *across) ownRate(g columnsOf, row *huibao.FormRow) bool {
	if a.sure(g) || g.from == g.to || !a.untilNow(g.from) || a.oneRate(g.name, a.allRates()) != row {
		return false
	}
	r := a.asRate(g, row).rate
	return r[huibao.FieldNumer] > 0 && r[huibao.FieldDenom] > 0
}

// asRate is such a group as that rate's.
func (a *across) asRate(g columnsOf, row *huibao.FormRow) columnsOf {
	numer, denom := a.tableOf(g).evidenceOf(a.last, a.reported()).partsOfRate()
	g.list, g.rate = []match{{row, certain}}, map[huibao.Field]int{huibao.FieldNumer: numer, huibao.FieldDenom: denom}
	return g
}

// withShared are groups of columns with the rates of one number in the place of those of which they are made.
func withShared(list, shared []columnsOf) []columnsOf {
	list = slices.DeleteFunc(list, func(x columnsOf) bool {
		return slices.ContainsFunc(shared, func(g columnsOf) bool {
			return g.from <= x.from && x.to <= g.to || x.from == g.rate[huibao.FieldDenom]
		})
	})
	return append(list, shared...)
}

// withShareBehind is a column of what was done of a rate with the one of its percentages right behind it, that is headed
// by the rate's last word alone (听力筛查数 | 筛查率).
func (a *across) withShareBehind(list []columnsOf, g columnsOf, row *huibao.FormRow) columnsOf {
	col := g.to + 1
	of := slices.IndexFunc(list, func(x columnsOf) bool { return x.from <= col && col <= x.to })
	t := a.tableOf(columnsOf{from: col, to: col})
	if path := a.headings(col); g.bare && len(path) == 1 && headsRate(path, row) && t.shares(col) && (of < 0 || list[of].from == list[of].to) {
		g.to, g.mute = col, nil // its name is all that heads the number
	}
	return g
}

// headed are the groups of one column that is headed by a name and its measure alone, under no other span
// than up to now.
func (a *across) headed(list []columnsOf, name string) (found []columnsOf) {
	for _, g := range list {
		if bare, _ := nameMeasure(g.name); g.from == g.to && bareName(bare) == bareName(name) && a.untilNow(g.from) {
			found = append(found, g)
		}
	}
	return found
}
