package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// An indicator and the parts that make it may stand across a block, called shortly (竣工合计 | 其中：燃气、供热、供水、
// 排水): as in a column of names (family.go), what they come to and the title tell together what they are.

// families are the form's indicators that are made of parts, each with those.
func (r *reader) families() (list [][]*huibao.FormRow) {
	for i := range r.form.Rows {
		family := []*huibao.FormRow{&r.form.Rows[i]}
		for k := range r.form.Rows {
			if row := &r.form.Rows[k]; row.PartOf == family[0].Code && row.SumsUp {
				family = append(family, row)
			}
		}
		if len(family) > leastSummed {
			list = append(list, family)
		}
	}
	return list
}

// familyAcross adds the columns of such an indicator and its parts, in the place of what else may be headed so.
func (a *across) familyAcross(list []columnsOf) []columnsOf {
	for _, family := range a.families() {
		found := a.familyColumns(family)
		if len(found) == 0 {
			continue
		}
		list = slices.DeleteFunc(slices.Clone(list), func(g columnsOf) bool {
			return slices.ContainsFunc(found, func(x columnsOf) bool { return g.from <= x.from && x.from <= g.to })
		})
		return append(list, found...)
	}
	return list
}

// familyColumns are those columns, less than certain where they do not add up in the unit's own row; nil where one is
// missing or stands twice, or their measure or the title is another's.
func (a *across) familyColumns(family []*huibao.FormRow) (found []columnsOf) {
	whole, parts, at := family[0], family[1:], map[string]int{}
	for col := a.col + 1; col <= min(a.grid.MaxCol, headColumns); col++ {
		path := a.headings(col)
		row := a.ofFamilyAt(path, whole, parts)
		if row == nil || !a.untilNow(col) {
			continue
		}
		if at[row.Code] > 0 {
			return nil
		}
		at[row.Code] = col
		found = append(found, columnsOf{from: col, to: col, name: path[len(path)-1], mute: map[string]bool{}, list: []match{{row, certain}}, bare: true})
	}
	t := table{page: a.page, head: a.first}
	if len(found) != len(family) || !convertible(cmp.Or(t.measureAbove(), t.measureOfTitles()), whole.Measure) || !a.familyTitled(t, whole, parts) {
		return nil
	}
	a.exact = false
	if !a.familySums(at, whole.Code) {
		for i := range found { // asked about
			found[i].list[0].sure = likely
		}
	}
	return found
}

// measureOfTitles is the measure in a bracket behind a title; "" without one, or two that differ.
func (t table) measureOfTitles() (found string) {
	for _, title := range t.titles() {
		_, m := nameMeasure(strings.TrimSpace(title))
		if found != "" && m != "" && m != found {
			return ""
		}
		found = cmp.Or(found, m)
	}
	return found
}

// ofFamilyAt is of which one of a family headings are, all of which say that it is of what was done.
func (a *across) ofFamilyAt(path []string, whole *huibao.FormRow, parts []*huibao.FormRow) *huibao.FormRow {
	if len(path) == 0 {
		return nil
	}
	leaf := strings.TrimPrefix(path[len(path)-1], "其中:")
	for _, over := range path[:len(path)-1] {
		if f, _ := headingOf(over); f != huibao.FieldCumulative && over != "其中" && !doneTotal.MatchString(over) {
			return nil
		}
	}
	if doneTotal.MatchString(leaf) {
		return whole
	}
	row := ofFamily(leaf, whole, parts)
	if row == whole && !slices.ContainsFunc(totals, func(tail string) bool { return strings.HasSuffix(leaf, tail) }) {
		return nil
	}
	return row
}

// doneTotal heads what is all of them.
var doneTotal = regexp.MustCompile(`^(?:累计)?(?:竣工|完成|完工|建成)(?:里程|公里数|数|量)?(?:合计|总计|小计)?$|^(?:合计|总计|小计)$`)

// familySums reports whether in the unit's own rows the parts come to the whole.
func (a *across) familySums(at map[string]int, whole string) bool {
	t := table{page: a.page}
	return len(a.own) > 0 && !slices.ContainsFunc(a.own, func(n int) bool {
		var s summed
		total, ok := t.figureAt(n, at[whole])
		for code, col := range at {
			ok = ok && (code == whole || s.add(t, n, col))
		}
		return !ok || s.count != len(at)-1 || !s.makes(total)
	})
}
