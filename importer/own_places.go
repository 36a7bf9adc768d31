package importer

import (
	"regexp"
	"slices"
	"strings"

	"huibao"
)

// What a unit's own table says of one of its places alone, a town's row or tab, is a part of what
// the unit did: of the whole only where it says so, or its own target is the plan's (check).

// placeHeads are headings of columns of places, workHeads of who does the work: a town there may
// do all of it.
var (
	placeHeads = regexp.MustCompile(`^(?:镇街|镇|乡|乡镇|乡\(镇\)|乡镇\(街道\)|街道|镇村|村|社区|行政村|区域|片区|地区)$`)
	workHeads  = regexp.MustCompile(`单位|部门|责任|牵头`)
	placeKinds = regexp.MustCompile(`^各?(?:乡镇|城乡|城镇|农村|乡村|村镇|镇街|镇村)$`)
)

// ofPlaces reports whether the parts before a table's names are places, as one of them is.
func (u *ownTable) ofPlaces(part string) bool {
	head := strings.Join(strings.Fields(fold(u.headText(u.head, u.partCol))), "")
	return placeHeads.MatchString(head) || townNames.MatchString(part) && !workHeads.MatchString(head)
}

// within reports whether a place is one within the unit: not all of it, nor what the indicator
// itself is of (农村 of 农村低保标准).
func (r *reader) within(place string, row *huibao.FormRow) bool {
	place = strings.Join(strings.Fields(fold(place)), "")
	if place == "" || wholeRows.MatchString(place) || wholeRow.MatchString(place) || strings.Contains(row.Name, place) {
		return false
	}
	unit := r.known.Plan.UnitNamed(place)
	return unit == nil || unit.Code != r.ret.Unit
}

// tabOfTown reports whether a table stands in a tab that is a town's of the unit.
func (r *reader) tabOfTown(t table, row *huibao.FormRow) bool {
	return townNames.MatchString(t.Name) && !placeKinds.MatchString(t.Name) && r.within(t.Name, row)
}

// ofTown is a row of a town's tab as a part of its indicator's.
func (r *reader) ofTown(t table, n int, row *huibao.FormRow, name string) huibao.ReturnRow {
	part := r.rowOf(t, n, row, name)
	part.Name = t.Name
	return huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: n, Name: name, ByName: true, Parts: []huibao.ReturnRow{part}}
}

// againAfterTowns joins a second row to those of towns' tabs: the tab of the whole holds in their
// place, any other is one more of which nobody can tell.
func (r *reader) againAfterTowns(t table, n int, row *huibao.FormRow, name string, old *huibao.ReturnRow) {
	if wholeRow.MatchString(t.Name) {
		*old = r.rowOf(t, n, row, name)
		return
	}
	old.Parts = append(old.Parts, r.ofTown(t, n, row, name).Parts...)
}

// fromTowns reports whether a row is of parts that stand in towns' tabs.
func fromTowns(r *huibao.ReturnRow) bool {
	return slices.ContainsFunc(r.Parts, func(p huibao.ReturnRow) bool { return p.Name == p.Sheet })
}
