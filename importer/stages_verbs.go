package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// What an indicator is counted by may be a verb that is none of works (贷款发放, 疫苗接种): of several columns
// side by side (申报金额 | 审核金额 | 发放金额) the one of its own verb is what was done.

// verbHead heads a column of what was done, or was only asked for, by a verb and what of it is counted.
var verbHead = regexp.MustCompile(`^(?:本年|年度)?(?:已|累计|实际|共)*(发放|兑现|放款|接种|签约|开通|演出|申[报请]|受理|审[核批]|评审|公示|认定|预约|登记|报名)(?:金额|资金|人数|人次|户数|户次|笔数|场次|场数|剂次|条数|数|数量)?$`)

// doneVerb are those of these verbs that an indicator may be of.
var doneVerb = regexp.MustCompile(`^(?:发放|兑现|放款|接种|签约|开通|演出)$`)

// verbHeads are a table's columns of figures that are headed so, by the verb; of the whole and of now.
func (t table) verbHeads() map[string][]int {
	of := map[string][]int{}
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || t.shares(col) || !t.holdsFigures(col) {
			continue
		}
		bare, _ := nameMeasure(path[len(path)-1])
		if g := verbHead.FindStringSubmatch(bare); g != nil {
			of[g[1]] = append(of[g[1]], col)
		}
	}
	return of
}

// byVerb is the one column of an indicator's own verb, where others stand beside it and its heading is of
// money where the indicator is, and of no other time or part; else 0.
func (t table) byVerb(row *huibao.FormRow, now huibao.Period) int {
	all := t.verbHeads()
	found := 0
	for verb, cols := range all {
		if !doneVerb.MatchString(verb) || !strings.Contains(row.Name, verb) {
			continue
		}
		if found > 0 || len(cols) != 1 {
			return 0
		}
		found = cols[0]
	}
	if found == 0 || len(all) < 2 {
		return 0
	}
	path := t.headPath(found, t.subHead())
	heading := strings.Join(path, "")
	s := spanOf(heading, now.Year, now)
	money := moneyWords.MatchString(heading)
	_, m := nameMeasure(path[len(path)-1])
	if partIn(path) != "" && !money || s != (span{}) && s != (span{until: now.Month}) || money && !huibao.IsMoney(row.Measure) || m != "" && !row.CountsAs(m) && !huibao.IsMoney(m) {
		return 0
	}
	return found
}
