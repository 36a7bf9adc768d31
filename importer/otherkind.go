package importer

import (
	"strings"

	"huibao/internal/regexp"
)

// countsOthers are texts by which those are counted, too, of whom an indicator of the name is not: townspeople
// of 农村适龄妇女, villages of 城镇老旧小区.
var countsOthers = map[string]*regexp.Regexp{
	"农村": regexp.MustCompile(`(?:^|[^不未])(?:含|包括|包含)了?[^,。;、不未]{0,4}(?:城镇|城区|城市|市区)`),
	"城镇": regexp.MustCompile(`(?:^|[^不未])(?:含|包括|包含)了?[^,。;、不未]{0,4}(?:农村|乡村)`),
}

// countsOther reports whether a text outside the table of a page says that more are counted than an
// indicator that was read from it is of.
func (r *reader) countsOther(p page, text string) bool {
	if r.form == nil || r.ret.Stamp != nil {
		return false
	}
	for i := range r.ret.Rows {
		row := r.form.RowByCode(r.ret.Rows[i].Code)
		if row == nil || r.ret.Rows[i].Sheet != p.Name {
			continue
		}
		for word, others := range countsOthers {
			if strings.Contains(row.Name, word) && others.MatchString(text) && !others.MatchString(row.Name+row.DoneMeans) {
				return true
			}
		}
	}
	return false
}
