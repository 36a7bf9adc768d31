package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// pairHead heads figures by when they are of and what was done (本月演出, 7月演出, 累计演出).
var pairHead = regexp.MustCompile(`^(本月|当月|本期|累计|\d{1,2}月)(\p{Han}{2})((?:数|数量|人数|人次|场次|户数|次数)?)$`)

// pairedVerb are the columns of what was done in the period and up to now that are headed alike by a word of the
// indicator's own name, in its measure, under no other words, where there is one of each; else 0.
func (t table) pairedVerb(row *huibao.FormRow) (this, sofar int) {
	heads := map[int]string{}
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) != 1 || t.shares(col) || !t.holdsFigures(col) {
			continue
		}
		bare, m := nameMeasure(path[0])
		g := pairHead.FindStringSubmatch(bare)
		if g != nil && g[1][0] <= '9' && t.columns[huibao.FieldThis] != col {
			continue // of another month, for all that is known
		}
		if g == nil || !strings.Contains(row.Name, g[2]) || notDone.MatchString(g[2]) || m != "" && !row.CountsAs(m) {
			continue
		}
		at := &this
		if g[1] == "累计" {
			at = &sofar
		}
		if *at > 0 {
			return 0, 0
		}
		*at, heads[col] = col, g[2]+g[3]
	}
	if this == 0 || sofar == 0 || heads[this] != heads[sofar] {
		return 0, 0
	}
	return this, sofar
}
