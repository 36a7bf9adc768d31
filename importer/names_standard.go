package importer

import (
	"maps"
	"strings"
	"unicode/utf8"

	"huibao"
)

// A table with a column of standards names its rows without that word: 城市低保 under 执行标准 is 城市低保标准.

// orStandard are a row's matches, or the one standard that its names say in full beside the heading of that
// column: its own name, or that over it and its own, in either order (最低生活保障 › 城市).
func (u *ownTable) orStandard(list []match, names ...string) []match {
	if u.columns[huibao.FieldStandard] == 0 || standsOut(list, certain) {
		return list
	}
	var found *huibao.FormRow
	for i := range u.form.Rows {
		row := &u.form.Rows[i]
		if row.Kind != huibao.KindStandard || !saysStandard(row, names) || found == row {
			continue
		}
		if found != nil {
			return list
		}
		found = row
	}
	if found == nil {
		return list
	}
	return []match{{found, certain}}
}

// saysStandard reports whether one of the names is that of a standard without its last word.
func saysStandard(row *huibao.FormRow, names []string) bool {
	for _, known := range append([]string{row.Name}, row.Aliases...) {
		full := nameSigns.Replace(bareName(benefits.Replace(known)))
		for _, name := range names {
			bare, _ := nameMeasure(name)
			short := nameSigns.Replace(bareName(benefits.Replace(bare)))
			if short != "" && short+strings.TrimPrefix(full, short) == full && standardEnd(strings.TrimPrefix(full, short)) {
				return true
			}
		}
	}
	return false
}

// standardShort is the one standard of whose name that of a group of columns is made (机构集中养育 of
// 机构内集中养育儿童津贴), where one of them is of a standard; nil without one. A bracket behind it may say what of it is
// the standard's own.
func (r *reader) standardShort(t table, name string) (found *huibao.FormRow) {
	t.columns = maps.Clone(t.columns)
	bare, _ := nameMeasure(name)
	short := nameSigns.Replace(partNote.ReplaceAllString(fold(benefits.Replace(bare)), ""))
	if utf8.RuneCountInString(short) < leastTitled || !t.standardParts(r.reported()) {
		return nil
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		full := nameSigns.Replace(bareName(benefits.Replace(row.Name)))
		if row.Kind != huibao.KindStandard || !inPieces(short, full) {
			continue
		}
		if found != nil || notItself(name, row) || !bracketOf(bare, full) {
			return nil
		}
		found = row
	}
	return found
}

// bracketOf reports whether what stands in a bracket in a name is in a full one as well.
func bracketOf(name, full string) bool {
	for _, g := range noteBehind.FindAllStringSubmatch(fold(name), maxMoments) {
		if !within(strings.TrimPrefix(strings.TrimPrefix(g[1], "包"), "含"), full) {
			return false
		}
	}
	return true
}

// standardEnd reports whether no more than the word for a standard is left of a name.
func standardEnd(rest string) bool { return rest == "标准" || rest == "执行标准" }
