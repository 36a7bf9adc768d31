package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// doneBehind parts a name into what stands before a bracket at its end and, where that has a word for what is
// finished, the bracket; said is "" for others. A measure behind it is left out.
func doneBehind(name string) (bare, said string) {
	name, _ = nameMeasure(name)
	g := bracketEnd.FindStringSubmatch(name)
	if g == nil || !finishedWords.MatchString(g[2]) {
		return name, ""
	}
	return g[1], g[2]
}

var (
	bracketEnd    = regexp.MustCompile(`^(.+)\(([^()]+)\)$`)
	finishedWords = regexp.MustCompile(`竣工|完工|建成|投用|投入使用`)
)

// meansDone reports whether what is said of a name is what the plan says that an indicator counts when it is done, in
// its words and their order (竣工投用 of 竣工验收并投入使用).
func meansDone(row *huibao.FormRow, said string) bool {
	means, _, _ := strings.Cut(strings.ReplaceAll(row.DoneMeans, ";", "；"), "；")
	return means != "" && within(strings.TrimPrefix(said, "已"), means)
}

// underGroup are a row's matches, or the one indicator of whose name both that of the group before it (学前, merged
// over its rows) and its own (新增学位) are parts and make the most, in the measure that the table says.
func (u *ownTable) underGroup(n int, list []match, name string) []match {
	over := u.groupBefore(n)
	if standsOut(list, certain) || utf8.RuneCountInString(over) < leastPiece {
		return list
	}
	bare, said := doneBehind(name)
	u.rowName = name
	measures := u.measureWords(n, u.borneOut())
	var found *huibao.FormRow
	for i := range u.form.Rows {
		row := &u.form.Rows[i]
		full := nameSigns.Replace(bareName(row.Name))
		own := nameSigns.Replace(bare)
		most := utf8.RuneCountInString(over+own)*leastOf[1] >= utf8.RuneCountInString(full)*leastOf[0]
		if row.Kind != huibao.KindCount || !most || !strings.Contains(full, over) || strings.Contains(own, over) || !inPieces(own, strings.Replace(full, over, "", 1)) ||
			said != "" && !meansDone(row, said) || !slices.ContainsFunc(measures, row.CountsAs) {
			continue
		}
		if found != nil {
			return list
		}
		found = row
	}
	if found == nil || len(list) > 0 && list[0].sure >= certain {
		return list
	}
	u.exact = false
	return []match{{found, certain}}
}

// leastOf is how much of an indicator's name a group's and a row's own make at least: two thirds.
var leastOf = [2]int{2, 3}

// groupBefore is what stands before a row's name, in it or merged over it, in the column of words next to it; "" without.
func (u *ownTable) groupBefore(n int) string {
	col := u.nameColumn() - 1
	if u.noGroups == nil {
		none := col < u.from || col == u.unitCol || !u.holdsNames(col)
		u.noGroups = &none
	}
	if *u.noGroups {
		return ""
	}
	if m, merged := u.grid.Merge(n, col); merged {
		n = m.Row1
	}
	if n <= u.head {
		return ""
	}
	return nameSigns.Replace(bareName(u.grid.At(n, col).Raw))
}
