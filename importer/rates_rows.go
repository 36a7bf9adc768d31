package importer

import (
	"slices"
	"strings"

	"huibao"
)

// The two numbers of which a rate is made may stand in two rows under one name (随访 › 应随访人数, 已完成随访人数):
// where both are called as the plan calls them, they are that rate's, whatever the name over them.

// partRows reads such rows and notes them as done with; it reports whether there are any.
func (u *ownTable) partRows(groups []group) (found bool) {
	col := u.columns[huibao.FieldCumulative]
	if col == 0 || u.isBureau() || u.unitCol > 0 {
		return false
	}
	for _, g := range groups {
		for i := range u.form.Rows {
			row := &u.form.Rows[i]
			if row.Numerator == "" || row.Denominator == "" || len(g.rows) < 2 || u.partOf(row) != "" {
				continue
			}
			numer, denom := u.namedAs(g.rows, row, col)
			if numer == 0 || denom == 0 || numer == denom || !u.shareFits(numer, denom, col) {
				continue
			}
			u.shareRow(row, numer, denom, col, g.name)
			if rate := u.rateRow(g.rows, numer, denom, col); rate > 0 {
				u.done[rate] = true
			}
			u.taken = append(u.taken, "“"+g.name+"”下的两行读作 "+row.Code+" "+row.Name+"的分子、分母")
			found = true
		}
	}
	return found
}

// calledAs is the one of some rows that is called as one of the two numbers of a rate, in full or without what
// is counted; 0 for none.
func calledAs(rows []ownRow, part string) (found int) {
	for _, o := range rows {
		if !isCalled(o.leaf(), part) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = o.n
	}
	return found
}

// isCalled reports whether a name is that of one of the two numbers of a rate.
func isCalled(name, part string) bool {
	name = strings.TrimPrefix(partName(name), "本年")
	return name != "" && (name == formPart(part) || name == partName(part))
}

// shareFits reports whether no percentage beside two rows is another than what one is of the other.
func (u *ownTable) shareFits(numer, denom, col int) bool {
	e := u.evidenceOf(max(numer, denom), u.reported())
	return !slices.ContainsFunc(e.shares, func(share int) bool {
		_, _, ok := u.shareAt(numer, share)
		return ok && !u.isShare(numer, denom, col, share)
	})
}
