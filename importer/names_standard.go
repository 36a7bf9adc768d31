package importer

import (
	"strings"

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

// standardEnd reports whether no more than the word for a standard is left of a name.
func standardEnd(rest string) bool { return rest == "标准" || rest == "执行标准" }
